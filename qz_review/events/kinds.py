"""Every kind of event on one screen.

A kind is published as ``name.vN`` and never changes afterwards: a v2 comes beside it, with
one function that lifts v1.  Events hold facts only; who, when and on whose behalf stand in
the envelope (:mod:`qz_review.events.record`).  Texts and files are blobs named by SHA-256.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

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
from qz_review.model.person import Person, Role, Unit
from qz_review.model.stage import Stage

ROSTER_STREAM = "roster"
"""Stream id of people, roles, keys and the unit; every other stream is a manuscript."""


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file kept as a blob."""

    name: str
    digest: str
    size: int
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to act at a step, as what."""

    stage: Stage
    part: Part
    person_id: str


# --- the roster -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnitFounded:
    """First event of a workspace, signed with the administrator's new key."""

    unit: Unit
    administrator: Person
    public_key: str  # hex of 32 bytes
    recovery_key: str  # hex; its private half is sealed with the printed recovery code


@dataclass(frozen=True, slots=True)
class UnitChanged:
    """Name, sections, channels or settings as they are from now on."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class PersonAdded:
    """Somebody joins the roster with a new key (public_key: hex of 32 bytes)."""

    person: Person
    public_key: str


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """Name, roles, section or duty as they are from now on."""

    person_id: str
    name: str
    roles: frozenset[Role]
    section_id: str
    duty: str


@dataclass(frozen=True, slots=True)
class PersonRetired:
    """Somebody leaves: the key ends, name and signatures stay."""

    person_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeyReplaced:
    """A forgotten or leaked key is replaced; old signatures stay valid."""

    person_id: str
    public_key: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeyRevoked:
    """A key was lost or is in other hands: what it signed from ``since`` on does not count.

    It ends now; what it signed before that moment stays valid.
    """

    person_id: str
    key_id: str
    since: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class SignaturePictureChanged:
    """The handwritten signature for printing: decoration, never the signature."""

    person_id: str
    picture: FileRef | None


@dataclass(frozen=True, slots=True)
class UnitFindingSuppressed:
    """忽略 for 本单位: what a rule says of some words is set aside in every manuscript."""

    suppression_id: str
    finding: IgnoredFinding
    reason: str


@dataclass(frozen=True, slots=True)
class UnitFindingRestored:
    """The rule speaks of these words again."""

    suppression_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ListsChanged:
    """Terms and officers of the unit's own lists were added or removed, as one act.

    layer: ``region`` (a list taken over from above) or ``unit``.  added, removed: how many.
    entries: what, packed (:mod:`qz_review.ledger.list_changes`).  undoes: the change taken back.
    """

    change_id: str
    layer: str
    added: int
    removed: int
    entries: str
    reason: str
    undoes: str = ""


@dataclass(frozen=True, slots=True)
class WorkspaceRestored:
    """A backup came back: heads before (as far as known) and after, as stream → seq:hash."""

    old_heads: tuple[tuple[str, str], ...]
    new_heads: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class UnitCertificateMade:
    """The certificate with which the unit's archives are signed from now on; DER, in hex.

    Its private half is wrapped for the people on the roster and stands in no event.
    """

    certificate: str


# --- a manuscript -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ManuscriptRegistered:
    """First event of every manuscript: 登记 of the 原稿."""

    number: str
    title: str
    text_hash: str
    section_id: str
    channel_ids: tuple[str, ...]
    editor_id: str
    author: str = ""  # 供稿人, as a name
    source_file: FileRef | None = None
    flags: frozenset[Flag] = frozenset()
    source: SourceFacts | None = None
    assignments: tuple[Assignment, ...] = ()
    hours: tuple[tuple[str, int], ...] = ()  # limits that differ from the unit's, by Stage value
    strict_separation: bool = False
    corrects: str = ""  # manuscript id of the released one that this corrects
    corrects_hash: str = ""


@dataclass(frozen=True, slots=True)
class SourceConverted:
    """The 原稿 came as doc, wps, rtf or odt: the file as received.

    ``source_file`` of the registration is the docx that it was turned into and read from.
    """

    received: FileRef


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """The text once one author's 修订 were taken in.  time: as written in the file, or empty."""

    text_hash: str
    author: str
    time: str = ""


