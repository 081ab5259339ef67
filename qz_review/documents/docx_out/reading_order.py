"""The paragraphs of a body in the order in which they are read and numbers are counted."""

from __future__ import annotations

from collections.abc import Iterator

from qz_review.documents.docx_out.wordml import P
from qz_review.documents.ooxml import MC, Element
from qz_review.documents.runs import alternative

_FALLBACK = MC + "Fallback"


def paragraphs_of(body: Element) -> list[Element]:
    """Every ``w:p`` below an element, one branch of alternatives."""
    if next(body.iter(_FALLBACK), None) is None:
        return list(body.iter(P))
    return list(_below(body))


def _below(parent: Element) -> Iterator[Element]:
    for child in parent.iterchildren():
        if child.tag == _FALLBACK and alternative(parent) is not child:
            continue
        if child.tag == P:
            yield child
        if len(child):
            yield from _below(child)
