"""忽略: a finding of the software set aside with a reason, and taken back.

Source: 《制度》 总则: 以人工审核、校对为主，智能识错纠错为辅.  People decide, and say why.
"""

from __future__ import annotations

from qz_review.events.kinds import FindingRestored, FindingSuppressed
from qz_review.model.person import Person
from qz_review.model.stage import Phase
from qz_review.workflow import duties
from qz_review.workflow.commands import RestoreFinding, SuppressFinding
from qz_review.workflow.context import Context
from qz_review.workflow.decided import Decided, WorkflowRefused, need_phase, need_words
from qz_review.workflow.state import ManuscriptState

MAX_REASON = 500  # code points


def suppress_finding(
    state: ManuscriptState, command: SuppressFinding, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Whoever may edit the text now, and the section chief, may set a finding aside."""
    need_hand_in_it(state, actor, context)
    reason = need_words(command.reason, "finding.no_reason")
    if len(reason) > MAX_REASON:
        raise WorkflowRefused("finding.reason_too_long", limit=MAX_REASON)
    if any(a.event.suppression_id == command.suppression_id for a in state.set_aside):
        return ()
    event = FindingSuppressed(command.suppression_id, command.finding, command.where, reason)
    return (Decided(event),)


def restore_finding(
    state: ManuscriptState, command: RestoreFinding, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """The same people take it back: the finding counts again."""
    need_hand_in_it(state, actor, context)
    act = next(
        (a for a in state.set_aside if a.event.suppression_id == command.suppression_id), None
    )
    if act is None:
        raise WorkflowRefused("finding.unknown")
    return () if act.restored else (Decided(FindingRestored(command.suppression_id)),)


def may_ignore(state: ManuscriptState, person: Person, context: Context) -> bool:
    """Whether this person may set findings of this manuscript aside now."""
    if state.phase not in (Phase.IN_REVIEW, Phase.FINAL_SCAN, Phase.READY):
        return False
    chief = duties.is_section_chief(state, person)
    return chief or duties.may_edit(state, person, context)


def need_hand_in_it(state: ManuscriptState, actor: Person, context: Context) -> None:
    """Refuse whoever may neither edit the text now nor is its section chief."""
    need_phase(state, Phase.IN_REVIEW, Phase.FINAL_SCAN, Phase.READY)
    if not may_ignore(state, actor, context):
        raise WorkflowRefused("finding.not_yours")
