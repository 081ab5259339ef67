"""View data of 台账: what is asked, what a row shows, what it adds up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from qz_review.model.manuscript import Decision, Flag, Part
from qz_review.model.person import Person
from qz_review.model.stage import Phase, Stage


class LedgerDate(StrEnum):
    """By which date 台账 is narrowed."""

    REGISTERED = "registered"
    RELEASED = "released"

    @property
    def label(self) -> str:
        """登记 or 发布."""
        return "登记" if self is LedgerDate.REGISTERED else "发布"


class LedgerMark(StrEnum):
    """What 台账 can be narrowed to by one click."""

    RELEASED = "released"
    SENT_BACK = "sent_back"
    DELEGATED = "delegated"
    SUPERSEDED = "superseded"
    LATE = "late"

    @property
    def label(self) -> str:
        """已发布, 有退回, 有委托, 有失效签署, 有超时."""
        return _MARKS[self]


_MARKS = {
    LedgerMark.RELEASED: "已发布",
    LedgerMark.SENT_BACK: "有退回",
    LedgerMark.DELEGATED: "有委托",
    LedgerMark.SUPERSEDED: "有失效签署",
    LedgerMark.LATE: "有超时",
}


class LedgerColumn(StrEnum):
    """The columns of 台账, in the order in which they are offered."""

    NUMBER = "number"
    TITLE = "title"
    CHANNELS = "channels"
    SECTION = "section"
    FLAGS = "flags"
    AUTHOR = "author"
    EDITOR = "editor"
    REVIEW_1 = "review_1"
    PROOF_1 = "proof_1"
    REVIEW_2 = "review_2"
    PROOF_2 = "proof_2"
    REVIEW_3 = "review_3"
    PROOF_3 = "proof_3"
    REGISTERED = "registered"
    RELEASED = "released"
    ARCHIVED = "archived"
    CHARACTERS = "characters"
    RETURNS = "returns"
    SUPERSEDED = "superseded"
    STATE = "state"

    @property
    def label(self) -> str:
        """The heading."""
        stage = self.stage
        return stage.label if stage is not None else _HEADINGS[self]

    @property
    def stage(self) -> Stage | None:
        """The step whose signers stand in it."""
        return _STEPS.get(self.value)


_STEPS = {stage.value: stage for stage in Stage}
_HEADINGS = {
    LedgerColumn.NUMBER: "编号",
    LedgerColumn.TITLE: "标题",
    LedgerColumn.CHANNELS: "栏目",
    LedgerColumn.SECTION: "科室",
    LedgerColumn.FLAGS: "类别",
    LedgerColumn.AUTHOR: "供稿",
    LedgerColumn.EDITOR: "采编",
    LedgerColumn.REGISTERED: "登记",
    LedgerColumn.RELEASED: "发布",
    LedgerColumn.ARCHIVED: "归档",
    LedgerColumn.CHARACTERS: "字数",
    LedgerColumn.RETURNS: "退回",
    LedgerColumn.SUPERSEDED: "失效签署",
    LedgerColumn.STATE: "状态",
}

USUAL_COLUMNS = (
    LedgerColumn.NUMBER,
    LedgerColumn.TITLE,
    LedgerColumn.CHANNELS,
    LedgerColumn.REVIEW_1,
    LedgerColumn.PROOF_1,
    LedgerColumn.REVIEW_2,
    LedgerColumn.PROOF_2,
    LedgerColumn.REVIEW_3,
    LedgerColumn.PROOF_3,
    LedgerColumn.RELEASED,
    LedgerColumn.RETURNS,
    LedgerColumn.STATE,
)
"""What is shown until somebody chooses otherwise."""


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """What 台账 shows; every field narrows, an empty one does not.

    dates: first and last day, both included, China time; None leaves an end open.
    person_id: edited it or signed a step of it.  marks: all of them.
    """

    text: str = ""
    date_kind: LedgerDate = LedgerDate.REGISTERED
    first_day: date | None = None
    last_day: date | None = None
    phases: frozenset[Phase] = frozenset()
    stage: Stage | None = None
    person_id: str = ""
    section_id: str = ""
    channel_id: str = ""
    flags: frozenset[Flag] = frozenset()
    marks: frozenset[LedgerMark] = frozenset()
    sort: LedgerColumn = LedgerColumn.REGISTERED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line of 台账.  signers: of each step in force, as names are written, 委托 with both names.

    delegated_stages: signed for another.  late: a step was over its limit, or is now.
    differences: of the published pages from the signed text, None where none was compared.
    """

    manuscript_id: str
    number: str
    title: str
    channels: str
    section: str
    flags: frozenset[Flag]
    author: str
    editor: str
    signers: Mapping[Stage, str]
    delegated_stages: frozenset[Stage]
    registered_at: datetime
    released_at: datetime | None
    archived_at: datetime | None
    characters: int
    returns: int
    superseded: int
    late: bool
    delegated: bool
    phase: Phase
    stage: Stage | None
    damaged: bool
    differences: int | None = None

    @property
    def state(self) -> str:
        """The waiting step, or how far the manuscript is."""
        return self.stage.label if self.stage else self.phase.label


@dataclass(frozen=True, slots=True)
class LedgerSums:
    """What the rows of a query add up to."""

    manuscripts: int
    characters: int
    released: int
    sent_back: int
    returns: int
    delegated: int
    superseded: int
    late: int


@dataclass(frozen=True, slots=True)
class LedgerAnswer:
    """What a query finds: its first rows, and the sums over all."""

    rows: tuple[LedgerRow, ...]
    sums: LedgerSums


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line of a person's sheet: one sign-off."""

    manuscript_id: str
    number: str
    title: str
    stage: Stage
    part: Part
    decision: Decision
    signed_at: datetime
    behalf_of: str
    seconds_open: int
    saved: int
    late: bool
    paper: bool
    superseded: bool


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """Everything one person signed in a time."""

    person: Person
    section: str
    first_day: date | None
    last_day: date | None
    lines: tuple[SignedLine, ...]
