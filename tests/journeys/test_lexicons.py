"""The unit's lists: added, removed, undone, taken in from files, and used by every scan."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from qz_review.errors import Refused, Tampered
from qz_review.ledger.list_changes import Entries, pack, unpack
from qz_review.model.listed import ListedOfficer, ListedTerm
from qz_review.scanning.layers import Layer
from qz_review.services.lexicon_views import OFFICERS
from qz_review.services.lexicons import LexiconsService
from tests.journeys.office import Office

NIXING = ListedTerm("坭兴陶瓷", "own", "certain", ("坭兴陶",), "规范名称", "市文旅局通知")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def lists(office: Office, account: str = "chief") -> LexiconsService:
    return office.at(account).lexicons


def test_a_term_added_is_found_and_says_who_added_it_and_why(office: Office) -> None:
    lists(office).add([NIXING], "评审会议定")
    (row,) = lists(office).entries(query="坭兴").rows
    assert (row.entry, row.layer, row.who, row.reason) == (
        NIXING,
        Layer.UNIT,
        "周某远",
        "评审会议定",
    )
    (found,) = lists(office).try_on("举办坭兴陶瓷展。")
    assert (found.rule, found.quote, found.suggestions) == ("S25", "坭兴陶瓷", ("坭兴陶",))


def test_a_manuscript_is_scanned_with_the_units_lists(office: Office) -> None:
    lists(office).add([NIXING, ListedTerm("登陆市政府网站", "protect")], "评审会议定")
    manuscript_id = office.register()
    office.workspace.findings._rules = lambda: None  # type: ignore[assignment,return-value]
    basis = office.workspace.findings.basis(manuscript_id)
    assert basis is not None
    assert [lexicon.version for lexicon in basis.lexicons] == [lists(office).lists().version]
    assert basis.protect.words == {"登陆市政府网站"}


def test_a_change_is_undone_whole_and_both_stay_in_the_history(office: Office) -> None:
    first = lists(office).add([NIXING], "评审会议定")
    changed = ListedTerm("坭兴陶瓷", "own", "hint")
    second = lists(office).add([changed], "放宽")
    assert lists(office).entries(query="坭兴").rows[0].entry == changed
    lists(office).undo(second, "不放宽")
    assert lists(office).entries(query="坭兴").rows[0].entry == NIXING
    lists(office).undo(first, "不要了")
    assert lists(office).entries(query="坭兴").total == 0
    history = lists(office).history()
    assert [row.reason for row in history] == ["不要了", "不放宽", "放宽", "评审会议定"]
    assert [row.undone for row in history] == [False, False, True, True]
    assert office.workspace.ledger.verify().ok


def test_undoing_leaves_what_was_changed_again_since(office: Office) -> None:
    first = lists(office).add([NIXING, ListedTerm("钦州湾", "protect")], "一")
    again = ListedTerm("坭兴陶瓷", "own", "hint")
    lists(office).add([again], "二")
    lists(office).undo(first, "三")
    assert [row.entry for row in lists(office).entries("own").rows] == [again]
    with pytest.raises(Refused, match=r"lists\.no_change"):
        lists(office).undo(first, "四")


def test_an_editor_reads_and_tries_and_does_not_change(office: Office) -> None:
    assert not lists(office, "editor").may_change()
    with pytest.raises(Refused, match=r"lists\.by_chief"):
        lists(office, "editor").add([NIXING], "想加")
    assert lists(office, "editor").try_on("访问穆斯林国家。")


def test_nothing_is_changed_without_a_reason_or_without_a_change(office: Office) -> None:
    with pytest.raises(Refused, match=r"lists\.no_reason"):
        lists(office).add([NIXING], " ")
    lists(office).add([NIXING], "一")
    with pytest.raises(Refused, match=r"lists\.no_change"):
        lists(office).add([NIXING], "二")


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (ListedTerm("", "own"), "lists.no_text"),
        (ListedTerm("陶", "own"), "lists.too_short"),
        (ListedTerm("陶*", "own"), "lists.too_short"),
        (ListedTerm("陶" * 61, "own"), "lists.too_long"),
        (ListedTerm("坭兴*展", "protect"), "lists.no_wildcards"),
        (ListedTerm("某某*a*a*a*a*b", "own"), "lists.too_many_stars"),
        (ListedTerm("坭兴", "none"), "lists.unknown_category"),
        (ListedTerm("坭兴", "own", "sure"), "lists.bad_certainty"),
        (ListedTerm("坭兴", "own", since="2026-13-01"), "lists.bad_date"),
        (ListedTerm("坭兴", "own", since="2026-02-01", until="2026-01-01"), "lists.bad_date"),
        (ListedOfficer("张", "县长"), "lists.too_short"),
        (ListedOfficer("张某", "县长", -1), "lists.bad_order"),
    ],
)
def test_an_entry_that_could_do_harm_is_refused(
    office: Office, entry: ListedTerm | ListedOfficer, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        lists(office).add([entry], "试")
    assert refused.value.code == code


def test_a_bundled_term_is_set_aside_by_protecting_its_words(office: Office) -> None:
    assert lists(office).try_on("访问穆斯林国家。")
    lists(office).set_aside("穆斯林国家", "历史文献原文")
    assert lists(office).try_on("访问穆斯林国家。") == ()


def test_a_term_counts_between_its_days_only(office: Office) -> None:
    lists(office).add([ListedTerm("十四五开局", "own", until="2025-12-31")], "已过时")
    assert lists(office).try_on("十四五开局良好。") == ()


def test_an_officer_of_the_unit_is_checked_by_title_name_order_and_days(office: Office) -> None:
    people = [
        ListedOfficer("陈某安", "青汀市市长", 1, "2024-03-01", "", "市人大公告"),
        ListedOfficer("何小清", "青汀市副市长", 2, "2024-03-01", "2026-06-30", "市人大公告"),
    ]
    lists(office).add(people, "市领导名单")
    rules = {f.rule for f in lists(office).try_on("青汀市副市长何晓清讲话。")}
    assert "M1" in rules
    assert {f.rule for f in lists(office).try_on("青汀市市长何小清讲话。")} == {"M2"}
    assert {f.rule for f in lists(office).try_on("青汀市副市长何小清讲话。")} == {"M3"}
    assert {f.rule for f in lists(office).try_on("何小清、陈某安出席。")} == {"M4"}
    assert lists(office).try_on("青汀市市长陈某安讲话。") == ()
    assert lists(office).entries(OFFICERS, "青汀").total == 2


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_can_be_taken_in_again(office: Office, kind: str) -> None:
    lists(office).add([NIXING, ListedTerm("网站*平台", "media", variants=True)], "一")
    exported = lists(office).export(kind)
    preview = lists(office).preview_import(exported, f"词库.{kind}")
    assert (preview.new, preview.changed, preview.same, preview.bad) == ((), (), 2, ())


def test_a_txt_has_a_term_a_line_and_its_replacements_behind_a_tab(office: Office) -> None:
    data = "# 说明\n坭兴陶瓷\t坭兴陶\n\n陶\n钦州港区\n".encode()
    preview = lists(office).preview_import(data, "词.txt")
    assert [entry.text for entry in preview.new if isinstance(entry, ListedTerm)] == [
        "坭兴陶瓷",
        "钦州港区",
    ]
    assert [(row.number, row.reason) for row in preview.bad] == [(4, "too_short")]
    lists(office).take_in(preview, "整理")
    assert lists(office).categories()[-3].own == 2


def test_an_import_shows_what_it_would_change_before_it_does(office: Office) -> None:
    lists(office).add([NIXING, ListedTerm("钦州港区", "own")], "一")
    data = (
        "词语,分类,程度\n坭兴陶瓷,保护词,\n钦州港区,本单位错词、慎用词,\n新词语,own,必错\n".encode()
    )
    preview = lists(office).preview_import(data, "词.csv")
    assert [entry.key for entry in preview.new] == ["term\0新词语"]
    assert [now.category for _, now in preview.changed if isinstance(now, ListedTerm)] == [
        "protect"
    ]
    assert preview.same == 1
    assert lists(office).entries(query="新词语").total == 0


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_formulas_in_cells_are_not_read(office: Office) -> None:
    data = workbook(("词语", "说明"), ("=1+1", ""), ("坭兴陶瓷", '=HYPERLINK("http://x")'))
    preview = lists(office).preview_import(data, "词.xlsx")
    assert preview.new == ()
    assert [row.reason for row in preview.bad] == ["formula", "formula"]


def test_a_cell_that_begins_like_a_formula_is_written_as_words(office: Office) -> None:
    lists(office).add([ListedTerm("=cmd|坏", "own"), ListedTerm("@某某", "own")], "一")
    text = lists(office).export("csv").decode("utf-8-sig")
    assert "\n'=cmd|坏" in text.replace("\r", "")
    page = load_workbook(io.BytesIO(lists(office).export("xlsx"))).worksheets[0]
    assert {page.cell(row, 1).data_type for row in (2, 3)} == {"s"}


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/"), data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"PK\x03\x04 broken", "list.unreadable"),
        (workbook(("词语",), ("坭兴陶瓷",))[:-400], "list.unreadable"),
        (zipped(a=b"nothing"), "list.unreadable"),
        (zipped(**{"xl__sharedStrings.xml": b"\0" * 60_000_000}), "list.unreadable"),
        (zipped(**{"a.xml": b'<!DOCTYPE x [<!ENTITY a "b">]>'}), "list.unreadable"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"xls", "list.old_excel"),
        ("甲,乙\n一,二\n".encode(), "list.not_a_list"),
        ("词语\n".encode() + "坭兴\n".encode() * 1_000_000, "list.too_many"),
    ],
)
def test_a_hostile_file_is_refused_in_one_sentence(office: Office, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        lists(office).preview_import(data, "词.csv" if data[:2] != b"PK" else "词.xlsx")
    assert refused.value.code == code


def test_a_million_lines_of_text_are_refused(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        lists(office).preview_import("坭兴陶瓷\n".encode() * 1_000_000, "词.txt")
    assert refused.value.code == "list.too_many"


def test_a_packed_change_comes_back_and_a_damaged_one_is_told() -> None:
    entries = Entries((NIXING, ListedOfficer("陈某安", "市长", 1)), (ListedTerm("旧词", "own"),))
    assert unpack(pack(entries)) == entries
    for damaged in ("", "x", pack(entries)[:-8], "eJwDAAAAAAE="):
        with pytest.raises(Tampered):
            unpack(damaged)


def test_a_manuscripts_own_words_hold_in_it_alone_and_say_why(office: Office) -> None:
    mine, other = office.register(), office.register()
    lists(office, "editor").protect_in(mine, ["登陆市政府", " 检修管网 ", ""], "单位名称原文")
    assert lists(office).manuscript_words(mine) == ("检修管网", "登陆市政府")
    assert lists(office).manuscript_words(other) == ()
    lists(office, "editor").protect_in(mine, ["检修管网"], "改正后不再要")
    assert lists(office).manuscript_words(mine) == ("检修管网",)
    with pytest.raises(Refused, match=r"lists\.no_change"):
        lists(office, "editor").protect_in(mine, ["检修管网"], "再来")
    with pytest.raises(Refused, match=r"lists\.too_short"):
        lists(office, "editor").protect_in(mine, ["管"], "短")
    with pytest.raises(Refused, match=r"finding\.not_yours"):
        lists(office, "leader").protect_in(mine, ["供水"], "不归他")
    assert office.workspace.ledger.verify().ok
