"""Where findings stand in the lines, and how they move with edits until the next scan."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qz_review.markup.marked import Mark
from qz_review.model.finding import Certainty, Severity
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph, plain_text
from ui.editor.edits import live_text
from ui.editor.finding_marks import FindingMarks, FindingSpan
from ui.editor.marked_lines import Spot
from ui.editor.opening import open_text
from ui.editor.page_editor import PageEditor

OWN = Mark(1, Stage.REVIEW_1, "张某宁")
TEXT = ManuscriptText("标题", blocks=(Paragraph("甲乙丙丁戊己"), Paragraph("子丑寅卯辰巳")))


def opened(text: ManuscriptText = TEXT) -> tuple[PageEditor, FindingMarks]:
    editor = PageEditor()
    editor.open(open_text(text), text, OWN)
    return editor, FindingMarks()


def span(words: str, number: int = 0, text: ManuscriptText = TEXT) -> FindingSpan:
    start = plain_text(text).index(words)
    return FindingSpan(number, start, start + len(words), Certainty.DOUBTFUL, Severity.MINOR)


def words_of(editor: PageEditor, marks: FindingMarks, number: int = 0) -> str | None:
    spots = marks.spots_of(number)
    return None if spots is None else live_text(editor.lines, *spots)


def test_a_finding_stands_at_its_words() -> None:
    editor, marks = opened()
    marks.place(editor.lines, [span("丙丁"), span("寅卯", 1)])
    assert words_of(editor, marks) == "丙丁" and words_of(editor, marks, 1) == "寅卯"


def test_typing_before_and_behind_moves_it_and_typing_in_it_ends_it() -> None:
    editor, marks = opened()
    marks.place(editor.lines, [span("丙丁"), span("寅卯", 1)])
    editor.type_text(Spot(1, 0), Spot(1, 0), "新的")
    marks.follow(editor.lines)
    editor.type_text(Spot(1, 6), Spot(1, 6), "后")
    marks.follow(editor.lines)
    assert words_of(editor, marks) == "丙丁" and words_of(editor, marks, 1) == "寅卯"
    editor.type_text(Spot(1, 5), Spot(1, 5), "中")
    marks.follow(editor.lines)
    assert words_of(editor, marks) is None and words_of(editor, marks, 1) == "寅卯"


def test_it_follows_its_words_into_another_paragraph_and_back_by_undo() -> None:
    editor, marks = opened()
    marks.place(editor.lines, [span("丁戊")])
    editor.begin_paragraph(Spot(1, 2), Spot(1, 2))
    marks.follow(editor.lines)
    assert words_of(editor, marks) == "丁戊"
    editor.undo(Spot(1, 0))
    marks.follow(editor.lines)
    assert words_of(editor, marks) == "丁戊"


def test_several_suggestions_are_one_step_to_undo() -> None:
    editor, marks = opened()
    marks.place(editor.lines, [span("乙"), span("丁戊", 1), span("辰", 2)])
    places = []
    for number, words in ((0, "二"), (1, "四"), (2, "")):
        spots = marks.spots_of(number)
        assert spots is not None
        places.append((*spots, words))
    editor.replace_each(places)
    assert plain_text(editor.current_text()) == "标题\n甲二丙四己\n子丑寅卯巳"
    editor.undo(Spot(0, 0))
    assert plain_text(editor.current_text()) == plain_text(TEXT)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2), st.integers(0, 9), st.integers(0, 3), st.text("新旧", max_size=2)
        ),
        max_size=12,
    )
)
def test_after_any_edits_a_mark_is_on_its_words_or_gone(
    acts: list[tuple[int, int, int, str]],
) -> None:
    editor, marks = opened()
    wanted = {0: "标", 1: "丙丁", 2: "寅卯"}
    marks.place(editor.lines, [span(words, number) for number, words in wanted.items()])
    for line, at, gone, words in acts:
        length = len(editor.lines[line].text)
        start = Spot(line, min(at, length))
        editor.type_text(start, Spot(line, min(at + gone, length)), words)
        marks.follow(editor.lines)
        for number, expected in wanted.items():
            assert words_of(editor, marks, number) in (expected, None)
