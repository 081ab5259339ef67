"""监督检查: what in the sign-offs deserves a question.  Questions, never verdicts.

Source: 三审三校工作制度, 监督检查 and 委托代劳.  Every threshold stands here with its reason; a
hint names what was seen and the manuscripts it was seen on, and leaves the answer to people.
A finding ignored without a reason cannot occur: the program asks for one before it is ignored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby

from qz_review.clock import china_time
from qz_review.model.manuscript import Part
from qz_review.model.stage import Stage

FASTEST_READING = 25
"""Characters a second.  Reading silently goes at 5 to 10; at 25 a page takes half a minute."""
LEAST_TEXT = 200
"""A shorter text is read at a glance."""
MANY_UNCHANGED = 20
"""Sign-offs of one person at one step in a row that changed nothing."""
BATCH, BATCH_MINUTES = 8, 10
"""So many sign-offs of one person within so many minutes."""
MONTH_END_DAYS, MONTH_END_SHARE, MONTH_END_LEAST = 2, 0.6, 10
"""The share of a month's sign-offs on its last days, of at least so many."""
PAIR_LEAST = 10
"""Proofs that the same two did, each with nobody else."""
DELEGATIONS = 3
"""Steps that one person had signed by others within a month."""


class HintKind(StrEnum):
    """What was seen."""

    TOO_FAST = "too_fast"
    UNCHANGED = "unchanged"
    CLOCK_BACK = "clock_back"
    BATCH = "batch"
    MONTH_END = "month_end"
    SAME_PAIR = "same_pair"
    DELEGATES_OFTEN = "delegates_often"


@dataclass(frozen=True, slots=True)
class SeenSignature:
    """A sign-off with what the questions need; times aware, characters of the present text."""

    manuscript_id: str
    seq: int
    stage: Stage
    part: Part
    person_id: str
    behalf_id: str
    signed_at: datetime
    waited_from: datetime | None
    seconds_open: int
    saved: int
    characters: int
    paper: bool


@dataclass(frozen=True, slots=True)
class Hint:
    """One question.

    people: whom it concerns.  count: how often it was seen, of how many (0: does not apply).
    signatures: (manuscript id, seq) behind it, oldest first.
    """

    kind: HintKind
    people: tuple[str, ...]
    stage: Stage | None
    count: int
    of: int
    signatures: tuple[tuple[str, int], ...]


def hints(signatures: Iterable[SeenSignature]) -> tuple[Hint, ...]:
    """Everything that deserves a question, by kind, the most frequent first."""
    found = sorted(signatures, key=lambda s: (s.signed_at, s.manuscript_id, s.seq))
    seen = [
        *_too_fast(found),
        *_unchanged(found),
        *_clock_back(found),
        *_batches(found),
        *_month_ends(found),
        *_pairs(found),
        *_delegations(found),
    ]
    order = list(HintKind)
    return tuple(sorted(seen, key=lambda hint: (order.index(hint.kind), -hint.count)))


def _hint(
    kind: HintKind,
    signatures: Sequence[SeenSignature],
    of: int = 0,
    people: Iterable[str] = (),
    stage: Stage | None = None,
) -> Hint:
    who = tuple(people) or tuple(dict.fromkeys(s.person_id for s in signatures))
    behind = tuple((s.manuscript_id, s.seq) for s in signatures)
    return Hint(kind, who, stage, len(signatures), of, behind)


def _by_person(found: Iterable[SeenSignature]) -> dict[str, list[SeenSignature]]:
    by_person: dict[str, list[SeenSignature]] = defaultdict(list)
    for signature in found:
        by_person[signature.person_id].append(signature)
    return by_person


def _too_fast(found: Sequence[SeenSignature]) -> Iterator[Hint]:
    """seconds_open 0 is not known, and a sheet of paper was read elsewhere."""
    for mine in _by_person(s for s in found if s.seconds_open and not s.paper).values():
        fast = [
            s
            for s in mine
            if s.characters >= LEAST_TEXT and s.seconds_open * FASTEST_READING < s.characters
        ]
        if fast:
            yield _hint(HintKind.TOO_FAST, fast, len(mine))


