"""Formats of the text page: type, colour and spacing of each kind of line at a text size."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from qz_review.markup.changes import BlockKind
from ui.editor.line_picture import Look
from ui.editor.marked_lines import EditLine
from ui.theme.theme import Theme
from ui.theme.type_scale import TYPE_SCALE

BASE_PX = 18
MIN_PX, MAX_PX = 14, 28
PAGE_WIDTH = 760
MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, MARGIN_BOTTOM = 64, 56, 36, 36  # px inside the page
MARGIN_BELOW = 24  # px of window under the page
LEAST_CHARACTERS = 30


class PageFormats:
    """Makes the formats for one theme and text size; make a new one when either changes.

    size: of running text, px.  role: type role whose family is used.
    """

    def __init__(self, theme: Theme, size: int, role: str = "review-text") -> None:
        self.theme = theme
        self.size = size
        self._role = role
        self._spacing = TYPE_SCALE[role].line / TYPE_SCALE[role].px
        self.line = round(size * self._spacing)
        self._blocks: dict[tuple[BlockKind, bool, int, bool, bool, bool], QTextBlockFormat] = {}
        self._chars: dict[tuple[BlockKind, bool, int, Look], QTextCharFormat] = {}

    def font_px(self, line: EditLine) -> int:
        """Size of a line's characters in px; many columns take smaller ones."""
        share = _SHARE.get(_kind(line), 1.0)
        if line.columns > _MANY:
            share = (12 if line.columns > _VERY_MANY else 13) / BASE_PX
        return round(self.size * share)

    def char_format(self, line: EditLine, look: Look) -> QTextCharFormat:
        """Type and colour of some characters."""
        key = (line.kind, line.level > 0, line.columns, look)
        form = self._chars.get(key)
        if form is None:
            form = self._chars[key] = self._make_char(line, look)
        return form

    def _make_char(self, line: EditLine, look: Look) -> QTextCharFormat:
        kind = _kind(line)
        font = QFont(self.theme.font(self._role, bold=kind in ("title", "heading")))
        font.setPixelSize(self.font_px(line))
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(QBrush(self.theme.color(self._ink(kind, look))))
        if look.sign:
            form.setForeground(QBrush(self.theme.color("danger")))
            form.setBackground(QBrush(self.theme.color("danger_soft")))
        return form

    @staticmethod
    def _ink(kind: str, look: Look) -> str:
        if look.deleted:
            return "text3"
        if look.inserted:
            return look.inserted
        return "text2" if kind in ("caption", "note") else "text"

    def block_format(self, line: EditLine) -> QTextBlockFormat:
        """Indent, alignment and spacing of a line."""
        empty = line.table is not None and not line.text
        key = (line.kind, line.level > 0, line.columns, line.picture is not None,
               line.table is not None, empty)  # fmt: skip
        form = self._blocks.get(key)
        if form is None:
            form = self._blocks[key] = self._make_block(line)
        return form

    def _make_block(self, line: EditLine) -> QTextBlockFormat:
        kind = _kind(line)
        form = QTextBlockFormat()
        px = self.font_px(line)
        height = 40 * px / 24 if kind == "title" else px * self._spacing
        if kind == "cell":
            height = px * 1.7
        if line.picture is None:
            form.setLineHeight(round(height), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        center = kind in ("title", "subtitle", "caption")
        if center:
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        elif kind != "cell":
            form.setAlignment(Qt.AlignmentFlag.AlignJustify)
        if kind in ("body", "heading"):
            form.setTextIndent(2 * px)
        form.setBottomMargin(_BELOW.get(kind, 8) * self.size / BASE_PX)
        if line.table is not None:
            form.setBottomMargin(4)
            form.setTopMargin(8)
            if not line.text:
                form.setLineHeight(4, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if kind == "note":
            form.setBottomMargin(0)
        return form

    def spacer_format(self) -> QTextBlockFormat:
        """The block that Qt needs after a table that ends the text."""
        form = QTextBlockFormat()
        form.setLineHeight(8, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return form

    def page_format(self, below: int = MARGIN_BELOW) -> QTextFrameFormat:
        """Margins of the page around the text."""
        form = QTextFrameFormat()
        form.setLeftMargin(MARGIN_LEFT)
        form.setRightMargin(MARGIN_RIGHT)
        form.setTopMargin(MARGIN_TOP)
        form.setBottomMargin(MARGIN_BOTTOM + below)
        return form

    def table_format(self, columns: int) -> QTextTableFormat:
        """Lines and padding of a table."""
        form = QTextTableFormat()
        form.setBorder(1)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QBrush(self.theme.color("ctl")))
        form.setBorderCollapse(True)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setCellPadding(4 if columns <= _MANY else 2)
        form.setCellSpacing(0)
        form.setBottomMargin(12)
        return form

    @property
    def side_margins(self) -> int:
        """Px of the page left and right of the text, together."""
        return MARGIN_LEFT + MARGIN_RIGHT

    @property
    def least_width(self) -> int:
        """Narrowest page in px: 30 characters a line."""
        return LEAST_CHARACTERS * self.size + self.side_margins + 2

    @property
    def best_width(self) -> int:
        """Width of the page in px where there is room: 760, more for large text."""
        return max(PAGE_WIDTH, self.least_width)


_MANY, _VERY_MANY = 6, 9  # columns
_SHARE = {"title": 24 / 18, "cell": 15 / 18, "caption": 14 / 18, "note": 14 / 18}
_BELOW = {"title": 14, "subtitle": 14, "cell": 0, "caption": 12}


def _kind(line: EditLine) -> str:
    if line.kind is BlockKind.PARAGRAPH:
        return "heading" if line.level else "body"
    return line.kind.value
