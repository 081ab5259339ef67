"""How each kind of line is set on the sheet: face, size, distance of lines, place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat

from qz_review.markup.changes import BlockKind, ChangeKind
from qz_review.model.stage import Stage
from ui.screens.compare.faces import Drawn, FaceParagraph, Span
from ui.theme.theme import Theme

_JUSTIFIED, _CENTRED = Qt.AlignmentFlag.AlignJustify, Qt.AlignmentFlag.AlignHCenter
_LEFT = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class _Setting:
    """px, line: size and distance of lines at 100 %; above: px over the paragraph."""

    px: int
    line: int
    align: Qt.AlignmentFlag
    bold: bool = False
    indent: float = 0.0
    above: int = 0
    ink: str = "text"
    role: str = "markup-text"


_BODY = _Setting(16, 32, _JUSTIFIED, indent=2.0)
_SETTINGS: dict[str, _Setting] = {
    "heading": _Setting(16, 32, _LEFT, bold=True, indent=2.0),
    "row": _Setting(14, 22, _LEFT, role="body"),
    BlockKind.TITLE: _Setting(19, 36, _LEFT, bold=True, above=8),
    BlockKind.SUBTITLE: _Setting(16, 28, _LEFT, ink="text2"),
    BlockKind.PARAGRAPH: _BODY,
    BlockKind.CELL: _Setting(14, 24, _LEFT),
    BlockKind.CAPTION: _Setting(13, 24, _CENTRED, ink="text2"),
    BlockKind.PICTURE: _Setting(13, 24, _CENTRED),
    BlockKind.NOTE: _Setting(13, 24, _JUSTIFIED, ink="text2"),
    BlockKind.ATTACHMENT: _Setting(14, 28, _LEFT, role="body"),
}


@dataclass(frozen=True, slots=True)
class LineStyle:
    """A setting at the present text scale; every measure in px."""

    font: QFont
    px: int
    line: int
    align: Qt.AlignmentFlag
    indent: float
    above: int
    ink: str


class SheetStyles:
    """Made anew when theme or text scale change."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._known: dict[str, LineStyle] = {}
        self._chars: dict[tuple[str, QFont | None], QTextCharFormat] = {}
        self._signs: QTextCharFormat | None = None

    @property
    def body(self) -> LineStyle:
        """The style of running text: its line is the grid of the margin."""
        return self.of(BlockKind.PARAGRAPH)

    @property
    def list_row(self) -> LineStyle:
        """The style of words in the change list."""
        return self._find("row")

    def style(self, paragraph: FaceParagraph) -> LineStyle:
        """The style of a paragraph."""
        return self.of(paragraph.kind, heading=paragraph.level > 0)

    def of(self, kind: BlockKind, *, heading: bool = False) -> LineStyle:
        """The style of a kind of line."""
        return self._find("heading" if heading and kind is BlockKind.PARAGRAPH else kind)

    def _find(self, key: str) -> LineStyle:
        if key not in self._known:
            self._known[key] = self._make(_SETTINGS[key])
        return self._known[key]

    def _make(self, setting: _Setting) -> LineStyle:
        px = self.theme.px(setting.px)
        font = self.theme.font(setting.role, bold=setting.bold)
        font.setPixelSize(px)
        return LineStyle(
            font, px, self.theme.px(setting.line), setting.align, setting.indent * px,
            self.theme.px(setting.above), setting.ink,
        )  # fmt: skip

    def span_format(self, span: Span) -> QTextCharFormat:
        """Colour of marked characters."""
        if span.sign:
            return self._sign_format()
        return self._ink_format(span_ink(span))

    def _ink_format(self, ink: str) -> QTextCharFormat:
        key = (ink, None)
        if key not in self._chars:
            form = QTextCharFormat()
            form.setForeground(self.theme.color(ink))
            self._chars[key] = form
        return self._chars[key]

    def _sign_format(self) -> QTextCharFormat:
        if self._signs is None:
            self._signs = QTextCharFormat()
            self._signs.setForeground(self.theme.color("danger"))
            self._signs.setBackground(self.theme.color("danger_soft"))
        return self._signs


def span_ink(span: Span) -> str:
    """Colour role of marked characters: grey once deleted, else the step's own."""
    if span.gone is not None:
        return "text3"
    return step_ink(span.came.stage) if span.came is not None else "text"


def step_ink(stage: Stage | None) -> str:
    """Colour role of a step; 修订 that came with the 原稿 are grey."""
    return stage.value if stage is not None else "text2"


def is_move(mark: Drawn) -> bool:
    """True for words that only went to another place: they are ringed, not struck through."""
    return mark.kind is ChangeKind.MOVED
