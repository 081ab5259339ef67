"""What can be computed is computed: weekdays, sums, shares, spans, reprints."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qz_review.model.finding import Finding
from qz_review.model.text import Cell, ManuscriptText, Table
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scanner, ScanSettings
from qz_review.scanning.registry import all_rules

SCANNER = Scanner(all_rules())
DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))
WEEKDAYS = "一二三四五六日"


def found_by(
    code: str, text: str | ManuscriptText, context: ScanContext | None = None
) -> list[Finding]:
    document = Document.of_text(text) if isinstance(text, str) else Document.of_manuscript(text)
    settings = ScanSettings(only=frozenset({code}))
    return list(SCANNER.scan(document, settings, context).findings)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_right_on_exactly_one_day_of_seven(day: date, weekday: int) -> None:
    text = f"定于{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS[weekday]}）举行。"
    found = found_by("D2", text)
    assert bool(found) is (day.weekday() != weekday)
    if found:
        assert found[0].suggestions == (WEEKDAYS[day.weekday()],)


@given(DAYS, st.integers(-400, 400))
def test_a_span_ends_after_it_begins(day: date, length: int) -> None:
    end = day + timedelta(days=length)
    text = f"{day.year}年{day.month}月{day.day}日至{end.year}年{end.month}月{end.day}日"
    assert bool(found_by("D3", text)) is (length < 0)


def table(*rows: tuple[str, ...]) -> ManuscriptText:
    cells = tuple(tuple(Cell((words,)) for words in row) for row in rows)
    return ManuscriptText("统计表", blocks=(Table(cells),))


@given(st.lists(st.integers(1, 10_000), min_size=2, max_size=8), st.integers(-5, 5))
def test_a_total_is_the_sum_of_its_parts(parts: list[int], off: int) -> None:
    rows = [("单位", "户数"), *((f"第{n}村", f"{part:,}") for n, part in enumerate(parts))]
    total = sum(parts) + off
    if total > 0:
        text = table(*rows, ("合计", str(total)))
        assert bool(found_by("C2", text)) is (off != 0)


@given(
    st.integers(50, 5_000),
    st.integers(50, 5_000),
    st.integers(0, 3),
)
def test_a_change_in_per_cent_that_is_computed_is_right(
    before: int, after: int, places: int
) -> None:
    if before == after:
        return
    change = (after - before) / before * 100
    way = "增长" if change > 0 else "下降"
    moved = "增加" if change > 0 else "减少"
    shown = f"{abs(change):.{places}f}"
    text = f"受理量由{before}件{moved}到{after}件，{way}{shown}%。"
    assert found_by("C4", text) == []
    assert found_by("C4", text.replace(shown, f"{abs(change) * 2 + 9:.1f}")) != []


@given(st.integers(2, 9), st.integers(2, 9))
def test_as_many_things_are_listed_as_announced(announced: int, listed: int) -> None:
    numerals = "一二三四五六七八九"
    items = "；".join(f"{numerals[n]}是抓好第{numerals[n]}项工作" for n in range(listed))
    word = "两" if announced == 2 else numerals[announced - 1]
    text = f"要抓好{word}个方面：{items}。"
    assert bool(found_by("C1", text)) is (announced != listed)


@given(
    st.lists(st.text("甲乙丙丁戊己庚辛", min_size=12, max_size=20), min_size=3, unique=True),
    st.integers(0, 7),
)
def test_a_reprint_without_one_paragraph_is_noticed(lines: list[str], gone: int) -> None:
    source = "\n".join(["标题", *(line + "。" for line in lines)])
    whole = found_by("C16", source, ScanContext(source_text=source))
    assert whole == []
    at = gone % len(lines)
    rest = [line + "。" for number, line in enumerate(lines) if number != at]
    reprint = "\n".join(["标题", *rest])
    codes = frozenset({"C16", "C17", "C18"})
    scan = SCANNER.scan(
        Document.of_text(reprint), ScanSettings(only=codes), ScanContext(source_text=source)
    )
    assert scan.findings
