"""What stands in a cell of 台账, the same on screen, in xlsx and in PDF."""

from __future__ import annotations

from datetime import datetime

from qz_review.clock import china_time
from qz_review.services.ledger_views import LedgerColumn, LedgerRow

CellValue = str | int | datetime | None
"""Typed, so that a spreadsheet can reckon with it; None: empty."""


def cell_value(row: LedgerRow, column: LedgerColumn) -> CellValue:
    """The value of a column; moments in China time without their zone."""
    stage = column.stage
    if stage is not None:
        return row.signers.get(stage, "")
    match column:
        case LedgerColumn.NUMBER:
            return row.number
        case LedgerColumn.TITLE:
            return row.title
        case LedgerColumn.CHANNELS:
            return row.channels
        case LedgerColumn.SECTION:
            return row.section
        case LedgerColumn.FLAGS:
            return "、".join(sorted(flag.label for flag in row.flags))
        case LedgerColumn.AUTHOR:
            return row.author
        case LedgerColumn.EDITOR:
            return row.editor
        case LedgerColumn.REGISTERED:
            return local_minute(row.registered_at)
        case LedgerColumn.RELEASED:
            return local_minute(row.released_at)
        case LedgerColumn.ARCHIVED:
            return local_minute(row.archived_at)
        case LedgerColumn.CHARACTERS:
            return row.characters
        case LedgerColumn.RETURNS:
            return row.returns
        case LedgerColumn.SUPERSEDED:
            return row.superseded
    return f"{row.state}（超时）" if row.late and not row.phase.is_over else row.state


def local_minute(moment: datetime | None) -> datetime | None:
    """China time without its zone, to the minute: what a cell can hold."""
    if moment is None:
        return None
    return moment.astimezone(china_time()).replace(tzinfo=None, second=0, microsecond=0)
