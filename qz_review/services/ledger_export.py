"""台账 and a person's sheet as xlsx and PDF, exactly as they were filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from qz_review.archive.listing import Column, Listing, listing_pdf
from qz_review.documents.xlsx_out import Sheet, Value, long_table_bytes
from qz_review.jobs import JobContext, SilentJob
from qz_review.services.ledger_cells import cell_value, local_minute
from qz_review.services.ledger_table import LedgerTable
from qz_review.services.ledger_views import (
    LedgerColumn,
    LedgerQuery,
    LedgerRow,
    LedgerSums,
    PersonSheet,
    SignedLine,
)
from qz_review.services.naming import Names, step_label

_WIDE = {
    LedgerColumn.TITLE: 42,
    LedgerColumn.NUMBER: 20,
    LedgerColumn.CHANNELS: 18,
    LedgerColumn.SECTION: 14,
    LedgerColumn.FLAGS: 18,
    LedgerColumn.AUTHOR: 14,
    LedgerColumn.REGISTERED: 17,
    LedgerColumn.RELEASED: 17,
    LedgerColumn.ARCHIVED: 17,
    LedgerColumn.RETURNS: 9,
    LedgerColumn.CHARACTERS: 8,
    LedgerColumn.SUPERSEDED: 10,
    LedgerColumn.STATE: 16,
}
_USUAL_WIDTH = 14
_FIGURES = frozenset({LedgerColumn.CHARACTERS, LedgerColumn.RETURNS, LedgerColumn.SUPERSEDED})
_TELL_EVERY = 500


def ledger_workbook(
    table: LedgerTable,
    query: LedgerQuery,
    columns: Sequence[LedgerColumn],
    job: JobContext | None = None,
) -> bytes:
    """All rows of a query as xlsx with typed cells; raises Cancelled."""
    count = table.sums(query).manuscripts
    rows = _watched(table.every_row(query), count, job or SilentJob())
    return long_table_bytes(
        Sheet(
            "台账",
            [column.label for column in columns],
            ([cell_value(row, column) for column in columns] for row in rows),
            [_width(column) for column in columns],
        )
    )


def ledger_pdf(
    table: LedgerTable,
    query: LedgerQuery,
    columns: Sequence[LedgerColumn],
    job: JobContext | None = None,
) -> bytes:
    """All rows of a query on A4 landscape; raises Cancelled."""
    sums = table.sums(query)
    about = table.about()
    rows = ([_words(cell_value(row, c)) for c in columns] for row in table.every_row(query))
    return listing_pdf(
        Listing(
            "三审三校台账",
            (query_in_words(query, about.names),),
            [Column(c.label, _width(c), c in _FIGURES) for c in columns],
            rows,
            sums.manuscripts,
            sums_in_words(sums),
            about.unit,
            about.now,
        ),
        job,
    )


_SHEET_COLUMNS = (
    Column("签署时间", 15),
    Column("编号", 14),
    Column("标题", 40),
    Column("环节", 8),
    Column("结论", 14),
    Column("受谁委托", 10),
    Column("阅稿（分钟）", 10, figures=True),
    Column("改稿（次）", 9, figures=True),
    Column("说明", 16),
)


def person_workbook(sheet: PersonSheet) -> bytes:
    """A person's sheet as xlsx."""
    return long_table_bytes(
        Sheet(
            sheet.person.name,
            [column.heading for column in _SHEET_COLUMNS],
            (_signed_values(line) for line in sheet.lines),
            [int(column.weight) + 4 for column in _SHEET_COLUMNS],
        )
    )


def person_pdf(table: LedgerTable, sheet: PersonSheet, job: JobContext | None = None) -> bytes:
    """A person's sheet on A4 landscape; raises Cancelled."""
    about = table.about()
    days = days_in_words(sheet.first_day, sheet.last_day)
    facts = "　".join(filter(None, (sheet.section, sheet.person.duty, f"签署时间 {days}")))
    return listing_pdf(
        Listing(
            f"{sheet.person.name}签署清单",
            (facts,),
            _SHEET_COLUMNS,
            ([_words(value) for value in _signed_values(line)] for line in sheet.lines),
            len(sheet.lines),
            f"合计 {len(sheet.lines)} 次，稿件 {len({x.manuscript_id for x in sheet.lines})} 件",
            about.unit,
            about.now,
        ),
        job,
    )


def query_in_words(query: LedgerQuery, names: Names) -> str:
    """What a list was narrowed to, for the line under its title."""
    parts = [f"{query.date_kind.label} {days_in_words(query.first_day, query.last_day)}"]
    if query.phases:
        parts.append("状态 " + "、".join(sorted(phase.label for phase in query.phases)))
    if query.stage:
        parts.append(f"环节 {query.stage.label}")
    parts += [f"人员 {names.person(query.person_id)}"] if query.person_id else []
    parts += [f"科室 {names.section(query.section_id)}"] if query.section_id else []
    parts += [f"栏目 {names.channel(query.channel_id)}"] if query.channel_id else []
    parts += [flag.label for flag in sorted(query.flags)]
    parts += [mark.label for mark in sorted(query.marks)]
    parts += [f"含“{query.text.strip()}”"] if query.text.strip() else []
    return "；".join(parts)


def sums_in_words(sums: LedgerSums) -> str:
    """The last line of a list."""
    return (
        f"合计 {sums.manuscripts} 件，{sums.characters} 字，已发布 {sums.released} 件，"
        f"退回 {sums.returns} 次（{sums.sent_back} 件），有委托 {sums.delegated} 件，"
        f"有失效签署 {sums.superseded} 件，有超时 {sums.late} 件"
    )


def _signed_values(line: SignedLine) -> tuple[Value, ...]:
    remarks = ["读" if line.part.label == "朗读" else "核"] if line.part.label in _PAIR else []
    remarks += ["超时"] * line.late + ["纸质签批"] * line.paper + ["已失效"] * line.superseded
    return (
        local_minute(line.signed_at),
        line.number,
        line.title,
        step_label(line.stage, line.part),
        line.decision.label,
        line.behalf_of,
        round(line.seconds_open / 60, 1),
        line.saved,
        "、".join(remarks),
    )


_PAIR = ("朗读", "核对")


def _words(value: Value) -> str:
    if value is None:
        return ""
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else str(value)


def days_in_words(first: date | None, last: date | None) -> str:
    """2026-11-01 至 2026-11-23; 不限."""
    if first is None and last is None:
        return "不限"
    return f"{first or '最早'} 至 {last or '今日'}"


def _width(column: LedgerColumn) -> int:
    return _WIDE.get(column, _USUAL_WIDTH)


def _watched(rows: Iterable[LedgerRow], count: int, job: JobContext) -> Iterator[LedgerRow]:
    for done, row in enumerate(rows):
        if done % _TELL_EVERY == 0:
            job.check_cancelled()
            job.progress(done, count, "台账")
        yield row
    job.progress(count, count)
