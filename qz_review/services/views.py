"""What the screens are given: frozen view data, complete, with nothing left to look up.

Names are resolved, times are aware moments in UTC, texts are the exact signed ones.
Short Chinese terms of the trade (step names, decisions, roles) come from the model's
``label`` properties; sentences are the screens' business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from qz_review.model.checklist import Checklist, ItemAnswer
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
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import ManuscriptText
from qz_review.services.grounds import Ground
from qz_review.services.list_views import (
    AccountView,
    CameHow,
    LedgerStatus,
    ManuscriptPage,
    ManuscriptQuery,
    ManuscriptRow,
    PersonRow,
    ProgressItem,
    ReleaseRow,
    Reminder,
    ReminderKind,
    ReminderLine,
    TodoRow,
    WorkbenchView,
)

__all__ = [
    "AccountView",
    "CameHow",
    "ChoiceKind",
    "ConsultationView",
    "DecisionChoice",
    "DelegationView",
    "DraftWork",
    "JointReviewView",
    "LedgerStatus",
    "ManuscriptPage",
    "ManuscriptQuery",
    "ManuscriptRow",
    "ManuscriptView",
    "Missing",
    "NodeState",
    "OpinionView",
    "PairMember",
    "PersonRow",
    "ProgressItem",
    "ReleaseRow",
    "ReleaseState",
    "Reminder",
    "ReminderKind",
    "ReminderLine",
    "ScanView",
    "StepNode",
    "TodoRow",
    "VersionRow",
    "WorkbenchView",
]


class NodeState(StrEnum):
    """How far a node of the stepper is."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class StepNode:
    """One of the nine nodes of the stepper: six steps, 终扫, 发布, 归档.

    key: Stage value, or ``scan``, ``release``, ``archive``.  who: as ui.md 5 writes names
    (李某禾读 张某宁核; 张某宁，受 周某远 委托).
    """

    key: str
    label: str
    stage: Stage | None
    state: NodeState
    who: str
    at: datetime | None
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpinionView:
    """One act with words, for 前面的意见 and 版本.

    label: 二审, 会签, 联审, 审签, 退回 …; decision_label: 采用, 能发布 …; empty where none.
    """

    seq: int
    label: str
    stage: Stage | None
    who: str
    decision_label: str
    negative: bool
    opinion: str
    instructions: tuple[str, ...]
    at: datetime
    text_hash: str
    superseded: bool = False
    paper: bool = False
    person_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsultationView:
    """One 征求意见 or 会签; outcome None while it is unanswered."""

    consultation_id: str
    kind: ConsultationKind
    unit: str
    matter: str
    requested_at: datetime
    outcome: Outcome | None
    words: str
    signed_by: str
    sealed: bool
    sheet_name: str
    sheet_digest: str
    our_reason: str


@dataclass(frozen=True, slots=True)
class JointReviewView:
    """One 联审; outcome None while the opinion is open."""

    person_id: str
    name: str
    matter: str
    outcome: Outcome | None
    opinion: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class DelegationView:
    """One 委托 of a step."""

    delegation_id: str
    stage: Stage
    from_name: str
    to_name: str
    reason: str
    until: datetime
    in_force: bool
    mine: bool  # the person logged in gave it and may revoke it


class ChoiceKind(StrEnum):
    """What a choice among the conclusions does."""

    SIGN = "sign"
    RETURN = "return"
    OVERRULE = "overrule"


