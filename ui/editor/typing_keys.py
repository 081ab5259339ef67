"""Keys, input methods, clipboard and drag of the text page: all go through its editor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit

from ui.editor.edits import live_text
from ui.editor.marked_lines import Lines, Spot, cell_beside

if TYPE_CHECKING:
    from ui.editor.page_editor import PageEditor
    from ui.editor.projection import Projection

    _Base = QTextEdit
else:
    _Base = object

_Key = QKeySequence.StandardKey
_MAX_PASTE = 2_000_000  # characters


class TypingKeys(_Base):
    """Mixed into the page before ``QTextEdit``."""

    editor: PageEditor
    projection: Projection

    if TYPE_CHECKING:  # what the page itself has

        @property
        def may_type(self) -> bool:
            """True when typing changes the text in this view."""

        @property
        def shown_lines(self) -> Lines:
            """The lines of the view in use."""

        def selection_spots(self) -> tuple[Spot, Spot] | None:
            """Both ends of the selection."""

        def caret_spot(self) -> Spot:
            """Where the caret stands."""

        def after_edit(self, caret: Spot) -> None:
            """Show what an edit made."""

        def put_caret(self, spot: Spot) -> None:
            """Put the caret somewhere and bring it into view."""

        answers: bool

        @property
        def may_ask(self) -> bool:
            """True where words can be asked about."""

        def ask(self) -> bool:
            """Ask who wrote the selection or the words at the caret."""

        def ask_at(self, point: QPoint) -> bool:
            """Ask who wrote the words under a point."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Editing keys go to the editor, moving and selecting stays with Qt."""
        if self._handle_command(event) or self._handle_editing(event):
            event.accept()
            return
        if self._is_plain_text(event):
            if self.may_type:
                self.type_text(event.text())
                event.accept()
            else:
                event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace,
                           Qt.Key.Key_Delete):  # fmt: skip
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """In a table that may be edited Tab goes to the next cell; else it leaves the page."""
        spot = self.caret_spot()
        lines = self.editor.lines
        if self.may_type and spot.line < len(lines) and lines[spot.line].cell[0] >= 0:
            found = cell_beside(lines, spot.line, 1 if forwards else -1)
            if found is not None:
                self.put_caret(Spot(found, len(lines[found].text)))
                return True
        return bool(super().focusNextPrevChild(forwards))

    def _handle_command(self, event: QKeyEvent) -> bool:
        for key, act in (
            (_Key.Undo, self.undo),
            (_Key.Redo, self.redo),
            (_Key.Cut, self.cut),
            (_Key.Paste, self.paste),
            (_Key.Copy, self.copy),
        ):
            if event.matches(key):
                act()
                return True
        if event.key() == Qt.Key.Key_Y and event.modifiers() == _CONTROL:
            self.redo()
            return True
        return False

    def _handle_editing(self, event: QKeyEvent) -> bool:
        if not self.may_type:
            return False
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers in (_NONE, _SHIFT):
                self._begin_paragraph(soft=modifiers == _SHIFT)
                return True
            return False
        if key not in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return False
        if modifiers == _CONTROL:
            self._delete_word(forward=key == Qt.Key.Key_Delete)
        elif modifiers == _SHIFT and key == Qt.Key.Key_Delete:
            self.cut()
        else:
            self.delete_character(forward=key == Qt.Key.Key_Delete)
        return True

    @staticmethod
    def _is_plain_text(event: QKeyEvent) -> bool:
        text = event.text()
        held = event.modifiers() & (_CONTROL | Qt.KeyboardModifier.MetaModifier)
        both = event.modifiers() & (_CONTROL | Qt.KeyboardModifier.AltModifier)
        alt_graph = both == (_CONTROL | Qt.KeyboardModifier.AltModifier)
        return bool(text) and (text.isprintable() or text > "\uffff") and (not held or alt_graph)

    # --- acts ---------------------------------------------------------------------------------

    def type_text(self, text: str, *, typed: bool = True) -> None:
        """Put text in the place of the selection."""
        spots = self.selection_spots()
        if self.may_type and spots is not None:
            self.after_edit(self.editor.type_text(*spots, text, typed=typed))

    def delete_character(self, *, forward: bool) -> None:
        """Backspace or Delete."""
        spots = self.selection_spots()
        if not self.may_type or spots is None:
            return
        if spots[0] != spots[1]:
            self.after_edit(self.editor.delete(*spots))
        elif self._picture_beside(forward=forward):
            return
        elif forward:
            self.after_edit(self.editor.delete_forward(spots[0]))
        else:
            self.after_edit(self.editor.backspace(spots[0]))

    def _picture_beside(self, *, forward: bool) -> bool:
        """True where the key would eat a picture, which stays."""
        spot = self.caret_spot()
        line = self.editor.lines[spot.line]
        return line.picture is not None and not forward and line.live_at(spot.offset) == 0

    def _delete_word(self, *, forward: bool) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            move = QTextCursor.MoveOperation
            cursor.movePosition(
                move.NextWord if forward else move.PreviousWord, QTextCursor.MoveMode.KeepAnchor
            )
            start = self.projection.spot(cursor.selectionStart())
            end = self.projection.spot(cursor.selectionEnd())
            if start is None or end is None or start.line != end.line:
                self.delete_character(forward=forward)
                return
            caret = self.editor.delete(start, end)
            self.after_edit(caret if forward else start)
            return
        self.delete_character(forward=forward)

    def _begin_paragraph(self, *, soft: bool) -> None:
        spots = self.selection_spots()
        if spots is not None:
            self.after_edit(self.editor.begin_paragraph(*spots, soft=soft))

    def undo(self) -> None:
        """Take the last step back."""
        if self.may_type:
            self._go(self.editor.undo(self.caret_spot()))

    def redo(self) -> None:
        """Do the step again that was taken back."""
        if self.may_type:
            self._go(self.editor.redo(self.caret_spot()))

    def _go(self, caret: Spot | None) -> None:
        if caret is not None:
            self.after_edit(caret)

    def copy(self) -> None:
        """Words of the selection to the clipboard."""
        if self.textCursor().hasSelection():
            # Not the QMimeData itself: Python's part of it is gone when the program ends.
            QGuiApplication.clipboard().setText(self.createMimeDataFromSelection().text())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copying takes the words of the present text, without what is deleted."""
        data = QMimeData()
        spots = self.selection_spots()
        if spots is not None:
            data.setText(live_text(self.shown_lines, *spots))
        return data

    def cut(self) -> None:
        """Words of the selection to the clipboard, and deleted here."""
        if self.may_type and self.textCursor().hasSelection():
            self.copy()
            self.delete_character(forward=True)

    def paste(self) -> None:
        """Words from the clipboard, without any formatting."""
        data = QGuiApplication.clipboard().mimeData()
        if data is not None:
            self.insertFromMimeData(data)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only words."""
        return self.may_type and source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Words, whatever else the source brings."""
        if source.hasText():
            self.type_text(source.text()[:_MAX_PASTE], typed=False)

    # --- input methods, drag, menu ------------------------------------------------------------

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is being composed is Qt's, what is committed goes to the editor."""
        if not self.may_type:
            event.ignore()
            return
        commit, length = event.commitString(), event.replacementLength()
        if commit or length:
            super().inputMethodEvent(QInputMethodEvent())
            if length:
                self._select_replacement(event.replacementStart(), length)
            self.type_text(commit)
        if event.preeditString():
            if self.textCursor().hasSelection():
                self.delete_character(forward=True)
            super().inputMethodEvent(QInputMethodEvent(event.preeditString(), event.attributes()))
        elif not commit:
            super().inputMethodEvent(QInputMethodEvent())
        event.accept()

    def _select_replacement(self, start: int, length: int) -> None:
        cursor = self.textCursor()
        place = cursor.position() + start
        cursor.setPosition(max(place, 0))
        cursor.setPosition(max(place + length, 0), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def dropEvent(self, event: QDropEvent) -> None:
        """Words dropped here; dragged within the page they move."""
        target = self.projection.spot(self.cursorForPosition(event.position().toPoint()).position())
        spots = self.selection_spots()
        super().dragLeaveEvent(QDragLeaveEvent())
        if not self.may_type or target is None or not event.mimeData().hasText():
            event.ignore()
            return
        within = event.source() in (self, self.viewport())
        if within and spots is not None and event.dropAction() == Qt.DropAction.MoveAction:
            self.after_edit(self.editor.move(*spots, target))
        else:
            words = event.mimeData().text()[:_MAX_PASTE]
            self.after_edit(self.editor.type_text(target, target, words))
        # The source must not delete anything itself: the editor did.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """撤销 重做 剪切 复制 粘贴 全选 谁写的, those that can act."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.context_menu(event.pos() if by_mouse else None).exec(event.globalPos())

    def context_menu(self, point: QPoint | None = None) -> QMenu:
        """The menu of the right mouse button; point: where in the viewport it was pressed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self.textCursor().hasSelection()
        entries: list[tuple[str, Any, bool, str]] = [("复制", self.copy, chosen, "Ctrl+C")]
        if self.may_type:
            history = self.editor.history
            data = QGuiApplication.clipboard().mimeData()
            pastes = data is not None and data.hasText()
            entries = [
                ("撤销", self.undo, history.can_undo, "Ctrl+Z"),
                ("重做", self.redo, history.can_redo, "Ctrl+Y"),
                ("", None, True, ""),
                ("剪切", self.cut, chosen, "Ctrl+X"),
                *entries,
                ("粘贴", self.paste, pastes, "Ctrl+V"),
            ]
        entries += [("", None, True, ""), ("全选", self.selectAll, True, "Ctrl+A")]
        if self.answers:
            ask = self.ask if point is None else partial(self.ask_at, point)
            entries += [("", None, True, ""), ("谁写的", ask, self.may_ask, "Ctrl+I")]
        for text, act, on, keys in entries:
            if act is None:
                menu.addSeparator()
                continue
            action = menu.addAction(f"{text}\t{keys}", act)
            action.setEnabled(on)
        return menu


_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
