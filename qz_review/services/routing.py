"""委托, 指定, 征求意见, 会签, 联审, flags and channels: ``workspace.routing``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from qz_review.events.kinds import Assignment
from qz_review.model.manuscript import ConsultationKind, Flag, Outcome, SourceFacts
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, text_hash
from qz_review.services.acts import Acts
from qz_review.services.desk import Desk
from qz_review.services.files import file_ref
from qz_review.services.registration import pasted_text
from qz_review.services.results import SignedAct
from qz_review.services.review import signed_act
from qz_review.services.session import SessionService
from qz_review.workflow.commands import (
    AnswerConsultation,
    Assign,
    CancelConsultation,
    ChangeChannels,
    ChangeFlags,
    Command,
    Delegate,
    ExplainDisagreement,
    GiveJointReview,
    NameProofPartner,
    RequestConsultation,
    RequestJointReview,
    RevokeDelegation,
)
from qz_review.workflow.state import ManuscriptState


class RoutingService:
    """What happens around the six steps.  Acts with a password open the key for one act."""

    def __init__(self, desk: Desk, acts: Acts, session: SessionService) -> None:
        self._desk = desk
        self._acts = acts
        self._session = session

    # --- who acts ---

    def delegate(
        self,
        manuscript_id: str,
        stage: Stage,
        to_id: str,
        reason: str,
        until: datetime,
        password: str,
    ) -> SignedAct:
        """委托 one step of this manuscript; 谁签字谁负责、谁委托谁负责 (五（三）)."""
        return self._with_password(manuscript_id, Delegate(stage, to_id, reason, until), password)

    def revoke_delegation(
        self, manuscript_id: str, delegation_id: str, reason: str, password: str
    ) -> SignedAct:
        """End a delegation one gave; what was signed under it stays signed."""
        return self._with_password(manuscript_id, RevokeDelegation(delegation_id, reason), password)

    def name_proof_partner(
        self, manuscript_id: str, person_id: str, reason: str, password: str
    ) -> SignedAct:
        """指定他人: the section chief names who proofs the last round (三（二）)."""
        return self._with_password(manuscript_id, NameProofPartner(person_id, reason), password)

    def assign(self, manuscript_id: str, assignment: Assignment, reason: str = "") -> None:
        """Name who is to act at a step; an empty person id frees it."""
        self._acts.perform(manuscript_id, Assign(assignment, reason))

    # --- other units and specialists ---

    def request_consultation(
        self, manuscript_id: str, kind: ConsultationKind, unit: str, matter: str
    ) -> None:
        """Ask another unit; 二审 waits until it has answered."""
        self._acts.perform(manuscript_id, RequestConsultation(kind, unit, matter))

    def answer_consultation(
        self,
        manuscript_id: str,
        consultation_id: str,
        outcome: Outcome,
        words: str,
        signed_by: str,
        sealed: bool = False,
        sheet: tuple[str, bytes] | None = None,
    ) -> None:
        """Record the other unit's answer.  sheet: file name and content of the scan."""
        ref = file_ref(*sheet) if sheet else None
        self._acts.perform(
            manuscript_id,
            AnswerConsultation(consultation_id, outcome, words, signed_by, sealed, ref),
            blobs=[sheet[1]] if sheet else [],
        )

    def cancel_consultation(self, manuscript_id: str, consultation_id: str, reason: str) -> None:
        """Take a request back that has no answer yet."""
        self._acts.perform(manuscript_id, CancelConsultation(consultation_id, reason))

    def explain_disagreement(
        self, manuscript_id: str, consultation_id: str, our_reason: str
    ) -> None:
        """Our reasons beside theirs, for 三审."""
        self._acts.perform(manuscript_id, ExplainDisagreement(consultation_id, our_reason))

    def request_joint_review(self, manuscript_id: str, person_id: str, matter: str) -> None:
        """Ask a named specialist for 联审."""
        self._acts.perform(manuscript_id, RequestJointReview(person_id, matter))

    def give_joint_review(
        self, manuscript_id: str, outcome: Outcome, opinion: str, password: str
    ) -> SignedAct:
        """The specialist signs his opinion over the present text."""
        return self._with_password(manuscript_id, GiveJointReview(outcome, opinion), password)

    # --- what it is and where it goes ---

    def change_flags(
        self,
        manuscript_id: str,
        flags: frozenset[Flag],
        source: SourceFacts | None,
        source_text: str,
        reason: str,
    ) -> None:
        """Change what the manuscript is.  source_text: a reprint's own words, if given anew."""
        kept: ManuscriptText | None = None
        if source_text.strip():
            kept = pasted_text(source_text)

        def command(state: ManuscriptState | None) -> Command:
            facts = source
            if facts is not None:
                earlier = state.source.text_hash if state and state.source else ""
                digest = text_hash(kept) if kept else (facts.text_hash or earlier)
                facts = SourceFacts(
                    facts.source, facts.authority, facts.address, facts.copyright, digest
                )
            return ChangeFlags(flags, facts, reason)

        self._acts.perform(manuscript_id, command, texts=[kept] if kept else [])

    def change_channels(
        self, manuscript_id: str, channel_ids: tuple[str, ...], reason: str
    ) -> None:
        """Change where it is to be released; one already released on stays."""
        self._acts.perform(manuscript_id, ChangeChannels(channel_ids, reason))

    def _with_password(
        self,
        manuscript_id: str,
        wish: Command | Callable[[ManuscriptState | None], Command],
        password: str,
    ) -> SignedAct:
        key = self._session.check_password(password)
        try:
            done = self._acts.perform(manuscript_id, wish, key=key)
        finally:
            key.erase()
        return signed_act(self._desk, done)
