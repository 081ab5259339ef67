"""Tables that flow over pages: cells may span, rows may be cut, header rows are repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reportlab.pdfgen.canvas import Canvas

from qz_review.archive.blocks import Block, Stack
from qz_review.archive.paper import BLACK, FRAME, GRID
from qz_review.archive.pen import ink

_LEAST_PIECE = 20.0
"""A row is not cut so that less than this many points of it stand on a page."""

_TALL = 330.0
"""A row taller than this many points is cut rather than moved to the next page whole,"""

_WORTH_FILLING = 90.0
"""where at least this many points are left on the page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    row, column: of its upper left corner.  middle: content stands in the middle of the height.
    sticky: the content is repeated where the cell goes on on the next page (row labels).
    pad_x: padding where it differs from the table's.
    """

    row: int
    column: int
    content: Block = field(default_factory=Stack)
    row_span: int = 1
    column_span: int = 1
    middle: bool = True
    sticky: bool = False
    pad_x: float | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Lines and padding of a table, in points."""

    color: str = BLACK
    frame: float = FRAME
    grid: float = GRID
    pad_x: float = 5.25
    pad_y: float = 3.75


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    columns: widths.  least: smallest height of each row.  header_rows: repeated on each page.
    rules: rows (by index) over which a line as thick as the frame is drawn.
    """

    columns: tuple[float, ...]
    cells: tuple[Cell, ...]
    least: tuple[float, ...]
    look: Look = Look()
    header_rows: int = 0
    rules: frozenset[int] = frozenset()
    keep_with_next: bool = False
    heights: tuple[float, ...] = field(init=False, compare=False)
    bridged: frozenset[int] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "heights", self._row_heights())
        spans = (range(c.row, c.row + c.row_span - 1) for c in self.cells if c.row_span > 1)
        object.__setattr__(self, "bridged", frozenset(row for span in spans for row in span))

    def inner_width(self, column: int, span: int = 1) -> float:
        """Room for the content of a cell."""
        return sum(self.columns[column : column + span]) - 2 * self.look.pad_x

    @property
    def height(self) -> float:
        """All rows."""
        return sum(self.heights)

    def _row_heights(self) -> tuple[float, ...]:
        heights = list(self.least)
        for cell in self.cells:
            if cell.row_span == 1:
                needed = cell.content.height + 2 * self.look.pad_y
                heights[cell.row] = max(heights[cell.row], needed)
        for cell in self.cells:
            if cell.row_span > 1:
                needed = cell.content.height + 2 * self.look.pad_y
                last = min(cell.row + cell.row_span, len(heights)) - 1
                missing = needed - sum(heights[cell.row : last + 1])
                if missing > 0:
                    heights[last] += missing
        return tuple(heights)

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Cut between rows where possible, inside a row where it is taller than a page."""
        if self.height <= room + 0.01:
            return self, None
        used = 0.0
        boundary = 0
        for row, height in enumerate(self.heights):
            if used + height > room + 0.01:
                break
            used += height
            if self._free_under(row):
                boundary = row + 1
        left = room - sum(self.heights[:boundary])
        tall = boundary < len(self.heights) and self.heights[boundary] > _TALL
        if boundary > self.header_rows and not (tall and left >= _WORTH_FILLING):
            return self._cut_under(boundary - 1)
        row = self._row_at(room)
        if row < self.header_rows:
            return None, self
        return self._cut_inside(row, room - sum(self.heights[:row]))

    @property
    def first_piece(self) -> float:
        """Height of the header rows and the first row under them."""
        return sum(self.heights[: self._unit_end(self.header_rows)])

    def prefers_next_page(self, room: float, page: float) -> bool:
        """True when the first body row would be cut here but fits whole on the next page."""
        return room < self.first_piece - 0.01 and self.first_piece <= page

    def _unit_end(self, row: int) -> int:
        end = row
        while end < len(self.heights) - 1 and not self._free_under(end):
            end += 1
        return min(end + 1, len(self.heights))

    def _row_at(self, y: float) -> int:
        for row, height in enumerate(self.heights):
            if y < height:
                return row
            y -= height
        return len(self.heights) - 1

    def _free_under(self, row: int) -> bool:
        """True when no cell spans over the lower edge of a row."""
        return row not in self.bridged or row + 1 >= len(self.heights)

    def _cut_under(self, row: int) -> tuple[Block | None, Block | None]:
        upper = tuple(c for c in self.cells if c.row <= row)
        lower = tuple(c for c in self.cells if c.row > row)
        return self._part(upper, 0, row + 1), self._rest(lower, row + 1, None)

    def _cut_inside(self, row: int, room: float) -> tuple[Block | None, Block | None]:
        if room < _LEAST_PIECE:
            if row > self.header_rows:
                room = 0.0
            else:
                return None, self
        above: list[Cell] = []
        below: list[Cell] = []
        for cell in self.cells:
            last = cell.row + cell.row_span - 1
            if last < row or (last == row and room >= self.heights[row]):
                above.append(cell)
            elif cell.row > row or (cell.row == row and room <= 0):
                below.append(cell)
            else:
                self._cut_cell(cell, row, room, above, below)
        upper_rows = row + (1 if room > 0 else 0)
        upper = self._part(tuple(above), 0, upper_rows)
        if room > 0:
            least = (*self.least[:row], room)
            upper = replace(upper, least=least)
        return upper, self._rest(tuple(below), row, 0.0 if room > 0 else None)

    def _cut_cell(
        self, cell: Cell, row: int, room: float, above: list[Cell], below: list[Cell]
    ) -> None:
        free = sum(self.heights[cell.row : row]) + room - 2 * self.look.pad_y
        first, rest = cell.content.split(free)
        if rest is None and cell.sticky:
            rest = cell.content
        span_above = row - cell.row + (1 if room > 0 else 0)
        span_below = cell.row + cell.row_span - row
        above.append(replace(cell, content=first or Stack(), row_span=span_above, middle=False))
        below.append(
            replace(cell, row=row, content=rest or Stack(), row_span=span_below, middle=False)
        )

    def _part(self, cells: tuple[Cell, ...], start: int, end: int) -> Grid:
        clipped = tuple(replace(c, row_span=min(c.row_span, end - c.row)) for c in cells)
        return replace(self, cells=clipped, least=self.least[start:end])

    def _rest(self, cells: tuple[Cell, ...], start: int, first_least: float | None) -> Grid:
        head = self.header_rows
        headers = tuple(c for c in self.cells if c.row < head)
        moved = tuple(replace(c, row=c.row - start + head) for c in cells)
        least = [*self.least[:head], *self.least[start:]]
        if first_least is not None:
            least[head] = first_least
        rules = frozenset(
            r if r < head else r - start + head for r in self.rules if r < head or r > start
        )
        return replace(self, cells=(*headers, *moved), least=tuple(least), rules=rules)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw lines first, then the contents from row to row."""
        self._draw_lines(canvas, _edges(left, self.columns, 1), _edges(top, self.heights, -1))
        for content, x, y in self.placed_contents(left, top):
            content.draw(canvas, x, y)

    def placed_contents(self, left: float, top: float) -> Iterator[tuple[Block, float, float]]:
        """What stands in the cells, row by row, each with its upper left corner."""
        xs = _edges(left, self.columns, 1)
        ys = _edges(top, self.heights, -1)
        for cell in sorted(self.cells, key=lambda c: (c.row, c.column)):
            end = min(cell.row + cell.row_span, len(self.heights))
            free = ys[cell.row] - ys[end] - cell.content.height
            shift = free / 2 if cell.middle else self.look.pad_y
            pad = self.look.pad_x if cell.pad_x is None else cell.pad_x
            yield cell.content, xs[cell.column] + pad, ys[cell.row] - shift

    def _draw_lines(self, canvas: Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
        canvas.saveState()
        canvas.setStrokeColor(ink(self.look.color))
        canvas.setLineWidth(self.look.grid)
        for cell in self.cells:
            end_row = min(cell.row + cell.row_span, len(self.heights))
            end_column = min(cell.column + cell.column_span, len(self.columns))
            if end_row < len(self.heights):
                canvas.line(xs[cell.column], ys[end_row], xs[end_column], ys[end_row])
            if end_column < len(self.columns):
                canvas.line(xs[end_column], ys[cell.row], xs[end_column], ys[end_row])
        canvas.setLineWidth(self.look.frame)
        for row in self.rules:
            if 0 < row < len(self.heights):
                canvas.line(xs[0], ys[row], xs[-1], ys[row])
        canvas.setLineJoin(0)
        canvas.rect(xs[0], ys[-1], xs[-1] - xs[0], ys[0] - ys[-1], stroke=1, fill=0)
        canvas.restoreState()


def _edges(start: float, sizes: Sequence[float], direction: int) -> list[float]:
    edges = [start]
    for size in sizes:
        edges.append(edges[-1] + direction * size)
    return edges
