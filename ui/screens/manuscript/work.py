"""The person's unsigned work on the manuscript, put together from what the screen holds."""

from __future__ import annotations

from qz_review.model.manuscript import CarriedOut, ClassedChange
from qz_review.services.views import DraftWork, ManuscriptView


def first_work(view: ManuscriptView) -> DraftWork:
    """The draft, or an empty one with what the product suggests to answer."""
    if view.draft is not None:
        return view.draft
    return DraftWork(view.text, answers=view.suggestions, base_hash=view.text_hash)


def answered_lines(lines: tuple[CarriedOut, ...], work: DraftWork) -> tuple[CarriedOut, ...]:
    """What is expected, with the answers given so far."""
    given = {line.key: line for line in work.carried_out}
    return tuple(given.get(line.key, line) for line in lines)


def answered_changes(
    changes: tuple[ClassedChange, ...], work: DraftWork
) -> tuple[ClassedChange, ...]:
    """Changes that are expected, with the classes given so far."""
    given = {change.key: change.kind for change in work.changes}
    return tuple(
        ClassedChange(c.key, c.place, c.deleted, c.inserted, given.get(c.key, c.kind))
        for c in changes
    )
