"""Breaking running Chinese text into lines: 避头尾 both ways, words and numbers whole.

Source for the marks: GB/T 15834-2011 5.1 (no line begins with a closing mark, none ends with
an opening one); 接排 of numbers: GB/T 15835-2011.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qz_review.archive.faces import printable, text_width
from qz_review.assets import Face
from qz_review.markup.proof_marks import ProofMark
from qz_review.markup.stage_marks import StageMark

NOT_AT_START = frozenset("，。、；：！？…—～·）》〉」』】〕］｝”’％‰℃,.;:!?)]}%°")
NOT_AT_END = frozenset("（《〈「『【〔［｛“‘([{￥＄$№☐☑☒")


@dataclass(frozen=True, slots=True)
class Sign:
    """The proofreader's mark of one change, for the margin and between the words.

    number: of the change in the list, 0 where there is none.  gone: it stands at the place that
    the words left.  length: characters of the words it stands with.
    """

    mark: ProofMark
    look: StageMark
    number: int = 0
    gone: bool = False
    length: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look.

    size: points.  color: ``#RRGGBB``.  under: line drawn under them (inserted); through: line
    drawn through them (deleted); ring: drawn round them (moved); kept: triangles under them.
    rise: points above the baseline.  signs: what the margin shows beside them; on a line break,
    what is drawn at the end of the line.
    """

    face: Face = Face.SERIF
    size: float = 12.0
    color: str = "#000000"
    under: StageMark | None = None
    through: StageMark | None = None
    ring: StageMark | None = None
    kept: StageMark | None = None
    rise: float = 0.0
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one style, as they follow each other in a paragraph."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a line: printable characters of one style and their natural width in points."""

    text: str
    style: Style
    width: float
    elastic: bool  # justification may widen the gaps after its characters


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its stretches, its indent and how much each gap grows when justified.

    ending: marks of the paragraph end that came (另起段) or went (接排) behind it.
    """

    stretches: tuple[Stretch, ...]
    indent: float
    extra: float = 0.0
    ending: tuple[Sign, ...] = ()

    @property
    def width(self) -> float:
        """Natural width in points, indent left out."""
        return sum(stretch.width for stretch in self.stretches)


@dataclass(slots=True)
class _Box:
    """An unbreakable unit: one ideograph, or a whole Latin word or number."""

    parts: list[Stretch]
    width: float
    break_after: bool = True
    space: bool = False
    newline: bool = False
    ending: tuple[Sign, ...] = ()


def break_lines(
    pieces: Sequence[Piece], width: float, *, first_indent: float = 0.0, justify: bool = True
) -> tuple[Line, ...]:
    """The lines of one paragraph, at most ``width`` points wide.

    ``\\n`` ends a line, ``\\t`` is two ideographs of space.  A word wider than a line is cut.
    Behind a line break with signs a paragraph begins anew.
    """
    boxes = _forbid_breaks(_boxes(pieces, width))
    lines: list[Line] = []
    start = 0
    while start < len(boxes):
        indent = first_indent if not lines or lines[-1].ending else 0.0
        end, ended = _fill(boxes, start, width - indent)
        taken = _trimmed(boxes[start:end])
        last = ended or end >= len(boxes)
        line = _line(taken, indent, width - indent, justify and not last)
        lines.append(replace(line, ending=boxes[end - 1].ending) if ended else line)
        start = end
        while start < len(boxes) and boxes[start].space and not ended:
            start += 1
    return tuple(lines) or (Line((), first_indent),)


def _with_line_ends(text: str) -> str:
    """The text as it prints, its own line breaks kept."""
    lines = text.replace("\t", "　　").split("\n")
    return "\n".join(printable(line) for line in lines)


def _boxes(pieces: Sequence[Piece], width: float) -> list[_Box]:
    boxes: list[_Box] = []
    word_open = False
    for piece in pieces:
        for character in _with_line_ends(piece.text):
            if character == "\n":
                boxes.append(_Box([], 0.0, newline=True, ending=piece.style.signs))
                word_open = False
                continue
            in_word = character.isascii() and not character.isspace()
            part = Stretch(
                character,
                piece.style,
                text_width(character, piece.style.face, piece.style.size),
                not in_word,
            )
            fits = word_open and in_word and boxes[-1].width + part.width <= width
            if fits:
                boxes[-1].parts.append(part)
                boxes[-1].width += part.width
            else:
                boxes.append(_Box([part], part.width, space=character == " "))
            word_open = in_word
    return boxes


def _forbid_breaks(boxes: list[_Box]) -> list[_Box]:
    for before, after in pairwise(boxes):
        if not before.parts or not after.parts:
            continue
        last, first = before.parts[-1].text[-1], after.parts[0].text[0]
        pair = first == last and first in "…—"
        style = before.parts[-1].style
        raised = style.rise > 0 and style == after.parts[0].style
        if first in NOT_AT_START or last in NOT_AT_END or pair or raised:
            before.break_after = False
    return boxes


def _fill(boxes: list[_Box], start: int, width: float) -> tuple[int, bool]:
    """End (exclusive) of the line that begins at ``start``; True where a newline ended it."""
    used = 0.0
    best = start
    for place in range(start, len(boxes)):
        box = boxes[place]
        if box.newline:
            return place + 1, True
        used += box.width
        if used > width + 0.01 and not box.space and place > start:
            return (best if best > start else place), False
        if box.break_after:
            best = place + 1
    return len(boxes), False


def _trimmed(boxes: list[_Box]) -> list[_Box]:
    kept = [box for box in boxes if not box.newline]
    while kept and kept[-1].space:
        kept.pop()
    return kept


def _merged(parts: Sequence[Stretch]) -> list[Stretch]:
    """Neighbours of one style as one stretch."""
    merged: list[Stretch] = []
    start = 0
    for place in range(1, len(parts) + 1):
        first = parts[start]
        if place < len(parts) and _alike(first, parts[place]):
            continue
        run = parts[start:place]
        text, width = "".join(part.text for part in run), sum(part.width for part in run)
        merged.append(Stretch(text, first.style, width, first.elastic))
        start = place
    return merged


def _alike(one: Stretch, other: Stretch) -> bool:
    same = one.style is other.style or one.style == other.style
    return same and one.elastic == other.elastic


def _line(boxes: list[_Box], indent: float, width: float, justify: bool) -> Line:
    stretches = _merged([part for box in boxes for part in box.parts])
    line = Line(tuple(stretches), indent)
    gaps = sum(len(s.text) for s in stretches if s.elastic)
    if stretches and stretches[-1].elastic:
        gaps -= 1
    if not justify or gaps <= 0:
        return line
    extra = (width - line.width) / gaps
    size = max(stretch.style.size for stretch in stretches)
    return replace(line, extra=min(extra, size * 0.6)) if extra > 0 else line
