"""``qz-review redline`` as a person meets it: which file is wrong, and what nobody signed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qz_review.cli import main
from qz_review.documents.docx_out.revisions import date_of
from qz_review.markup.marked import Mark
from tests.support.pdf_reading import body_of
from tests.support.table_docx import document


def files(folder: Path) -> tuple[Path, Path]:
    old, new = folder / "改前.docx", folder / "改后.docx"
    old.write_bytes(document(["各县区情况如下。"]))
    new.write_bytes(document(["各县区的情况如下。"]))
    return old, new


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 cut off"])
def test_of_two_files_the_one_that_cannot_be_read_is_named(
    broken: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = files(tmp_path)
    new.write_bytes(broken)
    assert main(["redline", str(old), str(new), "-o", str(tmp_path / "x.pdf")]) == 1
    assert capsys.readouterr().err.startswith(f"{new}：")


def test_without_an_author_no_time_stands_beside_the_lines_and_no_column_is_empty(
    tmp_path: Path,
) -> None:
    old, new = files(tmp_path)
    page, sheet = tmp_path / "x.html", tmp_path / "x.pdf"
    assert main(["redline", str(old), str(new), "-o", str(page)]) == 0
    assert main(["redline", str(old), str(new), "-o", str(sheet)]) == 0
    words = page.read_text("utf-8")
    assert "改动人" not in words
    assert len(re.findall(r"\d+年\d+月\d+日", words)) == 1  # 比较时间
    assert "环节与人员" not in body_of(sheet.read_bytes())


def test_with_an_author_both_stand_there(tmp_path: Path) -> None:
    old, new = files(tmp_path)
    page = tmp_path / "x.html"
    assert main(["redline", str(old), str(new), "-o", str(page), "--author", "张某"]) == 0
    words = page.read_text("utf-8")
    assert "<th>改动人</th>" in words and "张某 20" in words


def test_a_docx_bears_the_times_of_beijing_as_the_sheets_do() -> None:
    assert date_of(Mark(1, None, "张某", "2026-11-17T20:12:03.123Z")) == "2026-11-18T04:12:03"