@dataclass(frozen=True, slots=True)
class RevisionsKept:
    """登记时保留修订: the 原稿 came with 修订 of its authors, which stay visible as theirs.

    former_text_hash: the text before any of them.  versions: one author after another; the last
    one is the text that was registered.
    """

    former_text_hash: str
    versions: tuple[KeptVersion, ...]


@dataclass(frozen=True, slots=True)
class NoteAdded:
    """A note on words of one exact text; it changes nothing and blocks nothing.

    start, end: code points into the plain text of ``text_hash`` (equal: a place between words).
    quote: the words there.  author, written: of a 批注 that came in the source file, as written
    there; empty for the person who signed this event.
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
class NoteRemoved:
    """A note is settled; it stays in the ledger."""

    note_id: str


@dataclass(frozen=True, slots=True)
class FindingSuppressed:
    """忽略: somebody sets a finding of the software aside, with a reason.

    where: fingerprint of the surroundings for 仅此处, empty for these words anywhere in this
    manuscript.
    """

    suppression_id: str
    finding: IgnoredFinding
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class FindingRestored:
    """A finding that was set aside counts again; both acts stay in the ledger."""

    suppression_id: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ManuscriptWordsChanged:
    """本稿保护词: words that no rule objects to in this manuscript, added and taken off."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class FlagsChanged:
    """重要, 转载, 会签 … as they are from now on."""

    flags: frozenset[Flag]
    source: SourceFacts | None
    reason: str


@dataclass(frozen=True, slots=True)
class ChannelsChanged:
    """The channels it is to be released on from now on."""

    channel_ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class AssignmentChanged:
    """Who is to act at a part of a step; an empty person id frees it."""

    assignment: Assignment
    reason: str


@dataclass(frozen=True, slots=True)
class TextSaved:
    """A version of the text: edits get their author and time from this event."""

    stage: Stage
    text_hash: str
    base_hash: str


@dataclass(frozen=True, slots=True)
class StepSigned:
    """One person's sign-off over one exact text."""

    stage: Stage
    part: Part
    text_hash: str
    decision: Decision
    opinion: str
    checklist_version: str = ""
    answers: tuple[ItemAnswer, ...] = ()
    all_yes: bool = False  # 各项均为是 in one act
    instructions: tuple[str, ...] = ()  # 三审: what 三校 must carry out
    changes: tuple[ClassedChange, ...] = ()  # 三校: after the approved copy, classed
    carried_out: tuple[CarriedOut, ...] = ()  # 三校: the leader's edits and instructions
    seconds_open: int = 0
    paragraphs_unread: int = 0


@dataclass(frozen=True, slots=True)
class PaperSigned:
    """纸质签批: a leader signed a printed sheet; the section chief records it with the scan."""

    stage: Stage
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
class StepReturned:
    """Back to an earlier step; it and every one after it must be signed again."""

    from_stage: Stage
    to_stage: Stage
    reason: str
    text_hash: str
    part: Part = Part.SIGNER


@dataclass(frozen=True, slots=True)
class NegativeOverruled:
    """A superior disagrees with 不采用 or 不能发布: on at the proof that was passed over."""

    stage: Stage
    to_stage: Stage
    reason: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class SignatureWithdrawn:
    """A signer takes back a sign-off before the next step has begun."""

    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True)
class Delegated:
    """委托 of one step of this manuscript to a named person, until a moment."""

    delegation_id: str
    stage: Stage
    from_id: str
    to_id: str
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True)
class DelegationRevoked:
    """The one who delegated takes it back before its end."""

    delegation_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProofPartnerNamed:
    """指定他人: the section chief names who proofs the last round beside him."""

    person_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConsultationRequested:
    """征求意见 or 会签 asked of another unit."""

    consultation_id: str
    kind: ConsultationKind
    unit: str
    matter: str


