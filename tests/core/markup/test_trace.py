"""The trace of any range: titles, cells, captions, across paragraphs, and places without extent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qz_review.markup.layers import Version, compose
from qz_review.markup.positions import Positions
from qz_review.markup.trace import Holding, Trace, trace_range
from qz_review.model.stage import Stage
from qz_review.model.text import Cell, ManuscriptText, Note, Paragraph, Picture, Table, plain_text

from .test_properties import histories

ONE = "入冬以来，市城市管理局组织𠮷野巡查队，对全市供水主干管开展拉网式检查。"
TWO = "市民可登陆市政府网站查询停水信息，也可拨打热线电话报修。"


def text(
    *paragraphs: str, title: str = "冬季供水", cell: str = "18家", caption: str = "表1 检修情况"
) -> ManuscriptText:
    table = Table(((Cell(("城区",)), Cell((cell,))),), caption)
    picture = Picture("a" * 64, "image/png", "图1 现场")
    blocks = (*(Paragraph(words) for words in paragraphs), picture, table)
    return ManuscriptText(title, "副题", blocks, (Note("①", "据市统计局。"),))


def traced(words: str, *texts: ManuscriptText) -> Trace:
    """The trace of words of the last text; versions are signed 一审, 一校, 二审 in turn."""
    versions = [Version(None, texts[0], "来稿人")]
    versions += [Version(s, t, s.label) for s, t in zip(Stage, texts[1:], strict=False)]
    positions = Positions(compose(versions), versions)
    start = plain_text(texts[-1]).index(words)
    return trace_range(positions, start, start + len(words))


def told(trace: Trace) -> list[tuple[str, str]]:
    return [(piece.quote, piece.written.author) for piece in trace.pieces]


def gone(trace: Trace) -> list[tuple[str, str, str]]:
    return [(piece.quote, piece.written.author, piece.deleted.author) for piece in trace.gone]


def test_every_kind_of_line_is_traced() -> None:
    first = text(ONE, TWO)
    second = text(ONE, TWO, title="今年冬季供水", cell="20家", caption="表1 全市检修情况")
    assert told(traced("今年冬季", first, second)) == [("今年", "一审"), ("冬季", "来稿人")]
    assert told(traced("20家", first, second)) == [("20", "一审"), ("家", "来稿人")]
    assert gone(traced("20家", first, second)) == [("18", "来稿人", "一审")]
    assert told(traced("1 全市检", first, second)) == [
        ("1 ", "来稿人"),
        ("全市", "一审"),
        ("检", "来稿人"),
    ]
    assert told(traced("①据市", first, second)) == [("①据市", "来稿人")]
    assert told(traced("图1 现场", first, second)) == [("图1 现场", "来稿人")]


def test_a_range_over_paragraphs_tells_who_wrote_each_part() -> None:
    trace = traced(
        "检查。\n市民可登录",
        text(ONE, TWO),
        text(ONE, TWO.replace("登陆", "登录")),
        text(ONE.replace("检查。", "大检查。"), TWO.replace("登陆", "登录")),
    )
    assert told(trace) == [("检查。\n市民可登", "来稿人"), ("录", "一审")]
    assert gone(trace) == [("陆", "来稿人", "一审")]
    assert trace.held == (Holding.PART, Holding.WHOLE, Holding.WHOLE)


def test_offsets_are_code_points() -> None:
    trace = traced("巡查", text(ONE), text(ONE.replace("𠮷野", "👨\u200d👩\u200d👧𠮷")))
    assert (trace.quote, told(trace)) == ("巡查", [("巡查", "来稿人")])
    trace = traced("𠮷巡查", text(ONE), text(ONE.replace("𠮷野", "👨\u200d👩\u200d👧𠮷")))
    assert told(trace) == [("𠮷巡查", "来稿人")]


def test_words_replaced_twice_tell_both_hands() -> None:
    once, twice = ONE.replace("巡查", "检修"), ONE.replace("巡查", "抢险")
    trace = traced("抢险", text(ONE), text(once), text(twice))
    assert told(trace) == [("抢险", "一校")]
    (replaced,) = trace.pieces[0].replaced
    assert (replaced.quote, replaced.written.author, replaced.deleted.author) == (
        "检修", "一审", "一校",
    )  # fmt: skip
    assert gone(trace) == [("巡查", "来稿人", "一审"), ("检修", "一审", "一校")]


def test_moved_words_keep_their_writer_and_name_who_moved_them() -> None:
    trace = traced("登录市政府", text(ONE, TWO), text(ONE, TWO.replace("登陆", "登录")),
                   text(TWO.replace("登陆", "登录"), ONE))  # fmt: skip
    assert [(p.quote, p.written.author) for p in trace.pieces] == [
        ("登", "来稿人"),
        ("录", "一审"),
        ("市政府", "来稿人"),
    ]
    movers = {mark.author for piece in trace.pieces for mark in piece.moved}
    assert movers <= {"一校"}
    assert trace.held == (Holding.PART, Holding.WHOLE, Holding.WHOLE)


def test_words_put_back_are_the_first_writers_again() -> None:
    short = ONE.replace("入冬以来，", "")
    trace = traced("入冬以来，", text(ONE), text(short), text(ONE))
    (piece,) = trace.pieces
    assert piece.written.author == "来稿人"
    assert [(x.deleted.author, x.restored.author) for x in piece.restored] == [("一审", "一校")]
    assert trace.held == (Holding.WHOLE, Holding.NONE, Holding.WHOLE)


def test_a_whole_paragraph_that_went_is_told_at_its_place() -> None:
    trace = traced("检查。\n图1", text(ONE, TWO), text(ONE))
    assert gone(trace) == [(TWO + "\n", "来稿人", "一审")]


def test_a_click_is_answered_with_the_words_around_it() -> None:
    versions = [
        Version(None, text(ONE, "", TWO), "来稿人"),
        Version(Stage.REVIEW_1, text(ONE.replace("检查。", "大检查。"), "", TWO), "一审"),
    ]
    positions = Positions(compose(versions), versions)
    wording = plain_text(versions[-1].text)

    def click(at: int) -> Trace:
        return trace_range(positions, at, at)

    at = wording.index("大检查")
    assert click(at).quote == "大"
    assert click(at + 2).quote == "检查。"
    line_end = wording.index("\n", at)
    assert (click(line_end).quote, click(line_end).pieces[0].written.author) == (
        "检查。", "来稿人",
    )  # fmt: skip
    empty = click(line_end + 1)  # the empty paragraph
    assert (empty.start, empty.end, empty.pieces) == (line_end + 1, line_end + 1, ())
    assert click(line_end + 2).quote == TWO[: len(click(line_end + 2).quote)]
    assert click(0).quote == "冬季供水"
    assert click(len(wording)).quote == "①据市统计局。"
    assert click(10**9).quote == "①据市统计局。" and click(-5).quote == "冬季供水"


@given(histories(), st.data())
def test_any_range_of_any_history_is_answered(versions: list[Version], data: st.DataObject) -> None:
    positions = Positions(compose(versions), versions)
    wording = plain_text(versions[-1].text)
    start = data.draw(st.integers(0, len(wording)))
    end = data.draw(st.integers(start, len(wording)))
    trace = trace_range(positions, start, end)
    assert trace.quote == wording[trace.start : trace.end]
    if start < end:
        assert (trace.start, trace.end) == (start, end)
    at = trace.start
    for piece in trace.pieces:
        assert piece.start == at and wording[at : piece.end] == piece.quote
        assert 0 <= piece.written.version < len(versions)
        at = piece.end
    assert len(trace.held) == len(versions)
    if trace.pieces:
        assert trace.held[-1] is Holding.WHOLE
    for number, held in enumerate(trace.held):
        first = max((piece.written.version for piece in trace.pieces), default=0)
        if held is Holding.WHOLE:
            assert first <= number


@given(histories(), st.data())
def test_a_range_carried_to_the_same_version_is_itself(
    versions: list[Version], data: st.DataObject
) -> None:
    positions = Positions(compose(versions), versions)
    for number in range(len(versions)):
        length = positions.length(number)
        start = data.draw(st.integers(0, length))
        end = data.draw(st.integers(start, length))
        carried = positions.carry(start, end, number, number)
        assert (carried.start, carried.end) == (start, end)
        there = positions.carry(start, end, number, positions.last)
        assert 0 <= there.start <= there.end <= positions.length(positions.last)
