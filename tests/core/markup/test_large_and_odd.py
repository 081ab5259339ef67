"""Large texts and odd ones: both sides come back exactly, and nothing runs away.

What was too much to be compared in detail is compared by paragraphs, and says so.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.markup.changes import ChangeKind, Comparison, SpanKind
from qz_review.markup.compare import compare_texts
from qz_review.markup.lines import lines_of
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Table

PIECES = [
    "市民政局", "联合", "长者食堂", "，", "。", "；", "“", "”", "《", "》", "（", "）", "、", "…",
    "12.5%", "3,200", "1万8千", "二十三", "COVID-19", "https://a.b/c?d=e", "的", " ", "\t", "\n",
    "了", "—",
    "𠮷野家", "👨\u200d👩\u200d👧", "e\u0301", "葛\U000e0100", "\u202e", "\ufdd0", "¶", "",
]  # fmt: skip
long_line = st.lists(st.sampled_from(PIECES), max_size=120).map("".join)
any_line = st.one_of(long_line, st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
marks_only = st.text(st.sampled_from("，。；：！？、“”（）《》…—"), max_size=300)


def text_of(*paragraphs: str) -> ManuscriptText:
    return ManuscriptText("标题", blocks=tuple(map(Paragraph, paragraphs)))


def side(comparison: Comparison, gone: SpanKind) -> list[str]:
    """The lines of one side, put together from the spans."""
    lines: list[str] = []
    current = ""
    for line in comparison.lines:
        for span in line.spans:
            if span.kind is gone:
                continue
            if span.is_break:
                lines.append(current)
                current = ""
            else:
                current += span.text
        living = line.kind in (SpanKind.SAME, SpanKind.INSERTED if gone is SpanKind.DELETED
                               else SpanKind.DELETED)  # fmt: skip
        broken = bool(line.spans) and line.spans[-1].is_break and line.kind is SpanKind.SAME
        inserted_end = broken and line.spans[-1].kind is SpanKind.INSERTED
        if living and not inserted_end:
            lines.append(current)
            current = ""
    return lines


def assert_rebuilds(old: ManuscriptText, new: ManuscriptText) -> Comparison:
    comparison = compare_texts(old, new)
    for text, gone in ((old, SpanKind.INSERTED), (new, SpanKind.DELETED)):
        wanted = [line.text for line in lines_of(text)]
        assert "".join(side(comparison, gone)) == "".join(wanted)
        assert side(comparison, gone) == wanted
    assert (comparison.changes == ()) == (old == new)
    return comparison


@given(st.lists(any_line, max_size=6), st.lists(any_line, max_size=6))
@settings(max_examples=60)
def test_any_two_texts_come_back(old: list[str], new: list[str]) -> None:
    assert_rebuilds(text_of(*old), text_of(*new))


@given(long_line, st.data())
@settings(max_examples=100)
def test_an_edited_text_comes_back(line: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(at, min(len(line), at + 20)))
    edited = line[:at] + data.draw(st.sampled_from(PIECES)) + line[end:]
    assert_rebuilds(text_of(line), text_of(*edited.split("¶")))


@given(marks_only, marks_only)
@settings(max_examples=60)
def test_punctuation_alone_comes_back(old: str, new: str) -> None:
    assert_rebuilds(text_of(old), text_of(new))


@given(st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=30)
def test_paragraph_marks_alone_come_back(old: int, new: int) -> None:
    comparison = assert_rebuilds(text_of(*[""] * old), text_of(*[""] * new))
    assert len(comparison.changes) == abs(old - new)


def government_text(size: int, seed: int) -> list[str]:
    """Paragraphs of clauses of words, about ``size`` characters."""
    chance = random.Random(seed)
    made: list[str] = []
    total = 0
    while total < size:
        words = chance.choices(PIECES[:21], k=chance.randint(20, 120))
        made.append("".join(words))
        total += len(made[-1])
    return made


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_half_a_million_characters_come_back(seed: int) -> None:
    paragraphs = government_text(500_000, seed)
    chance = random.Random(seed)
    later = []
    for paragraph in paragraphs:
        act = chance.random()
        at = chance.randrange(len(paragraph) + 1)
        if act < 0.02:
            continue
        if act < 0.04:
            later += [paragraph[:at], paragraph[at:]]
        elif act < 0.06 and later:
            later[-1] += paragraph
        elif act < 0.5:
            later.append(paragraph[:at] + chance.choice(PIECES) + paragraph[at + 3 :])
        else:
            later.append(paragraph)
    for _ in range(20):
        later.insert(chance.randrange(len(later)), later.pop(chance.randrange(len(later))))
    comparison = assert_rebuilds(text_of(*paragraphs), text_of(*later))
    assert not comparison.coarse


ODD: dict[str, Callable[[], tuple[ManuscriptText, ManuscriptText]]] = {
    "one letter without end": lambda: (text_of("a" * 100_000), text_of("a" * 60_000 + "b")),
    "one character without end": lambda: (text_of("的" * 100_000), text_of("的" * 99_990)),
    "two in turn": lambda: (text_of("供电" * 50_000), text_of("电供" * 50_000 + "电")),
    "clauses in turn": lambda: (text_of("加强，落实，" * 9_000), text_of("落实，加强，" * 9_000)),
    "lines in turn": lambda: (
        text_of(*["甲乙丙丁戊己庚辛。", "子丑寅卯辰巳午未。"] * 3_000),
        text_of(*["子丑寅卯辰巳午未。", "甲乙丙丁戊己庚辛。"] * 3_000),
    ),
    "lines all alike": lambda: (
        text_of(*["供水。"] * 20_000),
        text_of(*["供水。"] * 10_000, "供电。", *["供水。"] * 9_999),
    ),
    "empty lines": lambda: (text_of(*[""] * 20_000), text_of(*[""] * 19_000)),
    "lines turned round": lambda: (
        text_of(*[f"第{n}条规定的事项由责任单位按月报送。" for n in range(5_000)]),
        text_of(*[f"第{n}条规定的事项由责任单位按月报送。" for n in range(5_000, 0, -1)]),
    ),
    "split in a thousand": lambda: (
        text_of("".join(f"第{n}项工作由责任单位落实。" for n in range(1_000))),
        text_of(*[f"第{n}项工作由责任单位落实。" for n in range(1_000)]),
    ),
    "no punctuation": lambda: (
        text_of("".join(f"第{n}项工作由责任单位落实" for n in range(6_000))),
        text_of("".join(f"第{n}项工作由责任科室落实" for n in range(6_000))),
    ),
    "a table of other figures": lambda: (figures(1_500, 3), figures(1_500, 7)),
}


def figures(rows: int, factor: int) -> ManuscriptText:
    cells = [[f"村{n}", str(n * factor % 9973), str(n * factor % 97)] for n in range(rows)]
    table = Table(tuple(tuple(Cell((words,)) for words in row) for row in cells))
    return ManuscriptText("标题", blocks=(table,))


@pytest.mark.parametrize("name", list(ODD))
def test_odd_texts_come_back(name: str) -> None:
    old, new = ODD[name]()
    assert_rebuilds(old, new)
    assert_rebuilds(new, old)


def test_a_changed_line_among_thousands_of_equal_ones_is_the_only_change() -> None:
    comparison = compare_texts(*ODD["lines all alike"]())
    assert [(c.kind, c.deleted, c.inserted) for c in comparison.changes] == [
        (ChangeKind.REPLACED, "水", "电")
    ]


def test_two_long_texts_that_share_nothing_are_not_taken_apart() -> None:
    def unrelated(seed: int) -> str:
        return "".join(
            random.Random(seed).choices([chr(0x4E00 + n) for n in range(3_000)], k=50_000)
        )

    comparison = assert_rebuilds(text_of(unrelated(1)), text_of(unrelated(2)))
    assert len(comparison.changes) == 2
    many = [government_text(60_000, seed) for seed in (11, 12)]
    assert assert_rebuilds(text_of(*many[0]), text_of(*many[1])).coarse
