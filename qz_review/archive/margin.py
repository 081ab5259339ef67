"""The margin right of a marked text: the proofreader's symbols, line by line.

Each change has its symbol beside the line where it begins, with its number in the list of
changes where there is one; moved words have it at both places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from qz_review.archive import paper
from qz_review.archive.blocks import Block, Stack, Text
from qz_review.archive.faces import text_width
from qz_review.archive.grid import Grid
from qz_review.archive.paging import Placed
from qz_review.archive.pen import draw_words
from qz_review.archive.strokes import draw_symbol
from qz_review.archive.typesetting import Sign, Style
from qz_review.assets import Face
from qz_review.markup.proof_marks import HEIGHT, WIDTH, ProofMark

_LEFT = paper.RIGHT + 5.0
_RIGHT = paper.WIDTH - 8.0
_LOWEST = 46.0
_SYMBOL = 9.0  # points high
_ROW = 10.5
_GAP = 2.5
_NUMBER = Style(Face.SANS, 5.5, paper.GREY)


@dataclass(slots=True)
class _Cluster:
    """The symbols of one line; top: y of the upper edge of their rows."""

    middle: float
    rows: list[list[Sign]]
    top: float = 0.0

    @property
    def height(self) -> float:
        return len(self.rows) * _ROW

    @property
    def bottom(self) -> float:
        return self.top - self.height


class Margin:
    """The margin of one section, page after page."""

    def __init__(self, *, numbered: bool) -> None:
        self._numbered = numbered
        self._shown: set[tuple[int, ProofMark, bool]] = set()

    def draw(self, canvas: Canvas, placed: Sequence[Placed]) -> None:
        """Draw the symbols of what stands on one page."""
        lines: dict[float, list[Sign]] = {}
        for item in placed:
            for middle, sign in signs_of(item.block, item.top):
                lines.setdefault(round(middle, 1), []).append(sign)
        clusters: list[_Cluster] = []
        for middle in sorted(lines, reverse=True):
            new = [sign for sign in lines[middle] if self._is_new(sign)]
            if new:
                clusters.append(_Cluster(middle, self._rows(new)))
        _stack(clusters)
        for cluster in clusters:
            self._draw(canvas, cluster)

    def _is_new(self, sign: Sign) -> bool:
        """True the first time; words that moved count at each of their places."""
        key = (sign.number, sign.mark, sign.gone and sign.mark is ProofMark.MOVED)
        if key in self._shown:
            return False
        self._shown.add(key)
        return True

    def _rows(self, signs: Sequence[Sign]) -> list[list[Sign]]:
        rows: list[list[Sign]] = [[]]
        used = 0.0
        for sign in signs:
            width = self._width(sign)
            if rows[-1] and used + width > _RIGHT - _LEFT:
                rows.append([])
                used = 0.0
            rows[-1].append(sign)
            used += width + _GAP
        return rows

    def _width(self, sign: Sign) -> float:
        words = self._number_of(sign)
        return _SYMBOL * WIDTH / HEIGHT + text_width(words, _NUMBER.face, _NUMBER.size)

    def _number_of(self, sign: Sign) -> str:
        """The number in the list of changes; a note's own, which stands in the text too."""
        if sign.mark is ProofMark.NOTE:
            return f"附注{sign.number}"
        return str(sign.number) if self._numbered else ""

    def _draw(self, canvas: Canvas, cluster: _Cluster) -> None:
        middle = cluster.top - _ROW / 2
        for row in cluster.rows:
            x = _LEFT
            for sign in row:
                draw_symbol(canvas, sign.mark, sign.look.light, x, middle, _SYMBOL)
                beside = x + _SYMBOL * WIDTH / HEIGHT
                draw_words(canvas, self._number_of(sign), _NUMBER, beside, middle - 3.5)
                x += self._width(sign) + _GAP
            middle -= _ROW


def signs_of(block: Block, top: float) -> Iterator[tuple[float, Sign]]:
    """The signs of a block whose upper edge is at ``top``, each with the middle of its line."""
    if isinstance(block, Text):
        y = top - block.before - block.leading / 2
        for line in block.lines:
            for stretch in line.stretches:
                for sign in stretch.style.signs:
                    yield y, sign
            for sign in line.ending:
                yield y, sign
            y -= block.leading
    elif isinstance(block, Stack):
        for inner in block.blocks:
            yield from signs_of(inner, top)
            top -= inner.height
    elif isinstance(block, Grid):
        for content, _, upper in block.placed_contents(0.0, top):
            yield from signs_of(content, upper)


def _stack(clusters: Sequence[_Cluster]) -> None:
    """Beside their lines where they can, else as near as those above and below let them."""
    free = paper.HEIGHT
    for cluster in clusters:
        cluster.top = min(cluster.middle + cluster.height / 2, free)
        free = cluster.bottom
    lowest = _LOWEST
    for cluster in reversed(clusters):
        cluster.top = max(cluster.top, lowest + cluster.height)
        lowest = cluster.top
