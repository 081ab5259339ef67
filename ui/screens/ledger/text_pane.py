"""The text that was released, or the present one, under the table of 台账.

Signals: ``words_selected(int, int)`` offsets into its plain text; ``open_clicked``,
``compare_clicked``.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qz_review.services.published import SignedText
from ui.editor.line_picture import ViewMode
from ui.editor.opening import open_text
from ui.editor.page_images import BlobSource
from ui.editor.plain_places import asked_between, spot_of_plain
from ui.editor.preparing import PreparedLines
from ui.editor.text_page import TextPage
from ui.pictures import PictureShelf
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.tag import Tag
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

HEAD = 44  # px at 100 %
_TEXT_PX = 17
_SETTLED_MS = 250  # a selection that rests for so long is meant


class TextPane(Themed, QFrame):
    """blob: gives a picture's bytes by digest."""

    words_selected = Signal(int, int)
    open_clicked = Signal()
    compare_clicked = Signal()

    def __init__(self, blob: BlobSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledger_text")
        self.setProperty("frameRole", "panel")
        self._shown: SignedText | None = None
        self.heading = TextLabel("正文", "strong", parent=self)
        self.code = TextLabel("", "hash", "text3", self, selectable=True)
        self.checked = Tag("", parent=self)
        self.checked.setObjectName("published_tag")
        self.hint = ElidedLabel("选中文字，右侧显示来历", "caption", "text3", self)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.compare = Button("所签即所发…", self, size="small", name="ledger_compare",
                              tooltip="把发布的页面与签署的文字比对")  # fmt: skip
        self.open = Button("打开稿件", self, size="small", name="ledger_open", tooltip="Enter")
        self.pictures = PictureShelf()
        self.page = TextPage(blob, self, shelf=self.pictures)
        self.page.setAccessibleName("发布文本")
        self.empty = EmptyState("doc", "没有选中稿件", "在上面的表里选一件，这里显示它的文字", "",
                                self)  # fmt: skip
        self._stack = QStackedWidget(self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self.open.clicked.connect(self.open_clicked)
        self.compare.clicked.connect(self.compare_clicked)
        self.page.selectionChanged.connect(self._settled.start)
        self._settled.timeout.connect(self._on_settled)
        self.show_text(None)

    def _build(self) -> None:
        self._head = QFrame(self)
        self._head.setProperty("frameRole", "group-head")
        line = QHBoxLayout(self._head)
        line.setContentsMargins(24, 0, 16, 0)
        line.setSpacing(8)
        for widget in (self.heading, self.code, self.checked):
            line.addWidget(widget)
        line.addWidget(self.hint, 1)
        line.addWidget(self.compare)
        line.addWidget(self.open)
        self.page.set_text_size(_TEXT_PX)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)

    @property
    def shown(self) -> SignedText | None:
        """What is shown."""
        return self._shown

    def show_text(self, shown: SignedText | None, ready: PreparedLines | None = None) -> None:
        """Show a manuscript's text; None: nothing is chosen.  ready: its lines, from a worker."""
        before, self._shown = self._shown, shown
        there = shown is not None
        for widget in (self.code, self.hint, self.open):
            widget.setVisible(there)
        self.compare.setVisible(shown is not None and shown.released)
        self.checked.setVisible(shown is not None and bool(shown.checks))
        self._stack.setCurrentWidget(self.page if there else self.empty)
        if shown is None:
            self.heading.setText("正文")
            return
        self.heading.setText(
            "发布文本" if shown.released else "三校文本" if shown.signed else "现有文本"
        )
        code = shown.text_hash[:8].upper()
        self.code.setText(f"{code[:4]} {code[4:]}")
        self._show_checks(shown)
        if before is None or before.text_hash != shown.text_hash:
            self.page.set_mode(ViewMode.CLEAN)
            lines = ready.lines if ready is not None else open_text(shown.text)
            self.page.show_text(lines, shown.text, ready=ready)

    def mark_words(self, start: int, end: int) -> None:
        """Select words and bring them into view; offsets into the plain text."""
        lines = self.page.shown_lines
        with QSignalBlocker(self.page):
            self.page.select_spots(spot_of_plain(lines, start), spot_of_plain(lines, end))
        self.page.viewport().update()

    def _show_checks(self, shown: SignedText) -> None:
        if not shown.checks:
            return
        different = sum(check.differences for check in shown.checks)
        if different:
            self.checked.set_content(f"{different} 处不同", "danger", "alert")
        else:
            self.checked.set_content("所签即所发", "ok", "check")
        self.checked.setToolTip(
            "\n".join(
                f"{check.channel}：{f'{check.differences} 处不同' if check.differences else '相同'}"
                f"，{check.who}比对"
                for check in shown.checks
            )
        )

    def _on_settled(self) -> None:
        spots = self.page.selection_spots()
        asked = asked_between(self.page.shown_lines, *spots) if spots is not None else None
        if asked is not None and asked.plain_start < asked.plain_end:
            self.words_selected.emit(asked.plain_start, asked.plain_end)

    def _on_theme_changed(self) -> None:
        self._head.setFixedHeight(self._theme.px(HEAD))
        super()._on_theme_changed()
