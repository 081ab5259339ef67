"""The sheet under mouse and keys: clicking changes, selecting words, tooltips, the menu.

Signals: ``change_clicked(int)``; ``menu_wanted(int, QPoint)`` with a change (0: none) and a place
on the screen; ``selected_changed`` after words were selected or let go; those of the surface.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ui.editor.page_images import BlobSource
from ui.pictures import PictureShelf
from ui.screens.compare.faces import Face, FaceParagraph
from ui.screens.compare.hits import Hit, hit_at
from ui.screens.compare.row_layout import RowLayout
from ui.screens.compare.sheet_painter import Look, Picked
from ui.screens.compare.sheet_surface import SheetSurface
from ui.screens.compare.text_selection import Caret, TextSelection


class SheetView(SheetSurface):
    """blob: gives a picture's bytes by digest; pictures: those that a worker made small."""

    change_clicked = Signal(int)
    menu_wanted = Signal(int, QPoint)
    selected_changed = Signal()

    def __init__(
        self, blob: BlobSource, pictures: PictureShelf, parent: QWidget | None = None
    ) -> None:
        self._selection: TextSelection | None = None
        self._pressed: Hit | None = None
        super().__init__(blob, pictures, parent)
        self.setObjectName("sheet_view")
        self.setAccessibleName("花脸稿正文")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    # --- selected words -----------------------------------------------------------------------

    def selected(self) -> TextSelection | None:
        """The selected characters, None without any."""
        chosen = self._selection
        return None if chosen is None or chosen.is_empty else chosen

    def words_of(self, chosen: TextSelection) -> str:
        """The manuscript's own characters of a selection."""
        return chosen.words(self._rows)

    def paragraph_at(self, face: Face, caret: Caret) -> FaceParagraph:
        """The paragraph of a place in a column."""
        return self._rows.layout(caret.row).faces[face].boxes[caret.box].paragraph

    def copy(self) -> None:
        """Put the selected words on the clipboard."""
        chosen = self.selected()
        if chosen is not None:
            QGuiApplication.clipboard().setText(self.words_of(chosen))

    def _picked(self, row: int, layout: RowLayout) -> tuple[Face, Picked] | None:
        if self._selection is None:
            return None
        boxes = len(layout.faces[self._selection.face].boxes)
        return self._selection.face, self._selection.in_row(row, boxes)

    def _let_go(self) -> None:
        self._selection = None

    # --- moved paragraphs ------------------------------------------------------------------------

    def other_end(self, number: int, row: int) -> int | None:
        """The other row of a paragraph that was moved; None where there is none."""
        rows = self._rows_of(number)
        return next((other for other in reversed(rows) if other != row), None)

    def go_to_other_end(self, number: int) -> None:
        """From one place of a moved paragraph to the other."""
        shown = {row for row, _ in self.visible_rows()}
        rows = self._rows_of(number)
        here = next((row for row in reversed(rows) if row in shown), -1)
        there = self.other_end(number, here)
        if there is not None:
            self._bring_into_view(number, there)
            self.viewport().update()

    # --- pointer ---------------------------------------------------------------------------------

    def _hit(self, point: QPoint) -> Hit | None:
        for row, top in reversed(self.visible_rows()):
            if top <= point.y():
                return hit_at(self._rows, self._columns, self._painter, row, top, point)
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select; a click chooses the change."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = self._hit(event.position().toPoint())
        self._selection = None
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select while the button is down; else show what can be clicked."""
        hit = self._hit(event.position().toPoint())
        pressed = self._pressed
        if event.buttons() & Qt.MouseButton.LeftButton and pressed is not None:
            same = hit is not None and hit.face is pressed.face
            if hit is not None and same and pressed.caret and hit.caret and pressed.face:
                self._selection = TextSelection(pressed.face, pressed.caret, hit.caret)
                self.viewport().update()
            return
        numbers = hit.numbers if hit is not None else ()
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand if numbers else arrow)
        slot = hit.slot if hit is not None else None
        if slot is not self._look.hovered:
            self._look = Look(self._steps, self._sheet.kinds, self._look.current, slot)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a change, in the text or in the margin."""
        hit, self._pressed = self._pressed, None
        self.selected_changed.emit()
        if hit is None or not hit.numbers:
            return
        if self.selected() is not None:
            return
        current = self._look.current
        there = self.other_end(current, hit.row) if hit.numbers == (current,) else None
        if there is not None:
            self._bring_into_view(current, there)
            self.viewport().update()
        else:
            self.change_clicked.emit(hit.next_after(current))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the change under the pointer, or of the chosen one."""
        number = self._look.current
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            hit = self._hit(self.viewport().mapFromGlobal(event.globalPos()))
            number = hit.numbers[0] if hit is not None and hit.numbers else 0
        self.menu_wanted.emit(number, event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self._hit(event.pos())
            words = [self._words(number) for number in hit.numbers] if hit is not None else []
            QToolTip.showText(event.globalPos(), "\n".join(words), self.viewport())
            return True
        return super().viewportEvent(event)

    # --- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home, End, copying; the rest scrolls."""
        bar = self.verticalScrollBar()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() == Qt.Key.Key_Space:
            bar.setValue(bar.value() + bar.pageStep())
        else:
            super().keyPressEvent(event)
