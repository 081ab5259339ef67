"""What is being signed, as lines of the sign dialog's left column; nothing here knows widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qz_review.model.manuscript import CarriedOut, ClassedChange, Flag, Outcome, Part
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph, Picture, count_characters
from qz_review.services.views import DecisionChoice, DraftWork, ManuscriptView
from qz_review.workflow.checklists import summary
from qz_review.workflow.stages import READ_ALOUD
from ui.text.choices import after_words

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: state ``ok``, ``warn``, ``danger`` or None for a plain fact."""

    key: str
    label: str
    value: str
    state: str | None = None


def size_words(text: ManuscriptText) -> str:
    """507 字 · 6 段 · 配图 1 张 · 附件 2 个."""
    parts = [f"{count_characters(text)} 字", f"{paragraph_count(text)} 段"]
    pictures = sum(1 for block in text.blocks if isinstance(block, Picture))
    if pictures:
        parts.append(f"配图 {pictures} 张")
    if text.attachments:
        parts.append(f"附件 {len(text.attachments)} 个")
    return " · ".join(parts)


def paragraph_count(text: ManuscriptText) -> int:
    """Paragraphs with words."""
    return sum(1 for b in text.blocks if isinstance(b, Paragraph) and b.text.strip())


def classed_changes(work: DraftWork, expected: Sequence[ClassedChange]) -> list[ClassedChange]:
    """The changes after 签发稿 with the classes the person gave them."""
    kinds = {change.key: change.kind for change in work.changes}
    return [
        ClassedChange(c.key, c.place, c.deleted, c.inserted, kinds.get(c.key)) for c in expected
    ]


def facts_of(
    view: ManuscriptView,
    work: DraftWork,
    part: Part,
    changes: Sequence[ClassedChange],
    lines: Sequence[CarriedOut],
    change_count: int | None,
    choice: DecisionChoice | None,
) -> list[Fact]:
    """The lines in the order of the dialog.

    changes: after 签发稿, classed as far as they are.  lines: of the 誊正核对单.
    change_count: changes on the whole route, None while they are being counted.
    """
    stage = view.stage
    found = [Fact("changes", "改动", "…" if change_count is None else f"{change_count} 处")]
    if stage is Stage.PROOF_3:
        found.append(_approved_fact(changes))
    found += _checklist_fact(view, work)
    if stage is Stage.PROOF_3:
        found += _leader_fact(lines, work)
    found += _consultation_facts(view)
    if view.ignored_findings:
        found.append(Fact("ignored", "忽略的问题", f"{view.ignored_findings} 处 · 均有理由"))
    found.append(_reading_fact(work, stage))
    after = after_words(choice, stage) if choice is not None and stage is not None else ""
    found.append(Fact("after", "签后", after or "选定结论后可知"))
    return found


def _approved_fact(changes: Sequence[ClassedChange]) -> Fact:
    open_ones = sum(1 for change in changes if change.kind is None)
    if not changes:
        return Fact("approved", "签发稿后改动", "0 处")
    if open_ones:
        return Fact(
            "approved", "签发稿后改动", f"{len(changes)} 处 · 差 {open_ones} 处归类", "danger"
        )
    return Fact("approved", "签发稿后改动", f"{len(changes)} 处 · 已归类", "ok")


def _checklist_fact(view: ManuscriptView, work: DraftWork) -> list[Fact]:
    if view.checklist is None:
        return []
    counts = summary(view.checklist, work.answers)
    value = f"{counts.answered}/{counts.total}"
    if counts.no:
        value += f" · 否 {counts.no}"
    elif work.all_yes and counts.answered == counts.total:
        value += " · 各项均为是"
    return [
        Fact("checklist", "审核要点", value, "ok" if counts.answered == counts.total else "danger")
    ]


def _leader_fact(lines: Sequence[CarriedOut], work: DraftWork) -> list[Fact]:
    if not lines:
        return []
    given = {line.key: line for line in work.carried_out}
    settled = sum(
        1 for line in lines if (answer := given.get(line.key, line)).done or answer.answer.strip()
    )
    whole = settled == len(lines)
    word = "已誊正" if whole else "誊正"
    state = "ok" if whole else "danger"
    return [Fact("leader", "领导意见", f"{word} {settled}/{len(lines)}", state)]


def _consultation_facts(view: ManuscriptView) -> list[Fact]:
    found = []
    asked = view.consultations
    if asked:
        answered = [c for c in asked if c.outcome is not None]
        against = any(c.outcome is Outcome.DISAGREE for c in answered)
        value = f"{len(answered)}/{len(asked)}"
        if against:
            value += " 有不同意见"
        elif len(answered) == len(asked):
            value += " 一致"
        state = "warn" if against or len(answered) < len(asked) else None
        found.append(Fact("consultation", "会签", value, state))
    elif Flag.OTHER_UNITS in view.flags:
        found.append(Fact("consultation", "会签", "还没有登记", "warn"))
    if not view.joint_reviews and Flag.SPECIALIST in view.flags:
        found.append(Fact("joint", "联审", "还没有提请", "warn"))
    elif view.joint_reviews:
        given = sum(1 for joint in view.joint_reviews if joint.outcome is not None)
        found.append(Fact("joint", "联审", f"{given}/{len(view.joint_reviews)}"))
    return found


def _reading_fact(work: DraftWork, stage: Stage | None) -> Fact:
    total = paragraph_count(work.text)
    read = min(len(work.read_paragraphs), total)
    value = f"{read}/{total} 段"
    if work.seconds_open >= MINUTE:
        value += f" · {work.seconds_open // MINUTE}分"
    label = "读校" if stage in READ_ALOUD else "已读段落"
    return Fact("reading", label, value, None if read == total else "warn")
