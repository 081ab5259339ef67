"""The rule's duties of a step as questions, and the answers people give to them.

Source: 《“三审三校”工作制度》 四（一）, 四（二） and, for the proofs, 三（二）.  The questions
themselves are data (``resources/checklists``); see :mod:`qz_review.workflow.checklists`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qz_review.model.manuscript import Flag
from qz_review.model.stage import Stage


class Gate(StrEnum):
    """The six gates (六关): every checklist item and every finding belongs to one."""

    POLITICS = "politics"
    SECRECY = "secrecy"
    LAW = "law"
    POLICY = "policy"
    WORDING = "wording"
    TIMING = "timing"

    @property
    def label(self) -> str:
        """The rule's name for the gate, for instance 政治关."""
        return _GATE_LABELS[self]


_GATE_LABELS = {
    Gate.POLITICS: "政治关",
    Gate.SECRECY: "保密关",
    Gate.LAW: "法律关",
    Gate.POLICY: "政策关",
    Gate.WORDING: "文字关",
    Gate.TIMING: "时间关",
}


class MachineHint(StrEnum):
    """What in the product can help to answer an item."""

    DIFF = "diff"  # the changes between two texts
    LIST = "list"  # lists of names and offices
    SCAN = "scan"  # the scanning rules
    COUNTERSIGN = "countersign"  # the records of 征求意见 and 会签
    SOURCE = "source"  # source facts and the kept source text


class AskedAt(StrEnum):
    """When an item is asked."""

    SIGN = "sign"  # before the step is signed
    ARCHIVE = "archive"  # when the manuscript is archived: 三校（6）


class Answer(StrEnum):
    """Answers to an item; every statement is worded so that YES means 无问题."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """是, 否 or 不适用."""
        return {"yes": "是", "no": "否", "not_applicable": "不适用"}[self]


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One question, or the heading over the questions that a clause falls into.

    id: stable, for instance ``r2.4.8``.  number: as shown (``（4）``, ``⑧``, ``1-3``, ``三-2``).
    clause: short place (二审（4）⑧).  source: full place in the rule (四（一）2（4）⑧).
    rule_words: the rule's own words, verbatim.  statement: the short positive statement.
    parent: id of the item above, None at the top.
    when: flags; the item concerns manuscripts with any of them, empty = every manuscript.
    method: how the rule says it is done (读校, 默读, 视听对比), empty for reviews.
    """

    id: str
    stage: Stage
    number: str
    clause: str
    source: str
    rule_words: str
    statement: str
    gate: Gate
    parent: str | None = None
    when: tuple[Flag, ...] = ()
    machine_hint: MachineHint | None = None
    asked_at: AskedAt = AskedAt.SIGN
    method: str = ""


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What somebody answered to one item; NO needs a note of what was done about it."""

    item_id: str
    answer: Answer
    note: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """Everything the rule asks at one step, in the rule's order.

    version: version of the data, stored with the answers.
    duty: the rule's sentences on the step as a whole, shown over the items.
    items: headings and their parts, a heading directly before its parts.
    """

    version: str
    stage: Stage
    duty: tuple[str, ...]
    items: tuple[ChecklistItem, ...]

    def parts_of(self, item_id: str) -> tuple[ChecklistItem, ...]:
        """The items under a heading, empty for an item that is answered itself."""
        return tuple(item for item in self.items if item.parent == item_id)

    def questions(self, asked_at: AskedAt = AskedAt.SIGN) -> tuple[ChecklistItem, ...]:
        """The items that are answered themselves at that moment (headings left out)."""
        headings = {item.parent for item in self.items}
        return tuple(
            item for item in self.items if item.id not in headings and item.asked_at is asked_at
        )


@dataclass(frozen=True, slots=True)
class AnswerSummary:
    """Counts for progress bars and sheets: ``answered`` of ``total`` are complete."""

    yes: int
    no: int
    not_applicable: int
    answered: int
    total: int
