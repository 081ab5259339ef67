"""No text breaks the scanner, and none makes it hang."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scan, Scanner, ScanSettings
from qz_review.scanning.level import Level
from qz_review.scanning.registry import all_rules

SCANNER = Scanner(all_rules())
FULL = ScanSettings(Level.FULL)
SIZE = 60_000
LONG = {
    "one line without marks": "全市认真落实防汛工作" * (SIZE // 10),
    "only openers": "“（《" * (SIZE // 3),
    "only closers": "”）》" * (SIZE // 3),
    "only stops": "，。；：" * (SIZE // 4),
    "only digits": "1234567890" * (SIZE // 10),
    "only numerals": "一二三四五六七八九十" * (SIZE // 10),
    "only spaces": " 　" * (SIZE // 2),
    "only line ends": "\n" * SIZE,
    "labels": "（一）、1.、第一条、附件：1、\n" * (SIZE // 18),
    "dates": "2023年13月45日（星期八）至2023年2月30日，" * (SIZE // 28),
    "addresses": "http://www.a.cn/b?c=d@e.f;g,h www.a。b，c" * (SIZE // 40),
    "same sentence": "各县区要切实加强组织领导。" * (SIZE // 13),
    "traditional": "繁體字週邊環境" * (SIZE // 7),
    "letters": "abc,def;ghi(jkl)" * (SIZE // 16),
    "astral": "𠮷野家👍🏻" * (SIZE // 5),
    "half characters": "\ud800\udfff\u202e\u200b\x00" * (SIZE // 5),
    "quoted titles": "《关于《关于" * (SIZE // 6),
    "titles in a row": "《办法》" * (SIZE // 4),
    "one title around many": "《" + "《办法》" * (SIZE // 4),
    "quotations in a row": "“放管服，。”" * (SIZE // 7),
    "lone marks in every line": "他说“（《\n" * (SIZE // 6),
    "announcements": "要抓三个方面：一是学习；" * (SIZE // 12),
    "abbreviations": "（以下简称甲乙）" * (SIZE // 8),
    "ellipses": "……等……，…。" * (SIZE // 8),
}


def scan(text: str) -> Scan:
    return SCANNER.scan(Document.of_text(text), FULL)


@pytest.mark.parametrize("name", LONG)
def test_a_long_strange_text_is_scanned(name: str) -> None:
    started = time.process_time()
    result = scan(LONG[name])
    assert time.process_time() - started < 30  # a hang, not a figure: quadratic work takes hours
    assert all(0 <= f.start < f.end <= len(LONG[name]) for f in result.findings)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_scanned(text: str) -> None:
    for found in scan(text).findings:
        assert found.quote == text[found.start : found.end]
        assert found.message


@settings(max_examples=100, deadline=None)
@given(
    st.text(
        "，。；：、“”‘’（）《》〔〕—…～-.,;:()0123456789年月日号第一二三附件：关于的\n ",
        max_size=120,
    )
)
def test_any_text_of_marks_and_figures_is_scanned(text: str) -> None:
    for found in scan(text).findings:
        assert found.quote == text[found.start : found.end]


def test_an_empty_text_has_no_findings() -> None:
    assert scan("").findings == ()
    assert scan("\n\n").findings == ()
