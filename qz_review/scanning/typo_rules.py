"""The check of a rule of the T family: what the typo engine finds of one kind.

The engine judges each paragraph for itself; here a document has its say: words it uses again and
again in the same way are meant, so an objection to them is less sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Check, Fact, Hit, Whole
from qz_review.scanning.typo_finder import Typo, TypoKind

_CONTEXT = 3  # the wrong words with their neighbours, in code points
_DOUBTFUL_AGAIN = 0.9  # what is less probable is dropped where it stands again


def typos_of(kind: TypoKind) -> Check | Whole:
    """A check that reports the typos of one kind; nothing where no engine is plugged in."""

    def collect(passage: Passage) -> Iterable[Fact]:
        for typo in passage.typos:
            if typo.kind is kind:
                yield Fact(typo.start, typo.end, typo.moved(-typo.start))

    def judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
        for fact in facts:
            hit = _hit(document.text, fact)
            if hit is not None:
                yield hit

    return Whole(judge, collect)


def _hit(text: str, fact: Fact) -> Hit | None:
    typo: Typo = fact.value
    words, message = text[fact.start : fact.end], ""
    if typo.suggestions:
        right = typo.suggestions[0]
        if typo.word:
            words, right = typo.word, typo.word_meant
        message = f"“{words}”可能应为“{right}”" if right else f"“{words}”可能多余"
    certainty, level = typo.certainty, None
    if _stands_again(text, fact):
        if certainty is not Certainty.CERTAIN and typo.score < _DOUBTFUL_AGAIN:
            return None
        level = None if certainty is Certainty.CERTAIN else Level.FULL
        certainty = Certainty.DOUBTFUL
    return Hit(fact.start, fact.end, typo.suggestions, message, certainty, level, score=typo.score)


def _stands_again(text: str, fact: Fact) -> bool:
    """Whether the place occurs elsewhere too, with one or two of its neighbours."""
    first = text.rfind("\n", 0, fact.start) + 1
    starts = range(max(first, fact.end - _CONTEXT), fact.start + 1)
    pieces = [(start, text[start : start + _CONTEXT]) for start in starts]
    return any(
        len(piece) == _CONTEXT
        and piece.isalpha()
        and (text.find(piece) < start or text.find(piece, start + 1) >= 0)
        for start, piece in pieces
    )
