"""统计 over all manuscripts, by month, section, person or channel: ``workspace.figures``.

Every figure carries the 台账 query whose rows are behind it.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from qz_review.model.stage import Stage
from qz_review.services.desk import Desk
from qz_review.services.ledger_table import day_begins, day_ends
from qz_review.services.ledger_views import LedgerDate, LedgerMark, LedgerQuery
from qz_review.services.naming import Names
from qz_review.storage.figures_queries import Grouping
from qz_review.storage.projected import CountedGroup, CountedStep

__all__ = ["CountedStep", "FigureRow", "Figures", "FiguresService", "Grouping"]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One month, section, person or channel.

    steps: of each step that was signed; rows: the manuscripts behind the line.
    """

    label: str
    manuscripts: int
    released: int
    returns: int
    sent_back: int
    late: int
    delegated: int
    characters: int
    steps: Mapping[Stage, CountedStep]
    rows: LedgerQuery

    def rows_with(self, mark: LedgerMark) -> LedgerQuery:
        """The manuscripts behind the line that have a mark."""
        return replace(self.rows, marks=self.rows.marks | {mark})


@dataclass(frozen=True, slots=True)
class Figures:
    """What is shown: the lines, and the days they cover (registration; None: open)."""

    grouping: Grouping
    first_day: date | None
    last_day: date | None
    rows: tuple[FigureRow, ...]


class FiguresService:
    """Counts; reading never writes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def count(
        self, grouping: Grouping, first_day: date | None = None, last_day: date | None = None
    ) -> Figures:
        """Figures over the manuscripts registered on these days, both included.

        Months in order of time, everything else by how many manuscripts it has.
        """
        found = self._desk.store.read_models.groups(
            grouping, day_begins(first_day), day_ends(last_day), self._desk.now()
        )
        names = self._desk.names()
        asked = LedgerQuery(date_kind=LedgerDate.REGISTERED, first_day=first_day, last_day=last_day)
        rows = [_row(group, grouping, names, asked) for group in found]
        if grouping is not Grouping.MONTH:
            rows.sort(key=lambda row: -row.manuscripts)
        return Figures(grouping, first_day, last_day, tuple(rows))


def _row(group: CountedGroup, grouping: Grouping, names: Names, asked: LedgerQuery) -> FigureRow:
    label, rows = _of_key(group.key, grouping, names, asked)
    return FigureRow(
        label=label,
        manuscripts=group.manuscripts,
        released=group.released,
        returns=group.returns,
        sent_back=group.sent_back,
        late=group.late,
        delegated=group.delegated,
        characters=group.characters,
        steps=group.steps,
        rows=rows,
    )


def _of_key(
    key: str, grouping: Grouping, names: Names, asked: LedgerQuery
) -> tuple[str, LedgerQuery]:
    match grouping:
        case Grouping.MONTH:
            year, month = (int(part) for part in key.split("-"))
            first = date(year, month, 1)
            last = date(year, month, calendar.monthrange(year, month)[1])
            first = max(first, asked.first_day or first)
            last = min(last, asked.last_day or last)
            return f"{year}年{month}月", replace(asked, first_day=first, last_day=last)
        case Grouping.SECTION:
            return names.section(key), replace(asked, section_id=key)
        case Grouping.PERSON:
            return names.person(key), replace(asked, person_id=key)
    return names.channel(key), replace(asked, channel_id=key)
