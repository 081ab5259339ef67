"""The sample office holds together: every edit fits its text, everything it names exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from qz_review.documents.read import read_document
from qz_review.model.manuscript import Flag
from qz_review.model.person import Role
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import ManuscriptText, Paragraph, Table, count_characters, plain_text
from qz_review.services.sample_edits import apply_edits
from qz_review.services.sample_material import (
    SampleManuscript,
    SamplePerson,
    load_demo,
    load_manuscripts,
    load_office,
)
from qz_review.workflow.checklists import load_checklists

RESOURCES = Path(__file__).parents[2] / "resources"
OFFICE = load_office()
MANUSCRIPTS = load_manuscripts()
PEOPLE = {person.account: person for person in OFFICE.people}
EACH = pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda m: m.key)


def final_text(manuscript: SampleManuscript) -> ManuscriptText:
    text = manuscript.text
    for act in manuscript.course:
        text = apply_edits(text, act.edits)
    return text


def with_flag(flag: Flag) -> list[SampleManuscript]:
    return [m for m in MANUSCRIPTS if flag in m.flags]


@EACH
def test_every_edit_finds_its_passage_exactly_once(manuscript: SampleManuscript) -> None:
    text = manuscript.text
    for act in manuscript.course:
        for old, new in act.edits:
            assert plain_text(text).count(old) == 1, (act.stage, old)
            assert old != new
            text = apply_edits(text, [(old, new)])
    assert "\n\n" not in plain_text(text)


def test_an_edit_without_its_passage_is_refused() -> None:
    with pytest.raises(ValueError, match="0 times"):
        apply_edits(MANUSCRIPTS[0].text, [("没有这句", "")])


@EACH
def test_acts_follow_each_other_and_then_the_future(manuscript: SampleManuscript) -> None:
    times = [
        signature.hours_ago for act in manuscript.course for signature in (act.signatures or (act,))
    ]
    past = [time for time in times if time is not None]
    assert times[len(past) :] == [None] * (len(times) - len(past))
    assert past == sorted(past, reverse=True)
    assert all(0 < time < manuscript.hours_ago for time in past)


@EACH
def test_what_is_answered_no_is_an_item_of_that_step(manuscript: SampleManuscript) -> None:
    for act in manuscript.course:
        if act.notes:
            assert act.stage is not None
            asked = {item.id for item in load_checklists().of(act.stage).questions()}
            assert {item_id for item_id, _ in act.notes} <= asked
            assert all(note for _, note in act.notes)


@EACH
def test_facts_refer_to_what_the_office_has(manuscript: SampleManuscript) -> None:
    channels = {channel.id for channel in OFFICE.channels}
    assert set(manuscript.channels) <= channels
    assert manuscript.section in {section.id for section in OFFICE.sections}
    released = [act.fact("channel") for act in manuscript.course if act.kind == "release"]
    if manuscript.phase in (Phase.RELEASED, Phase.ARCHIVED):
        assert sorted(released) == sorted(manuscript.channels)
    else:
        assert released == []
    assert (manuscript.source is not None) == (Flag.REPRINT in manuscript.flags)
    signers = dict(OFFICE.countersign_units)
    for act in manuscript.course:
        if act.kind == "consult_answer":
            assert act.fact("signed_by") == signers[act.fact("unit")]


def test_every_place_on_the_route_has_a_manuscript() -> None:
    assert {m.stage for m in MANUSCRIPTS if m.phase is Phase.IN_REVIEW} == set(Stage)
    assert {m.phase for m in MANUSCRIPTS} >= set(Phase) - {Phase.READY}


def test_the_kinds_an_office_meets_are_there() -> None:
    for flag in (Flag.IMPORTANT, Flag.REPRINT, Flag.OTHER_UNITS, Flag.SERVICE_GUIDE):
        assert with_flag(flag), flag
    assert with_flag(Flag.SPECIALIST)
    acts = [act for m in MANUSCRIPTS for act in m.course]
    assert sum(1 for act in acts if act.kind == "return") >= 2
    assert any(act.kind == "delegate" for act in acts)
    answers = [act.fact("outcome") for act in acts if act.kind == "consult_answer"]
    assert {"agree", "disagree"} <= set(answers)
    assert max(count_characters(m.text) for m in MANUSCRIPTS) > 2000
    assert any(isinstance(block, Table) for m in MANUSCRIPTS for block in m.text.blocks)
    assert any(getattr(b, "label", "") == "二、" for m in MANUSCRIPTS for b in m.text.blocks)


def test_one_manuscript_is_overdue() -> None:
    overdue = []
    for manuscript in MANUSCRIPTS:
        if manuscript.phase is not Phase.IN_REVIEW or manuscript.stage is None:
            continue
        since = [a.hours_ago for a in manuscript.course if a.hours_ago is not None]
        hours = dict(OFFICE.hours) | dict(manuscript.hours)
        if min([*since, manuscript.hours_ago]) > hours[manuscript.stage.value]:
            overdue.append(manuscript.key)
    assert overdue == ["bus-lines", "messages"]


def test_the_reprint_ends_as_its_source_says() -> None:
    (manuscript,) = with_flag(Flag.REPRINT)
    assert manuscript.source is not None
    source = plain_text(manuscript.source.text)
    assert plain_text(manuscript.text) != source
    assert plain_text(final_text(manuscript)).replace("（来源：省水利厅门户网站）", "") == source


def test_the_first_manuscript_reads_as_released_in_the_design() -> None:
    text = final_text(MANUSCRIPTS[0])
    assert text.title == "我市新增12个社区长者食堂 本月起分批开放"
    counts = [len(act.edits) for act in MANUSCRIPTS[0].course if act.kind == "sign"]
    assert counts == [9, 9, 8, 5, 4, 2]
    assert "其余3个计划于12月底前投入使用。" in plain_text(text)


def test_the_office_is_complete() -> None:
    assert len(OFFICE.people) >= 9
    assert len(PEOPLE) == len(OFFICE.people)
    held = {role for person in OFFICE.people for role in person.roles}
    assert held == set(Role)
    assert Role.UNIT_LEADER in PEOPLE[OFFICE.deputy].roles
    assert len(OFFICE.channels) >= 3
    assert set(dict(OFFICE.hours)) == {stage.value for stage in Stage}
    assert len({m.serial for m in MANUSCRIPTS}) == len(MANUSCRIPTS) >= 12


@pytest.mark.parametrize("person", OFFICE.people, ids=lambda p: p.account)
def test_everybody_has_a_small_transparent_signature(person: SamplePerson) -> None:
    path = RESOURCES / "samples" / "signatures" / f"{person.account}.png"
    assert path.stat().st_size <= 8 * 1024
    with Image.open(path) as picture:
        low, high = picture.getchannel("A").getextrema()
    assert (low, high > 150) == (0, True)


def test_every_countersignature_has_its_sheet() -> None:
    acts = [act for m in MANUSCRIPTS for act in m.course if act.kind == "consult_answer"]
    sealed = [dict(act.facts) for act in acts if dict(act.facts).get("sealed")]
    assert len(sealed) == 3
    for facts in sealed:
        with Image.open(RESOURCES / "samples" / facts["sheet"]) as picture:
            assert min(picture.size) > 400


def demo_text() -> ManuscriptText:
    return read_document(RESOURCES / "samples" / load_demo().file).text


def test_the_demo_manuscript_has_what_office_manuscripts_have() -> None:
    text = demo_text()
    assert text.subtitle
    assert 600 <= count_characters(text) <= 900
    labels = [b.label for b in text.blocks if isinstance(b, Paragraph) and b.label]
    assert labels == ["一、", "（一）", "（二）", "二、", "三、"]
    assert [len(b.rows) for b in text.blocks if isinstance(b, Table)] == [4]
    assert [note.text for note in text.notes] == ["停车泊位含地面划线车位和小型立体车位。"]


def test_the_demo_s_edits_fit_its_manuscript() -> None:
    text = demo_text()
    course = load_demo().course
    for act in course:
        text = apply_edits(text, act.edits)
    assert text.subtitle == "惠及居民1.82万户"
    assert [act.stage for act in course if act.kind == "return"] == [Stage.REVIEW_3]
    (last,) = [act for act in course if act.stage is Stage.PROOF_3]
    assert len(last.fact("change_classes")) == len(last.edits)
    (leader,) = [act for act in course if act.stage is Stage.REVIEW_3 and act.kind == "sign"]
    assert leader.edits