def _unchanged(found: Sequence[SeenSignature]) -> Iterator[Hint]:
    """Only those who may edit at their step: the checker edits for both of a pair."""
    by_step: dict[tuple[str, Stage], list[SeenSignature]] = defaultdict(list)
    for signature in found:
        if signature.part is not Part.READER and not signature.paper:
            by_step[signature.person_id, signature.stage].append(signature)
    for (_, stage), mine in by_step.items():
        longest: list[SeenSignature] = []
        for saved, run in groupby(mine, key=lambda s: bool(s.saved)):
            kept = list(run)
            if not saved and len(kept) > len(longest):
                longest = kept
        if len(longest) >= MANY_UNCHANGED:
            yield _hint(HintKind.UNCHANGED, longest, len(mine), stage=stage)


def _clock_back(found: Sequence[SeenSignature]) -> Iterator[Hint]:
    for mine in _by_person(
        s for s in found if s.waited_from is not None and s.signed_at < s.waited_from
    ).values():
        yield _hint(HintKind.CLOCK_BACK, mine)


def _batches(found: Sequence[SeenSignature]) -> Iterator[Hint]:
    for mine in _by_person(found).values():
        start, best = 0, (0, 0)
        for end, signature in enumerate(mine):
            limit = signature.signed_at - timedelta(minutes=BATCH_MINUTES)
            while mine[start].signed_at < limit:
                start += 1
            best = max(best, (end + 1 - start, start))
        if best[0] >= BATCH:
            yield _hint(HintKind.BATCH, mine[best[1] : best[1] + best[0]], len(mine))


def _month_ends(found: Sequence[SeenSignature]) -> Iterator[Hint]:
    for mine in _by_person(found).values():
        for _, run in groupby(mine, key=lambda s: _day(s)[:2]):
            month = list(run)
            late = [s for s in month if _at_month_end(s)]
            if len(month) >= MONTH_END_LEAST and len(late) >= MONTH_END_SHARE * len(month):
                yield _hint(HintKind.MONTH_END, late, len(month))


def _day(signature: SeenSignature) -> tuple[int, int, int]:
    local = signature.signed_at.astimezone(china_time())
    return local.year, local.month, local.day


def _at_month_end(signature: SeenSignature) -> bool:
    local = signature.signed_at.astimezone(china_time())
    return (local + timedelta(days=MONTH_END_DAYS)).month != local.month


def _pairs(found: Sequence[SeenSignature]) -> Iterator[Hint]:
    """Two who proof together, and neither of them ever with somebody else."""
    readers: dict[tuple[str, Stage], SeenSignature] = {}
    together: dict[frozenset[str], list[SeenSignature]] = defaultdict(list)
    partners: Counter[str] = Counter()
    for signature in found:
        place = signature.manuscript_id, signature.stage
        if signature.part is Part.READER:
            readers[place] = signature
        elif signature.part is Part.CHECKER and place in readers:
            pair = frozenset((readers.pop(place).person_id, signature.person_id))
            if pair not in together:
                partners.update(pair)
            together[pair].append(signature)
    for pair, proofs in together.items():
        if len(proofs) >= PAIR_LEAST and all(partners[person] == 1 for person in pair):
            yield _hint(HintKind.SAME_PAIR, proofs, people=sorted(pair))


def _delegations(found: Sequence[SeenSignature]) -> Iterator[Hint]:
    by_month: dict[tuple[str, int, int], list[SeenSignature]] = defaultdict(list)
    for signature in found:
        if signature.behalf_id:
            year, month, _ = _day(signature)
            by_month[signature.behalf_id, year, month].append(signature)
    for (person_id, *_), given in by_month.items():
        if len(given) >= DELEGATIONS:
            yield _hint(HintKind.DELEGATES_OFTEN, given, people=(person_id,))
