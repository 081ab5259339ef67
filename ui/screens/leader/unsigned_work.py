"""The leader's unsigned work while he reads: answers, instructions, words; no widget, no store."""

from __future__ import annotations

from dataclasses import replace

from qz_review.model.checklist import Answer, AnswerSummary, Checklist, ItemAnswer
from qz_review.model.manuscript import Flag
from qz_review.model.text import ManuscriptText
from qz_review.services.views import DraftWork
from qz_review.workflow.checklists import answers_all_yes, summary


class UnsignedWork:
    """Starts from the draft that was kept; :meth:`current` is exactly what would be signed."""

    def __init__(self, work: DraftWork, checklist: Checklist, flags: frozenset[Flag]) -> None:
        self._work = work
        self._flags = flags
        self.checklist = checklist

    def current(self, text: ManuscriptText, read: frozenset[int], seconds: int) -> DraftWork:
        """The work over ``text``; read: numbers of paragraphs; seconds: looked at just now."""
        opened = self._work.seconds_open + seconds
        return replace(self._work, text=text, read_paragraphs=read, seconds_open=opened)

    @property
    def work(self) -> DraftWork:
        """The work without what the page holds."""
        return self._work

    def take_words(self, work: DraftWork) -> None:
        """What was typed in the sign dialog: opinion, conclusion, instructions."""
        self._work = replace(
            self._work,
            opinion=work.opinion,
            decision=work.decision,
            instructions=work.instructions,
        )

    # --- checklist ---

    @property
    def counts(self) -> AnswerSummary:
        """How many items are answered, and how."""
        return summary(self.checklist, self._work.answers)

    @property
    def has_objections(self) -> bool:
        """True when an item was answered 否: then there is no 各项均为是."""
        return any(answer.answer is Answer.NO for answer in self._work.answers)

    def answer_all_yes(self) -> None:
        """各项均为是 in one act, recorded as such; after a 否 the rest, answered one by one."""
        given = answers_all_yes(self.checklist, self._flags)
        if not self.has_objections:
            self._work = replace(self._work, answers=given, all_yes=True)
            return
        own = {answer.item_id: answer for answer in self._work.answers}
        answers = tuple(own.get(answer.item_id, answer) for answer in given)
        self._work = replace(self._work, answers=answers, all_yes=False)

    def set_answers(self, answers: tuple[ItemAnswer, ...]) -> None:
        """Answers given item by item."""
        if answers != self._work.answers:
            self._work = replace(self._work, answers=answers, all_yes=False)

    # --- instructions ---

    def set_instructions(self, instructions: tuple[str, ...]) -> None:
        """What 三校 shall change, a line each."""
        self._work = replace(self._work, instructions=instructions)
