"""A reprint (转载) against the source it was taken from."""

from __future__ import annotations

from functools import lru_cache

from qz_review.markup.changes import Change
from qz_review.model.text import ManuscriptText, Paragraph
from qz_review.scanning.document import Document

SHORTEST_PASSAGE = 8
"""Code points from which missing or added words count as a passage, not as a wording."""


def changes_from_source(document: Document, source: str) -> tuple[Change, ...]:
    """What was changed from the source to the reprint; offsets are those of the document."""
    return _changes(source.rstrip("\n"), document.text[:-1])


@lru_cache(maxsize=2)
def _changes(source: str, text: str) -> tuple[Change, ...]:
    from qz_review.markup.compare import compare_texts  # the segmenter's dictionary loads late

    return compare_texts(_as_manuscript(source), _as_manuscript(text)).changes


def _as_manuscript(text: str) -> ManuscriptText:
    title, *rest = text.split("\n")
    return ManuscriptText(title, blocks=tuple(Paragraph(line) for line in rest))


def at_place(document: Document, start: int, end: int) -> tuple[int, int]:
    """A span of at least one code point at a place, without the line end."""
    paragraph = document.at(min(start, max(len(document.text) - 2, 0)))
    end = min(max(end, start), paragraph.end) if start < paragraph.end else paragraph.end
    start = min(start, paragraph.end)
    if end > start:
        return start, end
    return (
        (max(paragraph.start, start - 1), start) if start > paragraph.start else (start, start + 1)
    )
