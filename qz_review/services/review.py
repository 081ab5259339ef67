"""审校 and 签署: drafts, what is missing, sign-offs, returns: ``workspace.review``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from qz_review.errors import Refused
from qz_review.markup.changes import Change
from qz_review.model.manuscript import CarriedOut, ClassedChange, Decision, Part
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, text_hash
from qz_review.services.acts import ATTEMPTS, Acts, Done
from qz_review.services.compositions import Compositions
from qz_review.services.desk import Desk
from qz_review.services.drafts import DraftShelf, changed_since
from qz_review.services.files import file_ref
from qz_review.services.findings import FindingsService
from qz_review.services.forms import PaperForm
from qz_review.services.grounds import Ground
from qz_review.services.manuscript_view import expected_at_proof_3, grounds_at_proof_3
from qz_review.services.missing import missing_for, unread_paragraphs
from qz_review.services.projection import tasks
from qz_review.services.results import SignedAct, short_code
from qz_review.services.reversals import Reversals
from qz_review.services.session import SessionService
from qz_review.services.sound_text import sound
from qz_review.services.views import DecisionChoice, DraftWork, Missing
from qz_review.signing.keypair import KeyPair
from qz_review.workflow.commands import (
    Command,
    OverruleNegative,
    RecordPaper,
    ReturnStep,
    SaveText,
    SignStep,
    WithdrawSignature,
)
from qz_review.workflow.duties import may_edit
from qz_review.workflow.state import ManuscriptState


class ReviewService:
    """The work at a step.  Sign-offs ask the password again and open the key for one act."""

    def __init__(
        self,
        desk: Desk,
        acts: Acts,
        session: SessionService,
        shelf: DraftShelf,
        compositions: Compositions,
        findings: FindingsService,
    ) -> None:
        self._desk = desk
        self._acts = acts
        self._session = session
        self._shelf = shelf
        self._findings = findings
        self._reversals = Reversals(compositions)

    # --- drafts ---

    def save_draft(self, manuscript_id: str, work: DraftWork) -> datetime:
        """Autosave: on disk when this returns, so that a kill loses only what came later."""
        return self._shelf.save(self._desk.state(manuscript_id), self._desk.me().id, sound(work))

    def leave(self, manuscript_id: str) -> None:
        """On leaving the screen and after two minutes idle: edits become a version (TextSaved).

        Nothing happens where the draft's text is the saved one, or where the step has gone on.
        Edits saved elsewhere meanwhile are laid together with these first.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                self._leave(manuscript_id)
            except Refused as refusal:
                if refusal.code != "ledger.append_conflict":
                    raise
            else:
                return
        self._leave(manuscript_id)

    def _leave(self, manuscript_id: str) -> None:
        me = self._desk.me()
        state = self._desk.state(manuscript_id)
        opened = self._shelf.open(state, me.id)
        if opened is None or opened.work.text == self._desk.text(state.text_hash):
            return
        if not may_edit(state, me, self._desk.context()):
            return
        work = opened.work
        saved_hash = text_hash(work.text)

        def keep_rest() -> None:
            moved = replace(state, text_hash=saved_hash)
            self._shelf.rebase(moved, me.id, replace(work, base_hash=saved_hash))

        self._acts.perform(
            manuscript_id,
            SaveText(saved_hash, base_hash=state.text_hash),
            texts=[work.text],
            after=keep_rest,
        )
        if not opened.merged:
            self._desk.own_saves.note(manuscript_id, me.id, state.text_hash, saved_hash)

    def restore_text(self, manuscript_id: str, version_hash: str) -> ManuscriptText:
        """An earlier version's text into the draft, as a new edit; nothing is undone.

        Raises Refused ``manuscript.unknown_version``, ``workflow.not_yours_to_edit``.
        """
        me, state = self._desk.me(), self._desk.state(manuscript_id)
        if all(version.text_hash != version_hash for version in state.versions):
            raise Refused("manuscript.unknown_version")
        if not may_edit(state, me, self._desk.context()):
            raise Refused("workflow.not_yours_to_edit", stage=state.stage, phase=state.phase)
        text = self._desk.text(version_hash)
        opened = self._shelf.open(state, me.id)
        work = replace(opened.work, text=text) if opened else DraftWork(text)
        self._shelf.save(state, me.id, replace(work, base_hash=state.text_hash))
        return text

    def revert_change(
        self, manuscript_id: str, text: ManuscriptText, change: Change
    ) -> ManuscriptText:
        """还原: the working text with one change of the 花脸稿 undone by a new edit.

        change: of any document over the manuscript's versions.  Nothing is saved; the text goes
        into the editor.  Raises Refused ``workflow.not_yours_to_edit``, ``change.unknown``,
        ``change.undone``, ``change.overlapped``, ``change.structure``.
        """
        me, state = self._desk.me(), self._desk.state(manuscript_id)
        if not may_edit(state, me, self._desk.context()):
            raise Refused("workflow.not_yours_to_edit", stage=state.stage, phase=state.phase)
        return self._reversals.revert(state, sound(text), change, me.id)

    # --- before signing ---

    def expected(
        self, manuscript_id: str, draft_text: ManuscriptText
    ) -> tuple[tuple[ClassedChange, ...], tuple[CarriedOut, ...]]:
        """三校: changes after 签发稿 to class, and lines of the 誊正核对单."""
        return expected_at_proof_3(self._desk, self._desk.state(manuscript_id), sound(draft_text))

    def grounds(
        self, manuscript_id: str, draft_text: ManuscriptText
    ) -> Mapping[str, tuple[Ground, ...]]:
        """三校: why a line of the 誊正核对单 is ticked by itself or is not, by the line's key."""
        return grounds_at_proof_3(self._desk, self._desk.state(manuscript_id), sound(draft_text))

    def missing(
        self, manuscript_id: str, part: Part, choice: DecisionChoice, work: DraftWork
    ) -> tuple[Missing, ...]:
        """Why the step cannot be concluded so yet, and what is only worth a warning.

        Without ``serious``: the screen has scanned the words already and adds it.
        """
        state, work = self._desk.state(manuscript_id), sound(work)
        changes, lines = expected_at_proof_3(self._desk, state, work.text)
        return missing_for(state, choice, work, changes, lines, self._desk.context())

    # --- signed acts ---

    def sign(
        self, manuscript_id: str, part: Part, decision: Decision, work: DraftWork, password: str
    ) -> SignedAct:
        """Sign the waiting step over the draft's exact text.

        Raises Refused ``session.wrong_password``, ``review.text_changed`` (fact ``person``: who
        saved other edits since the text was loaded; the same person where it was another
        window), ``finding.serious_open`` (fact ``count``), ``ledger.append_conflict`` where that
        happens this very moment, and everything ``decide`` refuses.
        """
        me, state, work = self._desk.me(), self._desk.state(manuscript_id), sound(work)
        stage = state.stage
        if stage is None:
            raise Refused("workflow.other_step", stage=None, phase=state.phase)
        base = self._desk.own_saves.present_base(
            manuscript_id, me.id, work.base_hash or state.text_hash
        )
        other = changed_since(state, base, me.id)
        if other and work.text != self._desk.text(state.text_hash):
            raise Refused("review.text_changed", person=self._desk.names().person(other))
        self._need_no_serious(manuscript_id, decision, work.text)
        changes, lines = expected_at_proof_3(self._desk, state, work.text)
        classed = {change.key: change.kind for change in work.changes}
        answers = {line.key: line for line in work.carried_out}
        command = SignStep(
            stage=stage,
            part=part,
            text_hash=text_hash(work.text),
            decision=decision,
            opinion=work.opinion,
            checklist_version=self._desk.context().checklists.of(stage).version,
            answers=work.answers,
            all_yes=work.all_yes,
            instructions=work.instructions if stage is Stage.REVIEW_3 else (),
            changes=tuple(replace(c, kind=classed.get(c.key)) for c in changes),
            expected_changes=changes,
            carried_out=tuple(_answered(line, answers.get(line.key)) for line in lines),
            expected_lines=lines,
            seconds_open=work.seconds_open,
            paragraphs_unread=unread_paragraphs(work),
            base_hash=state.text_hash,
        )
        return self._signed(manuscript_id, command, password, text=work.text, drop_for=me.id)

    def return_step(self, manuscript_id: str, reason: str, password: str) -> SignedAct:
        """退回, or 报领导处理 from 三校; the person's edits are saved as a version first."""
        return self._signed(
            manuscript_id, ReturnStep(reason), password, drop_for=self._desk.me().id, saving=True
        )

    def overrule(self, manuscript_id: str, reason: str, password: str) -> SignedAct:
        """Disagree with a negative opinion: on at the proof that was passed over."""
        me = self._desk.me().id
        return self._signed(
            manuscript_id, OverruleNegative(reason), password, drop_for=me, saving=True
        )

    def withdraw_signature(self, manuscript_id: str, reason: str, password: str) -> SignedAct:
        """Take one's own last sign-off back while nothing came after it."""
        return self._signed(manuscript_id, WithdrawSignature(reason), password)

    def record_paper(self, manuscript_id: str, form: PaperForm, password: str) -> SignedAct:
        """纸质签批: the section chief records what the leader signed on the printed sheet.

        Raises Refused ``finding.serious_open`` as :meth:`sign`, and everything ``decide`` refuses.
        """
        printed = self._desk.text(self._desk.state(manuscript_id).text_hash)
        self._need_no_serious(manuscript_id, form.decision, printed)
        name, content = form.sheet
        sheet = file_ref(name, content)
        stage = Stage.REVIEW_3

        def command(state: ManuscriptState | None) -> Command:
            return RecordPaper(
                part=form.part,
                signer_id=form.signer_id,
                text_hash=state.text_hash if state else "",
                decision=form.decision,
                opinion=form.opinion,
                check_code=form.check_code,
                sheet=sheet,
                signed_on=form.signed_on,
                checklist_version=self._desk.context().checklists.of(stage).version,
                answers=form.answers,
                instructions=form.instructions,
            )

        return self._signed(manuscript_id, command, password, blobs=[content])

    def _need_no_serious(
        self, manuscript_id: str, decision: Decision, text: ManuscriptText
    ) -> None:
        """A positive conclusion needs every 严重 mended, or set aside with a reason."""
        if decision.negative:
            return
        serious = len(self._findings.serious_in(manuscript_id, text).views)
        if serious:
            raise Refused("finding.serious_open", count=serious)

    def _signed(
        self,
        manuscript_id: str,
        wish: Command | Callable[[ManuscriptState | None], Command],
        password: str,
        *,
        text: ManuscriptText | None = None,
        blobs: list[bytes] | None = None,
        drop_for: str = "",
        saving: bool = False,
    ) -> SignedAct:
        key: KeyPair = self._session.check_password(password)
        try:
            if saving:  # what the person edited becomes a version before the act
                self.leave(manuscript_id)
            done = self._acts.perform(
                manuscript_id,
                wish,
                key=key,
                texts=[text] if text is not None else [],
                blobs=blobs or [],
                after=(lambda: self._shelf.drop(manuscript_id, drop_for)) if drop_for else None,
            )
        finally:
            key.erase()
        return signed_act(self._desk, done)


def signed_act(desk: Desk, done: Done) -> SignedAct:
    """What to tell after a signature: the hash, what waits now and for whom."""
    state = done.state
    waiting = dict.fromkeys(task.person_id for task in tasks(state, desk.context()))
    return SignedAct(
        short_hash=short_code(done.events[-1].hash if done.events else state.head),
        next=state.stage,
        phase=state.phase,
        waits_for=desk.names().people(waiting),
    )


def _answered(line: CarriedOut, given: CarriedOut | None) -> CarriedOut:
    """The line as the person answered it; what the text shows counts as done by itself."""
    if given is None:
        return line
    return replace(line, done=given.done, answer=given.answer)
