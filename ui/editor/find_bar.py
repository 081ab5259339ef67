"""Find and replace over the text page (Ctrl F, Ctrl H).

Signals: ``closed()``.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.editor.text_page import TextPage
from ui.editor.text_search import Match, find_all
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.text_label import TextLabel


class FindBar(QFrame):
    """Works on one page; matches are found in the present text, not in what is deleted."""

    closed = Signal()

    def __init__(self, page: TextPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.setProperty("frameRole", "panel")
        self.words = QLineEdit(self)
        self.words.setObjectName("find_words")
        self.words.setPlaceholderText("查找")
        self.words.setAccessibleName("查找")
        self.count = TextLabel("", "small", "text2", self)
        self.count.setObjectName("find_count")
        self.previous = Button(parent=self, kind="flat", size="small", icon="chevron-up",
                               tooltip="上一处  Shift Enter", name="find_previous")  # fmt: skip
        self.next = Button(parent=self, kind="flat", size="small", icon="chevron-down",
                           tooltip="下一处  Enter", name="find_next")  # fmt: skip
        self.replacing = Button("替换", self, kind="flat", size="small",
                                tooltip="替换  Ctrl H", name="find_replacing")  # fmt: skip
        self.replacing.setCheckable(True)
        self.close_button = Button(parent=self, kind="flat", size="small", icon="close",
                                   tooltip="关闭  Esc", name="find_close")  # fmt: skip
        self.replacement = QLineEdit(self)
        self.replacement.setObjectName("replace_words")
        self.replacement.setPlaceholderText("替换为")
        self.replacement.setAccessibleName("替换为")
        self.replace = Button("替换", self, size="small", name="replace")
        self.replace_all = Button("全部替换", self, size="small", name="replace_all")
        self._replace_row = QWidget(self)
        self._matches: tuple[Match, ...] = ()
        self._place = -1
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self.count.setMinimumWidth(72)
        first = row(self.words, self.count, self.previous, self.next, self.replacing,
                    self.close_button)  # fmt: skip
        second = QHBoxLayout(self._replace_row)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        for widget in (self.replacement, self.replace, self.replace_all):
            second.addWidget(widget)
        second.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.setSpacing(8)
        first.addStretch(1)
        layout.addLayout(first)
        layout.addWidget(self._replace_row)
        for edit in (self.words, self.replacement):
            edit.setFixedWidth(260)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _words: self._search(from_caret=True))
        self.words.returnPressed.connect(lambda: self.step(1))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.replacing.clicked.connect(self._on_replacing_clicked)
        self.close_button.clicked.connect(self.close_bar)
        self.replacement.returnPressed.connect(self._on_replace_clicked)
        self.replace.clicked.connect(self._on_replace_clicked)
        self.replace_all.clicked.connect(self._on_replace_all_clicked)
        self._page.edited.connect(self._on_page_edited)

    def open(self, *, replacing: bool) -> None:
        """Show the bar; words selected on the page are looked for."""
        self._show_replacing(replacing)
        chosen = self._page.createMimeDataFromSelection().text()
        self.show()
        if chosen and "\n" not in chosen:
            self.words.setText(chosen)
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search(from_caret=True)

    def _show_replacing(self, wanted: bool) -> None:
        shown = wanted and self._page.may_type
        self.replacing.setVisible(self._page.may_type)
        self.replacing.setChecked(shown)
        self._replace_row.setVisible(shown)

    def _on_replacing_clicked(self) -> None:
        self._show_replacing(self.replacing.isChecked())
        field = self.replacement if self.replacing.isChecked() else self.words
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_bar(self) -> None:
        """Hide the bar and go back to the text."""
        self.hide()
        self._page.highlight(())
        self._page.setFocus()
        self.closed.emit()

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) match, round the ends."""
        if not self._matches:
            return
        self._place = (self._place + direction) % len(self._matches)
        self._show_match()

    def _search(self, *, from_caret: bool = False) -> None:
        self._matches = find_all(self._page.shown_lines, self.words.text())
        self._page.highlight(self._matches)
        if not self._matches:
            self._place = -1
            self.count.setText("没有找到" if self.words.text() else "")
            return
        if from_caret:
            spots = self._page.selection_spots()
            here = spots[0] if spots is not None else None
            lines = self._page.shown_lines
            self._place = next(
                (i for i, match in enumerate(self._matches)
                 if here is None or match.spots(lines)[0] >= here),
                0,
            )  # fmt: skip
            self._show_match()
        else:
            self._place = min(self._place, len(self._matches) - 1)
            self._show_count()

    def _show_match(self) -> None:
        match = self._matches[self._place]
        self._page.select_spots(*match.spots(self._page.shown_lines))
        self._show_count()

    def _show_count(self) -> None:
        self.count.setText(f"{self._place + 1} / {len(self._matches)} 处")

    def _on_replace_clicked(self) -> None:
        if not self._matches or not self._page.may_type or self._place < 0:
            return
        self._show_match()
        spots = self._matches[self._place].spots(self._page.shown_lines)
        editor = self._page.editor
        self._page.after_edit(editor.type_text(*spots, self.replacement.text()))
        self._search(from_caret=True)

    def _on_replace_all_clicked(self) -> None:
        if not self._matches or not self._page.may_type:
            return
        count = len(self._matches)
        caret = self._page.editor.replace_all(self._matches, self.replacement.text())
        self._page.after_edit(caret)
        self._search()
        self.count.setText(f"已替换 {count} 处")

    def _on_page_edited(self) -> None:
        if self.isVisible():
            self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Shift Enter goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.step(-1)
        else:
            super().keyPressEvent(event)
