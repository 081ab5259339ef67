"""The archive as a file: faces, metadata, bookmarks, page numbers, progress."""

from __future__ import annotations

import io
import subprocess
import sys
from functools import cache

import pikepdf
import pytest

from qz_review.archive.dossier import Dossier, RecoverySheet
from qz_review.archive.sheets import archive_pdf, recovery_sheet_pdf
from qz_review.errors import Cancelled
from qz_review.jobs import SilentJob
from tests.support.dossiers import MADE, full_dossier
from tests.support.pdf_reading import fonts_of, outline_of, pages_of


@cache
def dossier() -> Dossier:
    return full_dossier()


@cache
def archive() -> bytes:
    return archive_pdf(dossier())


def test_only_the_bundled_faces_are_used_and_all_are_embedded() -> None:
    for pdf in (archive(), recovery_sheet_pdf(RecoverySheet("单位", "赵", "zhao", "A-B", MADE))):
        fonts = fonts_of(pdf)
        assert fonts
        assert all(fonts.values())
        assert all("+QZ" in name for name in fonts), fonts


def test_the_file_says_what_it_is() -> None:
    with pikepdf.open(io.BytesIO(archive())) as document:
        assert "/Info" not in document.trailer  # a signature would rewrite it
        assert document.Root.Lang == "zh-CN"
        with document.open_metadata() as packet:
            assert packet["dc:title"].startswith(dossier().title)
            assert packet["dc:creator"] == ["青汀市人民政府办公室"]
            assert "QT-2026-0412" in packet["dc:description"]
            assert packet["xmp:CreatorTool"].startswith("qz_review")
            assert packet["xmp:CreateDate"] == "2026-11-23T08:55:00Z"


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert archive_pdf(dossier()) == archive()


def test_pages_are_numbered_and_show_the_end_of_the_chain() -> None:
    pages = pages_of(archive())
    head = dossier().head_hash
    grouped = " ".join(head[at : at + 8] for at in range(0, 64, 8))
    for number, page in enumerate(pages, 1):
        assert f"第{number}页 共{len(pages)}页" in page
        assert "台账共41条，链尾（第41条）" in page
        assert grouped in page


def test_bookmarks_lead_to_every_part() -> None:
    outline = outline_of(archive())
    names = [name for _, name, _ in outline]
    for name in (
        "审签单",
        "退回、失效签署与委托",
        "誊正核对单",
        "会签联审单",
        "审核要点",
        "原稿",
        "一校清样",
        "二校清样",
        "签发稿",
        "三校清样",
        "花脸稿",
        "一审花脸稿",
        "签署凭据",
        "附件清单",
        "事件历史",
    ):
        assert name in names
    assert "二校花脸稿" not in names  # changed nothing
    pages = pages_of(archive())
    for _, name, page in outline:
        if name in ("退回、失效签署与委托", "誊正核对单", "签署凭据", "事件历史"):
            assert name in pages[page]


def test_a_cancelled_job_stops_and_a_watched_one_hears_of_progress() -> None:
    job = SilentJob()
    job.cancel()
    with pytest.raises(Cancelled):
        archive_pdf(dossier(), job)

    class Watched(SilentJob):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[tuple[int, int]] = []

        def progress(self, done: int, total: int, note: str = "") -> None:
            self.seen.append((done, total))

    watched = Watched()
    archive_pdf(dossier(), watched)
    assert [done for done, _ in watched.seen] == sorted(done for done, _ in watched.seen)
    assert watched.seen[-1][0] == watched.seen[-1][1]


def test_nothing_that_draws_is_loaded_before_the_first_pdf() -> None:
    words = "import sys, qz_review.archive.sheets; print('reportlab' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