@dataclass(frozen=True, slots=True)
class ConsultationAnswered:
    """signed_by: name of the other unit's leader; sealed: 盖章; sheet: the scanned sheet."""

    consultation_id: str
    outcome: Outcome
    words: str
    signed_by: str
    sealed: bool = False
    sheet: FileRef | None = None


@dataclass(frozen=True, slots=True)
class ConsultationCancelled:
    """Asked of the wrong unit or no longer needed: it blocks nothing any more."""

    consultation_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class DisagreementExplained:
    """Our reasons beside theirs; goes to 三审 with both."""

    consultation_id: str
    our_reason: str


@dataclass(frozen=True, slots=True)
class JointReviewRequested:
    """联审 asked of a named specialist."""

    person_id: str
    matter: str


@dataclass(frozen=True, slots=True)
class JointReviewed:
    """联审 opinion of a named specialist over one exact text."""

    outcome: Outcome
    opinion: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class FinalScanned:
    """发布前扫描 of the text that 三校 signed, with the versions of all it used."""

    text_hash: str
    result: ScanResult
    versions: ScanVersions = field(default_factory=ScanVersions)
    serious: int = 0
    minor: int = 0
    hints: int = 0


@dataclass(frozen=True, slots=True)
class ScanCertified:
    """The certificate of the final scan recorded just before: what it used, what it found, and
    what became of each finding.  ``text_hash``: of the scanned text."""

    text_hash: str
    certificate: FileRef


@dataclass(frozen=True, slots=True)
class ScanWaived:
    """The section chief lets serious findings stand, with a reason."""

    text_hash: str
    reason: str


@dataclass(frozen=True, slots=True)
class Released:
    """Published on one channel: the text that 三校 signed, where and when."""

    channel_id: str
    address: str
    released_at: datetime
    text_hash: str


@dataclass(frozen=True, slots=True)
class AddressAdded:
    """The address of a release that became known later, after archiving too."""

    channel_id: str
    address: str


@dataclass(frozen=True, slots=True)
class PublishedCompared:
    """所签即所发: what a channel shows was compared with the signed text.

    text_hash: what 三校 signed.  published: the page or the words, as they were given.
    differences: how many there are, white space apart; 0 where both say the same.
    """

    channel_id: str
    text_hash: str
    published: FileRef
    differences: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """撤稿, before release only."""

    reason: str


@dataclass(frozen=True, slots=True)
class CorrectionLinked:
    """In the released manuscript's chain: another one corrects it."""

    manuscript_id: str
    number: str


@dataclass(frozen=True, slots=True)
class Archived:
    """Terminal.  answer: 三校（6）, asked at archiving."""

    answers: tuple[ItemAnswer, ...]
    checklist_version: str
    pieces: tuple[str, ...]  # names of the parts the file holds


# --- handing a manuscript from desk to desk ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class HandedOver:
    """交出: this desk ends its custody; the person named takes it up on his own desk.

    from_desk: the desk that gives it away.  package_id: the package it travels in.
    """

    to_id: str
    from_desk: str
    package_id: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandoverReceived:
    """签收: custody begins at this desk.  handed_over: hash of the HandedOver event."""

    handed_over: str
    desk_id: str


@dataclass(frozen=True, slots=True)
class HandoverRecalled:
    """收回 of what was not yet received: custody is again where it was."""

    handed_over: str
    reason: str


@dataclass(frozen=True, slots=True)
class ForkSettled:
    """Of two branches this one counts; the other stays in the ledger, set aside.

    first_seq: where they part.  kept_hash: head of the branch that counts, which this event
    follows.  aside_first: hash of the other's first event; aside_seq, aside_hash: its head as
    far as it was known.  desk_id: where custody is from now on.
    """

    first_seq: int
    kept_hash: str
    aside_first: str
    aside_seq: int
    aside_hash: str
    desk_id: str
    reason: str


