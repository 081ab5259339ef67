"""What people can do with a manuscript.  Commands are wishes; events are facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qz_review.events.kinds import Assignment, FileRef
from qz_review.model.checklist import ItemAnswer
from qz_review.model.manuscript import (
    CarriedOut,
    ClassedChange,
    ConsultationKind,
    Decision,
    Flag,
    Outcome,
    Part,
    ScanResult,
    ScanVersions,
    SourceFacts,
)
from qz_review.model.stage import Stage


@dataclass(frozen=True, slots=True)
class Register:
    """登记稿件.  ``author``: 供稿人 as a name.  ``hours``: limits other than the unit's."""

    number: str
    title: str
    text_hash: str
    section_id: str
    channel_ids: tuple[str, ...]
    author: str = ""
    source_file: FileRef | None = None
    flags: frozenset[Flag] = frozenset()
    source: SourceFacts | None = None
    assignments: tuple[Assignment, ...] = ()
    hours: tuple[tuple[str, int], ...] = ()
    corrects: str = ""
    corrects_hash: str = ""


@dataclass(frozen=True, slots=True)
class ChangeFlags:
    flags: frozenset[Flag]
    source: SourceFacts | None
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeChannels:
    channel_ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Assign:
    assignment: Assignment
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SaveText:
    """The draft becomes a version.  After 三校 this reopens 三校."""

    text_hash: str


@dataclass(frozen=True, slots=True)
class SignStep:
    """Sign the waiting step over ``text_hash`` (a changed text is saved in the same act).

    expected_changes: every change between 签发稿 and this text, as the comparison found them
    (三校 only); each key must stand classed in ``changes``.  expected_lines: the keys of the
    leader's edits and instructions that ``carried_out`` must answer.
    """

    stage: Stage
    part: Part
    text_hash: str
    decision: Decision
    opinion: str = ""
    checklist_version: str = ""
    answers: tuple[ItemAnswer, ...] = ()
    all_yes: bool = False
    instructions: tuple[str, ...] = ()
    changes: tuple[ClassedChange, ...] = ()
    expected_changes: tuple[ClassedChange, ...] = ()
    carried_out: tuple[CarriedOut, ...] = ()
    expected_lines: tuple[CarriedOut, ...] = ()
    seconds_open: int = 0
    paragraphs_unread: int = 0


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """The section chief records what a leader signed on paper."""

    part: Part
    signer_id: str
    text_hash: str
    decision: Decision
    opinion: str
    check_code: str
    sheet: FileRef
    signed_on: datetime
    checklist_version: str = ""
    answers: tuple[ItemAnswer, ...] = ()
    instructions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnStep:
    """退回: 二审→一审, 二校→一校, 三审→二审; 三校 reports to 三审."""

    reason: str


@dataclass(frozen=True, slots=True)
class OverruleNegative:
    """A superior disagrees with a negative opinion."""

    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawSignature:
    reason: str


@dataclass(frozen=True, slots=True)
class Delegate:
    stage: Stage
    to_id: str
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True)
class RevokeDelegation:
    delegation_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class NameProofPartner:
    person_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class RequestConsultation:
    kind: ConsultationKind
    unit: str
    matter: str


@dataclass(frozen=True, slots=True)
class AnswerConsultation:
    consultation_id: str
    outcome: Outcome
    words: str
    signed_by: str
    sealed: bool = False
    sheet: FileRef | None = None


@dataclass(frozen=True, slots=True)
class ExplainDisagreement:
    consultation_id: str
    our_reason: str


@dataclass(frozen=True, slots=True)
class RequestJointReview:
    person_id: str
    matter: str


@dataclass(frozen=True, slots=True)
class GiveJointReview:
    outcome: Outcome
    opinion: str


@dataclass(frozen=True, slots=True)
class RecordFinalScan:
    text_hash: str
    result: ScanResult
    versions: ScanVersions
    serious: int = 0
    minor: int = 0
    hints: int = 0


@dataclass(frozen=True, slots=True)
class WaiveScan:
    reason: str


@dataclass(frozen=True, slots=True)
class RecordRelease:
    channel_id: str
    address: str
    released_at: datetime
    text_hash: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    reason: str


@dataclass(frozen=True, slots=True)
class LinkCorrection:
    manuscript_id: str
    number: str


@dataclass(frozen=True, slots=True)
class Archive:
    answers: tuple[ItemAnswer, ...]
    checklist_version: str
    pieces: tuple[str, ...]


Command = (
    Register
    | ChangeFlags
    | ChangeChannels
    | Assign
    | SaveText
    | SignStep
    | RecordPaper
    | ReturnStep
    | OverruleNegative
    | WithdrawSignature
    | Delegate
    | RevokeDelegation
    | NameProofPartner
    | RequestConsultation
    | AnswerConsultation
    | ExplainDisagreement
    | RequestJointReview
    | GiveJointReview
    | RecordFinalScan
    | WaiveScan
    | RecordRelease
    | Withdraw
    | LinkCorrection
    | Archive
)
