"""The checklists carry the whole rule, and an unanswered question is never overlooked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.errors import Environment
from qz_review.model.checklist import Answer, AskedAt, Checklist, ItemAnswer
from qz_review.model.manuscript import Flag
from qz_review.model.stage import Stage
from qz_review.workflow.checklists import (
    answers_all_yes,
    load_checklists,
    misplaced_answers,
    missing_answers,
    parse_checklists,
    suggested_answer,
    summary,
)

RESOURCES = Path(__file__).parents[3] / "resources"
RULE = "".join((RESOURCES / "rule" / "三审三校工作制度.txt").read_text(encoding="utf-8").split())
DATA = RESOURCES / "checklists" / "checklists-1.json"
PLACES = {
    Stage.REVIEW_1: ("四（一）1", "1.一审的职责。", "2.二审的职责。"),
    Stage.REVIEW_2: ("四（一）2", "2.二审的职责。", "3.三审的职责。"),
    Stage.REVIEW_3: ("四（一）3", "3.三审的职责。", "（二）“三校”工作职责。"),
    Stage.PROOF_1: ("四（二）1", "1.一校的职责。", "2.二校的职责。"),
    Stage.PROOF_2: ("四（二）2", "2.二校的职责。", "3.三校的职责。"),
    Stage.PROOF_3: ("四（二）3", "3.三校的职责。", "五、工作要求"),
}
FLOW_START = {
    Stage.PROOF_1: ("一校由具体", "二校由责任"),
    Stage.PROOF_2: ("二校由责任", "三校由责任"),
    Stage.PROOF_3: ("三校由责任", "四、“三审三校”工作职责"),
}


def between(start: str, end: str) -> str:
    """The rule's text from after ``start`` to before ``end``, white space left out."""
    place = RULE.index(start) + len(start)
    return RULE[place : RULE.index(end, place)]


def left_over(text: str, covered: list[str]) -> str:
    """What of ``text`` no covered passage contains."""
    spots = bytearray(len(text))
    for words in covered:
        words = "".join(words.split())
        for match in re.finditer(re.escape(words), text):
            spots[match.start() : match.end()] = b"\x01" * len(words)
    rest = "".join(c for c, spot in zip(text, spots, strict=True) if not spot)
    return re.sub(r"[，。；：]", "", rest)


@pytest.mark.parametrize("stage", Stage)
def test_rule_words_stand_verbatim_in_the_rule(stage: Stage) -> None:
    checklist = load_checklists().of(stage)
    for words in (*checklist.duty, *(item.rule_words for item in checklist.items)):
        assert "".join(words.split()) in RULE


@pytest.mark.parametrize("stage", Stage)
def test_every_clause_of_section_four_has_its_item(stage: Stage) -> None:
    section, start, end = PLACES[stage]
    clauses = re.findall(r"（\d+）", between(start, end))
    assert len(clauses) == len(set(clauses)) > 1
    top = [i for i in load_checklists().of(stage).items if i.parent is None and i.number[0] == "（"]
    assert [item.number for item in top] == clauses
    assert [item.source for item in top] == [section + number for number in clauses]


@pytest.mark.parametrize("stage", Stage)
def test_no_word_of_a_clause_is_left_out(stage: Stage) -> None:
    _, start, end = PLACES[stage]
    checklist = load_checklists().of(stage)
    questions = (*checklist.questions(), *checklist.questions(AskedAt.ARCHIVE))
    body = re.sub(r"（\d+）|[①-⑫]", "", between(start, end))
    spoken = [item.rule_words for item in questions] + list(checklist.duty)
    assert left_over(body, spoken) in ("", "具体审查是否有以下情形")


@pytest.mark.parametrize("stage", FLOW_START)
def test_no_word_of_the_proofs_flow_is_left_out(stage: Stage) -> None:
    start, end = FLOW_START[stage]
    body = start + between(start, end)
    checklist = load_checklists().of(stage)
    spoken = [item.rule_words for item in checklist.items] + list(checklist.duty)
    assert left_over(body, spoken) == ""