RosterEvent = (
    UnitFounded
    | UnitChanged
    | PersonAdded
    | PersonChanged
    | PersonRetired
    | KeyReplaced
    | KeyRevoked
    | SignaturePictureChanged
    | UnitFindingSuppressed
    | UnitFindingRestored
    | ListsChanged
    | WorkspaceRestored
    | UnitCertificateMade
)
ManuscriptEvent = (
    ManuscriptRegistered
    | SourceConverted
    | RevisionsKept
    | NoteAdded
    | NoteRemoved
    | FindingSuppressed
    | FindingRestored
    | ManuscriptWordsChanged
    | FlagsChanged
    | ChannelsChanged
    | AssignmentChanged
    | TextSaved
    | StepSigned
    | PaperSigned
    | StepReturned
    | NegativeOverruled
    | SignatureWithdrawn
    | Delegated
    | DelegationRevoked
    | ProofPartnerNamed
    | ConsultationRequested
    | ConsultationAnswered
    | ConsultationCancelled
    | DisagreementExplained
    | JointReviewRequested
    | JointReviewed
    | FinalScanned
    | ScanCertified
    | ScanWaived
    | Released
    | AddressAdded
    | PublishedCompared
    | Withdrawn
    | CorrectionLinked
    | Archived
    | HandedOver
    | HandoverReceived
    | HandoverRecalled
    | ForkSettled
)
Event = RosterEvent | ManuscriptEvent

KINDS: dict[str, type[Event]] = {
    "unit-founded.v1": UnitFounded,
    "unit-changed.v1": UnitChanged,
    "person-added.v1": PersonAdded,
    "person-changed.v1": PersonChanged,
    "person-retired.v1": PersonRetired,
    "key-replaced.v1": KeyReplaced,
    "key-revoked.v1": KeyRevoked,
    "signature-picture-changed.v1": SignaturePictureChanged,
    "unit-finding-suppressed.v1": UnitFindingSuppressed,
    "unit-finding-restored.v1": UnitFindingRestored,
    "lists-changed.v1": ListsChanged,
    "workspace-restored.v1": WorkspaceRestored,
    "unit-certificate-made.v1": UnitCertificateMade,
    "manuscript-registered.v1": ManuscriptRegistered,
    "source-converted.v1": SourceConverted,
    "revisions-kept.v1": RevisionsKept,
    "note-added.v1": NoteAdded,
    "note-removed.v1": NoteRemoved,
    "finding-suppressed.v1": FindingSuppressed,
    "finding-restored.v1": FindingRestored,
    "manuscript-words-changed.v1": ManuscriptWordsChanged,
    "flags-changed.v1": FlagsChanged,
    "channels-changed.v1": ChannelsChanged,
    "assignment-changed.v1": AssignmentChanged,
    "text-saved.v1": TextSaved,
    "step-signed.v1": StepSigned,
    "paper-signed.v1": PaperSigned,
    "step-returned.v1": StepReturned,
    "negative-overruled.v1": NegativeOverruled,
    "signature-withdrawn.v1": SignatureWithdrawn,
    "delegated.v1": Delegated,
    "delegation-revoked.v1": DelegationRevoked,
    "proof-partner-named.v1": ProofPartnerNamed,
    "consultation-requested.v1": ConsultationRequested,
    "consultation-answered.v1": ConsultationAnswered,
    "consultation-cancelled.v1": ConsultationCancelled,
    "disagreement-explained.v1": DisagreementExplained,
    "joint-review-requested.v1": JointReviewRequested,
    "joint-reviewed.v1": JointReviewed,
    "final-scanned.v1": FinalScanned,
    "scan-certified.v1": ScanCertified,
    "scan-waived.v1": ScanWaived,
    "released.v1": Released,
    "address-added.v1": AddressAdded,
    "published-compared.v1": PublishedCompared,
    "withdrawn.v1": Withdrawn,
    "correction-linked.v1": CorrectionLinked,
    "archived.v1": Archived,
    "handed-over.v1": HandedOver,
    "handover-received.v1": HandoverReceived,
    "handover-recalled.v1": HandoverRecalled,
    "fork-settled.v1": ForkSettled,
}
