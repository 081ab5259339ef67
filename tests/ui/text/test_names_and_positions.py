"""Names in words; code points and Qt's positions."""

from hypothesis import given
from hypothesis import strategies as st

from ui.text.names import delegated_words, holders_words
from ui.text.utf16 import Utf16Map, to_code_points, to_utf16


def test_names_of_a_delegate() -> None:
    assert delegated_words("张某宁", "周某远") == "张某宁，受 周某远 委托"
    assert delegated_words("张某宁", "") == "张某宁"


def test_oneself_is_called_you_and_stands_first() -> None:
    assert holders_words(("张某宁", "周某远"), "周某远") == "你 张某宁"
    assert holders_words(("张某宁", "李某禾"), "周某远") == "张某宁 李某禾"


@given(st.text(alphabet="字𠮷a😀\n", max_size=200))
def test_positions_convert_both_ways_as_utf16_counts(text: str) -> None:
    positions = Utf16Map(text)
    units = [len(text[:i].encode("utf-16-le")) // 2 for i in range(len(text) + 1)]
    assert [positions.to_utf16(i) for i in range(len(text) + 1)] == units
    assert [positions.to_code_points(u) for u in units] == list(range(len(text) + 1))
    if text:
        assert to_utf16(text, len(text)) == units[-1]
        assert to_code_points(text, units[-1]) == len(text)


def test_the_middle_of_a_pair_belongs_to_its_character() -> None:
    assert Utf16Map("a𠮷b").to_code_points(2) == 1
