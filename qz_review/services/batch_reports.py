"""What a 批量扫描 leaves behind: a workbook for those who work on, a PDF for those who read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from qz_review.archive.scan_report import ReportFile, ReportFinding, scan_report
from qz_review.documents.xlsx_out import Sheet, Value, long_tables_bytes
from qz_review.errors import QzError
from qz_review.jobs import JobContext
from qz_review.services.batch_scan import BatchScan, FoundPlace, ScannedRow

MOST_PRINTED = 3_000
"""Findings that print; the workbook has all that were kept."""
Tell = Callable[[QzError], str]
"""Says in one sentence why a file could not be read."""

_FOUND = ("文件", "段", "规则", "名称", "程度", "严重", "六关", "原文", "建议", "说明", "依据",
          "上下文")  # fmt: skip
_FILES = ("文件", "字数", "严重", "必错", "疑似", "提示", "没有读成")


def workbook(scan: BatchScan, tell: Tell) -> bytes:
    """Two tables: the findings, and every file with its counts or why it could not be read.

    Of a file with more findings than are kept a line says how many are not listed.
    """
    return long_tables_bytes(
        (
            Sheet("问题", _FOUND, _found_rows(scan),
                  (30, 6, 8, 18, 8, 8, 10, 24, 24, 44, 36, 44)),
            Sheet("文件", _FILES, (_file_row(row, tell) for row in scan.rows),
                  (40, 10, 8, 8, 8, 8, 60)),
        )
    )  # fmt: skip


def _found_rows(scan: BatchScan) -> Iterator[tuple[Value, ...]]:
    for row in tuple(scan.rows):
        for place in scan.findings_of(row):
            yield (
                row.name, place.line or None, place.rule, place.name, place.certainty,
                place.severity, place.gate, place.quote,
                " / ".join(w or "（删去）" for w in place.suggestions),
                place.message, place.source, place.context,
            )  # fmt: skip
        if row.count > row.kept:
            told = f"另有 {row.count - row.kept} 处没有列出"
            yield (row.name, *[None] * (_FOUND.index("说明") - 1), told, None, None)


def _file_row(row: ScannedRow, tell: Tell) -> tuple[Value, ...]:
    if row.error is not None:
        return row.name, None, None, None, None, None, tell(row.error)
    return row.name, row.characters, row.serious, row.certain, row.doubtful, row.hints, ""


def report_pdf(
    scan: BatchScan,
    title: str,
    unit: str,
    made_at: datetime,
    tell: Tell,
    job: JobContext | None = None,
) -> bytes:
    """The report on paper.  Raises Cancelled."""
    room = MOST_PRINTED
    files = []
    for row in scan.rows:
        findings: list[FoundPlace] = scan.findings_of(row)[:room] if room > 0 else []
        room -= len(findings)
        files.append(
            ReportFile(
                row.name,
                row.characters,
                (row.serious, row.certain, row.doubtful, row.hints),
                tell(row.error) if row.error is not None else "",
                tuple(_printed(place) for place in findings),
                row.count - len(findings),
            )
        )
    return scan_report(title, unit, scan.level.label, made_at, files, job)


def _printed(place: FoundPlace) -> ReportFinding:
    return ReportFinding(
        place.line,
        "\n".join(filter(None, (place.certainty, place.severity))),
        place.context or place.quote,
        " / ".join(words or "删去" for words in place.suggestions),
        f"{place.message}（{place.rule}，{place.source}）",
    )
