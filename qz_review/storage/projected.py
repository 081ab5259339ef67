"""What lists and search read of a manuscript: values in, values out, no SQL.

These rows are projections.  Nothing stands in them that the events do not say; they can be
dropped and made again at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qz_review.events.record import Head
from qz_review.model.manuscript import Decision, Flag, Part
from qz_review.model.stage import Phase, Stage


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is waited for.  task: what he is to do, for instance ``sign``."""

    person_id: str
    stage: Stage | None
    part: Part
    since: datetime
    due: datetime | None
    task: str = "sign"


@dataclass(frozen=True, slots=True)
class ProjectedRelease:
    """One release on one channel; seq: its event in the manuscript's chain."""

    seq: int
    channel_id: str
    address: str
    released_at: datetime


@dataclass(frozen=True, slots=True)
class ProjectedSignature:
    """One sign-off, as 台账 shows it and counts by it.

    behalf_id: who delegated, empty where nobody did.  waited_from: when the step began to wait
    for it.  seconds_open: how long the signer had the text open.  saved: how many versions the
    step saved before it, 0 where the text was signed as it came.  late: over the step's limit.
    """

    seq: int
    stage: Stage
    part: Part
    person_id: str
    behalf_id: str
    decision: Decision
    signed_at: datetime
    waited_from: datetime | None
    seconds_open: int = 0
    saved: int = 0
    late: bool = False
    paper: bool = False
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class ProjectedManuscript:
    """A manuscript as lists show it, made from its folded state.

    progress: 0–6 steps done, 7 scanned, 8 released.  text: plain text for search; None where
    the text is the one already indexed.  head: the event up to which this is true.
    return_count: how often it went back.  delegated: some step was, or may be, signed for
    another (委托).  differences: of the published pages from the signed text (所签即所发), None
    where none was compared.
    """

    manuscript_id: str
    number: str
    title: str
    section_id: str
    channel_ids: tuple[str, ...]
    phase: Phase
    stage: Stage | None
    entered_at: datetime
    due: datetime | None
    registered_at: datetime
    updated_at: datetime
    editor_id: str
    flags: frozenset[Flag]
    returned: bool
    progress: int
    characters: int
    text_hash: str
    text: str | None
    head: Head
    released_at: datetime | None = None
    archived_at: datetime | None = None
    waiting: tuple[Waiting, ...] = ()
    releases: tuple[ProjectedRelease, ...] = ()
    author: str = ""
    corrects: str = ""
    return_count: int = 0
    delegated: bool = False
    signatures: tuple[ProjectedSignature, ...] = ()
    differences: int | None = None

    @property
    def late(self) -> bool:
        """Some step was signed over its limit (超时)."""
        return any(signature.late for signature in self.signatures)

    @property
    def superseded(self) -> int:
        """How many sign-offs are no longer in force."""
        return sum(signature.superseded for signature in self.signatures)


@dataclass(frozen=True, slots=True)
class ManuscriptRow:
    """A row of a list.  holder_ids: who is waited for, in the order of the projection.

    damaged: its record or text cannot be read; the other fields are what was known before.
    """

    manuscript_id: str
    number: str
    title: str
    section_id: str
    channel_ids: tuple[str, ...]
    phase: Phase
    stage: Stage | None
    entered_at: datetime
    due: datetime | None
    registered_at: datetime
    updated_at: datetime
    editor_id: str
    flags: frozenset[Flag]
    returned: bool
    progress: int
    characters: int
    text_hash: str
    head: Head
    released_at: datetime | None
    archived_at: datetime | None
    holder_ids: tuple[str, ...]
    author: str
    corrects: str
    damaged: bool = False
    return_count: int = 0
    delegated: bool = False
    late: bool = False
    superseded: int = 0
    differences: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """What waits for a person, with its manuscript."""

    waiting: Waiting
    manuscript: ManuscriptRow


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A release, with its manuscript."""

    release: ProjectedRelease
    manuscript: ManuscriptRow


@dataclass(frozen=True, slots=True)
class ManuscriptFilter:
    """Which manuscripts; every field narrows, an empty one does not.

    text: words to find in number, title and text; spaces separate words that must all occur.
    phases: any of them.  flags: all of them.  overdue_at: limit passed at that moment.
    registered_from, released_from inclusive, registered_to, released_to exclusive.
    person_id: edited it or signed a step of it.  sent_back, delegated, superseded: ever; late_at:
    some step was over its limit, or is at that moment.
    """

    text: str = ""
    phases: frozenset[Phase] = frozenset()
    stage: Stage | None = None
    section_id: str = ""
    channel_id: str = ""
    waiting_person: str = ""
    flags: frozenset[Flag] = frozenset()
    returned: bool | None = None
    overdue_at: datetime | None = None
    registered_from: datetime | None = None
    registered_to: datetime | None = None
    editor_id: str = ""
    released_from: datetime | None = None
    released_to: datetime | None = None
    person_id: str = ""
    sent_back: bool = False
    delegated: bool = False
    superseded: bool = False
    late_at: datetime | None = None


class SortKey(StrEnum):
    """By what a list is sorted."""

    UPDATED = "updated_at"
    REGISTERED = "registered_at"
    NUMBER = "number"
    TITLE = "title"
    DUE = "due"
    ENTERED = "entered_at"
    PROGRESS = "progress"
    CHARACTERS = "characters"
    RELEASED = "released_at"
    RETURNS = "return_count"


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, and how many it has in all."""

    rows: tuple[ManuscriptRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals of a moment.  overdue: waiting steps past their limit; returned: sent back."""

    by_phase: Mapping[Phase, int]
    by_stage: Mapping[Stage, int]
    overdue: int
    returned: int


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a step, of a sign-off in force; behalf_id: who delegated, or empty."""

    stage: Stage
    part: Part
    person_id: str
    behalf_id: str


@dataclass(frozen=True, slots=True)
class Sums:
    """What a filtered 台账 adds up to.  late: at the moment asked for."""

    manuscripts: int
    characters: int
    released: int
    sent_back: int
    returns: int
    delegated: int
    superseded: int
    late: int


@dataclass(frozen=True, slots=True)
class SignedRow:
    """A sign-off of a person, with its manuscript."""

    signature: ProjectedSignature
    manuscript: ManuscriptRow


@dataclass(frozen=True, slots=True)
class CountedStep:
    """The sign-offs of one step in a group.

    hours: that it waited for a signature, on average; None where that is not known.
    saved: versions saved; late: signed over the limit.
    """

    count: int
    hours: float | None
    saved: int
    late: int


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """What the manuscripts of one month, section, person or channel add up to."""

    key: str
    manuscripts: int
    released: int
    returns: int
    sent_back: int
    late: int
    delegated: int
    characters: int
    steps: Mapping[Stage, CountedStep]
