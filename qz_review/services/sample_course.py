"""Walking a sample manuscript's course through the same services as everybody.

Every act is performed by the person named, with his own key; the clock is set to the moment
at which the sample says it happened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from qz_review.assets import resource_path
from qz_review.model.checklist import Answer, AskedAt, ItemAnswer
from qz_review.model.manuscript import (
    ChangeClass,
    ConsultationKind,
    Outcome,
    Part,
)
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText
from qz_review.services.results import SignedAct
from qz_review.services.sample_answers import answers_with_notes, classed, ticked
from qz_review.services.sample_edits import apply_edits
from qz_review.services.sample_material import SampleAct, SampleSignature
from qz_review.services.views import DraftWork, ManuscriptView
from qz_review.workflow.stages import READ_ALOUD

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

EDITING = timedelta(minutes=4)
"""How long before a signature the sample people finish editing."""


class SetClock:
    """A clock that stands where it was last set."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """The moment set."""
        return self.moment


@dataclass(frozen=True, slots=True)
class Played:
    """One act as performed.  words: decision or what it was; outcome None for plain acts."""

    act: SampleAct
    account: str
    part: Part | None
    words: str
    outcome: SignedAct | None


class Cast:
    """Everybody of the sample office at a desk of his own, logged in once.

    desk_of: opens the workspace as somebody; password: everybody's.
    """

    def __init__(self, desk_of: Callable[[str], Workspace], password: str) -> None:
        self._desk_of = desk_of
        self._open: dict[str, Workspace] = {}
        self.password = password

    def at(self, account: str) -> Workspace:
        """The workspace as this person sees it."""
        if account not in self._open:
            self._open[account] = self._desk_of(account)
        return self._open[account]

    def leave(self) -> None:
        """Everybody locks his desk."""
        for workspace in self._open.values():
            workspace.session.lock()
        self._open.clear()


class Course:
    """Performs the acts of one manuscript's course.

    moment_of: when a signature or act happens, from its ``hours_ago``; None leaves the clock.
    edit: what an act's editor makes of the text; the sample's own replacements by default.
    """

    def __init__(
        self,
        cast: Cast,
        clock: SetClock,
        manuscript_id: str,
        moment_of: Callable[[float | None], datetime],
        channel_ids: dict[str, str],
        edit: Callable[[ManuscriptText, SampleAct], ManuscriptText] | None = None,
    ) -> None:
        self._cast = cast
        self._clock = clock
        self._id = manuscript_id
        self._moment_of = moment_of
        self._channel_ids = channel_ids
        self._edit = edit or (lambda text, act: apply_edits(text, act.edits))
        self._acts: dict[str, Callable[[SampleAct], SignedAct | None]] = {
            "return": self._return,
            "consult": self._consult,
            "consult_answer": self._answer,
            "explain_disagreement": self._explain,
            "joint_review_request": self._ask_specialist,
            "joint_review": self._joint_review,
            "delegate": self._delegate,
            "final_scan": self._final_scan,
            "release": self._release,
            "archive": self._archive,
            "withdraw": self._withdraw,
        }

    def play(self, act: SampleAct) -> tuple[Played, ...]:
        """Perform one act; a step signed by two gives two.

        Of a pair of which only one has signed so far, only that one signs.
        """
        if act.kind == "sign":
            return self._sign(act)
        self._clock.moment = self._moment_of(act.hours_ago)
        outcome = self._acts[act.kind](act)
        return (Played(act, act.by, None, act.kind, outcome),)

    # --- signing ---

    def _sign(self, act: SampleAct) -> tuple[Played, ...]:
        editor = self._editor(act)
        if len(act.signatures) > 1 and act.stage in READ_ALOUD:
            self._clock.moment = self._moment_of(act.signatures[0].hours_ago) - EDITING
            self._save_edits(editor, act)
        happened = [s for s in act.signatures if s.hours_ago is not None] or act.signatures
        return tuple(self._signature(act, signature, editor) for signature in happened)

    def _editor(self, act: SampleAct) -> str:
        checkers = [s.by for s in act.signatures if s.part is Part.CHECKER]
        return checkers[0] if checkers else act.signatures[0].by

    def _save_edits(self, editor: str, act: SampleAct) -> None:
        """The checker's edits become a version before the reader signs over them."""
        workspace = self._cast.at(editor)
        view = workspace.manuscripts.view(self._id)
        text = self._edit(view.text, act)
        if text != view.signed_text:
            workspace.review.save_draft(self._id, DraftWork(text, base_hash=view.text_hash))
            workspace.review.leave(self._id)

    def _signature(self, act: SampleAct, signature: SampleSignature, editor: str) -> Played:
        workspace = self._cast.at(signature.by)
        moment = self._moment_of(signature.hours_ago)
        self._clock.moment = moment
        view = workspace.manuscripts.view(self._id)
        text = view.signed_text
        edits_now = len(act.signatures) == 1 or act.stage is Stage.REVIEW_3
        if edits_now and signature.by == editor and signature is act.signatures[0]:
            text = self._edit(text, act)
        work = self._work(act, signature, view, text, workspace)
        decision = signature.decision or act.decision
        assert decision is not None  # every sample signature has one
        workspace.review.save_draft(self._id, work)
        outcome = workspace.review.sign(
            self._id, signature.part, decision, work, self._cast.password
        )
        return Played(act, signature.by, signature.part, decision.label, outcome)

    def _work(
        self,
        act: SampleAct,
        signature: SampleSignature,
        view: ManuscriptView,
        text: ManuscriptText,
        workspace: Workspace,
    ) -> DraftWork:
        checklist = view.checklist
        assert checklist is not None  # a step waits
        own = signature is act.signatures[-1] or signature.opinion != ""
        principal = signature.part is Part.PRINCIPAL and len(act.signatures) > 1
        changes, lines = workspace.review.expected(self._id, text)
        classes = [ChangeClass(c) for c in dict(act.facts).get("change_classes", ())]
        sorts = tuple(zip(act.edits, classes, strict=False))
        return DraftWork(
            text=text,
            answers=answers_with_notes(checklist, view, () if principal else act.notes),
            all_yes=act.stage is Stage.REVIEW_3 and not act.notes,
            opinion=(signature.opinion or act.opinion) if own or not principal else "",
            decision=signature.decision or act.decision,
            instructions=() if principal else act.instructions,
            changes=classed(changes, sorts),
            carried_out=ticked(lines),
            read_paragraphs=frozenset(range(len(text.blocks))),
            seconds_open=180 + 12 * len(text.blocks),
            base_hash=view.text_hash,
        )

    # --- everything else ---

    def _return(self, act: SampleAct) -> SignedAct:
        return self._cast.at(act.by).review.return_step(
            self._id, act.fact("reason"), self._cast.password
        )

    def _consult(self, act: SampleAct) -> None:
        self._cast.at(act.by).routing.request_consultation(
            self._id, ConsultationKind(act.fact("kind")), act.fact("unit"), act.fact("matter")
        )

    def _answer(self, act: SampleAct) -> None:
        facts: dict[str, Any] = dict(act.facts)
        sheet = None
        if facts.get("sheet"):
            path = resource_path("samples", *facts["sheet"].split("/"))
            sheet = (f"{facts['unit']}{_SHEET}{path.suffix}", path.read_bytes())
        self._cast.at(act.by).routing.answer_consultation(
            self._id,
            self._consultation_id(act),
            Outcome(facts["outcome"]),
            facts["words"],
            facts.get("signed_by", ""),
            bool(facts.get("sealed", False)),
            sheet,
        )

    def _explain(self, act: SampleAct) -> None:
        self._cast.at(act.by).routing.explain_disagreement(
            self._id, self._consultation_id(act), act.fact("reason")
        )

    def _consultation_id(self, act: SampleAct) -> str:
        view = self._cast.at(act.by).manuscripts.view(self._id)
        unit = act.fact("unit")
        return next(c.consultation_id for c in view.consultations if c.unit == unit)

    def _ask_specialist(self, act: SampleAct) -> None:
        workspace = self._cast.at(act.by)
        person = workspace.people.roster().by_account(act.fact("person"))
        assert person is not None  # the sample names people of its office
        workspace.routing.request_joint_review(self._id, person.id, act.fact("matter"))

    def _joint_review(self, act: SampleAct) -> SignedAct:
        return self._cast.at(act.by).routing.give_joint_review(
            self._id, Outcome(act.fact("outcome")), act.fact("opinion"), self._cast.password
        )

    def _delegate(self, act: SampleAct) -> SignedAct:
        workspace = self._cast.at(act.by)
        taker = workspace.people.roster().by_account(act.fact("to"))
        assert taker is not None and act.stage is not None
        until = self._clock.moment + timedelta(hours=act.fact("until_hours"))
        return workspace.routing.delegate(
            self._id, act.stage, taker.id, act.fact("reason"), until, self._cast.password
        )

    def _final_scan(self, act: SampleAct) -> None:
        self._cast.at(act.by).release.final_scan(self._id)

    def _release(self, act: SampleAct) -> SignedAct:
        return self._cast.at(act.by).release.record_release(
            self._id,
            self._channel_ids[act.fact("channel")],
            act.fact("address"),
            self._clock.moment,
            self._cast.password,
        )

    def _archive(self, act: SampleAct) -> None:
        workspace = self._cast.at(act.by)
        asked = workspace.archive.archive_items(self._id)
        answers = [ItemAnswer(item.id, Answer.YES) for item in asked.questions(AskedAt.ARCHIVE)]
        workspace.archive.sign_archive(self._id, answers, self._cast.password)

    def _withdraw(self, act: SampleAct) -> SignedAct:
        return self._cast.at(act.by).release.withdraw(
            self._id, act.fact("reason"), self._cast.password
        )


_SHEET = "会签单"
