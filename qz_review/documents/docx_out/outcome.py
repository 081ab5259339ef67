"""What the walk over the lines leaves for the steps after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qz_review.documents.docx_out.cutting import Bit
from qz_review.documents.docx_out.spots import Spot
from qz_review.documents.docx_out.wordml import local
from qz_review.documents.ooxml import Element, W
from qz_review.markup.marked import Mark


@dataclass(slots=True)
class Numbered:
    """A line of the last version that was touched, and the number it begins with.

    paragraph: the one whose properties count, that of the mark that ends the line.
    label: what is left of the number.  spot: where the number would have to be written.
    mark: who changed it, None where nobody did.
    """

    paragraph: Element
    label: str
    spot: Spot
    mark: Mark | None = None


@dataclass(slots=True)
class OpenLine:
    """A line whose mark was deleted: it goes on in the next paragraph.

    head: the paragraph it began in.  mark: who joined it.
    """

    head: Element
    mark: Mark
    number: Numbered


@dataclass(slots=True)
class Outcome:
    """What was done.

    touched: paragraphs whose mark was inserted, deleted or moved, and by whom.
    kept_marks: paragraphs all of whose words are gone and whose mark had to stay.
    numbered: the lines of the last version that were touched.
    lines_gone: indexes of the source's lines that the last version has not.
    """

    touched: dict[Element, Mark] = field(default_factory=dict)
    kept_marks: list[Element] = field(default_factory=list)
    numbered: list[Numbered] = field(default_factory=list)
    lines_gone: set[int] = field(default_factory=set)
    references_gone: set[tuple[str, str | None]] = field(default_factory=set)
    replaced: dict[Element, Element] = field(default_factory=dict)

    def note_deleted(self, bits: Iterable[Bit]) -> None:
        """Remember which notes lost their sign in the text."""
        for bit in bits:
            if bit.deletion is None or bit.unit is None:
                continue
            name = local(bit.unit)
            if name in ("footnoteReference", "endnoteReference"):
                self.references_gone.add((name, bit.unit.get(W + "id")))

    def stands_for(self, paragraph: Element, former: Element) -> None:
        """The line that ended with the mark of ``former`` ends with that of ``paragraph``."""
        for number in self.numbered:
            if number.paragraph is former:
                number.paragraph = paragraph
        self.replaced[former] = paragraph
