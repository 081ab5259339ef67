"""稿件三审三校审签单: the sheet itself, and its continuation of what no longer counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from qz_review.archive import paper
from qz_review.archive.approval_rows import (
    OPINION_COLUMN,
    SIGN_COLUMN,
    STEP_COLUMN,
    TIME_COLUMN,
    SheetRow,
)
from qz_review.archive.blocks import Align, Block, Gap, Stack, text_block, words_block
from qz_review.archive.dossier import Dossier
from qz_review.archive.faces import printable, text_width
from qz_review.archive.grid import Cell, Grid, Look
from qz_review.archive.moments import in_words, made_at
from qz_review.archive.paging import PAGE_ROOM, Section
from qz_review.archive.pen import draw_words
from qz_review.archive.route_rows import all_rows
from qz_review.archive.seals import seal_of
from qz_review.archive.typesetting import Piece, Style
from qz_review.assets import Face

SHEET_TITLE = "稿件三审三校审签单"

_RED_LOOK = Look(color=paper.RED)
_HEAD_COLUMNS = (54.0, 142.5, 54.0, paper.COLUMN - 250.5)
_STEP_COLUMNS = (STEP_COLUMN, OPINION_COLUMN, SIGN_COLUMN, TIME_COLUMN)


@dataclass(frozen=True, slots=True)
class Density:
    """How closely the rows are set.  pad_y: points over and under; least: share of the height."""

    pad_y: float
    least: float


NORMAL = Density(3.75, 1.0)
_DENSITIES = (NORMAL, Density(1.5, 0.84), Density(0.8, 0.7))


@dataclass(frozen=True, slots=True)
class RedTitle:
    """The unit and the sheet's name, red and spaced, each made smaller until it fits."""

    unit: str
    name: str
    keep_with_next: bool = True

    @property
    def height(self) -> float:
        """Both lines and the space around them."""
        return 24.0 + 36.0 + 7.5

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """A title is never cut."""
        return (self, None) if self.height <= room + 0.01 else (None, self)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw both lines, centred."""
        self._line(canvas, printable(self.unit), 16.5, 0.14, left, top - 18.0)
        self._line(canvas, printable(self.name), 23.25, 0.10, left, top - 52.0)

    def _line(
        self, canvas: Canvas, words: str, size: float, spacing: float, left: float, y: float
    ) -> None:
        face = Face.SERIF_BOLD
        width = text_width(words, face, size) + spacing * size * (len(words) - 1)
        if width > paper.COLUMN:
            size *= paper.COLUMN / width
            width = paper.COLUMN
        style = Style(face, size, paper.RED)
        draw_words(canvas, words, style, left + (paper.COLUMN - width) / 2, y, spacing * size)


@dataclass(frozen=True, slots=True)
class TwoEnds:
    """One line with words at both ends (编号 at the left, 制单 at the right)."""

    left_words: str
    right_words: str
    keep_with_next: bool = True

    @property
    def height(self) -> float:
        """The line and the space under it."""
        return 21.0

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """One line is never cut."""
        return (self, None) if self.height <= room + 0.01 else (None, self)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw both ends."""
        style = paper.CELL
        draw_words(canvas, printable(self.left_words), style, left + 1.5, top - 12)
        words = printable(self.right_words)
        x = left + paper.COLUMN - 1.5 - text_width(words, style.face, style.size)
        draw_words(canvas, words, style, x, top - 12)


def approval_sections(dossier: Dossier) -> list[Section]:
    """审签单, and the continuation where anything was returned, superseded or delegated."""
    from qz_review.archive.returns import has_returns, returns_section

    above: list[Block] = [*sheet_head(dossier, SHEET_TITLE), facts_grid(dossier)]
    below: list[Block] = [*_pointer(dossier), seal_of(dossier)]
    room = PAGE_ROOM - sum(block.height for block in (*above, *below))
    blocks = [*above, fitting_grid(all_rows(dossier), room), *below]
    head = f"{SHEET_TITLE}（续）　{dossier.number}　{dossier.title}"
    sections = [Section("审签单", tuple(blocks), own_numbers=True, running_head=head)]
    if has_returns(dossier):
        sections.append(returns_section(dossier))
    return sections


def sheet_head(dossier: Dossier, name: str) -> list[Block]:
    """Unit, name of the sheet, number and moment of making."""
    return [
        RedTitle(dossier.unit_name, name),
        TwoEnds(f"编号：{dossier.number}", f"制单：{made_at(dossier.made_at)}"),
    ]


