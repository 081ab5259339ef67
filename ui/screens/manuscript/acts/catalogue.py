"""From an act's name to its form."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from qz_review.services.views import ManuscriptView
from ui.screens.manuscript.acts import at_step, protecting, release, routing
from ui.screens.manuscript.acts.form import ActForm

if TYPE_CHECKING:
    from qz_review.workspace import Workspace


def form_for(
    act: str,
    view: ManuscriptView,
    workspace: Workspace,
    now: datetime,
    *,
    target: str = "",
    words: str = "",
) -> ActForm | None:
    """The form of an act; None for acts that need no form.

    target: id of what the act is about (a consultation, a delegation); words: a reason already
    written.
    """
    makers = {
        "return": lambda: at_step.return_form(view, words),
        "report_back": lambda: at_step.report_back_form(view),
        "overrule": lambda: at_step.overrule_form(view, words),
        "withdraw_signature": lambda: at_step.withdraw_signature_form(view),
        "withdraw": lambda: at_step.withdraw_form(view),
        "give_joint_review": lambda: at_step.joint_review_form(view),
        "record_paper": lambda: at_step.paper_form(view, workspace),
        "delegate": lambda: routing.delegate_form(view, workspace, now),
        "revoke_delegation": lambda: routing.revoke_form(view, target),
        "name_partner": lambda: routing.partner_form(view, workspace),
        "assign": lambda: routing.assign_form(view, workspace),
        "consult": lambda: routing.consult_form(view),
        "answer_consultation": lambda: routing.answer_form(view, target),
        "cancel_consultation": lambda: routing.cancel_consultation_form(view, target),
        "explain_disagreement": lambda: routing.explain_form(view, target),
        "request_joint_review": lambda: routing.request_joint_form(view, workspace),
        "change_flags": lambda: routing.flags_form(view),
        "change_channels": lambda: routing.channels_form(view, workspace),
        "protect_words": lambda: protecting.words_form(view, workspace),
        "scan": lambda: release.scan_form(view),
        "waive_scan": lambda: release.waive_form(
            view, workspace.release.certificate(view.manuscript_id)
        ),
        "release": lambda: release.release_form(view, now),
        "add_address": lambda: release.address_form(view),
        "archive": lambda: release.archive_form(view, workspace),
    }
    maker = makers.get(act)
    return maker() if maker is not None else None
