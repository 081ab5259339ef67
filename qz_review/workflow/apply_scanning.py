"""What the events about the software's findings make of a manuscript: 忽略, 保护词, 终扫, 放行."""

from __future__ import annotations

from dataclasses import replace

from qz_review.events.kinds import (
    FinalScanned,
    FindingRestored,
    FindingSuppressed,
    ManuscriptWordsChanged,
    ScanCertified,
    ScanWaived,
)
from qz_review.events.record import Recorded
from qz_review.model.manuscript import ScanResult
from qz_review.model.stage import Phase
from qz_review.workflow.progress import when_released_everywhere
from qz_review.workflow.state import ManuscriptState, ProtectedWord, Scan, SetAside

ScanningEvent = (
    FindingSuppressed
    | FindingRestored
    | ManuscriptWordsChanged
    | FinalScanned
    | ScanCertified
    | ScanWaived
)


def apply_scanning(
    event: ScanningEvent, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    """The state after one of these events; never refuses."""
    match event:
        case FindingSuppressed():
            return _suppressed(event, state, recorded)
        case ManuscriptWordsChanged():
            return _protected(event, state, recorded)
        case FindingRestored():
            return _restored(event, state)
        case FinalScanned():
            return _scanned(event, state, recorded)
        case ScanCertified():
            certified = (replace(s, certificate=event.certificate) for s in state.scans[-1:])
            return replace(state, scans=(*state.scans[:-1], *certified))
        case ScanWaived():
            return _waived(event, state, recorded)


def _suppressed(
    event: FindingSuppressed, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    envelope = recorded.envelope
    act = SetAside(envelope.seq, event, envelope.actor_id, envelope.time, state.stage)
    return replace(state, set_aside=(*state.set_aside, act))


def _restored(event: FindingRestored, state: ManuscriptState) -> ManuscriptState:
    acts = tuple(
        replace(act, restored=True) if act.event.suppression_id == event.suppression_id else act
        for act in state.set_aside
    )
    return replace(state, set_aside=acts)


def _protected(
    event: ManuscriptWordsChanged, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    envelope, changed = recorded.envelope, {*event.removed, *event.added}
    kept = (one for one in state.protecting if one.word not in changed)
    added = (
        ProtectedWord(word, envelope.actor_id, envelope.time, event.reason) for word in event.added
    )
    return replace(state, protecting=(*kept, *added))


def _scanned(event: FinalScanned, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    envelope = recorded.envelope
    scan = Scan(envelope.seq, event, envelope.actor_id, envelope.time)
    open_findings = event.result is ScanResult.FINDINGS and event.serious > 0
    phase = Phase.FINAL_SCAN if open_findings else Phase.READY
    scanned = replace(state, scans=(*state.scans, scan), phase=phase)
    return when_released_everywhere(scanned, recorded)


def _waived(event: ScanWaived, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    last = replace(
        state.scans[-1], waived_by=recorded.envelope.actor_id, waiver_reason=event.reason
    )
    waived = replace(state, scans=(*state.scans[:-1], last), phase=Phase.READY)
    return when_released_everywhere(waived, recorded)
