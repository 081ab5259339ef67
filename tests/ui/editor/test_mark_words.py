"""Marks as those hear them who do not see the page."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from qz_review.markup.layers import compose
from qz_review.markup.marked import Mark, Version
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph
from ui.editor.edits import backspace, split
from ui.editor.line_picture import ViewMode
from ui.editor.mark_words import mark_words
from ui.editor.marked_lines import Lines, Spot
from ui.editor.opening import open_marked
from ui.editor.text_page import TextPage

OWN = Mark(3, Stage.REVIEW_2)
OLD = ManuscriptText("标题", "", (Paragraph("新建老年食堂十二家。"), Paragraph("已开放。")))
NEW = ManuscriptText("标题", "", (Paragraph("新建长者食堂十二个。"), Paragraph("已开放。")))


@pytest.fixture
def lines() -> Lines:
    return open_marked(compose([Version(None, OLD), Version(Stage.REVIEW_1, NEW)]), NEW)


def test_a_mark_is_told_with_its_step(lines: Lines) -> None:
    text = lines[1].text
    gone, came = text.index("老年"), text.index("长者")
    assert mark_words(lines, Spot(1, gone), Spot(1, gone)) == "一审 删除 老年"
    assert mark_words(lines, Spot(1, came + 1), Spot(1, came + 1)) == "一审 增加 长者"
    assert mark_words(lines, Spot(1, 0), Spot(1, 0)) == ""
    assert mark_words(lines, Spot(1, gone), Spot(1, came + 2)) == "一审 删除 老年，一审 增加 长者"
    assert mark_words((), Spot(0, 0), Spot(0, 0)) == ""


def test_paragraph_marks_and_revisions_of_the_original_are_told(lines: Lines) -> None:
    parted = split(lines, Spot(1, 2), OWN)
    assert mark_words(parted.lines, Spot(1, 2), Spot(1, 2)) == "二审 另起段"
    joined = backspace(lines, Spot(2, 0), OWN)
    at = joined.lines[1].text.index("¶")
    assert mark_words(joined.lines, Spot(1, at), Spot(1, at)) == "二审 接排"
    kept = compose([Version(None, OLD), Version(None, NEW, "王某")])
    lines = open_marked(kept, NEW)
    at = lines[1].text.index("老年")
    assert mark_words(lines, Spot(1, at), Spot(1, at)) == "来稿修订 删除 老年"


def test_the_page_tells_the_change_that_f7_goes_to(qtbot: QtBot, lines: Lines) -> None:
    page = TextPage()
    qtbot.addWidget(page)
    page.show_text(lines, NEW, OLD, OWN)
    page.go_to_change(1)
    assert page.accessibleDescription() == "一审 删除 老年，一审 增加 长者"
    page.go_to_change(1)
    assert page.accessibleDescription() == "一审 删除 家，一审 增加 个"
    page.put_caret(Spot(2, 1))
    assert page.accessibleDescription() == ""
    page.put_caret(Spot(1, lines[1].text.index("长者")))
    assert page.accessibleDescription() == "一审 增加 长者"
    page.set_mode(ViewMode.CLEAN)
    page.put_caret(Spot(1, 0))
    assert page.accessibleDescription() == ""
