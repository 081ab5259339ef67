"""交出, 签收, 收回 of a manuscript that travels between desks, and settling a fork.

Source: 《制度》 四: each step's person works on the manuscript that the step before gave him;
a copy that nobody is responsible for must not go on.
"""

from __future__ import annotations

from qz_review.events.kinds import ForkSettled, HandedOver, HandoverRecalled, HandoverReceived
from qz_review.model.person import Person, Role
from qz_review.workflow import duties
from qz_review.workflow.commands import HandOver, RecallHandover, ReceiveHandover, SettleFork
from qz_review.workflow.context import Context
from qz_review.workflow.custody import need_custody, open_handover
from qz_review.workflow.decided import Decided, WorkflowRefused, need_insider, need_words
from qz_review.workflow.state import Handover, ManuscriptState

WITHOUT_CUSTODY = (ReceiveHandover, RecallHandover, SettleFork)
"""Commands that begin custody, or settle whose it is, and so cannot ask for it."""


def takes_part(person: Person) -> bool:
    """Who may hand a manuscript over, or be handed one: who works on manuscripts, specialists."""
    return duties.is_insider(person) or (person.active and Role.SPECIALIST in person.roles)


def may_settle(state: ManuscriptState, person: Person) -> bool:
    """Who may say which branch counts: the section's chief, a leader of the unit."""
    return duties.is_section_chief(state, person) or (
        person.active and bool(duties.LEADERS & person.roles)
    )


def hand_over(
    state: ManuscriptState, command: HandOver, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Whoever works at the desk that has it may give it on, in any phase."""
    need_custody(state, context)
    need_insider(actor, takes_part(actor))
    other = context.person(command.to_id)
    if other is None or other.id == actor.id or not takes_part(other):
        raise WorkflowRefused("handover.bad_recipient")
    if not context.desk_id:
        raise WorkflowRefused("handover.no_desk")
    note = command.note.strip()
    return (Decided(HandedOver(other.id, context.desk_id, command.package_id, note)),)


def receive(
    state: ManuscriptState, command: ReceiveHandover, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Only the one it was handed to receives it, and not on the desk that gave it away."""
    handover = _under_way(state)
    if handover.event.to_id != actor.id:
        raise WorkflowRefused("handover.not_for_you", person=_name(context, handover.event.to_id))
    if not context.desk_id:
        raise WorkflowRefused("handover.no_desk")
    if handover.event.from_desk == context.desk_id:
        raise WorkflowRefused("handover.same_desk")
    return (Decided(HandoverReceived(handover.hash, context.desk_id)),)


def recall(
    state: ManuscriptState, command: RecallHandover, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Only the desk that gave it away takes it back, and only before it was received."""
    reason = need_words(command.reason, "workflow.no_reason")
    handover = _under_way(state)
    if handover.event.from_desk != context.desk_id:
        raise WorkflowRefused("handover.not_given_here", person=_name(context, handover.from_id))
    need_insider(actor, takes_part(actor))
    return (Decided(HandoverRecalled(handover.hash, reason)),)


def settle_fork(
    state: ManuscriptState, command: SettleFork, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """The section's chief or a leader signs that the branch at hand counts."""
    reason = need_words(command.reason, "workflow.no_reason")
    if not may_settle(state, actor):
        raise WorkflowRefused("fork.not_yours_to_settle")
    if not context.desk_id:
        raise WorkflowRefused("handover.no_desk")
    event = ForkSettled(
        command.first_seq,
        state.head,
        command.aside_first,
        command.aside_seq,
        command.aside_hash,
        context.desk_id,
        reason,
    )
    return (Decided(event),)


def _under_way(state: ManuscriptState) -> Handover:
    handover = open_handover(state)
    if handover is None:
        raise WorkflowRefused("handover.nothing_under_way")
    return handover


def _name(context: Context, person_id: str) -> str:
    person = context.people.get(person_id)
    return person.name if person else person_id
