"""After an edit only what the edit can affect is looked at, and the findings are the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scan, Scanner, ScanSettings
from qz_review.scanning.level import Level
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.registry import all_rules
from qz_review.scanning.typo_finder import Typo

SCANNER = Scanner(all_rules())
FULL = ScanSettings(Level.FULL)
LINES = (
    "关于做好防汛工作的通知。",
    "各县区人民政府：",
    "根据国办发[2021]21号和钦政办〔2023〕第39号文件，切实布署。",
    "一、总体要求",
    "二、工作任务",
    "四、保障措施",
    "（一）加强领导，。",
    "（二）、落实责任；",
    "（三）督查考核，",
    "要抓好三个方面：一是学习；二是宣传；三是落实；四是督查。",
    "他说：“推进“放管服”改革。”",
    "“第一段。",
    "“第二段。”",
    "会议于2025年2月29日（星期三）召开，将于5月8日结束。",
    "切实加强组织领导，按照要求,认真落实！！！！",
    "附件:1、名单。",
    "2、分工表",
    "附件1",
    "名单",
    "钦州市人民政府办公室",
    "2023年05月08日",
    "《关于加强管理的通知》（钦政办〔2023〕39号）和《关于加强管理的通知》（钦政办〔2023〕93号）。",
    "",
    "共有100人，其中男60人，女50人，（以下简称男女",
    "𠮷野家\u200b繁體字…等等&nbsp;http//www.a.cn",
)
EDIT = st.tuples(
    st.sampled_from(["replace", "insert", "delete", "type"]),
    st.integers(0, 40),
    st.sampled_from(LINES),
    st.text("，。、；：“”‘’（）《》一二三1234年月日附件 abc,.\n", max_size=6),
)


def edited(lines: list[str], edit: tuple[str, int, str, str]) -> list[str]:
    kind, place, line, typed = edit
    at = place % len(lines)
    if kind == "insert":
        return [*lines[:at], line, *lines[at:]]
    if kind == "delete" and len(lines) > 1:
        return [*lines[:at], *lines[at + 1 :]]
    if kind == "type":
        middle = len(lines[at]) // 2
        line = lines[at][:middle] + typed + lines[at][middle:]
    return "\n".join([*lines[:at], line, *lines[at + 1 :]]).split("\n")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=14),
    st.lists(EDIT, min_size=1, max_size=6),
)
def test_a_scan_after_edits_is_a_scan_of_the_whole(
    lines: list[str], edits: list[tuple[str, int, str, str]]
) -> None:
    scan: Scan | None = None
    for edit in edits:
        lines = edited(lines, edit)
        document = Document.of_text("\n".join(lines))
        scan = SCANNER.scan(document, FULL, previous=scan)
        assert scan.findings == SCANNER.scan(document, FULL).findings


def test_one_changed_paragraph_is_all_that_is_looked_at_again() -> None:
    lines = [f"第{number}段，全市认真落实各项工作。" for number in range(200)]
    first = SCANNER.scan(Document.of_text("\n".join(lines)), FULL)
    lines[100] += "按照要求，。"
    again = SCANNER.scan(Document.of_text("\n".join(lines)), FULL, previous=first)
    assert first.scanned == 200
    assert again.scanned == 1
    assert [finding.rule for finding in again.findings if finding.rule == "P8"] == ["P8"]


def test_a_name_is_judged_by_its_own_paragraph() -> None:
    name = "国务院副总理丁薛详出席会议。"
    before = Document.of_text(f"全市工作会议\n奋进新时代。\n{name}")
    first = SCANNER.scan(before, FULL)
    after = Document.of_text(f"全市工作会议\n奋进新时代\n{name}")
    again = SCANNER.scan(after, FULL, previous=first)
    assert again.findings == SCANNER.scan(after, FULL).findings


def test_threads_take_turns_at_the_typo_engine() -> None:
    inside, most = 0, 0

    class Engine:
        version = digest = ""

        def find(self, text: str, level: Level, protect: ProtectList) -> tuple[Typo, ...]:
            nonlocal inside, most
            inside += 1
            most = max(most, inside)
            all(text for _ in range(20_000))  # long enough for the other thread to come in
            inside -= 1
            return ()

    scanner = Scanner(all_rules(), Engine())
    text = Document.of_text("\n".join(f"第{n}段，认真落实。" for n in range(200)))
    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(scanner.scan, text, FULL) for _ in range(2)]
    assert both[0].result().findings == both[1].result().findings
    assert most == 1


def test_a_moved_paragraph_is_not_looked_at_again() -> None:
    lines = [f"第{number}段，全市认真落实各项工作。" for number in range(50)]
    first = SCANNER.scan(Document.of_text("\n".join(lines)), FULL)
    moved = [*lines[10:], *lines[:10]]
    again = SCANNER.scan(Document.of_text("\n".join(moved)), FULL, previous=first)
    assert again.scanned == 2  # what was the title is a paragraph now, and another one the title


def test_other_settings_begin_anew() -> None:
    document = Document.of_text("要落实，。\n要督查。")
    first = SCANNER.scan(document, FULL)
    again = SCANNER.scan(document, ScanSettings(off=frozenset({"P8"})), previous=first)
    assert again.scanned == 2
    assert not [finding for finding in again.findings if finding.rule == "P8"]
