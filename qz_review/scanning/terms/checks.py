"""Makes the check of a rule that reports the terms of some categories."""

from __future__ import annotations

from collections.abc import Iterable

from qz_review.model.finding import Severity
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Check, Hit
from qz_review.scanning.shields import Shield
from qz_review.scanning.terms.categories import category_of
from qz_review.scanning.terms.index import TermHit, terms_in


def terms_of(code: str, skip: Shield = Shield.ADDRESS) -> Check:
    """A check that reports the terms whose category belongs to the rule with a code."""

    def check(passage: Passage) -> Iterable[Hit]:
        for hit in terms_in(passage):
            category = category_of(hit.term.category)
            if (category.rule if category is not None else "S25") != code:
                continue
            paragraph = passage.document.at(hit.start)
            if skip and paragraph.is_shielded(hit.start, hit.end, skip):
                continue
            term = hit.term
            yield Hit(
                hit.start,
                hit.end,
                term.replacements,
                _message(hit, category.name if category is not None else term.category),
                hit.certainty,
                severity=term.severity or Severity.MINOR,
                gate=term.gate,
                source=term.source,
            )

    return check


def _message(hit: TermHit, category: str) -> str:
    term = hit.term
    words = f"“{term.text}”（{category}，{term.layer.label}词库）"
    if hit.hidden:
        words += "，字间夹有符号或空格"
    if term.message:
        words += f"：{term.message}"
    return words
