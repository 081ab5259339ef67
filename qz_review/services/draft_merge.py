"""Two people edited from one text (a pair in 读校): their edits laid together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from qz_review.model.text import ManuscriptText

T = TypeVar("T")


def merged_text(
    base: ManuscriptText, mine: ManuscriptText, theirs: ManuscriptText
) -> ManuscriptText | None:
    """Both people's edits over ``base``, None where they edited the same place.

    Works on whole paragraphs; where both added or removed some, that is one place.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    title = _one(base.title, mine.title, theirs.title)
    subtitle = _one(base.subtitle, mine.subtitle, theirs.subtitle)
    blocks = _many(base.blocks, mine.blocks, theirs.blocks)
    notes = _many(base.notes, mine.notes, theirs.notes)
    files = _many(base.attachments, mine.attachments, theirs.attachments)
    if title is None or subtitle is None or blocks is None or notes is None or files is None:
        return None
    return ManuscriptText(title, subtitle, tuple(blocks), tuple(notes), tuple(files))


def _one(base: T, mine: T, theirs: T) -> T | None:
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None


def _many(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> list[T] | None:
    """Line by line where the counts agree; else one side must be untouched there."""
    if not len(base) == len(mine) == len(theirs):
        whole = _one(tuple(base), tuple(mine), tuple(theirs))
        return None if whole is None else list(whole)
    merged: list[T] = []
    for old, one, two in zip(base, mine, theirs, strict=True):
        chosen = _one(old, one, two)
        if chosen is None:
            return None
        merged.append(chosen)
    return merged
