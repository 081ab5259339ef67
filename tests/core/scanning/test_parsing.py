"""Numerals, dates, labels and file numbers are read as a person reads them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.scanning.parsing.dates import find_dates, is_lunar, weekday_name
from qz_review.scanning.parsing.file_numbers import FILE_NUMBER, read_file_number
from qz_review.scanning.parsing.numbering import LabelKind, read_label
from qz_review.scanning.parsing.numerals import amount, chinese_number, to_chinese, to_years

TEXT = st.text(max_size=40)
CHINESE = st.text("零〇一二三四五六七八九十百千万亿两", max_size=20)


@given(st.integers(0, 99_999_999))
def test_a_number_in_chinese_reads_back(value: int) -> None:
    assert chinese_number(to_chinese(value)) == value


@given(st.integers(1000, 2999))
def test_a_year_in_chinese_reads_back(year: int) -> None:
    assert chinese_number(to_years(year)) == year


@given(CHINESE)
def test_no_order_of_numerals_breaks_reading(words: str) -> None:
    value = chinese_number(words)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("words", "value"),
    [("十", 10), ("一百零五", 105), ("两千三百万", 23_000_000), ("一亿两千万", 120_000_000),
     ("三百五", 305), ("五四三", 543), ("百", None), ("十百", None), ("", None), ("二三十", None)],
)  # fmt: skip
def test_chinese_numbers(words: str, value: int | None) -> None:
    assert chinese_number(words) == value


@given(st.integers(0, 10**12), st.sampled_from(["", "万", "亿"]))
def test_an_amount_with_thousands_reads_as_without(value: int, unit: str) -> None:
    scale = {"": 1, "万": 10**4, "亿": 10**8}[unit]
    assert amount(f"{value:,}{unit}") == amount(f"{value}{unit}") == Decimal(value) * scale


@given(TEXT)
def test_any_words_are_an_amount_or_none(words: str) -> None:
    value = amount(words)
    assert value is None or value >= 0


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_reads_back_in_every_form(day: date) -> None:
    forms = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day:%Y-%m-%d}",
        f"{to_years(day.year)}年{to_chinese(day.month)}月{to_chinese(day.day)}日",
    )
    for words in forms:
        (found,) = find_dates(f"定于{words}召开")
        assert (found.start, found.end) == (2, 2 + len(words))
        assert found.date.exists
        assert found.date.on(1) == day


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1900, 2099))
def test_a_date_exists_exactly_when_the_calendar_has_it(month: int, day: int, year: int) -> None:
    (found,) = find_dates(f"{year}年{month}月{day}日")
    written = found.date
    try:
        date(year, month, day)
    except ValueError:
        assert not written.exists
    else:
        assert written.exists


def test_a_day_inside_a_longer_number_is_no_date() -> None:
    (found,) = find_dates("截至12月31日")
    assert (found.date.month, found.date.day) == (12, 31)


@given(TEXT)
def test_dates_in_any_words_lie_in_order(words: str) -> None:
    found = find_dates(words)
    assert all(0 <= each.start < each.end <= len(words) for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)


def test_lunar_dates_and_weekdays() -> None:
    assert is_lunar("农历八月十五", 2)
    assert weekday_name(date(2024, 2, 29)) == "四"


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("一、总体要求", LabelKind.HAN, 1),
        ("十二、附则", LabelKind.HAN, 12),
        ("（三）任务", LabelKind.HAN_BRACKET, 3),
        ("4.检查", LabelKind.ARABIC, 4),
        ("　　（5）整改", LabelKind.ARABIC_BRACKET, 5),
        ("⑥其他", LabelKind.CIRCLED, 6),
        ("第三章　附则", LabelKind.CHAPTER, 3),
        ("第二十一条　本办法", LabelKind.ARTICLE, 21),
    ],
)
def test_labels(text: str, kind: LabelKind, number: int) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.kind, label.number) == (kind, number)


@pytest.mark.parametrize(
    "text",
    ["一是学习", "2024年工作", "第三条规定的情形、第四条", "3.5万元", "（四）、（五）项", ""],
)
def test_what_is_no_label(text: str) -> None:
    label = read_label(text)
    assert label is None


@given(TEXT)
def test_any_line_has_a_label_or_none(text: str) -> None:
    label = read_label(text)
    assert label is None or 0 < label.length <= len(text)


@given(
    st.sampled_from(["国办发", "钦政办", "桂审批发"]),
    st.integers(1990, 2060),
    st.integers(1, 9999),
    st.sampled_from(["〔〕", "[]", "（）", "【】"]),
)
def test_a_file_number_reads_back_in_any_brackets(
    code: str, year: int, serial: int, brackets: str
) -> None:
    match = FILE_NUMBER.search(f"根据{code}{brackets[0]}{year}{brackets[1]}{serial}号文件")
    assert match is not None
    number = read_file_number(match)
    assert number is not None
    assert number.words == f"{code}〔{year}〕{serial}号"


def test_a_year_that_cannot_be_one_is_no_file_number() -> None:
    match = FILE_NUMBER.search("案号（123）45号")
    assert match is None or read_file_number(match) is None
