"""Where whole new lines go, and which paragraph of the source they are made after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qz_review.documents.docx_out.resolving import next_block
from qz_review.documents.docx_out.wordml import SECT_PR, TBL, TC, P, R, T, local
from qz_review.documents.ooxml import Element, W
from qz_review.documents.sources import LineSource
from qz_review.markup.changes import BlockKind, Place
from qz_review.markup.lines import Line

_CONTAINERS = frozenset(W + n for n in ("body", "tc", "txbxContent", "footnote", "endnote"))
_FAR = 200  # lines: further away no paragraph is a model for a new one


@dataclass(frozen=True, slots=True)
class Home:
    """Beside which block a new line goes: behind ``after``, or before ``before``."""

    after: Element | None = None
    before: Element | None = None

    def put(self, element: Element) -> None:
        """Insert a block here."""
        if self.after is not None:
            self.after.addnext(element)
        else:
            assert self.before is not None
            self.before.addprevious(element)


class Places:
    """The paragraphs of the source's lines."""

    def __init__(self, lines: Sequence[Line], sources: Sequence[LineSource]) -> None:
        self._lines = lines
        self._sources = sources

    def first(self, index: int) -> Element | None:
        """The first ``w:p`` of a line, None where it has none."""
        found = self._source(index)
        return found.paragraphs[0].element if found and found.paragraphs else None

    def last(self, index: int) -> Element | None:
        """The last ``w:p`` of a line, None where it has none."""
        found = self._source(index)
        return found.paragraphs[-1].element if found and found.paragraphs else None

    def home(self, index: int, place: Place | None) -> Home | None:
        """Where a line goes that was inserted before line ``index``."""
        left, right = self._nearest(index - 1, -1), self._nearest(index, 1)
        before = self.last(left) if left >= 0 else None
        behind = self.first(right) if right >= 0 else None
        in_left, in_right = container_of(before), container_of(behind)
        if place is not None and place.kind is BlockKind.CELL:
            beside_left = _is_cell(in_left) and (
                self._same_cell(left, place) or not self._same_cell(right, place)
            )
            if beside_left or not _is_cell(in_right):
                return None if before is None else Home(after=before)
            return Home(before=behind)
        if before is not None and local_of(in_left) in ("body", "txbxContent"):
            outside = local_of(in_left) == "txbxContent" and in_right is not in_left
            if not (outside and local_of(in_right) == "body"):
                return Home(after=before)
        if behind is not None and local_of(in_right) in ("body", "txbxContent"):
            return Home(before=behind)
        return self._behind_table(before)

    def model(self, index: int, place: Place | None, home: Home) -> int:
        """The line that a new one before line ``index`` is made after; -1 for none."""
        beside = home.after if home.after is not None else home.before
        wanted = container_of(beside)
        is_cell = _is_cell(wanted)
        for at in self._near(index):
            line = self._lines[at].place
            if line.kind is BlockKind.PICTURE or not self._sources[at].paragraphs:
                continue
            holder = container_of(self.first(at))
            if is_cell and holder is not wanted:
                continue
            if is_cell or place is None or _alike(line, place):
                return at
        return -1

    def between(self, first: Element, second: Element) -> list[Element] | None:
        """The empty paragraphs between two that are to be joined; None where they cannot be."""
        between: list[Element] = []
        block: Element | None = first
        while block is not None and block is not second:
            if block.tag != P or has_section(block) or (block is not first and _has_runs(block)):
                return None
            if block is not first:
                between.append(block)
            block = next_block(block)
        return between if block is second else None

    def _source(self, index: int) -> LineSource | None:
        return self._sources[index] if 0 <= index < len(self._sources) else None

    def _nearest(self, index: int, step: int) -> int:
        """The next line that way with a paragraph outside the notes; -1 for none."""
        while 0 <= index < len(self._sources):
            is_note = self._lines[index].place.kind is BlockKind.NOTE
            if self._sources[index].paragraphs and not is_note:
                return index
            index += step
        return -1

    def _same_cell(self, index: int, place: Place) -> bool:
        if not 0 <= index < len(self._lines):
            return False
        other = self._lines[index].place
        return (other.row, other.column) == (place.row, place.column)

    def _near(self, index: int) -> Iterator[int]:
        for distance in range(_FAR):
            for at in (index - 1 - distance, index + distance):
                if 0 <= at < len(self._lines):
                    yield at

    @staticmethod
    def _behind_table(before: Element | None) -> Home | None:
        if before is None:
            return None
        table = next((a for a in reversed(list(before.iterancestors(TBL)))), None)
        return Home(after=before if table is None else table)


def container_of(element: Element | None) -> Element | None:
    """The body, cell, text box or note that a paragraph stands in."""
    if element is None:
        return None
    return next((a for a in element.iterancestors() if a.tag in _CONTAINERS), None)


def local_of(element: Element | None) -> str:
    """The name of an element, empty for None."""
    return "" if element is None else local(element)


def has_section(paragraph: Element) -> bool:
    """True for a paragraph that closes a section of the document."""
    return paragraph.find(f"{W}pPr/{SECT_PR}") is not None


def main_run_properties(paragraph: Element) -> Element | None:
    """The ``w:rPr`` that most of a paragraph's words have; None where they have none."""
    weights: dict[bytes, int] = {}
    samples: dict[bytes, Element | None] = {}
    for run in paragraph.iter(R):
        if local(run.getparent()) == "hyperlink":
            continue
        properties = run.find(W + "rPr")
        length = sum(len(text.text or "") for text in run.iterchildren(T, W + "delText"))
        key = b"" if properties is None else _digest(properties)
        weights[key] = weights.get(key, 0) + length
        samples[key] = properties
    best = max(weights, key=lambda key: weights[key], default=b"")
    return samples.get(best)


def _digest(properties: Element) -> bytes:
    return b"|".join(
        child.tag.encode() + repr(sorted(child.attrib.items())).encode() for child in properties
    )


def _alike(line: Place, place: Place) -> bool:
    if place.kind is BlockKind.PARAGRAPH or line.kind is BlockKind.PARAGRAPH:
        return line.kind is place.kind and line.level == place.level
    return line.kind is place.kind


def _is_cell(element: Element | None) -> bool:
    return element is not None and element.tag == TC


def _has_runs(paragraph: Element) -> bool:
    return any(child.tag != W + "rPr" for run in paragraph.iter(R) for child in run)
