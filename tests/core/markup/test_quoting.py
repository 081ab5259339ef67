"""Finding a quote although spaces, width and punctuation differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qz_review.markup.quoting import find_quote

TEXT = "截止目前，已排查管道186公里、泵房74处。\n截止目前，费用下降20%。"


def quoted(text: str, quote: str) -> list[str]:
    return [text[start:end] for start, end in find_quote(text, quote)]


def test_an_exact_quote_is_found_wherever_it_stands() -> None:
    assert find_quote(TEXT, "截止目前") == ((0, 4), (23, 27))


def test_spaces_width_and_punctuation_may_differ() -> None:
    assert quoted(TEXT, "已 排查管道１８６公里,泵房７４处") == ["已排查管道186公里、泵房74处"]
    assert quoted(TEXT, "泵房74处 截止目前") == ["泵房74处。\n截止目前"]
    assert quoted("ＡＢＣ公司", "abc公司") == ["ＡＢＣ公司"]


def test_figures_and_their_signs_must_agree() -> None:
    assert quoted(TEXT, "下降20％") == ["下降20%"]
    assert quoted(TEXT, "下降20‰") == []
    assert quoted(TEXT, "管道187公里") == []


def test_an_exact_place_hides_the_likely_ones() -> None:
    assert quoted("三审，三校。三审三校", "三审三校") == ["三审三校"]


def test_nothing_to_look_for_finds_nothing() -> None:
    assert find_quote(TEXT, "") == find_quote(TEXT, " \n ") == find_quote(TEXT, "；") == ()
    assert find_quote("", "截止") == ()


@given(st.text(max_size=60), st.data())
def test_any_piece_with_spaces_put_in_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    piece = text[start:end]
    places = find_quote(text, " ".join(piece))
    if any(character.isalnum() for character in piece):
        assert places
    for place in places:
        assert 0 <= place[0] < place[1] <= len(text)
