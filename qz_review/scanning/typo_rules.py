"""The check of a rule of the T family: what the typo engine finds of one kind."""

from __future__ import annotations

from collections.abc import Iterable

from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Check, Hit
from qz_review.scanning.typo_finder import TypoKind


def typos_of(kind: TypoKind) -> Check:
    """A check that reports the typos of one kind; nothing where no engine is plugged in."""

    def check(passage: Passage) -> Iterable[Hit]:
        for typo in passage.typos:
            if typo.kind is not kind:
                continue
            words = passage.document.text[typo.start : typo.end]
            message = ""
            if typo.suggestions:
                right = typo.suggestions[0]
                message = f"“{words}”可能应为“{right}”" if right else f"“{words}”可能多余"
            yield Hit(
                typo.start, typo.end, typo.suggestions, message, typo.certainty, score=typo.score
            )

    return check
