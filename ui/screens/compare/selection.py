"""Which changes are marked: by step, by person, by kind.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qz_review.markup.changes import ChangeKind
from qz_review.model.stage import Stage
from qz_review.services.comparison_views import ChangeView

Step = Stage | None
"""A step, or None for 修订 that the 原稿 came with."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the person wants marked.

    without: steps left out.  person: a name, empty for everybody.  kind: None for all.
    """

    without: frozenset[Step] = frozenset()
    person: str = ""
    kind: ChangeKind | None = None

    def takes(self, change: ChangeView) -> bool:
        """True where the change is marked."""
        if change.stage in self.without or (self.person and self.person not in change.people):
            return False
        return self.kind is None or change.kind is self.kind

    def with_step(self, step: Step, *, shown: bool) -> Selection:
        """The same with one step marked or not."""
        without = self.without - {step} if shown else self.without | {step}
        return replace(self, without=without)

    def fitting(self, changes: Sequence[ChangeView]) -> Selection:
        """The same without what is not there any more, for another pair of texts."""
        people = {name for change in changes for name in change.people}
        kinds = {change.kind for change in changes}
        return replace(
            self,
            person=self.person if self.person in people else "",
            kind=self.kind if self.kind in kinds else None,
        )


def hidden_numbers(changes: Iterable[ChangeView], selection: Selection) -> frozenset[int]:
    """Numbers of the changes that are not marked."""
    return frozenset(change.number for change in changes if not selection.takes(change))


def same_or_nearest(number: int, before: Sequence[ChangeView], after: Sequence[ChangeView]) -> int:
    """Where a chosen change is once the text was edited: itself, else what stands in its place.

    number: in ``before``; 0 and notes give 0.
    """
    if not 0 < number <= len(before) or not after:
        return 0
    wanted = _words_and_hand(before[number - 1])
    same = [change for change in after if _words_and_hand(change) == wanted]
    return min(same or after, key=lambda change: abs(change.number - number)).number


def _words_and_hand(change: ChangeView) -> tuple[object, ...]:
    return change.stage, change.people, change.deleted, change.inserted, change.place_kind


def counts_by_step(changes: Iterable[ChangeView]) -> Mapping[Step, int]:
    """How many changes each step made, in route order; the 原稿's own 修订 first."""
    counts: dict[Step, int] = {}
    for change in changes:
        counts[change.stage] = counts.get(change.stage, 0) + 1
    return {
        step: counts[step] for step in sorted(counts, key=lambda s: -1 if s is None else s.position)
    }
