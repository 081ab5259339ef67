"""Everything the archive PDF and the printed sheets need, with all names resolved.

Frozen values only: :mod:`qz_review.services.dossiers` fills them from the ledger, the rest
of this room draws them and looks nothing up.  Moments are aware, in UTC; hashes are full
SHA-256 in lower-case hex.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from qz_review.markup.marked import MarkedDocument
from qz_review.model.checklist import AnswerSummary
from qz_review.model.manuscript import (
    CarriedOut,
    ClassedChange,
    ConsultationKind,
    Decision,
    Flag,
    Outcome,
    Part,
    ScanResult,
    SourceFacts,
)
from qz_review.model.scan_certificate import ScanCertificate
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import ManuscriptText


@dataclass(frozen=True, slots=True)
class NotedItem:
    """A checklist item answered 否, with the note of what was done about it."""

    clause: str
    statement: str
    note: str


@dataclass(frozen=True, slots=True)
class SignOffRow:
    """One sign-off as it prints: the sheet shows those in force, the history all of them.

    label: 一审 … 三校, or 审签 for the principal's own signature.
    role_label: under the step name: 采编人员, 责任科室负责人, 单位领导, 主要领导, 读校, 默读.
    who: the name, with 受 … 委托 where delegated (张某宁，受 周某远 委托).
    name, on_behalf_of: the two names by themselves; recorded_by: who recorded a paper one.
    counts_as_principal: 三审 by the principal himself; prints 单位主要领导（审签）.
    answers: None where the step asks no checklist of this signer.
    changes_made: how many changes the step made to the text it got.
    key_code: first 8 hex digits of the key, upper case, in groups of 4; empty for paper.
    picture: PNG of the handwritten signature, for decoration; None where there is none.
    """

    seq: int
    stage: Stage
    label: str
    role_label: str
    part: Part
    who: str
    name: str
    on_behalf_of: str
    decision: Decision
    decision_label: str
    opinion: str
    instructions: tuple[str, ...]
    time: datetime
    text_hash: str
    event_hash: str
    key_code: str
    answers: AnswerSummary | None
    checklist_version: str
    all_yes: bool
    noted: tuple[NotedItem, ...]
    changes_made: int
    superseded: bool = False
    counts_as_principal: bool = False
    paper: bool = False
    recorded_by: str = ""
    sheet_name: str = ""
    sheet_digest: str = ""
    check_code: str = ""
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One 退回, or one overruling of a negative opinion (``overruled``)."""

    seq: int
    from_stage: Stage
    to_stage: Stage
    who: str
    reason: str
    time: datetime
    overruled: bool = False


@dataclass(frozen=True, slots=True)
class ConsultationRow:
    """征求意见 or 会签; outcome None while unanswered."""

    kind: ConsultationKind
    unit: str
    matter: str
    requested_at: datetime
    outcome: Outcome | None
    words: str
    signed_by: str
    sealed: bool
    answered_at: datetime | None
    sheet_name: str = ""
    sheet_digest: str = ""
    our_reason: str = ""


@dataclass(frozen=True, slots=True)
class JointReviewRow:
    """联审 by a named specialist."""

    name: str
    matter: str
    outcome: Outcome | None
    opinion: str
    time: datetime | None
    text_hash: str = ""
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """委托 of one step; both names print wherever the step prints."""

    stage: Stage
    from_name: str
    to_name: str
    reason: str
    given_at: datetime
    until: datetime
    revoked: bool


