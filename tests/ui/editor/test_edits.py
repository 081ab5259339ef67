"""Typing over marked lines: the clean text is that of a plain editor, the marks stay."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.markup.layers import compose
from qz_review.markup.marked import Mark, Version
from qz_review.model.stage import Stage
from qz_review.model.text import Cell, ManuscriptText, Note, Paragraph, Picture, Table
from ui.editor.edits import backspace, delete_forward, delete_range, insert, split
from ui.editor.marked_lines import Lines, Spot
from ui.editor.opening import extract_text, open_marked, open_text

OWN = Mark(9, Stage.REVIEW_2)
WORDS = st.text("市民政局𠮷食堂12，。 \x00\u202e", max_size=8)
TABLE = Table(
    ((Cell(("项目",), 2, 1), Cell(("甲", "乙"))), (Cell(("丙",)),), (Cell(("丁",), 1, 2),)), "表1"
)
TEXTS = st.builds(
    ManuscriptText,
    title=WORDS,
    subtitle=WORDS,
    blocks=st.lists(
        st.one_of(
            st.builds(Paragraph, WORDS, st.integers(0, 2), st.sampled_from(("", "一、"))),
            st.just(TABLE),
            st.just(Table(())),
            st.just(Picture("d" * 64, "image/png", "图1", "")),
            st.just(Picture("e" * 64, "image/png")),
        ),
        max_size=5,
    ).map(tuple),
    notes=st.lists(st.builds(Note, st.just("①"), WORDS), max_size=2).map(tuple),
)


@given(st.lists(TEXTS, min_size=1, max_size=3))
@settings(max_examples=80, deadline=None)
def test_opening_and_extracting_gives_the_exact_text(texts: list[ManuscriptText]) -> None:
    stages = (None, Stage.REVIEW_1, Stage.PROOF_1)
    versions = [Version(stages[i], text) for i, text in enumerate(texts)]
    assert extract_text(open_marked(compose(versions), texts[-1]), texts[-1]) == texts[-1]
    assert extract_text(open_text(texts[-1]), texts[-1]) == texts[-1]


def _clean(lines: Lines) -> list[str]:
    return [line.live for line in lines if line.dead is None]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_random_typing_gives_what_a_plain_editor_gives(data: st.DataObject) -> None:
    old = [data.draw(WORDS) for _ in range(3)]
    new = [data.draw(WORDS) for _ in range(data.draw(st.integers(1, 4)))]
    versions = [_text(old), _text(new)]
    marked = compose([Version(None, versions[0]), Version(Stage.REVIEW_1, versions[1])])
    lines = open_marked(marked, versions[1])
    model = ["标题", *new]
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(model) - 1))
        column = data.draw(st.integers(0, len(model[at])))
        spot = _spot(lines, at, column, data.draw(st.booleans()))
        act = data.draw(st.sampled_from(("type", "back", "forward", "enter", "range")))
        if act == "type":
            words = data.draw(WORDS)
            result = insert(lines, spot, words, OWN)
            model[at] = model[at][:column] + words + model[at][column:]
        elif act == "back":
            result = backspace(lines, spot, OWN)
            if column:
                model[at] = model[at][: column - 1] + model[at][column:]
            elif at > 1:
                model[at - 1 : at + 1] = [model[at - 1] + model[at]]
        elif act == "forward":
            result = delete_forward(lines, spot, OWN)
            if column < len(model[at]):
                model[at] = model[at][:column] + model[at][column + 1 :]
            elif 0 < at < len(model) - 1:
                model[at : at + 2] = [model[at] + model[at + 1]]
        elif act == "enter":
            result = split(lines, spot, OWN)
            if at:
                model[at : at + 1] = [model[at][:column], model[at][column:]]
        else:
            to = data.draw(st.integers(at, len(model) - 1))
            low = column if to == at else 0
            until = data.draw(st.integers(low, len(model[to])))
            result = delete_range(lines, spot, _spot(lines, to, until, True), OWN)
            if to == at:
                model[at] = model[at][:column] + model[at][until:]
            elif at:
                model[at : to + 1] = [model[at][:column] + model[to][until:]]
            else:
                rest = [model[to][until:]]
                model[0 : to + 1] = [model[0][:column], *rest]
        lines = result.lines
        assert _clean(lines) == model
        assert 0 <= result.caret.offset <= len(lines[result.caret.line].text)


def _text(words: list[str]) -> ManuscriptText:
    return ManuscriptText("标题", "", tuple(Paragraph(line) for line in words))


def _spot(lines: Lines, clean_line: int, column: int, after: bool) -> Spot:
    living = [index for index, line in enumerate(lines) if line.dead is None]
    index = living[clean_line]
    return Spot(index, lines[index].offset_of_live(column, after=after))


def _paragraph(words: str) -> Lines:
    return open_text(ManuscriptText("标题", "", (Paragraph(words),)))


def test_deleted_words_stay_and_the_new_ones_follow_them() -> None:
    lines = _paragraph("社区老年食堂")
    done = delete_range(lines, Spot(1, 2), Spot(1, 4), OWN)
    done = insert(done.lines, done.caret, "长者", OWN)
    runs = [(run.text, run.inserted, run.deleted) for run in done.lines[1].runs]
    assert runs == [("社区", None, None), ("老年", None, OWN), ("长者", OWN, None),
                    ("食堂", None, None)]  # fmt: skip


def test_after_backspace_the_new_words_still_follow_the_deleted_ones() -> None:
    done = backspace(_paragraph("社区老年食堂"), Spot(1, 4), OWN)
    done = backspace(done.lines, done.caret, OWN)
    done = insert(done.lines, done.caret, "长", OWN)
    done = insert(done.lines, done.caret, "者", OWN)
    assert done.lines[1].text == "社区老年长者食堂"
    assert done.lines[1].live == "社区长者食堂"


def test_own_insertion_is_taken_away_for_good() -> None:
    done = insert(_paragraph("甲乙"), Spot(1, 1), "新", OWN)
    done = backspace(done.lines, done.caret, OWN)
    assert done.lines[1].text == "甲乙"


def test_earlier_step_s_insertion_is_marked_and_stays() -> None:
    earlier = Mark(1, Stage.REVIEW_1)
    done = insert(_paragraph("甲乙"), Spot(1, 1), "新", earlier)
    done = backspace(done.lines, done.caret, OWN)
    middle = done.lines[1].runs[1]
    assert (middle.text, middle.inserted, middle.deleted) == ("新", earlier, OWN)


def test_splitting_and_joining_again_leaves_no_trace() -> None:
    lines = _paragraph("甲乙丙")
    done = split(lines, Spot(1, 1), OWN)
    assert _clean(done.lines) == ["标题", "甲", "乙丙"]
    done = backspace(done.lines, done.caret, OWN)
    assert done.lines[1].text == "甲乙丙"


def test_joining_old_paragraphs_leaves_the_sign() -> None:
    lines = open_text(ManuscriptText("标题", "", (Paragraph("甲"), Paragraph("乙"))))
    done = backspace(lines, Spot(2, 0), OWN)
    assert done.lines[1].text == "甲¶乙"
    assert done.lines[1].live == "甲乙"


def test_automatic_number_stays_in_front_of_what_is_typed() -> None:
    lines = open_text(ManuscriptText("标题", "", (Paragraph("总则", 1, "一、"),)))
    done = insert(lines, Spot(1, 0), "关于", OWN)
    text = extract_text(done.lines, ManuscriptText(""))
    assert text.blocks == (Paragraph("关于总则", 1, "一、"),)


def _texts(lines: Lines) -> list[tuple[str, bool]]:
    return [(line.text, line.dead is None) for line in lines[1:]]


def _paragraphs(*words: str) -> Lines:
    return open_text(ManuscriptText("标题", "", tuple(Paragraph(word) for word in words)))


def test_whole_paragraphs_deleted_stay_struck_where_they_stand() -> None:
    lines = _paragraphs("甲", "乙", "丙丁")
    done = delete_range(lines, Spot(1, 0), Spot(3, 1), OWN)
    assert _texts(done.lines) == [("甲", False), ("乙", False), ("丙丁", True)]
    assert _clean(done.lines) == ["标题", "丁"]
    assert done.caret == Spot(3, 1)
    typed = insert(done.lines, done.caret, "新", OWN)
    assert _clean(typed.lines) == ["标题", "新丁"]


def test_what_is_left_of_two_paragraphs_comes_together() -> None:
    done = delete_range(_paragraphs("甲一", "乙", "丙丁"), Spot(1, 1), Spot(3, 1), OWN)
    assert _texts(done.lines) == [("甲一¶乙¶丙丁", True)]
    assert _clean(done.lines) == ["标题", "甲丁"]


def test_own_paragraphs_go_without_a_trace() -> None:
    done = insert(_paragraphs("甲"), Spot(1, 1), "\n乙\n丙", OWN)
    assert _clean(done.lines) == ["标题", "甲", "乙", "丙"]
    gone = delete_range(done.lines, Spot(1, 1), Spot(3, 1), OWN)
    assert _texts(gone.lines) == [("甲", True)]
    assert gone.lines[1].unmarked


def test_everything_selected_and_deleted_leaves_struck_paragraphs_and_an_empty_one() -> None:
    words = [f"第{number}段" for number in range(1, 301)]
    lines = _paragraphs(*words)
    done = delete_range(lines, Spot(0, 0), Spot(300, 5), OWN)
    assert _clean(done.lines) == ["", ""]
    assert [line.text for line in done.lines[1:]] == words
    assert sum(line.dead is not None for line in done.lines) == 299


def test_typing_in_a_deleted_paragraph_begins_a_new_one_behind_it() -> None:
    done = delete_range(_paragraphs("甲", "乙"), Spot(1, 0), Spot(2, 0), OWN)
    assert _texts(done.lines) == [("甲", False), ("乙", True)]
    typed = insert(done.lines, Spot(1, 1), "新", OWN)
    assert _texts(typed.lines) == [("甲", False), ("新", True), ("乙", True)]
    assert typed.caret == Spot(2, 1)
    entered = split(done.lines, Spot(1, 0), OWN)
    assert _clean(entered.lines) == ["标题", "", "乙"]


def test_words_deleted_and_typed_again_leave_no_trace() -> None:
    done = delete_range(_paragraph("社区老年食堂"), Spot(1, 2), Spot(1, 4), OWN)
    for character in "老年人":
        done = insert(done.lines, done.caret, character, OWN)
        if done.lines[1].live == "社区老年食堂":
            assert done.lines[1].unmarked
            assert done.caret == Spot(1, 4)
    assert _clean(done.lines) == ["标题", "社区老年人食堂"]
    back = backspace(done.lines, done.caret, OWN)
    assert back.lines[1].unmarked


def test_a_joined_paragraph_parted_again_leaves_no_trace() -> None:
    done = backspace(_paragraphs("甲", "乙"), Spot(2, 0), OWN)
    assert done.lines[1].text == "甲¶乙"
    done = split(done.lines, Spot(1, 2), OWN)
    assert _texts(done.lines) == [("甲", True), ("乙", True)]
    assert all(line.unmarked for line in done.lines)


def test_thousands_of_pasted_lines_become_paragraphs_in_order() -> None:
    words = [f"第{number}行" for number in range(5000)]
    done = insert(_paragraph("前后"), Spot(1, 1), "\n".join(words), OWN)
    assert _clean(done.lines) == ["标题", "前第0行", *words[1:-1], "第4999行后"]
    assert done.caret == Spot(5000, len("第4999行"))
    assert all(line.end == OWN for line in done.lines[1:-1])
