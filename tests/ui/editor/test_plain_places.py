"""What a click or a selection asks about, in places of the plain text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.markup.layers import compose
from qz_review.markup.marked import Mark, Version
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph, plain_text
from tests.ui.editor.test_edits import TEXTS
from ui.editor.edits import delete_range
from ui.editor.marked_lines import Lines, Spot
from ui.editor.opening import extract_text, open_marked, open_text
from ui.editor.plain_places import asked_at, asked_between, plain_place

OWN = Mark(9, Stage.REVIEW_2)


def _agrees(lines: Lines, base: ManuscriptText) -> None:
    """Every living character stands in the plain text where it is said to stand."""
    words = plain_text(extract_text(lines, base))
    for index, line in enumerate(lines):
        if line.dead is not None:
            continue
        start = plain_place(lines, Spot(index, 0))
        if line.live:
            assert words[start : start + len(line.live)] == line.live.replace("\n", " ")


@given(st.lists(TEXTS, min_size=1, max_size=3), st.data())
@settings(max_examples=80, deadline=None)
def test_places_agree_with_the_plain_text(texts: list[ManuscriptText], data: st.DataObject) -> None:
    stages = (None, Stage.REVIEW_1, Stage.PROOF_1)
    versions = [Version(stages[i], text) for i, text in enumerate(texts)]
    lines = open_marked(compose(versions), texts[-1])
    _agrees(lines, texts[-1])
    first = data.draw(st.integers(0, len(lines) - 1))
    last = data.draw(st.integers(first, len(lines) - 1))
    low = data.draw(st.integers(0, len(lines[first].text)))
    high = data.draw(st.integers(low if first == last else 0, len(lines[last].text)))
    done = delete_range(lines, Spot(first, low), Spot(last, high), OWN)
    _agrees(done.lines, texts[-1])


OLD = ManuscriptText("标题", "", (Paragraph("市民政局联合市财政局，新建老年食堂。已开放。"),))
NEW = ManuscriptText("标题", "", (Paragraph("市民政局会同市财政局，新建长者食堂。已开放。"),))


def _lines() -> Lines:
    return open_marked(compose([Version(None, OLD), Version(Stage.REVIEW_1, NEW)]), NEW)


def _at(lines: Lines, words: str) -> Spot:
    return Spot(1, lines[1].text.index(words))


def test_a_click_on_inserted_words_asks_about_all_of_them() -> None:
    lines = _lines()
    asked = asked_at(lines, Spot(1, _at(lines, "会同").offset + 1))
    assert asked is not None and not asked.gone
    assert plain_text(NEW)[asked.plain_start : asked.plain_end] == "会同"


def test_a_click_on_struck_words_asks_who_deleted_them() -> None:
    lines = _lines()
    asked = asked_at(lines, _at(lines, "老年"))
    assert asked is not None
    assert (asked.gone, asked.plain_start == asked.plain_end) == ("老年", True)
    assert plain_text(NEW)[asked.plain_start :].startswith("长者")


def test_a_click_on_old_words_asks_about_their_clause() -> None:
    lines = open_text(OLD)
    for words, clause in (
        ("联合", "市民政局联合市财政局"),
        ("老年", "新建老年食堂"),
        ("已开", "已开放"),
    ):
        asked = asked_at(lines, _at(lines, words))
        assert asked is not None
        assert plain_text(OLD)[asked.plain_start : asked.plain_end] == clause


def test_a_selection_asks_about_what_stands_in_it_or_about_what_went() -> None:
    lines = _lines()
    whole = asked_between(lines, Spot(1, 0), Spot(1, len(lines[1].text)))
    assert whole is not None and not whole.gone
    assert plain_text(NEW)[whole.plain_start : whole.plain_end] == NEW.blocks[0].text  # type: ignore[union-attr]
    start = _at(lines, "联合")
    gone = asked_between(lines, start, Spot(1, start.offset + 2))
    assert gone is not None and gone.gone == "联合"
    assert asked_between(lines, start, start) is None


def test_nothing_is_asked_about_an_empty_line() -> None:
    lines = open_text(ManuscriptText("", "", (Paragraph(""),)))
    assert asked_at(lines, Spot(1, 0)) is None
    assert asked_at(lines, Spot(7, 0)) is None