@dataclass(frozen=True, slots=True)
class ScanRow:
    """发布前扫描.  rules, lexicons, models: versions, empty where none is configured."""

    result: ScanResult
    time: datetime
    who: str
    text_hash: str
    serious: int
    minor: int
    hints: int
    rules: str = ""
    lexicons: str = ""
    models: str = ""
    waived_by: str = ""
    waiver_reason: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """Release on one channel; released_at None while it waits."""

    channel: str
    address: str
    released_at: datetime | None
    who: str
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class ProofText:
    """清样 of one signing round of a proof: the text signed, and what 花脸稿 led to it.

    title: 一校清样, or 一校清样（第2次）where a return made it necessary again.
    marked: the changes from the text the step was given to ``text``.
    signers: names as they print, with 读/核; time: when the last of them signed.
    superseded: a later round replaced it.
    """

    stage: Stage
    title: str
    text: ManuscriptText
    text_hash: str
    marked: MarkedDocument
    signers: str
    time: datetime
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class StageMarkup:
    """花脸稿 of one round of a step: what it changed; a step that was returned has several."""

    stage: Stage
    title: str
    who: str
    marked: MarkedDocument
    changes: int


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One event of the chain.  label: 登记, 一审签署, 退回 …; short_hash: first 8 digits."""

    seq: int
    time: datetime
    label: str
    who: str
    short_hash: str
    clock_behind_ms: int = 0


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """An attachment or scanned sheet.

    inside: it travels inside the PDF.  thumbnail: a small picture of it (PNG), None where it
    has none.
    """

    name: str
    digest: str
    size: int
    media_type: str
    purpose: str  # 附件, 原稿文件, 会签单, 纸质签批单
    inside: bool = False
    thumbnail: bytes | None = None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """附注: words of somebody to the next step, about words of the text.

    number: from 1, in the order of their places.  start, end: of the words in the present
    plain text; ``gone`` where they were deleted and both are the place nearest to it.
    quote: the words as they were when it was written.  time: None where its file has none.
    """

    number: int
    start: int
    end: int
    gone: bool
    quote: str
    words: str
    who: str
    stage: Stage | None
    time: datetime | None
    settled: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """One manuscript, complete.

    sign_offs: those in force, in route order; superseded: earlier ones, oldest first.
    signed_text: the present text; release_text: what 三校 signed, None before.
    approved_text: 签发稿, None before 三审.  marked: all steps over the 原稿.
    changes_after_approval, carried_out: 三校's list (签发稿后改动) and 誊正核对单.
    pictures: PNG/JPEG bytes of every picture in any of the texts, by digest.
    head_seq, head_hash, event_count: end of this manuscript's chain.
    archived_seq: of the event that archived it, 0 before; what follows came to be known later.
    roster_seq, roster_hash: head of the roster it was made under.
    check_code: short code over number and text, as it prints (QT0412-7F3A-91C2-D41E).
    flags_line: as it prints (重要稿件；涉及其他单位；非转载).
    notes: 附注 on words of the text, settled ones too.
    certificate: of the last final scan, None without rules.
    """

    unit_name: str
    number: str
    title: str
    subtitle: str
    section: str
    author: str
    editor: str
    registered_at: datetime
    made_at: datetime
    phase: Phase
    stage: Stage | None
    flags: frozenset[Flag]
    flags_line: str
    source: SourceFacts | None
    channels: tuple[ReleaseRow, ...]
    characters: int
    picture_count: int
    sign_offs: tuple[SignOffRow, ...]
    superseded: tuple[SignOffRow, ...]
    returns: tuple[ReturnRow, ...]
    consultations: tuple[ConsultationRow, ...]
    joint_reviews: tuple[JointReviewRow, ...]
    delegations: tuple[DelegationRow, ...]
    scan: ScanRow | None
    original_text: ManuscriptText
    signed_text: ManuscriptText
    approved_text: ManuscriptText | None
    release_text: ManuscriptText | None
    original_hash: str
    text_hash: str
    approved_hash: str
    release_hash: str
    source_text: ManuscriptText | None
    proofs: tuple[ProofText, ...]
    marked: MarkedDocument
    by_stage: tuple[StageMarkup, ...]
    changes_after_approval: tuple[ClassedChange, ...]
    carried_out: tuple[CarriedOut, ...]
    history: tuple[HistoryRow, ...]
    files: tuple[AttachedFile, ...]
    head_seq: int
    head_hash: str
    event_count: int
    roster_seq: int
    roster_hash: str
    check_code: str
    corrects_number: str = ""
    corrected_by_numbers: tuple[str, ...] = ()
    end_reason: str = ""
    archived_at: datetime | None = None
    archived_seq: int = 0
    archive_answers: tuple[NotedItem, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[NoteRow, ...] = ()
    certificate: ScanCertificate | None = None


@dataclass(frozen=True, slots=True)
class StageSheet:
    """What prints for one step before the archive: 审签单 of the step, 清样 and 花脸稿.

    The leader's paper sheet is this with ``for_paper``: it bears the text's hash and the
    check code that goes into the record of the paper sign-off.
    """

    dossier: Dossier
    stage: Stage
    text: ManuscriptText
    text_hash: str
    marked: MarkedDocument
    check_code: str
    for_paper: bool


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """The printed recovery code, kept under lock and key."""

    unit_name: str
    administrator: str
    account: str
    code: str
    made_at: datetime
