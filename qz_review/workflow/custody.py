"""Custody: a manuscript is in one hand at a time, and only there its chain goes on.

A manuscript that was never handed over is at its desk, where everybody may act.  HandedOver
ends that; until the recipient signs HandoverReceived on his own desk nobody goes on, except
that the giver may recall it.
"""

from __future__ import annotations

from dataclasses import replace

from qz_review.events import kinds
from qz_review.events.record import Recorded
from qz_review.workflow.context import Context
from qz_review.workflow.decided import WorkflowRefused
from qz_review.workflow.state import Custody, Handover, ManuscriptState, Settlement


def held_here(state: ManuscriptState, context: Context) -> bool:
    """Whether this desk may add to the manuscript's chain."""
    custody = state.custody
    return custody is None or (bool(custody.desk_id) and custody.desk_id == context.desk_id)


def need_custody(state: ManuscriptState, context: Context) -> None:
    """Refuse ``handover.not_holder`` (person=, since=) where another desk has it in hand."""
    custody = state.custody
    if custody is None or held_here(state, context):
        return
    holder = context.people.get(custody.person_id)
    raise WorkflowRefused(
        "handover.not_holder",
        person=holder.name if holder else custody.person_id,
        since=custody.since,
    )


def open_handover(state: ManuscriptState) -> Handover | None:
    """The handing over that is under way: neither received nor recalled."""
    last = state.handovers[-1] if state.handovers else None
    return last if last is not None and last.under_way and not _at_a_desk(state) else None


def _at_a_desk(state: ManuscriptState) -> bool:
    return state.custody is not None and bool(state.custody.desk_id)


def handed_over(
    event: kinds.HandedOver, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    """``apply`` of HandedOver."""
    envelope = recorded.envelope
    new = Handover(envelope.seq, recorded.hash, event, envelope.actor_id, envelope.time)
    custody = Custody(event.to_id, "", envelope.time)
    return replace(state, custody=custody, handovers=(*state.handovers, new))


def received(
    event: kinds.HandoverReceived, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    """``apply`` of HandoverReceived."""
    envelope = recorded.envelope
    return replace(
        state,
        custody=Custody(envelope.actor_id, event.desk_id, envelope.time),
        handovers=tuple(
            replace(h, received_by=envelope.actor_id, received_at=envelope.time)
            if h.hash == event.handed_over
            else h
            for h in state.handovers
        ),
    )


def recalled(
    event: kinds.HandoverRecalled, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    """``apply`` of HandoverRecalled."""
    envelope = recorded.envelope
    custody = state.custody
    handovers = []
    for handover in state.handovers:
        if handover.hash == event.handed_over:
            handover = replace(handover, recalled_at=envelope.time)
            custody = Custody(handover.from_id, handover.event.from_desk, envelope.time)
        handovers.append(handover)
    return replace(state, custody=custody, handovers=tuple(handovers))


def settled(
    event: kinds.ForkSettled, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    """``apply`` of ForkSettled: custody is where the choice was signed."""
    envelope = recorded.envelope
    new = Settlement(envelope.seq, event, envelope.actor_id, envelope.time)
    return replace(
        state,
        custody=Custody(envelope.actor_id, event.desk_id, envelope.time),
        settlements=(*state.settlements, new),
    )
