"""归档成套: a folder for the archive room, whole or not at all, that anyone can check."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from qz_review.cli import main
from qz_review.errors import Cancelled, Environment, Refused
from qz_review.jobs import SilentJob
from qz_review.services.archive_set import FileNumbering, Retention
from qz_review.storage import archive_folder
from qz_review.workspace import Workspace, create_sample_office

NUMBERING = FileNumbering("Z109", Retention.FOREVER, "BGS")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with create_sample_office(tmp_path_factory.mktemp("set") / "office") as workspace:
        yield workspace


def test_the_set_holds_files_catalogue_and_manifest(
    office: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = office.archive_set.export(tmp_path / "2026年", NUMBERING)
    assert made.count == office.archive_set.count(None, None) == 2
    assert re.fullmatch(r"Z109-WS·2026-Y-BGS-0001", made.first)
    assert made.last.endswith("-0002")
    pdfs = sorted(path.name for path in (made.folder / "归档文件").iterdir())
    assert pdfs == [f"{made.first}.pdf", f"{made.last}.pdf"]
    page = openpyxl.load_workbook(made.folder / "归档目录.xlsx").worksheets[0]
    heading = [cell.value for cell in page[1]]
    assert heading == ["序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"]
    assert page["B2"].value == made.first
    assert re.fullmatch(r"2026\d{4}", str(page["F2"].value))
    assert int(page["H2"].value) > 3
    assert main(["verify", str(made.folder)]) == 0
    assert "校验通过" in capsys.readouterr().out
    if shutil.which("sha256sum"):
        done = subprocess.run(
            ["sha256sum", "-c", "--quiet", "manifest.sha256"], cwd=made.folder, check=False
        )
        assert done.returncode == 0


def test_every_tampering_is_named(
    office: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = office.archive_set.export(tmp_path / "set", NUMBERING)
    first = made.folder / "归档文件" / f"{made.first}.pdf"
    data = bytearray(first.read_bytes())
    data[len(data) // 2] ^= 1
    first.write_bytes(data)
    (made.folder / "归档文件" / f"{made.last}.pdf").unlink()
    (made.folder / "多余.txt").write_text("x", encoding="utf-8")
    assert main(["verify", str(made.folder)]) == 2
    told = capsys.readouterr().err
    assert f"文件被改动过：归档文件/{made.first}.pdf" in told
    assert f"缺少文件：归档文件/{made.last}.pdf" in told
    assert "清单以外的文件：多余.txt" in told


def test_cancelling_and_a_full_disk_leave_nothing(
    office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class CancelledAtSecond(SilentJob):
        def progress(self, done: int, total: int, note: str = "") -> None:
            if done == 1:
                self.cancel()

    with pytest.raises(Cancelled):
        office.archive_set.export(tmp_path / "a", NUMBERING, job=CancelledAtSecond())
    assert list(tmp_path.iterdir()) == []

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive_folder.os, "fsync", full)
    with pytest.raises(Environment) as refused:
        office.archive_set.export(tmp_path / "b", NUMBERING)
    assert refused.value.code == "disk.full"
    assert list(tmp_path.iterdir()) == []


def test_what_makes_no_set_is_refused(office: Workspace, tmp_path: Path) -> None:
    def code(numbering: FileNumbering, target: str = "x", **days: object) -> str:
        with pytest.raises(Refused) as refused:
            office.archive_set.export(tmp_path / target, numbering, **days)  # type: ignore[arg-type]
        return refused.value.code

    assert code(FileNumbering("全宗", Retention.FOREVER, "BGS")) == "archive_set.bad_code"
    assert code(FileNumbering("Z1", Retention.TEN_YEARS, "A/B")) == "archive_set.bad_code"
    assert code(FileNumbering("Z1", Retention.TEN_YEARS, "A", first=9999)) == "archive_set.too_many"
    (tmp_path / "there").mkdir()
    assert code(NUMBERING, "there") == "archive_set.folder_exists"
    from datetime import date

    assert code(NUMBERING, last_day=date(2001, 1, 1)) == "archive_set.nothing"
    with pytest.raises(Refused):
        archive_folder.check_folder(tmp_path / "there")
