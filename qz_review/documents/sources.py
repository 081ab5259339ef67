"""Where the words of a document come from: every line back to the XML that it was read from.

Reading yields one :class:`LineSource` for each line of ``markup.lines.lines_of`` over the text
read, in the same order; writing a docx over its own XML (``docx_out``) goes by them.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from qz_review.documents.ooxml import Element

Piece: TypeAlias = tuple[str, Element]
"""Words, and the element that gave them: ``w:t``, ``w:tab``, ``w:br``, ``w:sym``, the end of a
field without a result, a reference to a note, a formula …"""


class ParagraphSource(NamedTuple):
    """One ``w:p`` and its words, before white space at its ends and the like is tidied away."""

    element: Element
    pieces: list[Piece]


class LineSource(NamedTuple):
    """What one line was read from.

    paragraphs: several for a title over several lines, for a note, and where a paragraph mark
        was revised away; none for a line that the XML does not have (a title that repeats the
        words of a table's first cell, the empty cell before a row that begins further right).
    label: what the line begins with and no piece gives: an automatic number, the mark of a note.
    picture: the drawing that a picture's line stands for.
    """

    paragraphs: tuple[ParagraphSource, ...] = ()
    label: str = ""
    picture: Element | None = None
