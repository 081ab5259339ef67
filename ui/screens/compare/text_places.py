"""Where a change or selected words stand in the plain text of the new side.  Pure."""

from __future__ import annotations

from qz_review.markup.marked import MarkedDocument
from ui.screens.compare.faces import FaceParagraph
from ui.text.utf16 import Utf16Map

Range = tuple[int, int]
"""Code points into the plain text; equal: a place between words."""


def range_of_change(document: MarkedDocument, number: int) -> Range:
    """The words a change put in, or the place where it took some out."""
    found: list[Range] = []
    gap: int | None = None
    end = 0  # of the last line that is still there
    for block in document.blocks:
        at = block.place.start if block.is_present else end
        for run in (*block.runs, block.end):
            live = len(run.text) if run.deleted is None and not run.is_break else 0
            if run.inserted_change == number and live:
                found.append((at, at + live))
            elif number in (run.deleted_change, run.inserted_change) and gap is None:
                gap = at
            at += live
        end = at
    if found:
        return found[0][0], found[-1][1]
    return (gap or 0, gap or 0)


def range_of_words(
    document: MarkedDocument, paragraph: FaceParagraph, start: int, end: int
) -> Range:
    """Selected UTF-16 units of a paragraph of the new text, or of the one with all marks."""
    units = Utf16Map(paragraph.text)
    last = units.to_utf16(len(paragraph.text))
    first = document.blocks[paragraph.block].place.start
    low, high = (
        first + paragraph.word_at(units.to_code_points(min(place, last))) for place in (start, end)
    )
    return low, max(low, high)
