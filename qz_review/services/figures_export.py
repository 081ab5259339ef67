"""统计 as xlsx and PDF, with its charts."""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.archive.listing import Column, Listing, listing_pdf
from qz_review.documents.xlsx_out import Sheet, Value, workbook_bytes
from qz_review.jobs import JobContext
from qz_review.model.stage import Stage
from qz_review.services.figure_charts import GROUP_WORDS, charts_of, sums_in_words
from qz_review.services.figures import FigureRow, Figures
from qz_review.services.ledger_export import days_in_words
from qz_review.services.ledger_table import LedgerTable

_COUNTED = ("稿件", "发布", "字数", "退回次数", "有退回", "有超时", "有委托")
_HOURS = tuple(f"{stage.label}等候（小时）" for stage in Stage)
_SAVED = tuple(f"{stage.label}改稿（次）" for stage in Stage)


def figures_workbook(figures: Figures) -> bytes:
    """The figures as xlsx, numbers as numbers."""
    headings = (GROUP_WORDS[figures.grouping], *_COUNTED, *_HOURS, *_SAVED)
    rows = [
        (row.label, *_counted(row), *_hours(row), *(_saved(row, stage) for stage in Stage))
        for row in figures.rows
    ]
    widths = (24, *(10 for _ in _COUNTED), *(16 for _ in (*_HOURS, *_SAVED)))
    return workbook_bytes([Sheet("统计", headings, rows, widths)])


def figures_pdf(table: LedgerTable, figures: Figures, job: JobContext | None = None) -> bytes:
    """The figures and both charts, A4 landscape; raises Cancelled."""
    about = table.about()
    columns = [Column(GROUP_WORDS[figures.grouping], 22)]
    columns += [Column(heading, 9, figures=True) for heading in _COUNTED]
    columns += [Column(f"{stage.label}等候", 9, figures=True) for stage in Stage]
    days = days_in_words(figures.first_day, figures.last_day)
    return listing_pdf(
        Listing(
            f"三审三校统计（按{GROUP_WORDS[figures.grouping]}）",
            (f"登记 {days}；等候为每次签署平均等候的小时数",),
            columns,
            ([_written(value) for value in (row.label, *_counted(row), *_hours(row))]
             for row in figures.rows),
            len(figures.rows),
            sums_in_words(figures),
            about.unit,
            about.now,
            charts_of(figures),
        ),
        job,
    )  # fmt: skip


def _counted(row: FigureRow) -> Sequence[int]:
    return (
        row.manuscripts,
        row.released,
        row.characters,
        row.returns,
        row.sent_back,
        row.late,
        row.delegated,
    )


def _hours(row: FigureRow) -> Sequence[Value]:
    steps = (row.steps.get(stage) for stage in Stage)
    return [
        round(step.hours, 1) if step is not None and step.hours is not None else None
        for step in steps
    ]


def _saved(row: FigureRow, stage: Stage) -> int:
    step = row.steps.get(stage)
    return step.saved if step is not None else 0


def _written(value: Value) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int | float) else str(value)
