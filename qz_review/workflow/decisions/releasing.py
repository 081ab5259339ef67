"""终扫, 发布, 撤稿, 更正, 归档: what follows 三校 (《制度》 四（二）3（6）, 五（二）2)."""

from __future__ import annotations

from datetime import timedelta

from qz_review.events.kinds import (
    AddressAdded,
    Archived,
    CorrectionLinked,
    FinalScanned,
    PublishedCompared,
    Released,
    ScanCertified,
    ScanWaived,
    Withdrawn,
)
from qz_review.model.checklist import AskedAt
from qz_review.model.manuscript import ScanResult
from qz_review.model.person import Person
from qz_review.model.stage import Phase, Stage
from qz_review.workflow import duties
from qz_review.workflow.checklists import missing_answers
from qz_review.workflow.commands import (
    AddAddress,
    Archive,
    LinkCorrection,
    RecordFinalScan,
    RecordPublished,
    RecordRelease,
    WaiveScan,
    Withdraw,
)
from qz_review.workflow.conditions import revoked_sign_offs
from qz_review.workflow.context import Context
from qz_review.workflow.decided import (
    Decided,
    WorkflowRefused,
    need_insider,
    need_phase,
    need_words,
)
from qz_review.workflow.progress import step_complete
from qz_review.workflow.state import ManuscriptState

_CLOCK_TOLERANCE = timedelta(minutes=5)