@dataclass(frozen=True, slots=True)
class DecisionChoice:
    """One conclusion the person may choose.

    decision: set where kind is SIGN.  to_stage: where the manuscript goes, None for 终扫 or the
    end.
    ends: 不予发布.  waits: the partner of a pair, or the principal, still has to sign.
    """

    kind: ChoiceKind
    decision: Decision | None
    to_stage: Stage | None
    ends: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A reason why the step cannot be signed yet (blocks) or a warning.

    code: ``checklist``, ``consultation``, ``disagreement``, ``joint_review``, ``changes``,
    ``carried_out``, ``unread``, ``source``, ``opinion``, ``partner_first``, ``no_consultation``;
    ``decision`` (no conclusion chosen), ``serious`` and ``minor`` (findings) come from the screen,
    which knows the one alone and has scanned for the others.
    """

    code: str
    count: int
    blocks: bool


@dataclass(frozen=True, slots=True)
class PairMember:
    """A card of the sign dialog for a step signed by two."""

    part: Part
    person_id: str
    name: str
    duty: str
    key_code: str
    signed_at: datetime | None
    is_me: bool
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class DraftWork:
    """Unsigned work of one person on one manuscript, kept by autosave; it is no evidence.

    base_hash: hash of the saved text that ``text`` was edited from (``ManuscriptView.text_hash``
    when it was loaded); it lets another person's edits saved meanwhile be laid together with
    these.  Empty: the base of the draft kept before.
    """

    text: ManuscriptText
    answers: tuple[ItemAnswer, ...] = ()
    all_yes: bool = False
    opinion: str = ""
    decision: Decision | None = None
    instructions: tuple[str, ...] = ()
    changes: tuple[ClassedChange, ...] = ()
    carried_out: tuple[CarriedOut, ...] = ()
    read_paragraphs: frozenset[int] = frozenset()
    seconds_open: int = 0
    base_hash: str = ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A line of 版本: a saved text, who and when, and who signed exactly it."""

    seq: int
    text_hash: str
    stage: Stage | None
    who: str
    at: datetime
    characters: int
    signed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleaseState:
    """One channel of the manuscript; released_at None while it waits."""

    channel_id: str
    channel: str
    address: str
    released_at: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class ScanView:
    """The last final scan, and its waiver where there is one."""

    result: ScanResult
    at: datetime
    by: str
    serious: int
    minor: int
    hints: int
    rules_version: str
    waiver_reason: str
    certificate: str = ""  # digest, empty for a scan without rules


@dataclass(frozen=True, slots=True)
class ManuscriptView:
    """Everything the manuscript screen and the leader view show.

    text: the present text (the person's draft where there is one).
    signed_text, text_hash: the text of the last saved version and its hash.  original: the 原稿.
    parts: what the person may sign now, empty when the step is not his.
    may_edit: the person holds the present step.  may_*: further acts open to this person.
    checklist: of the step that waits (None when none waits).
    """

    manuscript_id: str
    number: str
    title: str
    section: str
    channels: tuple[ReleaseState, ...]
    author: str
    editor: str
    registered_at: datetime
    flags: frozenset[Flag]
    source: SourceFacts | None
    phase: Phase
    stage: Stage | None
    due: datetime | None
    nodes: tuple[StepNode, ...]
    text: ManuscriptText
    text_hash: str
    signed_text: ManuscriptText
    original: ManuscriptText
    characters: int
    parts: tuple[Part, ...]
    may_edit: bool
    draft: DraftWork | None
    draft_saved_at: datetime | None
    checklist: Checklist | None
    suggestions: tuple[ItemAnswer, ...]  # 不适用 where the manuscript lacks the flag
    choices: tuple[DecisionChoice, ...]
    opinions: tuple[OpinionView, ...]  # newest first
    consultations: tuple[ConsultationView, ...]
    joint_reviews: tuple[JointReviewView, ...]
    delegations: tuple[DelegationView, ...]
    pair: tuple[PairMember, ...]
    needs_principal: bool
    expected_changes: tuple[ClassedChange, ...]  # 三校: of the draft against the approved copy
    expected_lines: tuple[CarriedOut, ...]
    grounds: Mapping[str, tuple[Ground, ...]]  # what the text shows of each of these, by key
    scan: ScanView | None
    versions: tuple[VersionRow, ...]
    head_seq: int
    head_hash: str
    end_reason: str = ""
    corrects: tuple[str, str] | None = None  # id, number
    corrected_by: tuple[tuple[str, str], ...] = ()
    delegated_by: str = ""  # the person acts for this one
    may: frozenset[str] = field(default=frozenset())
    """Acts open to the person: sign, return, overrule, edit, delegate, withdraw_signature,
    withdraw, consult, answer_consultation, cancel_consultation,
    explain_disagreement, request_joint_review,
    give_joint_review, name_partner, record_paper, scan, waive_scan, release, archive, correct,
    change_flags, change_channels, assign."""
    delegable_stages: tuple[Stage, ...] = ()  # what the person holds himself and may delegate
    open_notes: int = 0  # 附注 that nobody has settled
    ignored_findings: int = 0  # 忽略 of this manuscript that hold, each with its reason
    set_aside: ManuscriptText | None = None  # own draft that clashed with another's saved edits
