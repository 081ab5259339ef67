"""Answers to a checklist while the person works on it."""

from __future__ import annotations

from collections.abc import Iterable

from qz_review.model.checklist import Answer, AskedAt, Checklist, ChecklistItem, ItemAnswer


class ChecklistState:
    """The answers of one step; headings are answered by their parts."""

    def __init__(self, checklist: Checklist, answers: Iterable[ItemAnswer]) -> None:
        self.checklist = checklist
        self._questions = checklist.questions(AskedAt.SIGN)
        known = {item.id for item in self._questions}
        self._answers = {a.item_id: a for a in answers if a.item_id in known}

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """Questions and the headings over them, in the rule's order."""
        asked = {item.id for item in self._questions}
        parents = {item.parent for item in self._questions}
        return tuple(i for i in self.checklist.items if i.id in asked or i.id in parents)

    @property
    def total(self) -> int:
        """Number of questions."""
        return len(self._questions)

    @property
    def answered(self) -> int:
        """Questions with a complete answer."""
        return sum(self.is_complete(item.id) for item in self._questions)

    def answer(self, item_id: str) -> ItemAnswer | None:
        """The answer given, None where there is none."""
        return self._answers.get(item_id)

    def answers(self) -> tuple[ItemAnswer, ...]:
        """All answers in the rule's order, incomplete notes too."""
        return tuple(self._answers[i.id] for i in self._questions if i.id in self._answers)

    def is_heading(self, item: ChecklistItem) -> bool:
        """True for an item answered by its parts."""
        return any(question.parent == item.id for question in self._questions)

    def is_complete(self, item_id: str) -> bool:
        """True for an answer that may be signed: 否 needs its note."""
        given = self._answers.get(item_id)
        if given is None:
            return False
        return given.answer is not Answer.NO or bool(given.note.strip())

    def parts(self, item_id: str) -> tuple[int, int]:
        """Complete and all parts of a heading."""
        parts = [question for question in self._questions if question.parent == item_id]
        return sum(self.is_complete(part.id) for part in parts), len(parts)

    def set_answer(self, item_id: str, answer: Answer, note: str | None = None) -> None:
        """Give an answer; a note already written is kept for 否."""
        before = self._answers.get(item_id)
        words = note if note is not None else (before.note if before else "")
        if answer is not Answer.NO:
            words = words if note is not None else ""
        self._answers[item_id] = ItemAnswer(item_id, answer, words)

    def set_note(self, item_id: str, note: str) -> None:
        """Write what was done about a 否."""
        before = self._answers.get(item_id)
        if before is not None:
            self._answers[item_id] = ItemAnswer(item_id, before.answer, note)
