"""F1 shows the rule's own words on a step, and nothing of another step's."""

from __future__ import annotations

import pytest

from qz_review.model.stage import Stage
from qz_review.services.phrases import load_phrases
from qz_review.services.rule_text import passages_for, rule_paragraphs
from qz_review.workflow.checklists import load_checklists


def squeezed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("stage", Stage)
def test_a_step_s_passages_hold_all_its_checklist_words(stage: Stage) -> None:
    shown = squeezed("".join(p for passage in passages_for(stage) for p in passage.paragraphs))
    checklist = load_checklists().of(stage)
    for words in (*checklist.duty, *(item.rule_words for item in checklist.items)):
        assert squeezed(words) in shown


@pytest.mark.parametrize("stage", Stage)
def test_a_step_s_passages_stop_before_the_next_step(stage: Stage) -> None:
    flow, duties = passages_for(stage)
    assert [p.startswith(stage.label) for p in flow.paragraphs] == [True]
    headings = [p for p in duties.paragraphs if "的职责。" in p]
    assert len(headings) == 1
    assert f"{stage.label}的职责。" in headings[0]
    assert flow.clause == ("三（二）" if stage.is_proof else "三（一）")


def test_the_whole_annex_is_there() -> None:
    paragraphs = rule_paragraphs()
    assert paragraphs[0] == "附件"
    assert "五、工作要求" in paragraphs
    assert not any("EQ" in paragraph for paragraph in paragraphs)


def test_phrases_are_offered_for_every_opinion_and_return() -> None:
    phrases = load_phrases()
    for stage in Stage:
        assert 4 <= len(phrases.for_opinion(stage)) <= 6
        assert bool(phrases.for_return(stage)) == (stage not in (Stage.REVIEW_1, Stage.PROOF_1))
    assert phrases.principal and phrases.waivers and phrases.withdrawals and phrases.joint_review
