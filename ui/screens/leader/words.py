"""Words of the leader view: caption, timeline, banner, choices; nothing here knows widgets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qz_review.model.manuscript import Decision, Outcome, Part
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Picture, count_characters
from qz_review.services.views import ChoiceKind, ConsultationView, DecisionChoice, OpinionView
from ui.screens.leader.material import LeaderMaterial
from ui.screens.leader.quotes import quote_places
from ui.text.moments import deadline_tone, elapsed_words, moment_words
from ui.widgets.opinion_timeline import OpinionView as Entry


@dataclass(frozen=True, slots=True)
class ChoiceWords:
    """How a conclusion is shown: large with an icon, or (variant ``flat``) as a plain button."""

    title: str
    caption: str
    icon: str
    variant: str


@dataclass(frozen=True, slots=True)
class BannerWords:
    """A fact over the text: variant, what, who and when and why."""

    variant: str
    fact: str
    detail: str


def step_words(part: Part) -> str:
    """Name of the step in the header: 三审, or 审签 for the principal."""
    return "审签" if part is Part.PRINCIPAL else Stage.REVIEW_3.label


def caption_line(material: LeaderMaterial, text: ManuscriptText) -> str:
    """信息科 · 拟发青汀要闻 · 515字 配图1张."""
    view = material.view
    channels = "、".join(release.channel for release in view.channels)
    size = f"{count_characters(text):,}字"
    pictures = sum(1 for block in text.blocks if isinstance(block, Picture))
    if pictures:
        size += f" 配图{pictures}张"
    if text.attachments:
        size += f" 附件{len(text.attachments)}个"
    parts = (view.section, f"拟发{channels}" if channels else "", size)
    return " · ".join(part for part in parts if part)


def queue_words(material: LeaderMaterial) -> str:
    """待签 2 件，第 1 件."""
    if not material.place:
        return f"待签 {len(material.queue)} 件"
    return f"待签 {len(material.queue)} 件，第 {material.place} 件"


def elapsed(material: LeaderMaterial, now: datetime) -> str:
    """用时 3天."""
    return f"用时 {elapsed_words(material.view.registered_at, now)}"


# --- timeline ---------------------------------------------------------------------------------


def timeline(material: LeaderMaterial, quotes: tuple[str, ...], now: datetime) -> list[Entry]:
    """Earlier acts from the first to the last, and the person's own place at the end."""
    view = material.view
    asked = {_consulted(item): item for item in view.consultations if item.outcome is not None}
    entries = [
        _entry(opinion, asked.get((opinion.label, opinion.who)), quotes, now)
        for opinion in reversed(view.opinions)
    ]
    entries += [
        Entry("联审", joint.name, "", f"还没有意见：{joint.matter}", tags=(("待答复", "warn"),))
        for joint in view.joint_reviews
        if joint.outcome is None
    ]
    entries += [
        Entry(item.kind.label, item.unit, "", f"还没有答复：{item.matter}",
              tags=(("待答复", "warn"),))
        for item in view.consultations
        if item.outcome is None
    ]  # fmt: skip
    return [*entries, _own_entry(material, now)]


def _consulted(item: ConsultationView) -> tuple[str, str]:
    """As ``ManuscriptView.opinions`` names the answer."""
    return item.kind.label, f"{item.unit} {item.signed_by}".rstrip()


def _entry(
    opinion: OpinionView, asked: ConsultationView | None, quotes: tuple[str, ...], now: datetime
) -> Entry:
    tags: list[tuple[str, str]] = []
    if opinion.superseded:
        tags.append(("已失效", "normal"))
    elif opinion.negative:
        tags.append((opinion.decision_label, "danger"))
    if opinion.paper:
        tags.append(("纸质签批", "normal"))
    name, words = opinion.who, opinion.opinion
    if asked is not None:
        name, words = asked.unit, _answer_words(asked)
    if opinion.instructions:
        words = "\n".join(
            [words, *(f"{n}. {line}" for n, line in enumerate(opinion.instructions, 1))]
        ).lstrip("\n")
    told = opinion.negative and not opinion.superseded
    if not told and opinion.decision_label not in words and _needs_decision(opinion, words):
        words = f"{opinion.decision_label}。{words}"
    return Entry(
        label=opinion.label,
        name=name,
        time=moment_words(opinion.at, now),
        words=words,
        stage=opinion.stage,
        quotes=() if opinion.superseded else quote_places(words, quotes),
        tags=tuple(tags),
    )


def _needs_decision(opinion: OpinionView, words: str) -> bool:
    """Proofs and reviews say their conclusion in their words; 会签, 联审 and silence do not."""
    return not words or opinion.stage is None or opinion.superseded


def _answer_words(asked: ConsultationView) -> str:
    """What the unit answered, through whom; both sides where they disagree."""
    assert asked.outcome is not None
    answer = asked.outcome.label
    if asked.signed_by:
        answer += f"（{asked.signed_by}签）"
    if asked.words.strip("。 ") not in ("", asked.outcome.label):
        answer += f"：{asked.words}"
    if asked.outcome is Outcome.DISAGREE and asked.our_reason:
        answer += f"\n本单位理由：{asked.our_reason}"
    return answer


