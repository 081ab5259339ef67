"""Asks the services for the sign dialog, off the GUI thread; holds no widget.

Signals: ``counted(int)`` changes on the whole route; ``missing_found(key, tuple[Missing])``;
``signed(SignedAct)``; ``password_refused(str)``; ``blocked_until(str)`` with the countdown, empty
when it is over; ``outdated(str)`` the manuscript has moved on; ``refused(str)``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from qz_review.errors import AppendConflict, QzError
from qz_review.model.manuscript import Part
from qz_review.services.results import SignedAct
from qz_review.services.views import ChoiceKind, DecisionChoice, DraftWork, ManuscriptView, Missing
from ui.jobs.job_runner import JobRunner
from ui.screens.sign.wording import act_verb
from ui.text.choices import choice_key
from ui.text.error_texts import sentence_for
from ui.text.moments import minutes_and_seconds

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

TICK_MS = 250
_OUTDATED = frozenset(
    {
        "workflow.other_step",
        "workflow.not_your_step",
        "workflow.over",
        "workflow.wrong_phase",
        "workflow.changes_unknown",
        "workflow.same_as_partner",
        "workflow.leader_signed",
        "checklist.other_version",
        "checklist.misplaced",
    }
)


class Signing(QObject):
    """One manuscript's act; ``now`` is the present moment, for the countdown."""

    counted = Signal(int)
    missing_found = Signal(str, object)
    signed = Signal(object)
    password_refused = Signal(str)
    blocked_until = Signal(str)
    outdated = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        jobs: JobRunner,
        view: ManuscriptView,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._view, self._now = jobs, view, now
        self._until: datetime | None = None
        self._wrong = "密码错了多次"
        self._countdown = QTimer(self)
        self._countdown.setInterval(TICK_MS)
        self._countdown.timeout.connect(self._on_countdown_timeout)

    def count_changes(self, work: DraftWork) -> None:
        """Count the changes on the whole route, the draft's too."""
        manuscript_id = self._view.manuscript_id

        def count(own: Workspace, job: object) -> int:
            return len(own.manuscripts.marked(manuscript_id, work.text).changes)

        self._jobs.run(self, "数改动", count, self.counted.emit, replaces=True, shown=False)

    def look_for_missing(self, part: Part, choice: DecisionChoice, work: DraftWork) -> None:
        """Find out what keeps the person from concluding so."""
        manuscript_id, key = self._view.manuscript_id, choice_key(choice)

        def look(own: Workspace, job: object) -> tuple[Missing, ...]:
            return own.review.missing(manuscript_id, part, choice, work)

        self._jobs.run(
            self, "核对签署条件", look, lambda found: self.missing_found.emit(key, found),
            self._on_failed, replaces=True, shown=False,
        )  # fmt: skip

    def sign(self, part: Part, choice: DecisionChoice, work: DraftWork, password: str) -> None:
        """Sign, return or overrule; ``signed`` or one of the refusals follows."""
        view = self._view

        def act(own: Workspace, job: object) -> SignedAct:
            _need_same_text(own, view, part, work)
            review = own.review
            if choice.kind is ChoiceKind.RETURN:
                return review.return_step(view.manuscript_id, work.opinion, password)
            if choice.kind is ChoiceKind.OVERRULE:
                return review.overrule(view.manuscript_id, work.opinion, password)
            assert choice.decision is not None
            return review.sign(view.manuscript_id, part, choice.decision, work, password)

        name = act_verb(choice, view.stage) if view.stage is not None else "签署"
        self._jobs.run(self, name, act, self.signed.emit, self._on_failed, shown=False)

    def keep_draft(self, owner: QObject, work: DraftWork) -> None:
        """Save what was written, in the background; it outlives the dialog."""
        manuscript_id, stage = self._view.manuscript_id, self._view.stage

        def save(own: Workspace, job: object) -> None:
            if own.manuscripts.view(manuscript_id).stage is stage:  # words belong to their step
                own.review.save_draft(manuscript_id, work)

        self._jobs.run(owner, "保存意见", save, lambda _: None, shown=False)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, QzError):
            raise error  # a bug: the application's hook reports it
        if error.code == "session.delayed":
            self._start_countdown(error)
        elif error.code == "session.wrong_password":
            self.password_refused.emit(sentence_for(error))
        elif isinstance(error, AppendConflict) or error.code in _OUTDATED:
            self.outdated.emit(sentence_for(error))
        else:
            self.refused.emit(sentence_for(error))

    def _start_countdown(self, refusal: QzError) -> None:
        until, tries = refusal.facts.get("until"), refusal.facts.get("tries")
        self._until = until if isinstance(until, datetime) else None
        self._wrong = f"密码连错{tries}次" if isinstance(tries, int) else "密码错了多次"
        self._countdown.start()
        self._on_countdown_timeout()

    def _on_countdown_timeout(self) -> None:
        left = (self._until - self._now()).total_seconds() if self._until else 0.0
        if left > 0:
            self.blocked_until.emit(f"{self._wrong}，{minutes_and_seconds(ceil(left))}后再试")
            return
        self._countdown.stop()
        self._until = None
        self.blocked_until.emit("")


def _need_same_text(own: Workspace, view: ManuscriptView, part: Part, work: DraftWork) -> None:
    """Nobody signs over edits that another person saved after the dialog was opened.

    The present text is the person's draft laid together with what others saved: where it is
    the text to be signed, nothing of theirs is missing from it.
    """
    present = own.manuscripts.view(view.manuscript_id)
    if present.stage is not view.stage or part not in present.parts:
        raise AppendConflict("ledger.append_conflict", manuscript_id=view.manuscript_id)
    if present.text_hash != view.text_hash and present.text != work.text:
        raise AppendConflict("ledger.append_conflict", manuscript_id=view.manuscript_id)
