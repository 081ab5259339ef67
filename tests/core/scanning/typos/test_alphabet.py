"""Any text becomes tokens that lead back to where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qz_review.scanning.typos.alphabet import BREAK, DIGITS, PUNCTUATION, UNKNOWN, Alphabet

ALPHABET = Alphabet("\n?0a#" + PUNCTUATION + "〇" + "中国人民年月日")


@given(st.text(max_size=300))
def test_every_token_stands_where_it_says(text: str) -> None:
    tokens = ALPHABET.tokens(text)
    assert tokens.ids[0] == BREAK == tokens.ids[-1]
    for number, place in zip(tokens.ids, tokens.places, strict=True):
        if ALPHABET.is_han[number]:
            assert text[place] == ALPHABET.characters[number]
    placed = [place for place in tokens.places if place >= 0]
    assert placed == sorted(set(placed))


def test_runs_of_digits_count_as_one_and_blanks_as_none() -> None:
    tokens = ALPHABET.tokens("2026 年 人")
    numbers = [ALPHABET.numbers[one] for one in "年人"]
    assert tokens.ids.tolist() == [BREAK, DIGITS, *numbers, BREAK]
    assert tokens.places.tolist() == [-1, 0, 5, 7, -1]


def test_a_lone_surrogate_and_a_rare_character_are_no_trouble() -> None:
    assert UNKNOWN in ALPHABET.tokens("\ud800𠮷中").ids.tolist()