def record_final_scan(
    state: ManuscriptState, command: RecordFinalScan, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Record the scan of the text that 三校 signed, never of another."""
    need_phase(state, Phase.FINAL_SCAN, Phase.READY)
    need_insider(actor, _finishes(state, actor))
    _need_signed_text(state, command.text_hash)
    counts = (command.serious, command.minor, command.hints)
    if (command.result is ScanResult.FINDINGS) != (sum(counts) > 0) or min(counts) < 0:
        raise WorkflowRefused("scan.inconsistent")
    event = FinalScanned(command.text_hash, command.result, command.versions, *counts)
    if command.certificate is None:
        return (Decided(event),)
    return Decided(event), Decided(ScanCertified(command.text_hash, command.certificate))


def waive_scan(
    state: ManuscriptState, command: WaiveScan, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """The section chief lets serious findings stand, with a reason."""
    need_phase(state, Phase.FINAL_SCAN)
    if not duties.is_section_chief(state, actor):
        raise WorkflowRefused("scan.waive_by_chief")
    last = state.scans[-1] if state.scans else None
    if last is None or last.event.text_hash != state.release_hash or not last.event.serious:
        raise WorkflowRefused("scan.nothing_to_waive")
    reason = need_words(command.reason, "workflow.no_reason")
    return (Decided(ScanWaived(state.release_hash, reason)),)


def record_release(
    state: ManuscriptState, command: RecordRelease, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """One event a channel, by either signer of 三校, of exactly the text 三校 signed."""
    need_phase(state, Phase.READY)
    signers = {s.person_id for s in state.in_force(Stage.PROOF_3)}
    if actor.id not in signers:
        raise WorkflowRefused("release.by_proof_signers")
    _need_signed_text(state, command.text_hash)
    unsigned = [stage for stage in Stage if not step_complete(state, stage)]
    if unsigned:  # the route makes this impossible; release is the last place to say so
        raise WorkflowRefused("release.step_missing", stage=unsigned[0])
    void = revoked_sign_offs(state, context)
    if void:
        signer = context.people.get(void[0].person_id)
        name = signer.name if signer else ""
        raise WorkflowRefused("release.signature_revoked", stage=void[0].stage, person=name)
    if command.channel_id not in state.channel_ids:
        raise WorkflowRefused("registration.unknown_channel")
    if any(r.event.channel_id == command.channel_id for r in state.releases):
        raise WorkflowRefused("release.already")
    # Where the clock ran ahead at 三校 and was set right since, no later moment can be asked for.
    last_proof = min(max(s.time for s in state.in_force(Stage.PROOF_3)), context.now)
    if command.released_at > context.now + _CLOCK_TOLERANCE:
        raise WorkflowRefused("release.future")
    if command.released_at < last_proof - _CLOCK_TOLERANCE:
        raise WorkflowRefused("release.before_proof")
    event = Released(
        command.channel_id, command.address.strip(), command.released_at, command.text_hash
    )
    return (Decided(event),)


def add_address(
    state: ManuscriptState, command: AddAddress, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """补登网址 of a channel it was released on, after archiving too; the same one is no act."""
    need_phase(state, Phase.READY, Phase.RELEASED, Phase.ARCHIVED)
    need_insider(actor, _finishes(state, actor))
    address = need_words(command.address, "release.no_address")
    release = next((r for r in state.releases if r.event.channel_id == command.channel_id), None)
    if release is None:
        raise WorkflowRefused("published.not_released")
    if release.event.address == address:
        return ()
    return (Decided(AddressAdded(command.channel_id, address)),)


def record_published(
    state: ManuscriptState, command: RecordPublished, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """所签即所发: of a released manuscript, after archiving too, on a channel of its release."""
    need_phase(state, Phase.READY, Phase.RELEASED, Phase.ARCHIVED)
    need_insider(actor, duties.is_insider(actor))
    if all(r.event.channel_id != command.channel_id for r in state.releases):
        raise WorkflowRefused("published.not_released")
    if command.text_hash != state.release_hash:
        raise WorkflowRefused("release.other_text")
    event = PublishedCompared(
        command.channel_id, command.text_hash, command.published, command.differences
    )
    return (Decided(event),)


def withdraw(
    state: ManuscriptState, command: Withdraw, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """撤稿: before the first release only; afterwards a correction is a new manuscript."""
    need_phase(state, Phase.IN_REVIEW, Phase.FINAL_SCAN, Phase.READY)
    if state.releases:
        raise WorkflowRefused("release.withdraw_late")
    may = (
        actor.id == state.editor_id
        or duties.is_section_chief(state, actor)
        or bool(duties.LEADERS & actor.roles)
    )
    need_insider(actor, may)
    return (Decided(Withdrawn(need_words(command.reason, "workflow.no_reason"))),)


def link_correction(
    state: ManuscriptState, command: LinkCorrection, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """In the released manuscript's chain: another manuscript corrects it."""
    need_phase(state, Phase.RELEASED, Phase.ARCHIVED)
    need_insider(actor, duties.is_insider(actor))
    if any(link[0] == command.manuscript_id for link in state.corrected_by):
        return ()
    return (Decided(CorrectionLinked(command.manuscript_id, command.number)),)


def archive(
    state: ManuscriptState, command: Archive, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """归档: terminal.  三校（6） is answered here; an ended manuscript is archived too."""
    need_phase(state, Phase.RELEASED, Phase.REJECTED, Phase.WITHDRAWN)
    need_insider(actor, _finishes(state, actor))
    checklist = context.checklists.of(Stage.PROOF_3)
    if state.phase is Phase.RELEASED:
        missing = missing_answers(checklist, command.answers, AskedAt.ARCHIVE)
        if missing:
            raise WorkflowRefused("checklist.unanswered", count=len(missing), items=missing)
    return (Decided(Archived(command.answers, checklist.version, command.pieces)),)


def _finishes(state: ManuscriptState, actor: Person) -> bool:
    """Signers of 三校, the editor and the section chief do what follows 三校."""
    signers = {s.person_id for s in state.in_force(Stage.PROOF_3)}
    return (
        actor.id in signers or actor.id == state.editor_id or duties.is_section_chief(state, actor)
    )


def _need_signed_text(state: ManuscriptState, text_hash: str) -> None:
    if text_hash != state.release_hash or state.text_hash != state.release_hash:
        raise WorkflowRefused("release.other_text")
