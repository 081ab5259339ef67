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
from qz_review.model.manuscript import Flag, Part
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
class ProjectedManuscript:
    """A manuscript as lists show it, made from its folded state.

    progress: 0–6 steps done, 7 scanned, 8 released.  text: plain text for search; None where
    the text is the one already indexed.  head: the event up to which this is true.
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
    registered_from inclusive, registered_to exclusive.
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
