"""View data of the lists: login, 人员名册, 工作台, 稿件.  Import them from ``services.views``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from qz_review.model.manuscript import Flag, Part
from qz_review.model.person import Person
from qz_review.model.stage import Phase, Stage

# --- people ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AccountView:
    """A line of the login screen.  sample_password: only in 示例单位, else empty."""

    person_id: str
    account: str
    name: str
    duty: str
    section: str
    sample_password: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of 人员名册."""

    person: Person
    section: str
    key_code: str  # first 8 hex digits of the key id, upper case, in groups of 4
    has_picture: bool
    open_steps: int  # how many steps wait for this person


# --- lists ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TodoRow:
    """A step that waits for the person who is logged in.

    came_from: who passed it on (empty: the person himself); came_how: what that act was
    (报送, 退回, 已朗读 …) as a :class:`CameHow`.
    waits_for_partner: the other half of a pair has signed and this person is the second.
    """

    manuscript_id: str
    number: str
    title: str
    stage: Stage
    part: Part
    channel: str
    flags: frozenset[Flag]
    consultations: tuple[int, int]  # answered, asked
    came_from: str
    came_how: CameHow
    came_at: datetime
    due: datetime | None
    waits_for_partner: bool = False
    delegated_by: str = ""


class CameHow(StrEnum):
    """How a step came to wait."""

    REGISTERED = "registered"
    PASSED_ON = "passed_on"
    RETURNED = "returned"
    OVERRULED = "overruled"
    PARTNER_SIGNED = "partner_signed"
    REOPENED = "reopened"
    JOINT_REVIEW = "joint_review"
    FINAL_SCAN = "final_scan"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class ProgressItem:
    """A manuscript under way.  position: 0–5 the step that waits, 6 final scan or release."""

    manuscript_id: str
    number: str
    title: str
    position: int
    stage: Stage | None
    phase: Phase
    returned: bool
    holders: tuple[str, ...]
    mine: bool
    since: datetime
    due: datetime | None


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A manuscript under a reminder.  moment: the limit passed, or since when it waits."""

    manuscript_id: str
    title: str
    stage: Stage | None
    holders: tuple[str, ...]
    mine: bool
    moment: datetime | None


class ReminderKind(StrEnum):
    """What the reminders of the workbench are about."""

    OVERDUE = "overdue"
    CONSULTATION = "consultation"  # 征求意见、会签 not answered yet
    JOINT_REVIEW = "joint_review"
    RETURNED = "returned"
    READY = "ready"  # scanned, not released on every channel
    TO_ARCHIVE = "to_archive"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder: ``count`` in all, the most pressing as lines."""

    kind: ReminderKind
    count: int
    lines: tuple[ReminderLine, ...]


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A line of 最近发布."""

    manuscript_id: str
    title: str
    channel: str
    released_at: datetime


@dataclass(frozen=True, slots=True)
class LedgerStatus:
    """events: in the whole log.  verified_at: when the last full check ended, None if never."""

    events: int
    verified_at: datetime | None
    intact: bool = True


@dataclass(frozen=True, slots=True)
class WorkbenchView:
    """Everything 工作台 shows, as of ``now``.

    clock_behind: how far the machine's clock runs behind the latest event, None where it does
    not; what is signed meanwhile records it.
    """

    now: datetime
    todo: tuple[TodoRow, ...]
    under_way: tuple[ProgressItem, ...]
    under_way_total: int
    reminders: tuple[Reminder, ...]
    releases: tuple[ReleaseRow, ...]
    ledger: LedgerStatus
    clock_behind: timedelta | None = None


@dataclass(frozen=True, slots=True)
class ManuscriptRow:
    """A line of 稿件.  hit: (before, match, after) around the first find, None without a query.

    damaged: its record cannot be read; opening it says so, and nothing can be done with it.
    """

    manuscript_id: str
    number: str
    title: str
    section: str
    channels: str
    phase: Phase
    stage: Stage | None
    returned: bool
    holders: tuple[str, ...]
    editor: str
    flags: frozenset[Flag]
    registered_at: datetime
    updated_at: datetime
    due: datetime | None
    hit: tuple[str, str, str] | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class ManuscriptQuery:
    """What 稿件 shows.  text: words of any length, one character too; every word must occur."""

    text: str = ""
    phases: frozenset[Phase] = frozenset()
    stage: Stage | None = None
    section_id: str = ""
    channel_id: str = ""
    mine: bool = False
    overdue: bool = False
    returned: bool = False
    flags: frozenset[Flag] = frozenset()
    sort: str = "updated"  # updated | registered | number | due | title
    descending: bool = True
    offset: int = 0
    limit: int = 200


@dataclass(frozen=True, slots=True)
class ManuscriptPage:
    """A page of 稿件.  total: how many the query finds in all."""

    rows: tuple[ManuscriptRow, ...]
    total: int
