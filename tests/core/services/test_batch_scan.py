"""批量扫描: folders of files, pasted words, the reports, and what cannot be read."""

from __future__ import annotations

import gc
import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qz_review.errors import Cancelled, Environment, QzError
from qz_review.jobs import SilentJob
from qz_review.scanning.level import Level
from qz_review.services.batch_reports import report_pdf, workbook
from qz_review.services.batch_scan import MOST_OF_ONE, BatchScan, files_in
from qz_review.services.finding_views import ScanBasis
from qz_review.services.kept_scans import KeptScans
from qz_review.services.scanning import scanner_without_typos
from tests.support.pdf_reading import pages_of, squeezed

WRONG = "关于供水的通知\n网络复盖全市，，请查收。\n"


def tell(error: QzError) -> str:
    return f"不能读：{error.code}"


@pytest.fixture
def scan() -> Iterator[BatchScan]:
    made = BatchScan(ScanBasis("", scanner_without_typos, KeptScans()), Level.STANDARD)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "下级").mkdir()
    (tmp_path / "甲.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "下级" / "乙.html").write_text(
        "<html><body><h1>通知</h1><p>按装完毕。</p></body></html>", encoding="utf-8"
    )
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 no zip")
    (tmp_path / "~$甲.docx").write_bytes(b"lock")
    (tmp_path / "图.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_documents_below_a_folder_are_found_and_nothing_else(folder: Path) -> None:
    names = {path.relative_to(folder).as_posix() for path in files_in(folder)}
    assert names == {"甲.txt", "下级/乙.html", "坏.docx"}


def test_a_folder_that_is_gone_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Environment, match=r"file\.unreadable"):
        files_in(tmp_path / "没有")


def test_each_file_is_a_row_and_a_bad_one_says_why(scan: BatchScan, folder: Path) -> None:
    scan.run(folder, files_in(folder))
    rows = {row.name.replace("\\", "/"): row for row in scan.rows}
    assert rows["坏.docx"].error is not None and rows["坏.docx"].count == 0
    assert rows["甲.txt"].certain >= 2 and rows["下级/乙.html"].count >= 1
    quotes = [place.quote for place in scan.findings_of(rows["甲.txt"])]
    assert "复盖" in quotes and "，，" in quotes
    (found,) = [p for p in scan.findings_of(rows["甲.txt"]) if p.quote == "复盖"]
    assert found.line == 2 and "【复盖】" in found.context and found.suggestions == ("覆盖",)


def test_pasted_words_are_scanned_alike(scan: BatchScan) -> None:
    scan.scan_pasted("粘贴的文字", WRONG)
    assert [place.quote for place in scan.findings_of(scan.rows[0])][:1] == ["复盖"]


def test_stopping_keeps_the_rows_so_far(scan: BatchScan, folder: Path) -> None:
    class StopsAfterTwo(SilentJob):
        def progress(self, done: int, total: int, note: str = "") -> None:
            if done == 2:
                self.cancel()

    with pytest.raises(Cancelled):
        scan.run(folder, files_in(folder), StopsAfterTwo())
    assert 1 <= len(scan.rows) <= 2


def test_the_workbook_has_every_finding_and_every_file(scan: BatchScan, folder: Path) -> None:
    scan.run(folder, files_in(folder))
    book = load_workbook(io.BytesIO(workbook(scan, tell)))
    found = list(book["问题"].iter_rows(min_row=2, values_only=True))
    assert any(row[0] == "甲.txt" and row[7] == "复盖" and row[8] == "覆盖" for row in found)
    files = {row[0]: row for row in book["文件"].iter_rows(min_row=2, values_only=True)}
    assert str(files["坏.docx"][6]).startswith("不能读") and files["甲.txt"][3] >= 2


def test_of_very_many_findings_the_grave_are_kept_and_the_rest_is_told(scan: BatchScan) -> None:
    words = "关于供水的通知\n" + "复盖，按装。\n" * MOST_OF_ONE + "成立领导小姐。\n"
    scan.scan_pasted("粘贴的文字", words)
    (row,) = scan.rows
    assert row.kept == MOST_OF_ONE < row.count
    assert scan.findings_of(row)[-1].quote == "领导小姐"
    found = load_workbook(io.BytesIO(workbook(scan, tell)))["问题"]
    *_, last = found.iter_rows(values_only=True)
    assert last[9] == f"另有 {row.count - row.kept} 处没有列出"


def test_the_report_names_files_findings_and_what_could_not_be_read(
    scan: BatchScan, folder: Path
) -> None:
    scan.run(folder, files_in(folder))
    moment = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
    words = squeezed("".join(pages_of(report_pdf(scan, "抽查", "青汀市", moment, tell))))
    assert "批量扫描报告" in words and "甲.txt" in words and "【复盖】" in words
    assert "不能读" in words and "1个没有读成" in words


def test_more_files_need_no_more_memory(scan: BatchScan, tmp_path: Path) -> None:
    words = WRONG + "\n".join(f"第{n}段，网络复盖，，按装。" for n in range(40))
    for number in range(100):
        (tmp_path / f"{number:03}.txt").write_text(words, encoding="utf-8")
    files = files_in(tmp_path)
    scan.run(tmp_path, files[:10])
    tracemalloc.start()
    scan.run(tmp_path, files[10:40])
    gc.collect()  # what only waits to be found is no memory that files need
    first = tracemalloc.get_traced_memory()[0]
    scan.run(tmp_path, files[40:])
    gc.collect()
    rest = tracemalloc.get_traced_memory()[0] - first
    tracemalloc.stop()
    assert rest < 150_000  # bytes: rows of sixty files, no text and no findings
