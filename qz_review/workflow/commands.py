"""What people can do with a manuscript.  Commands are wishes; events are facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qz_review.events.kinds import Assignment, FileRef, RevisionsKept
from qz_review.model.checklist import ItemAnswer
from qz_review.model.finding import IgnoredFinding
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
class AddNote:
    """Put a note on words of the present text, or of the 原稿 with ``author`` as the file has it.

    start, end: code points into the plain text of ``text_hash``.
    """

    note_id: str
    text_hash: str
    start: int
    end: int
    quote: str
    words: str
    author: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class RemoveNote:
    """A note is settled."""

    note_id: str


@dataclass(frozen=True, slots=True)
class Register:
    """登记稿件.  ``author``: 供稿人 as a name.  ``hours``: limits other than the unit's.

    received_file: what came, where ``source_file`` is the docx it was turned into.
    kept: 修订 of the source file that stay visible, see :class:`RevisionsKept`.  notes: its 批注.
    """

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
    received_file: FileRef | None = None
    kept: RevisionsKept | None = None
    notes: tuple[AddNote, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeFlags:
    """Set the flags anew, with a reason."""

    flags: frozenset[Flag]
    source: SourceFacts | None
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeChannels:
    """Set the channels anew, with a reason."""

    channel_ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Assign:
    """Name who is to act at a part of a step (empty person id: nobody)."""

    assignment: Assignment
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SaveText:
    """The draft becomes a version.  After 三校 this reopens 三校.

    base_hash: the saved text the draft was made from, so that no stale window takes another
    person's edits back; empty: whatever is saved now.
    """

    text_hash: str
    base_hash: str = ""


@dataclass(frozen=True, slots=True)
class SignStep:
    """Sign the waiting step over ``text_hash`` (a changed text is saved in the same act).

    expected_changes: every change between 签发稿 and this text, as the comparison found them
    (三校 only); each key must stand classed in ``changes``.  expected_lines: the keys of the
    leader's edits and instructions that ``carried_out`` must answer.  base_hash: as in
    :class:`SaveText`.
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
    base_hash: str = ""


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
    """撤回签署: take back the last sign-off while nothing came after it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Delegate:
    """委托 one step to a named person until a moment."""

    stage: Stage
    to_id: str
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True)
class RevokeDelegation:
    """Take a delegation back."""

    delegation_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class NameProofPartner:
    """指定他人: the section chief names who proofs the last round beside him."""

    person_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class RequestConsultation:
    """Ask another unit: 征求意见 or 会签."""

    kind: ConsultationKind
    unit: str
    matter: str


@dataclass(frozen=True, slots=True)
class AnswerConsultation:
    """Record what the other unit answered, with the scanned sheet."""

    consultation_id: str
    outcome: Outcome
    words: str
    signed_by: str
    sealed: bool = False
    sheet: FileRef | None = None


@dataclass(frozen=True, slots=True)
class CancelConsultation:
    """Take back a request made to the wrong unit, with a reason."""

    consultation_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExplainDisagreement:
    """Write our reasons beside those of a unit that disagrees."""

    consultation_id: str
    our_reason: str


@dataclass(frozen=True, slots=True)
class RequestJointReview:
    """Ask a named specialist for 联审."""

    person_id: str
    matter: str


@dataclass(frozen=True, slots=True)
class GiveJointReview:
    """The specialist signs his opinion over the present text."""

    outcome: Outcome
    opinion: str


@dataclass(frozen=True, slots=True)
class RecordFinalScan:
    """Record 发布前扫描 with the versions of all it used, and its certificate.

    serious, minor, hints: findings that stand, those set aside left out.
    """

    text_hash: str
    result: ScanResult
    versions: ScanVersions
    serious: int = 0
    minor: int = 0
    hints: int = 0
    certificate: FileRef | None = None


@dataclass(frozen=True, slots=True)
class SuppressFinding:
    """忽略 a finding, with a reason.  where: fingerprint of its surroundings, empty for these
    words anywhere in the manuscript."""

    suppression_id: str
    finding: IgnoredFinding
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class RestoreFinding:
    """Take a 忽略 back."""

    suppression_id: str


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """The 本稿保护词 as they are to be from now on, all of them, and why."""

    words: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class WaiveScan:
    """The section chief lets serious findings stand, with a reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class RecordRelease:
    """Record the release on one channel."""

    channel_id: str
    address: str
    released_at: datetime
    text_hash: str


@dataclass(frozen=True, slots=True)
class AddAddress:
    """补登网址: of a release recorded without one, or under one that has changed."""

    channel_id: str
    address: str


@dataclass(frozen=True, slots=True)
class RecordPublished:
    """所签即所发: record what comparing a published page gave."""

    channel_id: str
    text_hash: str
    published: FileRef
    differences: int


@dataclass(frozen=True, slots=True)
class Withdraw:
    """撤稿 before release."""

    reason: str


@dataclass(frozen=True, slots=True)
class LinkCorrection:
    """Record in a released manuscript that another one corrects it."""

    manuscript_id: str
    number: str


@dataclass(frozen=True, slots=True)
class Archive:
    """归档, with the answers asked at archiving and the names of the pieces."""

    answers: tuple[ItemAnswer, ...]
    checklist_version: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOver:
    """交给: this desk's custody ends.  package_id: the package that carries it."""

    to_id: str
    package_id: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiveHandover:
    """签收 by the person it was handed to."""


@dataclass(frozen=True, slots=True)
class RecallHandover:
    """收回 what was handed over and not yet received."""

    reason: str


@dataclass(frozen=True, slots=True)
class SettleFork:
    """This branch counts; the other, as far as it is known here, is set aside."""

    first_seq: int
    aside_first: str
    aside_seq: int
    aside_hash: str
    reason: str


Command = (
    Register
    | AddNote
    | RemoveNote
    | SuppressFinding
    | ChangeWords
    | RestoreFinding
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
    | CancelConsultation
    | ExplainDisagreement
    | RequestJointReview
    | GiveJointReview
    | RecordFinalScan
    | WaiveScan
    | RecordRelease
    | AddAddress
    | RecordPublished
    | Withdraw
    | LinkCorrection
    | Archive
    | HandOver
    | ReceiveHandover
    | RecallHandover
    | SettleFork
)
