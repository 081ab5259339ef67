"""The conclusions of a step in words: what the card says and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qz_review.model.stage import Stage
from qz_review.services.views import ChoiceKind, DecisionChoice, Missing


def choice_key(choice: DecisionChoice) -> str:
    """A key for widgets, stable while the step waits."""
    return choice.decision.value if choice.decision is not None else choice.kind.value


def choice_title(choice: DecisionChoice) -> str:
    """能发布, 退回一审, 不同意，继续办理."""
    if choice.decision is not None:
        return choice.decision.label
    if choice.kind is ChoiceKind.RETURN:
        return return_verb(choice)
    return "不同意，继续办理"


def return_verb(choice: DecisionChoice) -> str:
    """退回一审; from 三校 the matter is reported to the leader: 报领导处理."""
    stage = choice.to_stage
    if stage is Stage.REVIEW_3:
        return "报领导处理"
    return f"退回{stage.label}" if stage is not None else "退回"


def choice_caption(choice: DecisionChoice, stage: Stage) -> str:
    """What follows a conclusion, under its title; stage: the step that waits."""
    if choice.kind is ChoiceKind.RETURN:
        if stage is Stage.PROOF_3:
            return "回到三审，写明事项"
        return f"{stage_words(choice.to_stage)}起重签"
    if choice.kind is ChoiceKind.OVERRULE:
        return f"{after_words(choice, stage)}补做"
    return after_words(choice, stage)


def after_words(choice: DecisionChoice, stage: Stage) -> str:
    """Where the manuscript goes after the act."""
    if choice.ends:
        return "结束办理"
    if choice.kind is not ChoiceKind.SIGN:
        word = "回到" if choice.kind is ChoiceKind.RETURN else "转"
        return f"{word}{stage_words(choice.to_stage)}"
    if choice.waits:
        return "等主要领导审签" if stage is Stage.REVIEW_3 else "等另一人签名"
    if choice.to_stage is not None:
        straight = choice.decision is not None and choice.decision.negative
        return f"{'直接' if straight else ''}报{choice.to_stage.label}"
    return "进入发布前终扫" if stage is Stage.PROOF_3 else ""


def stage_words(stage: Stage | None) -> str:
    """The name of a step, empty for none."""
    return stage.label if stage is not None else ""


def sign_verb(choice: DecisionChoice | None) -> str:
    """The verb of the primary button: 签署并报送, 签署, 退回一审."""
    if choice is None:
        return "签署并报送"
    if choice.kind is ChoiceKind.RETURN:
        return return_verb(choice)
    if choice.kind is ChoiceKind.OVERRULE or choice.ends or choice.waits:
        return "签署"
    return "签署并报送"


def first_positive(choices: Sequence[DecisionChoice]) -> DecisionChoice | None:
    """The conclusion that the footer reckons with while none is chosen."""
    for choice in choices:
        if choice.kind is ChoiceKind.SIGN and choice.decision and not choice.decision.negative:
            return choice
    return next((c for c in choices if c.kind is ChoiceKind.SIGN), None)


_MISSING = {
    "checklist": ("要点 {n} 项", "审核要点差 {n} 项", "去填写"),
    "no_consultation": ("会签未征求", "涉及其他单位，还没有征求意见或会签", "去征求"),
    "consultation": ("会签 {n} 家", "会签、征求意见 {n} 家没有答复", "去看看"),
    "disagreement": ("会签分歧 {n} 处", "会签分歧 {n} 处没有写明本单位理由", "去说明"),
    "joint_review": ("联审", "专业性强，还没有联审意见", "去联审"),
    "changes": ("改动归类 {n} 处", "签发后改动 {n} 处没有归类", "去归类"),
    "carried_out": ("誊正 {n} 项", "誊正核对单 {n} 项没有答复", "去核对"),
    "serious": ("严重问题 {n} 条", "严重问题 {n} 条没有改正，也没有写明忽略理由", "去处理"),
    "minor": ("一般问题 {n} 条", "一般问题 {n} 条没有处理", "去看看"),
    "opinion": ("意见", "这项结论须写明意见", "去填写"),
    "unread": ("未读 {n} 段", "还有 {n} 段没读到", "去看"),
    "source": ("来源", "转载、引用的来源没有写全", "去填写"),
    "partner_first": ("另一人", "另一人还没有签署", ""),
    "decision": ("结论", "结论没有选定", "去选"),
}


@dataclass(frozen=True, slots=True)
class MissingLine:
    """A line of 还不能签: level ``blocks`` or ``warns``; link: the word that leads there."""

    code: str
    level: str
    text: str
    link: str


def missing_lines(
    found: Iterable[Missing], filled_here: frozenset[str] = frozenset()
) -> list[MissingLine]:
    """The lines of 还不能签, what blocks first.

    filled_here: codes of what the dialog itself asks for, no reason to keep the person out.
    """
    return [
        MissingLine(missing.code, "blocks" if missing.blocks else "warns", *_missing(missing)[1:])
        for missing in sorted(found, key=lambda missing: not missing.blocks)
        if missing.code not in filled_here
    ]


def _missing(missing: Missing) -> tuple[str, str, str]:
    known = _MISSING.get(missing.code, (missing.code, missing.code, ""))
    short, long, link = (words.format(n=missing.count) for words in known)
    return short, long, link


def footer_words(found: Sequence[Missing]) -> str:
    """还差：要点 5 项、会签 1 家; empty when nothing blocks."""
    blocks = [_missing(item)[0] for item in found if item.blocks]
    return f"还差：{'、'.join(blocks)}" if blocks else ""
