"""What the events of one manuscript amount to: a fold result, never stored as truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from qz_review.events.kinds import (
    Assignment,
    ConsultationAnswered,
    ConsultationRequested,
    Delegated,
    FileRef,
    FinalScanned,
    FindingSuppressed,
    ForkSettled,
    HandedOver,
    JointReviewed,
    NoteAdded,
    PublishedCompared,
    Released,
    RevisionsKept,
    StepReturned,
)
from qz_review.model.checklist import ItemAnswer
from qz_review.model.manuscript import (
    CarriedOut,
    ClassedChange,
    Decision,
    Flag,
    Part,
    SourceFacts,
)
from qz_review.model.stage import Phase, Stage


@dataclass(frozen=True, slots=True)
class Version:
    """One state of the text: who made it, at which step.  The first is the 原稿."""

    seq: int
    text_hash: str
    stage: Stage | None
    actor_id: str
    time: datetime


@dataclass(frozen=True, slots=True)
class SignOff:
    """One sign-off as it stands now.  ``superseded``: kept in the ledger, no longer in force."""

    seq: int
    hash: str
    stage: Stage
    part: Part
    person_id: str
    on_behalf_of: str
    decision: Decision
    opinion: str
    text_hash: str
    time: datetime
    checklist_version: str = ""
    answers: tuple[ItemAnswer, ...] = ()
    all_yes: bool = False
    instructions: tuple[str, ...] = ()
    changes: tuple[ClassedChange, ...] = ()
    carried_out: tuple[CarriedOut, ...] = ()
    paper: bool = False
    recorded_by: str = ""  # 纸质签批: who recorded it
    sheet: FileRef | None = None
    seconds_open: int = 0
    waited_since: datetime | None = None  # when the step had begun to wait for it
    superseded: bool = False
    key_id: str = ""  # that signed the event


@dataclass(frozen=True, slots=True)
class Return:
    """One return or overruling: who sent it back, where to, why."""

    seq: int
    event: StepReturned
    person_id: str
    on_behalf_of: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Overruling:
    """A negative opinion that a superior did not share."""

    seq: int
    stage: Stage
    to_stage: Stage
    reason: str
    person_id: str
    on_behalf_of: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Delegation:
    """A delegation and whether it was revoked; ``granted.until`` ends it anyway."""

    seq: int
    granted: Delegated
    time: datetime
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Consultation:
    """征求意见 or 会签: the request, the latest answer, our reasons where we disagree."""

    seq: int
    request: ConsultationRequested
    requested_at: datetime
    answer: ConsultationAnswered | None = None
    answered_at: datetime | None = None
    our_reason: str = ""


@dataclass(frozen=True, slots=True)
class JointReview:
    """联审: the specialist asked, and his opinion once given."""

    person_id: str
    matter: str
    requested_at: datetime
    review: JointReviewed | None = None
    reviewed_at: datetime | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Scan:
    """A final scan, its certificate, and the waiver of its serious findings."""

    seq: int
    event: FinalScanned
    person_id: str
    time: datetime
    waived_by: str = ""
    waiver_reason: str = ""
    certificate: FileRef | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding somebody set aside (忽略); ``restored`` ones stay in the ledger only."""

    seq: int
    event: FindingSuppressed
    person_id: str
    time: datetime
    stage: Stage | None = None
    restored: bool = False


@dataclass(frozen=True, slots=True)
class ProtectedWord:
    """A word of 本稿保护词, and who put it there, when and why."""

    word: str
    person_id: str
    time: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Release:
    """One release on one channel."""

    seq: int
    event: Released
    person_id: str
    time: datetime


@dataclass(frozen=True, slots=True)
class PublishedCheck:
    """所签即所发: one comparison of a published page with the signed text."""

    seq: int
    event: PublishedCompared
    person_id: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """A note on words of one text; ``settled`` ones stay in the ledger only."""

    seq: int
    event: NoteAdded
    person_id: str
    time: datetime
    stage: Stage | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Handover:
    """One handing over, and what became of it: received, recalled, or still under way."""

    seq: int
    hash: str
    event: HandedOver
    from_id: str
    time: datetime
    received_by: str = ""
    received_at: datetime | None = None
    recalled_at: datetime | None = None

    @property
    def under_way(self) -> bool:
        """Neither received nor recalled, as far as this chain knows."""
        return self.received_at is None and self.recalled_at is None