def test_the_twelve_forbidden_kinds_are_separate_questions() -> None:
    checklist = load_checklists().of(Stage.REVIEW_2)
    kinds = [item for item in checklist.parts_of("r2.4") if item.number in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"]
    assert [item.number for item in kinds] == list("①②③④⑤⑥⑦⑧⑨⑩⑪⑫")
    assert kinds[7].id == "r2.4.8"
    assert kinds[7].source == "四（一）2（4）⑧"
    assert "个人隐私" in kinds[7].statement


def test_reviews_have_six_ten_and_eight_items() -> None:
    tops = {
        stage: sum(1 for item in load_checklists().of(stage).items if item.parent is None)
        for stage in (Stage.REVIEW_1, Stage.REVIEW_2, Stage.REVIEW_3)
    }
    assert list(tops.values()) == [6, 10, 8]


def test_archiving_is_asked_at_archiving_only() -> None:
    checklist = load_checklists().of(Stage.PROOF_3)
    assert [item.number for item in checklist.questions(AskedAt.ARCHIVE)] == ["（6）"]
    assert "p3.6" not in missing_answers(checklist, ())
    assert missing_answers(checklist, (), AskedAt.ARCHIVE) == ("p3.6",)


def test_headings_are_answered_through_their_parts() -> None:
    checklist = load_checklists().of(Stage.REVIEW_2)
    open_items = missing_answers(checklist, [ItemAnswer("r2.4", Answer.YES)])
    assert "r2.4" not in open_items
    assert "r2.4.8" in open_items
    assert misplaced_answers(checklist, [ItemAnswer("r2.4", Answer.YES)]) == ("r2.4",)


def test_a_no_needs_a_note_and_then_does_not_block() -> None:
    checklist = load_checklists().of(Stage.REVIEW_3)
    answers = [a for a in answers_all_yes(checklist, {Flag.OTHER_UNITS}) if a.item_id != "r3.3"]
    bare = ItemAnswer("r3.3", Answer.NO, "  ")
    assert missing_answers(checklist, [*answers, bare]) == ("r3.3",)
    noted = ItemAnswer("r3.3", Answer.NO, "“澄湖区政府”须写全称")
    assert missing_answers(checklist, [*answers, noted]) == ()
    counts = summary(checklist, [*answers, noted])
    assert (counts.yes, counts.no, counts.not_applicable) == (7, 1, 0)
    assert (counts.answered, counts.total) == (8, 8)


@pytest.mark.parametrize(
    ("stage", "item_id", "flag"),
    [
        (Stage.REVIEW_1, "r1.1.9", Flag.AUDIOVISUAL),
        (Stage.REVIEW_1, "r1.4", Flag.QUOTATION),
        (Stage.REVIEW_2, "r2.5", Flag.REPRINT),
        (Stage.REVIEW_2, "r2.6", Flag.SERVICE_GUIDE),
        (Stage.REVIEW_2, "r2.7", Flag.OTHER_UNITS),
        (Stage.REVIEW_3, "r3.5", Flag.OTHER_UNITS),
        (Stage.PROOF_1, "p1.4", Flag.REPRINT),
    ],
)
def test_conditional_items_stay_and_suggest_not_applicable(
    stage: Stage, item_id: str, flag: Flag
) -> None:
    checklist = load_checklists().of(stage)
    item = next(item for item in checklist.questions() if item.id == item_id)
    assert suggested_answer(item, ()) is Answer.NOT_APPLICABLE
    assert suggested_answer(item, {flag}) is None
    assert item_id in missing_answers(checklist, ())


def test_unconditional_items_suggest_nothing() -> None:
    item = next(i for i in load_checklists().of(Stage.REVIEW_2).items if i.id == "r2.4.8")
    assert suggested_answer(item, ()) is None


def test_answers_given_twice_or_elsewhere_are_named() -> None:
    checklist = load_checklists().of(Stage.REVIEW_3)
    answers = [
        ItemAnswer("r3.1", Answer.YES),
        ItemAnswer("r3.1", Answer.NO, "已改"),
        ItemAnswer("r2.2", Answer.YES),
    ]
    assert misplaced_answers(checklist, answers) == ("r3.1", "r2.2")


def _all_lists() -> list[Checklist]:
    return list(load_checklists().lists)


@given(st.data())
def test_open_and_answered_questions_add_up(data: st.DataObject) -> None:
    checklist = data.draw(st.sampled_from(_all_lists()))
    answers = [
        ItemAnswer(item.id, answer, note)
        for item in checklist.questions()
        if (answer := data.draw(st.sampled_from([None, *Answer]))) is not None
        for note in [data.draw(st.sampled_from(["", "已改"]))]
    ]
    counts = summary(checklist, answers)
    assert counts.total == counts.answered + len(missing_answers(checklist, answers))
    assert len(answers) == counts.yes + counts.no + counts.not_applicable


def test_the_version_answered_can_be_loaded_again_and_others_not() -> None:
    newest = load_checklists()
    assert load_checklists(newest.version) is newest
    with pytest.raises(Environment) as caught:
        load_checklists("1999/1")
    assert caught.value.code == "checklist.unknown_version"


@pytest.mark.parametrize(
    ("reason", "damage"),
    [
        ("stages", lambda raw: raw["stages"].pop("proof_2")),
        ("same_id", lambda raw: raw["stages"]["review_3"]["items"][1].update(id="r3.1")),
        ("parent", lambda raw: raw["stages"]["review_3"]["items"][1].update(parent="r2.4")),
        ("unknown_value", lambda raw: raw["stages"]["review_3"]["items"][1].update(gate="x")),
        ("unknown_value", lambda raw: raw["stages"]["review_3"]["items"][1].update(when=["x"])),
        ("empty_text", lambda raw: raw["stages"]["review_3"]["items"][1].update(statement=" ")),
        ("keys", lambda raw: raw["stages"]["review_3"]["items"][1].pop("method")),
        ("no_questions", lambda raw: raw["stages"]["review_3"].update(items=[])),
        ("version", lambda raw: raw.update(version="")),
        ("KeyError", lambda raw: raw.pop("source")),
    ],
)
def test_a_damaged_file_is_refused_with_its_fault(reason: str, damage: object) -> None:
    raw = json.loads(DATA.read_text(encoding="utf-8"))
    assert callable(damage)
    damage(raw)
    with pytest.raises(Environment) as caught:
        parse_checklists(json.dumps(raw).encode(), "checklists-1.json")
    assert caught.value.code == "checklist.damaged"
    assert caught.value.facts["reason"] == reason


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(Environment):
        parse_checklists(data)
