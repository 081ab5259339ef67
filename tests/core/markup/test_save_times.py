"""A change bears the time of the save in which it took its form; what lay between shows nowhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qz_review.markup.changes import ChangeKind
from qz_review.markup.layers import Layers, Save, Version, compose
from qz_review.markup.marked import MarkedDocument
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph, Picture

from .test_properties import edited, texts

ONE = "入冬以来，市城市管理局组织巡查队，对全市供水主干管开展拉网式检查。"
TWO = "市民可登陆市政府网站查询停水信息，也可拨打热线电话报修。"


def text(*paragraphs: str | Paragraph) -> ManuscriptText:
    blocks = tuple(p if isinstance(p, Paragraph) else Paragraph(p) for p in paragraphs)
    return ManuscriptText("供水", blocks=(Picture("a" * 64, "image/png"), *blocks))


def saved(before: ManuscriptText, *saves: ManuscriptText) -> MarkedDocument:
    """One hand: texts saved at 9:00, 9:10, 9:20 …, the last of them what left his hands."""
    times = [f"9:{minute}0" for minute in range(len(saves))]
    earlier = tuple(Save(*pair) for pair in zip(saves[:-1], times[:-1], strict=True))
    last = Version(Stage.REVIEW_1, saves[-1], "张某宁", times[-1], earlier)
    return compose([Version(None, before), last])


def times(document: MarkedDocument) -> list[tuple[str, str, str]]:
    return [(c.deleted, c.inserted, c.time) for c in document.changes]


def test_each_edit_has_the_time_of_its_own_save() -> None:
    first = text(ONE, TWO.replace("登陆", "登录"))
    second = text(ONE.replace("，对全市", "，对全市范围内"), TWO.replace("登陆", "登录"))
    third = text(
        ONE.replace("，对全市", "，对全市范围内"), TWO.replace("登陆", "登录"), "请互相转告。"
    )
    document = saved(text(ONE, TWO), first, second, third)
    assert times(document) == [
        ("", "范围内", "9:10"),
        ("陆", "录", "9:00"),
        ("", "请互相转告。", "9:20"),
    ]
    marks = {run.inserted for block in document.blocks for run in block.runs if run.inserted}
    assert {(mark.version, mark.time) for mark in marks} == {(1, "9:00"), (1, "9:10"), (1, "9:20")}


def test_what_was_typed_and_taken_back_leaves_no_mark() -> None:
    wrong = text(ONE, TWO.replace("热线", "市民热线"))
    document = saved(text(ONE, TWO), wrong, text(ONE, TWO), text(ONE, TWO.replace("登陆", "登录")))
    assert times(document) == [("陆", "录", "9:20")]
    assert saved(text(ONE, TWO), wrong, text(ONE, TWO)).changes == ()


def test_an_edit_changed_again_is_as_old_as_its_present_form() -> None:
    once = text(ONE.replace("组织", "迅速组织"), TWO)
    again = text(ONE.replace("组织", "连夜迅速组织"), TWO)
    assert times(saved(text(ONE, TWO), once, again, again)) == [("", "连夜迅速", "9:10")]


def test_deletions_moves_and_formats_have_their_times() -> None:
    short = text(ONE.replace("入冬以来，", ""), TWO)
    moved = text(TWO, ONE.replace("入冬以来，", ""))
    level = text(Paragraph(TWO, 1), ONE.replace("入冬以来，", ""))
    found = {c.kind: c.time for c in saved(text(ONE, TWO), short, moved, level).changes}
    assert found[ChangeKind.MOVED] == "9:10"
    gone = saved(text(ONE, TWO), short, short)
    assert times(gone) == [("入冬以来，", "", "9:00")]
    formatted = saved(
        text(ONE, TWO), text(ONE, Paragraph(TWO, 1)), text(ONE + "好。", Paragraph(TWO, 1))
    )
    assert [(c.kind, c.time) for c in formatted.changes] == [
        (ChangeKind.INSERTED, "9:10"),
        (ChangeKind.FORMAT, "9:00"),
    ]


@given(texts, st.data())
def test_saves_change_nothing_but_times(before: ManuscriptText, data: st.DataObject) -> None:
    saves = [data.draw(edited(before))]
    for _ in range(data.draw(st.integers(1, 3))):
        saves.append(data.draw(edited(saves[-1])))
    document = saved(before, *saves)
    plain = compose([Version(None, before), Version(Stage.REVIEW_1, saves[-1], "张某宁")])
    assert [(c.kind, c.deleted, c.inserted) for c in document.changes] == [
        (c.kind, c.deleted, c.inserted) for c in plain.changes
    ]
    known = {f"9:{minute}0" for minute in range(len(saves))}
    assert {change.time for change in document.changes} <= known
    assert document.lines_of_version(1) == plain.lines_of_version(1)


@given(texts, st.data())
def test_layers_gone_on_from_are_those_laid_at_once(
    before: ManuscriptText, data: st.DataObject
) -> None:
    versions = [Version(None, before)]
    for stage in (Stage.REVIEW_1, Stage.PROOF_1, Stage.REVIEW_2):
        versions.append(Version(stage, data.draw(edited(versions[-1].text)), stage.label))
    layers = Layers(versions[0])
    for version in versions[1:]:
        kept, known = layers, layers.document()
        layers = layers.copy()
        layers.add(version)
        assert kept.document() == known  # what is gone on from stays as it was
    assert layers.document() == compose(versions)
