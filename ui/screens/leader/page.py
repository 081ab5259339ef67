"""The manuscript in large type on paper, as the leader reads it.

Signals: those of :class:`TextPage`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
)
from PySide6.QtWidgets import QWidget

from qz_review.markup.changes import BlockKind
from qz_review.markup.marked import Mark
from qz_review.model.text import ManuscriptText
from ui.editor.formats import MARGIN_BELOW, PageFormats
from ui.editor.marked_lines import EditLine, Lines, Spot
from ui.editor.page_images import BlobSource
from ui.editor.page_painting import PagePainter, PageState
from ui.editor.preparing import PreparedLines
from ui.editor.text_page import TextPage
from ui.editor.text_search import Match, find_all
from ui.pictures import PictureShelf
from ui.theme.theme import Theme
from ui.theme.type_scale import TYPE_SCALE

ROLE = "leader-text"
SIZES = {"medium": 20, "large": TYPE_SCALE[ROLE].px, "huge": 28}  # px at 100 %
SIDE, TOP, BOTTOM = 76, 32, 64  # px inside the page
CHARACTERS, LEAST = 33, 30  # a line
_CAPTION_ABOVE, _CAPTION_BELOW, _CAPTION = 6, 20, 24  # px around and of the caption's line
_CENTRED = (BlockKind.TITLE, BlockKind.SUBTITLE)


class LeaderFormats(PageFormats):
    """Wider margins, lines of twice the type, room for the caption under the title.

    last_head: the line under which the caption stands, title or subtitle.
    """

    def __init__(self, theme: Theme, size: int, last_head: BlockKind) -> None:
        super().__init__(theme, size, ROLE)
        self._last_head = last_head

    def _make_block(self, line: EditLine) -> QTextBlockFormat:
        form = super()._make_block(line)
        if line.kind is BlockKind.PARAGRAPH:
            fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
            form.setLineHeight(2 * self.size, fixed)
            form.setBottomMargin(10 * self.size / SIZES["large"])
        elif line.kind is self._last_head:
            form.setBottomMargin(_CAPTION_ABOVE + self.theme.px(_CAPTION) + _CAPTION_BELOW)
        elif line.kind is BlockKind.TITLE:
            form.setBottomMargin(4)
        return form

    def page_format(self, below: int = MARGIN_BELOW) -> QTextFrameFormat:
        """Margins of the page around the text."""
        form = super().page_format(below)
        form.setLeftMargin(SIDE)
        form.setRightMargin(SIDE)
        form.setTopMargin(TOP)
        form.setBottomMargin(BOTTOM)
        return form

    @property
    def side_margins(self) -> int:
        """Px of the page left and right of the text, together."""
        return 2 * SIDE

    @property
    def least_width(self) -> int:
        """Narrowest page in px: 30 characters a line."""
        return LEAST * self.size + 2 * SIDE + 2

    @property
    def best_width(self) -> int:
        """Width of the page in px where there is room: 33 characters a line."""
        return CHARACTERS * self.size + 2 * SIDE + 2


class LeaderPainter(PagePainter):
    """Paper from top to bottom, no numbers: nothing beside the words but the bars of changes."""

    def paint_under(self, painter: QPainter, state: PageState) -> None:
        """Paper with a line at each side."""
        theme = self.formats.theme
        width = state.paper_width
        painter.fillRect(QRectF(0, 0, width, state.height), theme.color("paper"))
        for x in (0, width - 1):
            painter.fillRect(QRectF(x, 0, 1, state.height), theme.color("line"))

    def _paint_number(
        self, painter: QPainter, state: PageState, index: int, block: QTextBlock
    ) -> None:
        """A leader reads; numbers are for those who work on the text."""


class LeaderPage(TextPage):
    """blob: gives a picture's bytes by digest; size: key of :data:`SIZES`."""

    def __init__(
        self,
        blob: BlobSource | None = None,
        parent: QWidget | None = None,
        *,
        size: str = "large",
        shelf: PictureShelf | None = None,
    ) -> None:
        self._step = size
        self._caption = ""
        self._quotes: tuple[str, ...] = ()
        self._last_head = BlockKind.TITLE
        super().__init__(blob, parent, role=ROLE, size=SIZES[size], shelf=shelf)
        self.setObjectName("leader_page")

    # --- what is shown ------------------------------------------------------------------------

    def show_text(
        self,
        lines: Lines,
        text: ManuscriptText,
        original: ManuscriptText | None = None,
        own: Mark | None = None,
        ready: PreparedLines | None = None,
    ) -> None:
        """Show another text from its start."""
        head = BlockKind.SUBTITLE if text.subtitle else BlockKind.TITLE
        if head is not self._last_head:
            self._last_head = head
            self._renew_formats()
        super().show_text(lines, text, original, own, ready)

    def set_caption(self, words: str) -> None:
        """The line under the title."""
        self._caption = words
        self.viewport().update()

    def set_quotes(self, quotes: tuple[str, ...]) -> None:
        """Words quoted in earlier opinions."""
        self._quotes = quotes
        self._show_quotes()

    @property
    def quoted_places(self) -> int:
        """How many places are marked."""
        return len(self.extraSelections())

    def after_edit(self, caret: Spot) -> None:
        """Marked places follow the text."""
        super().after_edit(caret)
        self._show_quotes()

    def _rebuild(self, spot: Spot, ready: PreparedLines | None = None) -> None:
        super()._rebuild(spot, ready)
        self._show_quotes()

    def _allow_typing(self) -> None:
        super()._allow_typing()
        self.setCursorWidth(1 if self.may_type else 0)

    def _show_quotes(self) -> None:
        lines = self.editor.lines
        self.highlight(match for words in self._quotes for match in find_all(lines, words))

    def highlight(self, matches: Iterable[Match]) -> None:
        """Ground and line under the words, as in the opinions."""
        super().highlight(matches)
        selections = self.extraSelections()
        for selection in selections:
            form: QTextCharFormat = selection.format  # type: ignore[attr-defined]
            form.setForeground(QBrush(self._theme.color("text")))
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(self._theme.color("warn"))
            selection.format = form  # type: ignore[attr-defined]
        self.setExtraSelections(selections)

    # --- type ---------------------------------------------------------------------------------

    @property
    def size_step(self) -> str:
        """Key of the size in use."""
        return self._step

    def set_size_step(self, step: str) -> None:
        """Another size; raises KeyError for an unknown one."""
        if step not in SIZES:
            raise KeyError(step)
        self._step, self._size = step, SIZES[step]
        place = self.cursorForPosition(self.viewport().rect().topLeft())
        spot = self._spot(place.position())
        self._renew_formats()
        self._fit_page()
        if spot is not None and self.verticalScrollBar().value():
            top = QTextCursor(self.projection.document)
            top.setPosition(self.projection.position(spot))
            down = self.cursorRect(top).top()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + down)

    def _make_formats(self) -> LeaderFormats:
        """Large type, wide margins."""
        return LeaderFormats(self._theme, self._theme.px(self._size), self._last_head)

    def _make_painter(self) -> LeaderPainter:
        """Paper and marks."""
        return LeaderPainter(self.projection)

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        if hasattr(self, "projection"):
            self._fit_page()

    def go_to_unread(self) -> None:
        """Bring the first paragraph that was not read into view."""
        for number in range(1, self.paragraph_count + 1):
            if number not in self.read_paragraphs:
                self.go_to_paragraph(number)
                return

    def room_needed(self) -> int:
        """Least width of the whole page in px, scroll bar included."""
        bar = self.verticalScrollBar().sizeHint().width()
        return self.projection.formats.least_width + bar

    # --- painting -----------------------------------------------------------------------------

    def _state(self) -> PageState:
        return replace(super()._state(), here=-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Text and marks, then the caption."""
        super().paintEvent(event)
        place = self.caption_rect()
        if place is None or place.bottom() < 0:
            return
        painter = QPainter(self.viewport())
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.color("text3"))
        words = painter.fontMetrics().elidedText(
            self._caption, Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)

    def caption_rect(self) -> QRectF | None:
        """Where the caption stands in the viewport; None without a title."""
        last = None
        for index, line in enumerate(self.projection.lines):
            if line.kind not in _CENTRED:
                break
            if self.projection.is_shown(line):
                last = self.projection.block_of(index)
        if last is None or not last.isValid():
            return None
        self.projection.document.documentLayout().blockBoundingRect(
            last
        )  # lays it out where it was not
        if not last.layout().lineCount():
            return None
        layout = last.layout()
        row = layout.lineAt(layout.lineCount() - 1)
        bottom = layout.position().y() + row.y() + row.height()
        top = bottom - self.verticalScrollBar().value() + _CAPTION_ABOVE
        return QRectF(SIDE, top, self.viewport().width() - 2 * SIDE, self._theme.px(_CAPTION))