def facts_grid(dossier: Dossier) -> Grid:
    """Title, channels, kind, release and size."""
    released = [c.released_at for c in dossier.channels if c.released_at is not None]
    channels = "、".join(c.channel for c in dossier.channels)
    kind = dossier.flags_line
    if dossier.corrects_number:
        kind += f"；更正 {dossier.corrects_number}"
    if dossier.corrected_by_numbers:
        kind += f"；由 {'、'.join(dossier.corrected_by_numbers)} 更正"
    pairs = [
        ("发布栏目", channels or "未定"),
        ("稿件类别", kind),
        ("发布时间", in_words(min(released)) if released else "未发布"),
        ("文本附件", _size_words(dossier)),
    ]
    cells = [
        _label(0, 0, "标　　题"),
        Cell(0, 1, _title_cell(dossier), column_span=3),
    ]
    for place, (label, words) in enumerate(pairs):
        row, column = 1 + place // 2, 2 * (place % 2)
        width = _HEAD_COLUMNS[column + 1] - 10.5
        content = words_block(words, paper.CELL, width, paper.CELL_LEADING)
        cells.extend((_label(row, column, label), Cell(row, column + 1, content)))
    return Grid(_HEAD_COLUMNS, tuple(cells), (30.75, 30.75, 30.75), _RED_LOOK)


def _title_cell(dossier: Dossier) -> Block:
    width = sum(_HEAD_COLUMNS[1:]) - 10.5
    style = replace(paper.CELL_STRONG, size=12.0)
    blocks: list[Block] = [words_block(dossier.title, style, width, 17.0)]
    if dossier.subtitle:
        blocks.append(words_block(dossier.subtitle, paper.CELL, width, paper.CELL_LEADING))
    return Stack(tuple(blocks))


def _size_words(dossier: Dossier) -> str:
    parts = [f"{dossier.characters}字"]
    if dossier.picture_count:
        parts.append(f"配图{dossier.picture_count}张")
    attached = len(dossier.signed_text.attachments)
    if attached:
        parts.append(f"附件{attached}个")
    return "，".join(parts)


def _label(row: int, column: int, words: str) -> Cell:
    content = words_block(words, paper.LABEL, 51.0, paper.CELL_LEADING, align=Align.CENTER)
    return Cell(row, column, content, sticky=True, pad_x=1.5)


def fitting_grid(rows: Sequence[SheetRow], room: float) -> Grid:
    """The table of steps, set tighter where that brings it into ``room`` points."""
    for density in _DENSITIES:
        grid = steps_grid(rows, density)
        if grid.height <= room:
            return grid
    return steps_grid(rows)


def steps_grid(rows: Sequence[SheetRow], density: Density = NORMAL) -> Grid:
    """The table of steps, its heading repeated on every page."""
    cells: list[Cell] = []
    for column, words in enumerate(("环　节", "审核校对意见", "签　名", "时　间")):
        width = _STEP_COLUMNS[column] - 3.0
        heading = words_block(words, paper.LABEL, width, paper.CELL_LEADING, align=Align.CENTER)
        cells.append(Cell(0, column, heading, pad_x=1.5))
    for number, row in enumerate(rows, 1):
        cells.extend(
            (
                Cell(number, 0, row.step, sticky=True, pad_x=1.5),
                Cell(number, 1, row.opinion),
                Cell(number, 2, row.signature),
                Cell(number, 3, row.time, pad_x=3.0),
            )
        )
    least = (24.0, *(row.least * density.least for row in rows))
    look = replace(_RED_LOOK, pad_y=density.pad_y)
    return Grid(_STEP_COLUMNS, tuple(cells), least, look, header_rows=1)


def _pointer(dossier: Dossier) -> list[Block]:
    """One line that says what the continuation holds."""
    returned = sum(not r.overruled for r in dossier.returns)
    parts = [
        f"{name}{count}{unit}"
        for name, count, unit in (
            ("退回", returned, "次"),
            ("不同意否定意见", len(dossier.returns) - returned, "次"),
            ("失效签署", len(dossier.superseded), "项"),
            ("委托", len(dossier.delegations), "项"),
        )
        if count
    ]
    if not parts:
        return []
    words = f"续页载明：{'，'.join(parts)}。"
    line = text_block([Piece(words, paper.SMALL)], paper.COLUMN, paper.SMALL_LEADING)
    return [Gap(3.0), line]
