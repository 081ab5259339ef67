"""Lines of Chinese text: nothing lost, nothing begins or ends where it must not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.archive.faces import printable
from qz_review.archive.typesetting import (
    NOT_AT_END,
    NOT_AT_START,
    Line,
    Piece,
    Style,
    break_lines,
)
from qz_review.assets import Face

STYLE = Style(Face.SERIF, 12.0)
CHINESE = st.text(alphabet="市政府工作，。、；：？！“”（）《》…—一二三12三个人abc -", max_size=160)


def words_of(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(stretch.text for stretch in line.stretches) for line in lines]


def squeezed(words: str) -> str:
    return "".join(words.split())


@given(CHINESE, st.sampled_from([90.0, 150.0, 440.0]))
def test_no_character_is_lost_or_added(words: str, width: float) -> None:
    lines = break_lines([Piece(words, STYLE)], width)
    assert squeezed("".join(words_of(lines))) == squeezed(printable(words))


@given(st.text(max_size=60))
def test_any_text_at_all_can_be_set(words: str) -> None:
    lines = break_lines([Piece(words, STYLE)], 120.0)
    kept = squeezed(printable("".join(words_of(lines))))
    assert kept == squeezed("".join(printable(w) for w in words if w not in "\n\t"))


@given(CHINESE)
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(words: str) -> None:
    lines = words_of(break_lines([Piece(words, STYLE)], 240.0))
    # A run of marks longer than a line has to be broken somewhere.
    for before, after in pairwise(lines):
        if not before.strip() or not after.strip():
            continue
        tail, head = before.rstrip()[-1], after.lstrip()[0]
        marks = NOT_AT_START | NOT_AT_END
        if any(c not in marks and not c.isascii() for c in before[1:]):
            assert head not in NOT_AT_START, (before, after)
            assert tail not in NOT_AT_END, (before, after)


@given(CHINESE, st.sampled_from([0.0, 24.0]))
def test_no_line_is_wider_than_the_column(words: str, indent: float) -> None:
    for line in break_lines([Piece(words, STYLE)], 200.0, first_indent=indent):
        gaps = sum(len(s.text) for s in line.stretches if s.elastic)
        assert (
            line.indent + line.width <= 200.0 + 0.1
            or gaps == 0
            or "".join(s.text for s in line.stretches).endswith(" ")
        )


def test_a_number_and_a_word_stay_whole() -> None:
    words = "截至2026年全市共有123456789人参加" * 4
    joined = words_of(break_lines([Piece(words, STYLE)], 130.0))
    assert sum("123456789" in line for line in joined) == 4


def test_a_full_line_is_justified_and_the_last_is_not() -> None:
    lines = break_lines([Piece("市，民" * 40, STYLE)], 205.0, first_indent=24.0)
    filled = [
        line.indent + line.width + line.extra * (sum(len(s.text) for s in line.stretches) - 1)
        for line in lines[:-1]
    ]
    assert filled == pytest.approx([205.0] * len(filled))
    assert lines[-1].extra == 0


def test_a_rare_character_of_the_standard_list_is_drawn_and_an_unknown_one_is_named() -> None:
    assert printable("𬭎") == "𬭎"
    assert printable("𠮷") == "［U+20BB7］"
    assert printable("\u202e") == "［U+202E］"


def test_every_kind_of_space_prints_as_space() -> None:
    assert squeezed(printable("甲\u00a0乙\u2002丙\u3000丁")) == "甲乙丙丁"
