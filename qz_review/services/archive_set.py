"""归档成套: a period's archives as a folder for the archive room: ``workspace.archive_set``.

In the folder: one PDF a 件, named by its 档号; 归档目录 as xlsx and PDF (DA/T 22-2015); a manifest
of digests that ``sha256sum -c`` and ``qz-review verify`` read; how to check it, in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qz_review.archive.listing import Column, Listing, listing_pdf
from qz_review.archive.set_catalogue import (
    HEADINGS,
    WIDTHS,
    CatalogueRow,
    FileNumbering,
    Retention,
)
from qz_review.clock import china_time
from qz_review.documents.xlsx_out import Sheet, long_table_bytes
from qz_review.errors import Refused
from qz_review.jobs import JobContext, SilentJob
from qz_review.model.manuscript import Flag
from qz_review.model.stage import Phase
from qz_review.services.archive import FOLDER, ArchiveService
from qz_review.services.desk import Desk
from qz_review.services.ledger_table import LedgerTable, day_begins, day_ends
from qz_review.services.ledger_views import LedgerColumn, LedgerQuery, LedgerRow
from qz_review.storage.archive_folder import (
    MANIFEST,
    FolderReport,
    FolderWriter,
    check_folder,
    folder_in_one_piece,
    pieces_of,
)

__all__ = ["ArchiveSet", "ArchiveSetService", "FileNumbering", "FolderReport", "Retention"]

_PDFS = "归档文件"
_NOTE = "校验说明.txt"


@dataclass(frozen=True, slots=True)
class ArchiveSet:
    """What was written.  first, last: 档号."""

    folder: Path
    count: int
    first: str
    last: str


class ArchiveSetService:
    """Writes sets and checks them."""

    def __init__(self, desk: Desk, table: LedgerTable, archive: ArchiveService) -> None:
        self._desk = desk
        self._table = table
        self._archive = archive

    def count(self, first_day: date | None, last_day: date | None) -> int:
        """How many manuscripts were archived on these days, both included."""
        return sum(1 for _ in self._archived(first_day, last_day))

    def export(
        self,
        target: Path,
        numbering: FileNumbering,
        first_day: date | None = None,
        last_day: date | None = None,
        job: JobContext | None = None,
    ) -> ArchiveSet:
        """Write the manuscripts archived on these days into the new folder ``target``.

        Cancelling, a full disk or any other failure leaves no folder.  Raises Refused
        ``archive_set.bad_code``, ``archive_set.too_many``, ``archive_set.nothing``,
        ``archive_set.folder_exists``; Environment; Cancelled.
        """
        numbering.check()
        job = job or SilentJob()
        rows = sorted(self._archived(first_day, last_day), key=_archived_order)
        if not rows:
            raise Refused("archive_set.nothing")
        catalogue: list[CatalogueRow] = []
        with folder_in_one_piece(target) as folder:
            for place, row in enumerate(rows):
                job.check_cancelled()
                job.progress(place, len(rows), row.title)
                catalogue.append(self._put(folder, numbering, place, row))
            job.check_cancelled()
            self._put_lists(folder, catalogue)
            folder.put(_NOTE, (_how_to_check(len(rows)).encode("utf-8"),))
        job.progress(len(rows), len(rows))
        return ArchiveSet(target, len(rows), catalogue[0].file_number, catalogue[-1].file_number)

    def _archived(self, first_day: date | None, last_day: date | None) -> Iterator[LedgerRow]:
        begin, end = day_begins(first_day), day_ends(last_day)
        query = LedgerQuery(phases=frozenset({Phase.ARCHIVED}), sort=LedgerColumn.NUMBER)
        for row in self._table.every_row(query):
            moment = row.archived_at
            if moment is None or (begin and moment < begin) or (end and moment >= end):
                continue
            yield row

    def _put(
        self, folder: FolderWriter, numbering: FileNumbering, place: int, row: LedgerRow
    ) -> CatalogueRow:
        day = (row.released_at or row.archived_at or self._desk.now()).astimezone(china_time())
        file_number = numbering.of(day.year, place)
        kept = self._desk.store.folder / FOLDER / f"{row.number}.pdf"
        pieces = (
            pieces_of(kept)
            if kept.is_file()
            else iter((self._archive.archive_pdf(row.manuscript_id),))
        )
        path = folder.put(f"{_PDFS}/{file_number}.pdf", pieces)
        return CatalogueRow(
            file_number,
            row.number,
            self._desk.unit().name,
            row.title,
            f"{day:%Y%m%d}",
            "内部" if Flag.INTERNAL in row.flags else "",
            _pages(path),
            "" if row.released_at else "未发布",
        )

    def _put_lists(self, folder: FolderWriter, rows: list[CatalogueRow]) -> None:
        values = [row.values(place) for place, row in enumerate(rows, 1)]
        folder.put(
            "归档目录.xlsx", (long_table_bytes(Sheet("归档目录", HEADINGS, values, WIDTHS)),)
        )
        unit = self._desk.unit().name
        pages = sum(row.pages for row in rows)
        listing = Listing(
            "归档文件目录",
            (f"{unit}　{rows[0].file_number} 至 {rows[-1].file_number}",),
            [
                Column(heading, width, heading in ("序号", "页数"))
                for heading, width in zip(HEADINGS, WIDTHS, strict=True)
            ],
            ([str(value) for value in line] for line in values),
            len(rows),
            f"合计 {len(rows)} 件，{pages} 页",
            unit,
            self._desk.now(),
        )
        folder.put("归档目录.pdf", (listing_pdf(listing),))


def verify_set(folder: Path) -> FolderReport:
    """Check an archive set by its manifest; raises Refused ``archive_set.no_manifest``."""
    return check_folder(folder)


def is_set(folder: Path) -> bool:
    """Whether a folder looks like an archive set."""
    return (folder / MANIFEST).is_file()


def _archived_order(row: LedgerRow) -> tuple[str, str]:
    return (row.archived_at.isoformat() if row.archived_at else "", row.number)


def _pages(path: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def _how_to_check(count: int) -> str:
    return (
        f"本文件夹有归档文件 {count} 件，目录见“归档目录”。\n"
        f"{MANIFEST} 列有每个文件的 SHA-256 值，任何人都可校验：\n\n"
        "一、装有三审三校程序：qz-review verify 本文件夹（同时可逐件校验归档 PDF 的签名）\n"
        f"二、Linux：在本文件夹里运行 sha256sum -c {MANIFEST}\n"
        "三、Windows：在本文件夹里运行 certutil -hashfile 文件名 SHA256，与清单比对\n\n"
        "每件 PDF 带有单位签名和台账条目，qz-review verify 文件.pdf 可单独校验。\n"
    )
