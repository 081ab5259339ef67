"""前面的意见: every act with words, newest first, and the rows of 版本."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qz_review.model.manuscript import Outcome, Part
from qz_review.model.stage import Stage
from qz_review.services.naming import Names, by_part, step_label
from qz_review.services.views import OpinionView, VersionRow
from qz_review.workflow.state import ManuscriptState, SignOff


def opinions(state: ManuscriptState, names: Names) -> tuple[OpinionView, ...]:
    """Sign-offs (a pair as one line), returns, overrulings, 会签, 联审 and scans with a waiver."""
    lines = [_signed(group, names) for group in sign_off_groups(state)]
    lines += _returned(state, names)
    lines += _answered(state, names)
    return tuple(sorted(lines, key=lambda line: (line.at, line.seq), reverse=True))


def sign_off_groups(state: ManuscriptState) -> tuple[tuple[SignOff, ...], ...]:
    """Sign-offs as they belong together: reader and checker of one round are one group."""
    groups: list[list[SignOff]] = []
    open_pairs: dict[tuple[Stage, str, bool], list[SignOff]] = {}
    for sign_off in state.sign_offs:
        if sign_off.part not in (Part.READER, Part.CHECKER):
            groups.append([sign_off])
            continue
        key = (sign_off.stage, sign_off.text_hash, sign_off.superseded)
        pair = open_pairs.get(key)
        if pair is not None and all(member.part is not sign_off.part for member in pair):
            pair.append(sign_off)
            del open_pairs[key]
        else:
            group = [sign_off]
            groups.append(group)
            open_pairs[key] = group
    return tuple(by_part(group) for group in groups)


def joined_opinion(group: Sequence[SignOff]) -> str:
    """The words of a pair as one: each named by its part where they differ."""
    said = [(s.part.label, s.opinion.strip()) for s in group if s.opinion.strip()]
    distinct = list(dict.fromkeys(words for _, words in said))
    if len(distinct) < 2:
        return distinct[0] if distinct else ""
    return "；".join(f"{label}：{words}" for label, words in said)


def _signed(group: Sequence[SignOff], names: Names) -> OpinionView:
    last = max(group, key=lambda s: s.seq)
    return OpinionView(
        seq=last.seq,
        label=step_label(last.stage, last.part),
        stage=last.stage,
        who=names.signers(group),
        decision_label=last.decision.label,
        negative=last.decision.negative,
        opinion=joined_opinion(group),
        instructions=tuple(line for s in group for line in s.instructions),
        at=last.time,
        text_hash=last.text_hash,
        superseded=last.superseded,
        paper=any(s.paper for s in group),
        person_ids=tuple(s.person_id for s in group),
    )


def _returned(state: ManuscriptState, names: Names) -> list[OpinionView]:
    lines = [
        OpinionView(
            seq=back.seq,
            label="退回",
            stage=back.event.from_stage,
            who=names.acting(back.person_id, back.on_behalf_of),
            decision_label=(
                "报领导处理"
                if back.event.from_stage is Stage.PROOF_3
                else f"退回{back.event.to_stage.label}"
            ),
            negative=True,
            opinion=back.event.reason,
            instructions=(),
            at=back.time,
            text_hash=back.event.text_hash,
            person_ids=(back.person_id,),
        )
        for back in state.returns
    ]
    lines += [
        OpinionView(
            seq=overruling.seq,
            label=overruling.stage.label,
            stage=overruling.stage,
            who=names.acting(overruling.person_id, overruling.on_behalf_of),
            decision_label=f"不同意前序否定意见，转{overruling.to_stage.label}",
            negative=False,
            opinion=overruling.reason,
            instructions=(),
            at=overruling.time,
            text_hash="",
            person_ids=(overruling.person_id,),
        )
        for overruling in state.overrulings
    ]
    return lines


def _answered(state: ManuscriptState, names: Names) -> list[OpinionView]:
    lines: list[OpinionView] = []
    for consultation in state.consultations:
        if consultation.answer is None or consultation.answered_at is None:
            continue
        words = consultation.answer.words
        if consultation.our_reason:
            words = f"{words}；本单位理由：{consultation.our_reason}".lstrip("；")
        lines.append(
            OpinionView(
                seq=consultation.seq,
                label=consultation.request.kind.label,
                stage=None,
                who=f"{consultation.request.unit} {consultation.answer.signed_by}".rstrip(),
                decision_label=consultation.answer.outcome.label,
                negative=consultation.answer.outcome is Outcome.DISAGREE,
                opinion=words,
                instructions=(),
                at=consultation.answered_at,
                text_hash="",
            )
        )
    for joint in state.joint_reviews:
        if joint.review is None or joint.reviewed_at is None:
            continue
        lines.append(
            OpinionView(
                seq=joint.seq,
                label="联审",
                stage=None,
                who=names.person(joint.person_id),
                decision_label=joint.review.outcome.label,
                negative=joint.review.outcome is Outcome.DISAGREE,
                opinion=joint.review.opinion,
                instructions=(),
                at=joint.reviewed_at,
                text_hash=joint.review.text_hash,
                person_ids=(joint.person_id,),
            )
        )
    return lines


def version_rows(
    state: ManuscriptState, names: Names, characters_of: Callable[[str], int]
) -> tuple[VersionRow, ...]:
    """Saved texts, newest first.  characters_of: 字数 of a text by its hash."""
    rows = []
    for version in state.versions:
        signers = [
            f"{step_label(s.stage, s.part)} {names.signers((s,))}"
            for s in state.sign_offs
            if s.text_hash == version.text_hash and s.seq >= version.seq
        ]
        rows.append(
            VersionRow(
                seq=version.seq,
                text_hash=version.text_hash,
                stage=version.stage,
                who=names.person(version.actor_id),
                at=version.time,
                characters=characters_of(version.text_hash),
                signed_by=tuple(dict.fromkeys(signers)),
            )
        )
    return tuple(reversed(rows))
