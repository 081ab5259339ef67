"""``decide``: may this person do this now, and which events record it.  Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qz_review.model.person import Person
from qz_review.workflow import commands
from qz_review.workflow.commands import Command
from qz_review.workflow.context import Context
from qz_review.workflow.custody import need_custody
from qz_review.workflow.decided import Decided, WorkflowRefused
from qz_review.workflow.decisions import (
    consulting,
    delegating,
    handing_over,
    ignoring,
    marking,
    noting,
    protecting,
    registering,
    releasing,
    returning,
    signing,
)
from qz_review.workflow.state import ManuscriptState

__all__ = ["Context", "Decided", "WorkflowRefused", "decide"]

_Handler = Callable[[ManuscriptState, Any, Person, Context], tuple[Decided, ...]]

_HANDLERS: dict[type, _Handler] = {
    commands.AddNote: noting.add_note,
    commands.RemoveNote: noting.remove_note,
    commands.ChangeWords: protecting.change_words,
    commands.SuppressFinding: ignoring.suppress_finding,
    commands.RestoreFinding: ignoring.restore_finding,
    commands.ChangeFlags: marking.change_flags,
    commands.ChangeChannels: marking.change_channels,
    commands.Assign: marking.assign,
    commands.SaveText: signing.save_text,
    commands.SignStep: signing.sign_step,
    commands.RecordPaper: signing.record_paper,
    commands.ReturnStep: returning.return_step,
    commands.OverruleNegative: returning.overrule_negative,
    commands.WithdrawSignature: returning.withdraw_signature,
    commands.Delegate: delegating.delegate,
    commands.RevokeDelegation: delegating.revoke_delegation,
    commands.NameProofPartner: delegating.name_proof_partner,
    commands.RequestConsultation: consulting.request_consultation,
    commands.AnswerConsultation: consulting.answer_consultation,
    commands.CancelConsultation: consulting.cancel_consultation,
    commands.ExplainDisagreement: consulting.explain_disagreement,
    commands.RequestJointReview: consulting.request_joint_review,
    commands.GiveJointReview: consulting.give_joint_review,
    commands.RecordFinalScan: releasing.record_final_scan,
    commands.WaiveScan: releasing.waive_scan,
    commands.RecordRelease: releasing.record_release,
    commands.AddAddress: releasing.add_address,
    commands.RecordPublished: releasing.record_published,
    commands.Withdraw: releasing.withdraw,
    commands.LinkCorrection: releasing.link_correction,
    commands.Archive: releasing.archive,
    commands.HandOver: handing_over.hand_over,
    commands.ReceiveHandover: handing_over.receive,
    commands.RecallHandover: handing_over.recall,
    commands.SettleFork: handing_over.settle_fork,
}


def decide(
    state: ManuscriptState | None, command: Command, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """The events that record an act, in order; empty where nothing would change.

    Raises WorkflowRefused with a code and the facts its message needs.
    """
    if not actor.active:
        raise WorkflowRefused("workflow.retired", person=actor.name)
    if isinstance(command, commands.Register):
        if state is not None:
            raise WorkflowRefused("workflow.already_registered", number=state.number)
        return registering.register(command, actor, context)
    if state is None:
        raise WorkflowRefused("workflow.unknown_manuscript")
    if not isinstance(command, handing_over.WITHOUT_CUSTODY):
        need_custody(state, context)
    return _HANDLERS[type(command)](state, command, actor, context)
