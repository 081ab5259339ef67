"""The paragraphs of a body in the order in which they are read and numbers are counted."""

from __future__ import annotations

from collections.abc import Iterator

from qz_review.documents.docx_out.wordml import P
from qz_review.documents.ooxml import MC, Element
from qz_review.documents.runs import alternative


def paragraphs_of(parent: Element) -> Iterator[Element]:
    """Every ``w:p`` below an element, one branch of alternatives."""
    for child in parent.iterchildren():
        if child.tag == MC + "Fallback" and alternative(parent) is not child:
            continue
        if child.tag == P:
            yield child
        yield from paragraphs_of(child)
