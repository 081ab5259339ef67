"""What the sample people answer, class and tick: complete, so that every signature is allowed."""

from __future__ import annotations

from collections.abc import Iterable

from qz_review.model.checklist import Answer, Checklist, ItemAnswer
from qz_review.model.manuscript import CarriedOut, ChangeClass, ClassedChange
from qz_review.services.views import ManuscriptView
from qz_review.workflow.checklists import suggested_answer


def answers_with_notes(
    checklist: Checklist, view: ManuscriptView, notes: Iterable[tuple[str, str]]
) -> tuple[ItemAnswer, ...]:
    """是 everywhere, 否 with its note where there is one, 不适用 where the kind is lacking."""
    noted = dict(notes)
    return tuple(
        ItemAnswer(item.id, Answer.NO, noted[item.id])
        if item.id in noted
        else ItemAnswer(item.id, suggested_answer(item, view.flags) or Answer.YES)
        for item in checklist.questions()
    )


def classed(
    changes: tuple[ClassedChange, ...],
    sorts: tuple[tuple[tuple[str, str], ChangeClass], ...],
) -> tuple[ClassedChange, ...]:
    """Each change with the class of the edit that made it; others correct wording.

    sorts: edits (old words, new words), each with its class.
    """

    def kind_of(change: ClassedChange) -> ChangeClass:
        for (old, new), kind in sorts:
            if change.deleted in old and change.inserted in new:
                return kind
        return ChangeClass.CORRECTS_WORDING

    return tuple(ClassedChange(c.key, c.place, c.deleted, c.inserted, kind_of(c)) for c in changes)


def ticked(lines: tuple[CarriedOut, ...]) -> tuple[CarriedOut, ...]:
    """Every line answered: what the text does not show by itself is ticked by hand."""
    return tuple(CarriedOut(c.key, c.source, c.words, True, c.answer) for c in lines)