def _own_entry(material: LeaderMaterial, now: datetime) -> Entry:
    view = material.view
    due, tone = "", "text3"
    if view.due is not None:
        due, tone = f"限 {moment_words(view.due, now)}", deadline_tone(view.due, now)
    name = material.own_name
    if view.delegated_by:
        name = f"{name}，受 {view.delegated_by} 委托"
    return Entry(
        label=step_words(material.part),
        name=name,
        time=due,
        words=after_words(material),
        stage=Stage.REVIEW_3,
        tags=(("你", "accent"),),
        is_here=True,
        time_tone="text3" if tone == "text" else tone,
    )


def after_words(material: LeaderMaterial) -> str:
    """签后送梁某审签, 签后报三校; over a negative opinion the choice decides."""
    for choice in material.view.choices:
        if choice.decision in (
            Decision.APPROVE, Decision.APPROVE_WITH_CHANGES, Decision.PRINCIPAL_AGREE
        ):  # fmt: skip
            if choice.waits:
                return f"签后送{material.principal or '主要领导'}审签"
            return f"签后报{choice.to_stage.label}" if choice.to_stage else ""
    return "前序意见不同意发布，选定结论后办理"


# --- over the text ------------------------------------------------------------------------------


def banners(material: LeaderMaterial, now: datetime) -> list[BannerWords]:
    """A negative opinion, a matter 三校 reported, a clash of edits: what the leader must know."""
    view = material.view
    found = []
    in_force = [opinion for opinion in view.opinions if not opinion.superseded]
    last = in_force[0] if in_force else None
    overrules = any(choice.kind is ChoiceKind.OVERRULE for choice in view.choices)
    negative = next(
        (o for o in in_force if overrules and o.negative and o.stage is Stage.REVIEW_2), None
    )
    if negative is not None:
        found.append(
            BannerWords(
                "danger", f"二审意见：{negative.decision_label}", _who_when_why(negative, now)
            )
        )
    if last is not None and last.label == "退回" and last.stage is Stage.PROOF_3:
        found.append(BannerWords("warn", "三校报请领导处理", _who_when_why(last, now)))
    against = [c for c in view.consultations if c.outcome is Outcome.DISAGREE]
    if against:
        units = "、".join(item.unit for item in against)
        found.append(
            BannerWords(
                "warn", f"{units}不同意，双方理由见前面的意见", "由你决定是否发布、怎样修改"
            )
        )
    if view.set_aside is not None:
        found.append(
            BannerWords(
                "warn", "你上次的改动与后来保存的文本冲突，已搁置", "在稿件审校里可看、可取回"
            )
        )
    return found


def _who_when_why(opinion: OpinionView, now: datetime) -> str:
    who = f"{opinion.who} {moment_words(opinion.at, now)}"
    return f"{who} · {opinion.opinion}" if opinion.opinion else who


# --- choices ------------------------------------------------------------------------------------

_BY_DECISION = {
    Decision.APPROVE: ChoiceWords("同意发布", "按此文本签发", "check", "primary"),
    Decision.APPROVE_WITH_CHANGES: ChoiceWords(
        "修改后发布", "写明改哪里，三校落实", "pen", "accent"
    ),
    Decision.PRINCIPAL_AGREE: ChoiceWords("同意", "按此文本签发", "check", "primary"),
    Decision.REJECT: ChoiceWords("不予发布…", "结束办理", "ban", "flat"),
}


def choice_words(choice: DecisionChoice, *, over_negative: bool) -> ChoiceWords:
    """How a conclusion is shown.  over_negative: 二审 holds that it cannot be published."""
    stage = choice.to_stage
    if choice.kind is ChoiceKind.RETURN:
        label = stage.label if stage is not None else ""
        return ChoiceWords(f"退回{label}", f"写明理由，{label}起重签", "undo", "danger")
    if choice.kind is ChoiceKind.OVERRULE:
        label = stage.label if stage is not None else ""
        return ChoiceWords("不同意，继续办理", f"不同意前序意见，转{label}补做", "redo", "accent")
    if choice.decision is Decision.REJECT and over_negative:
        return ChoiceWords("不予发布", "同意前序意见，结束办理", "ban", "danger")
    if choice.decision in _BY_DECISION:
        return _BY_DECISION[choice.decision]
    raise KeyError(f"三审 knows no conclusion {choice.decision}")


def ordered_choices(choices: tuple[DecisionChoice, ...]) -> tuple[DecisionChoice, ...]:
    """As the footer shows them: over a negative opinion 不予发布 first, else last."""
    over_negative = any(choice.kind is ChoiceKind.OVERRULE for choice in choices)
    return tuple(sorted(choices, key=lambda c: _rank(c, over_negative)))


def _rank(choice: DecisionChoice, over_negative: bool) -> int:
    if choice.ends:
        return 0 if over_negative else 4
    order = {ChoiceKind.SIGN: 1, ChoiceKind.OVERRULE: 2, ChoiceKind.RETURN: 3}
    return order[choice.kind]