@dataclass(frozen=True, slots=True)
class Custody:
    """Who has the manuscript in hand: only there the chain goes on.

    person_id: to whom it was handed, or who took it up.  desk_id: the desk it is at, empty
    while it is under way.
    """

    person_id: str
    desk_id: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """A fork that a person with authority has settled."""

    seq: int
    event: ForkSettled
    person_id: str
    time: datetime


@dataclass(frozen=True, slots=True)
class ManuscriptState:
    """A manuscript after the event ``seq``.

    stage: the step that waits, None when the six are done or the route ended.
    entered_at: when that step began to wait.  passed_over: proofs that a negative opinion
    skipped and that must still be done before release.
    kept: 修订 that the 原稿 came with.  text_hash: the present text.
    approved_hash: 签发稿 (三审).  release_hash: what 三校 signed.
    custody: None while it was never handed over: then every desk that has it may go on, as an
    office does that works on one desk.
    """

    manuscript_id: str
    seq: int
    head: str
    number: str
    title: str
    section_id: str
    channel_ids: tuple[str, ...]
    editor_id: str
    author: str
    registered_by: str
    registered_at: datetime
    source_file: FileRef | None
    flags: frozenset[Flag]
    source: SourceFacts | None
    assignments: tuple[Assignment, ...]
    hours: tuple[tuple[str, int], ...]
    strict_separation: bool
    text_hash: str
    phase: Phase
    stage: Stage | None
    entered_at: datetime
    last_time: datetime
    versions: tuple[Version, ...]
    sign_offs: tuple[SignOff, ...] = ()
    returns: tuple[Return, ...] = ()
    overrulings: tuple[Overruling, ...] = ()
    passed_over: tuple[Stage, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    proof_partners: tuple[str, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    cancelled_consultations: tuple[Consultation, ...] = ()
    joint_reviews: tuple[JointReview, ...] = ()
    scans: tuple[Scan, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    protecting: tuple[ProtectedWord, ...] = ()
    releases: tuple[Release, ...] = ()
    published_checks: tuple[PublishedCheck, ...] = ()
    end_reason: str = ""
    corrects: str = ""
    corrects_hash: str = ""
    corrected_by: tuple[tuple[str, str], ...] = ()
    archived_at: datetime | None = None
    received_file: FileRef | None = None
    kept: RevisionsKept | None = None
    notes: tuple[Note, ...] = ()
    approved_hash: str = ""
    release_hash: str = ""
    custody: Custody | None = None
    handovers: tuple[Handover, ...] = ()
    settlements: tuple[Settlement, ...] = ()

    @property
    def original_hash(self) -> str:
        """The 原稿 as received."""
        return self.versions[0].text_hash

    @property
    def due(self) -> datetime | None:
        """When the waiting step is over its limit (超时); None where nothing waits."""
        if self.stage is None:
            return None
        hours = dict(self.hours).get(self.stage.value)
        return None if hours is None else self.entered_at + timedelta(hours=hours)

    @property
    def protected_words(self) -> frozenset[str]:
        """本稿保护词: words of this manuscript that no rule objects to."""
        return frozenset(one.word for one in self.protecting)

    def in_force(self, stage: Stage) -> tuple[SignOff, ...]:
        """The sign-offs of a step that have not been superseded, oldest first."""
        return tuple(s for s in self.sign_offs if s.stage is stage and not s.superseded)

    def assigned(self, stage: Stage, part: Part) -> str:
        """Person id assigned to a part of a step, empty where nobody is."""
        for assignment in self.assignments:
            if assignment.stage is stage and assignment.part is part:
                return assignment.person_id
        return ""

    def delegation_of(self, stage: Stage, moment: datetime) -> tuple[Delegation, ...]:
        """Delegations of a step that are in force at a moment.

        A clock set back behind the manuscript's last event brings none back to life.
        """
        moment = max(moment, self.last_time)
        return tuple(
            d
            for d in self.delegations
            if d.granted.stage is stage and not d.revoked and moment <= d.granted.until
        )

    @property
    def was_returned(self) -> bool:
        """True when the last thing that moved the route was a return to the waiting step."""
        if not self.returns or self.stage is None:
            return False
        last = self.returns[-1]
        later = any(s.seq > last.seq for s in self.sign_offs)
        return last.event.to_stage is self.stage and not later
