"""Characters selected with the mouse in one column, to be copied."""

from __future__ import annotations

from dataclasses import dataclass

from ui.screens.compare.faces import Face, FaceParagraph
from ui.screens.compare.laid_rows import LaidRows
from ui.text.utf16 import Utf16Map


@dataclass(frozen=True, slots=True, order=True)
class Caret:
    """A place between characters: row, box in its column, UTF-16 units into the box."""

    row: int
    box: int
    unit: int


@dataclass(frozen=True, slots=True)
class TextSelection:
    """From ``anchor`` to ``here`` in one column, whichever is first."""

    face: Face
    anchor: Caret
    here: Caret

    @property
    def is_empty(self) -> bool:
        """True without characters."""
        return self.anchor == self.here

    @property
    def ends(self) -> tuple[Caret, Caret]:
        """First and last place."""
        return min(self.anchor, self.here), max(self.anchor, self.here)

    def in_row(self, row: int, boxes: int) -> dict[int, tuple[int, int]]:
        """Selected units of each of a row's boxes; the end is beyond the text where all of it
        is selected.
        """
        first, last = self.ends
        if self.is_empty or not first.row <= row <= last.row:
            return {}
        found = {}
        for box in range(boxes):
            start = first.unit if (row, box) == (first.row, first.box) else 0
            end = last.unit if (row, box) == (last.row, last.box) else _ALL
            if (first.row, first.box) <= (row, box) <= (last.row, last.box):
                found[box] = (start, end)
        return found

    def words(self, rows: LaidRows) -> str:
        """The manuscript's own characters, a paragraph a line."""
        first, last = self.ends
        lines = []
        for row in range(first.row, last.row + 1):
            boxes = rows.layout(row).faces[self.face].boxes
            for place, (start, end) in self.in_row(row, len(boxes)).items():
                lines.append(_cut(boxes[place].paragraph, start, end))
        return "\n".join(lines)


_ALL = 1 << 30


def _cut(paragraph: FaceParagraph, start: int, end: int) -> str:
    places = Utf16Map(paragraph.text)
    last = places.to_utf16(len(paragraph.text))
    return paragraph.words_between(
        places.to_code_points(min(start, last)), places.to_code_points(min(end, last))
    )
