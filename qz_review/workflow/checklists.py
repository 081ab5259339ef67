"""The checklists as data, and what it means to have answered one.

The texts lie in ``resources/checklists/checklists-*.json``.  A published version never
changes, since the version answered is stored in the event; a later one comes beside it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from qz_review.assets import resource_path
from qz_review.errors import Environment
from qz_review.model.checklist import (
    Answer,
    AnswerSummary,
    AskedAt,
    Checklist,
    ChecklistItem,
    Gate,
    ItemAnswer,
    MachineHint,
)
from qz_review.model.manuscript import Flag
from qz_review.model.stage import Stage

_ITEM_KEYS = {field.name for field in fields(ChecklistItem)} - {"stage"}


@dataclass(frozen=True, slots=True)
class Checklists:
    """One version of the checklists of all six steps.

    source: the document they come from, for print.
    """

    version: str
    source: str
    lists: tuple[Checklist, ...]

    def of(self, stage: Stage) -> Checklist:
        """The checklist of one step."""
        return self.lists[stage.position]


def load_checklists(version: str | None = None) -> Checklists:
    """The checklists of a version, or of the newest where none is named.

    Raises Environment: ``assets.missing``, ``checklist.missing`` (no file at all),
    ``checklist.unknown_version`` (fact ``version``), ``checklist.damaged`` (facts ``file``,
    ``reason``, ``item``).
    """
    known = _load_folder(resource_path("checklists"))
    if version is None:
        return known[-1]
    for checklists in known:
        if checklists.version == version:
            return checklists
    raise Environment("checklist.unknown_version", version=version)


def parse_checklists(data: bytes, file: str = "") -> Checklists:
    """The checklists in a JSON file, checked for completeness and consistency.

    file: its name, for the error.  Raises Environment ``checklist.damaged``.
    """
    try:
        raw = json.loads(data.decode("utf-8"))
        version, source, stages = raw["version"], raw["source"], raw["stages"]
        if not isinstance(version, str) or not version or not isinstance(source, str):
            raise _Fault("version")
        if set(stages) != {stage.value for stage in Stage}:
            raise _Fault("stages")
        lists = tuple(
            Checklist(
                version,
                stage,
                tuple(_text(line) for line in stages[stage.value]["duty"]),
                tuple(_parse_item(stage, item) for item in stages[stage.value]["items"]),
            )
            for stage in Stage
        )
        _check_structure(lists)
    except _Fault as fault:
        raise Environment(
            "checklist.damaged", file=file, reason=fault.reason, item=fault.item
        ) from fault
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Environment(
            "checklist.damaged", file=file, reason=type(error).__name__, item=""
        ) from error
    return Checklists(version, source, lists)


def missing_answers(
    checklist: Checklist,
    answers: Iterable[ItemAnswer],
    asked_at: AskedAt = AskedAt.SIGN,
) -> tuple[str, ...]:
    """Ids of the questions still open, in the checklist's order.

    A heading is answered through its parts.  A NO without a note counts as open: the note
    says what was done about it.
    """
    done = {answer.item_id for answer in answers if _complete(answer)}
    return tuple(item.id for item in checklist.questions(asked_at) if item.id not in done)


def misplaced_answers(
    checklist: Checklist,
    answers: Iterable[ItemAnswer],
    asked_at: AskedAt = AskedAt.SIGN,
) -> tuple[str, ...]:
    """Ids answered that this checklist does not ask, or answered twice; empty when all fits."""
    asked = {item.id for item in checklist.questions(asked_at)}
    counts = Counter(answer.item_id for answer in answers)
    return tuple(item_id for item_id, n in counts.items() if n > 1 or item_id not in asked)


def suggested_answer(item: ChecklistItem, flags: Collection[Flag]) -> Answer | None:
    """NOT_APPLICABLE for an item on a kind of manuscript that this one is not, else None.

    It is a suggestion: the person still confirms it, so that every item of the rule is answered.
    """
    if item.when and not any(flag in flags for flag in item.when):
        return Answer.NOT_APPLICABLE
    return None


def answers_all_yes(checklist: Checklist, flags: Collection[Flag]) -> tuple[ItemAnswer, ...]:
    """各项均为是: YES to every question, 不适用 where the manuscript lacks what it asks about."""
    return tuple(
        ItemAnswer(item.id, suggested_answer(item, flags) or Answer.YES)
        for item in checklist.questions()
    )


def summary(
    checklist: Checklist,
    answers: Iterable[ItemAnswer],
    asked_at: AskedAt = AskedAt.SIGN,
) -> AnswerSummary:
    """Counts of the answers to this checklist's questions; the last answer to an item counts."""
    given = {answer.item_id: answer for answer in answers}
    asked = checklist.questions(asked_at)
    present = [given[item.id] for item in asked if item.id in given]
    counts = Counter(answer.answer for answer in present)
    return AnswerSummary(
        yes=counts[Answer.YES],
        no=counts[Answer.NO],
        not_applicable=counts[Answer.NOT_APPLICABLE],
        answered=sum(1 for answer in present if _complete(answer)),
        total=len(asked),
    )


class _Fault(Exception):
    """What is wrong in a checklist file: a short reason and the item concerned."""

    def __init__(self, reason: str, item: str = "") -> None:
        super().__init__(reason, item)
        self.reason = reason
        self.item = item


def _complete(answer: ItemAnswer) -> bool:
    return answer.answer is not Answer.NO or bool(answer.note.strip())


@lru_cache(maxsize=4)
def _load_folder(folder: Path) -> tuple[Checklists, ...]:
    """Every version in the folder, oldest first by the number in the file name."""
    numbered = [
        (int(match[1]), path)
        for path in folder.glob("checklists-*.json")
        if (match := re.fullmatch(r"checklists-(\d+)\.json", path.name))
    ]
    if not numbered:
        raise Environment("checklist.missing", folder=folder.name)
    return tuple(parse_checklists(path.read_bytes(), path.name) for _, path in sorted(numbered))


def _text(value: object, item: str = "") -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Fault("empty_text", item)
    return value


def _parse_item(stage: Stage, raw: dict[str, Any]) -> ChecklistItem:
    item_id = _text(raw["id"])
    if set(raw) != _ITEM_KEYS:
        raise _Fault("keys", item_id)
    try:
        return ChecklistItem(
            id=item_id,
            stage=stage,
            number=_text(raw["number"], item_id),
            clause=_text(raw["clause"], item_id),
            source=_text(raw["source"], item_id),
            rule_words=_text(raw["rule_words"], item_id),
            statement=_text(raw["statement"], item_id),
            gate=Gate(raw["gate"]),
            parent=None if raw["parent"] is None else _text(raw["parent"], item_id),
            when=tuple(Flag(flag) for flag in raw["when"]),
            machine_hint=None if raw["machine_hint"] is None else MachineHint(raw["machine_hint"]),
            asked_at=AskedAt(raw["asked_at"]),
            method=str(raw["method"]),
        )
    except ValueError as error:
        raise _Fault("unknown_value", item_id) from error


def _check_structure(lists: tuple[Checklist, ...]) -> None:
    seen: set[str] = set()
    for checklist in lists:
        if not checklist.questions():
            raise _Fault("no_questions", checklist.stage.value)
        headings: set[str] = set()  # open headings: parts follow directly
        for item in checklist.items:
            if item.id in seen:
                raise _Fault("same_id", item.id)
            seen.add(item.id)
            if item.parent is None:
                headings = {item.id}
            elif item.parent not in headings:
                raise _Fault("parent", item.id)
