"""台账 over all manuscripts: ``workspace.ledger_table``.  Reading never writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime, time, timedelta

from qz_review.clock import china_time
from qz_review.model.manuscript import Part
from qz_review.model.stage import Stage
from qz_review.services.desk import Desk
from qz_review.services.ledger_views import (
    LedgerAnswer,
    LedgerColumn,
    LedgerDate,
    LedgerMark,
    LedgerQuery,
    LedgerRow,
    LedgerSums,
    PersonSheet,
    SignedLine,
)
from qz_review.services.naming import Names
from qz_review.services.sound_text import sound
from qz_review.storage.projected import (
    ManuscriptFilter,
    ManuscriptRow,
    SignedRow,
    Signer,
    SortKey,
)

_SORTS = {
    LedgerColumn.NUMBER: SortKey.NUMBER,
    LedgerColumn.TITLE: SortKey.TITLE,
    LedgerColumn.REGISTERED: SortKey.REGISTERED,
    LedgerColumn.RELEASED: SortKey.RELEASED,
    LedgerColumn.CHARACTERS: SortKey.CHARACTERS,
    LedgerColumn.RETURNS: SortKey.RETURNS,
    LedgerColumn.STATE: SortKey.PROGRESS,
}
_EVER = datetime(2000, 1, 1, tzinfo=UTC)
SORTABLE = frozenset(_SORTS)
"""Columns that 台账 can be sorted by."""


@dataclass(frozen=True, slots=True)
class LedgerAbout:
    """The unit, the moment, and how ids are written."""

    unit: str
    now: datetime
    names: Names


class LedgerTable:
    """Rows, sums and the sheet of a person."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ask(self, query: LedgerQuery, limit: int = 200) -> LedgerAnswer:
        """The first rows of a query, and what all of its rows add up to."""
        rows, sums = self._desk.store.read_models.ledger(
            self._filter(query),
            _SORTS.get(query.sort, SortKey.REGISTERED),
            query.descending,
            limit,
            self._desk.now(),
        )
        return LedgerAnswer(self._rows(rows), LedgerSums(*astuple(sums)))

    def page(self, query: LedgerQuery, offset: int, limit: int = 200) -> tuple[LedgerRow, ...]:
        """Rows of a query from ``offset`` on."""
        found = self._desk.store.read_models.list_manuscripts(
            self._filter(query),
            sort=_SORTS.get(query.sort, SortKey.REGISTERED),
            descending=query.descending,
            limit=limit,
            offset=offset,
        )
        return self._rows(found.rows)

    def sums(self, query: LedgerQuery) -> LedgerSums:
        """What all rows of a query add up to."""
        return self.ask(query, limit=0).sums

    def every_row(self, query: LedgerQuery) -> Iterator[LedgerRow]:
        """All rows of a query, some at a time: for exports."""
        sort = _SORTS.get(query.sort, SortKey.REGISTERED)
        models = self._desk.store.read_models
        for rows in models.every(self._filter(query), sort, query.descending):
            yield from self._rows(rows)

    def about(self) -> LedgerAbout:
        """What every printed list bears."""
        desk = self._desk
        return LedgerAbout(desk.unit().name, desk.now(), desk.names())

    def person_sheet(
        self, person_id: str, first_day: date | None = None, last_day: date | None = None
    ) -> PersonSheet:
        """Everything one person signed in a time, oldest first; raises Refused.

        Superseded sign-offs stand in it too: they were given.
        """
        roster, names = self._desk.roster(), self._desk.names()
        person = roster.person(person_id)
        found = self._desk.store.read_models.signed_by(
            person_id, day_begins(first_day), day_ends(last_day)
        )
        return PersonSheet(
            person,
            names.section(person.section_id),
            first_day,
            last_day,
            tuple(_line(row, names) for row in found),
        )

    # --- from rows to views ---

    def _filter(self, query: LedgerQuery) -> ManuscriptFilter:
        query = sound(query)
        begin, end = day_begins(query.first_day), day_ends(query.last_day)
        by_release = query.date_kind is LedgerDate.RELEASED
        ever = _EVER if LedgerMark.RELEASED in query.marks else None
        return ManuscriptFilter(
            text=query.text.strip(),
            phases=query.phases,
            stage=query.stage,
            section_id=query.section_id,
            channel_id=query.channel_id,
            flags=query.flags,
            person_id=query.person_id,
            registered_from=None if by_release else begin,
            registered_to=None if by_release else end,
            released_from=(begin if by_release else None) or ever,
            released_to=end if by_release else None,
            sent_back=LedgerMark.SENT_BACK in query.marks,
            delegated=LedgerMark.DELEGATED in query.marks,
            superseded=LedgerMark.SUPERSEDED in query.marks,
            late_at=self._desk.now() if LedgerMark.LATE in query.marks else None,
        )

    def _rows(self, found: Sequence[ManuscriptRow]) -> tuple[LedgerRow, ...]:
        names, now = self._desk.names(), self._desk.now()
        signers = self._desk.store.read_models.signers_of([row.manuscript_id for row in found])
        return tuple(_row(row, signers.get(row.manuscript_id, ()), names, now) for row in found)


def _row(row: ManuscriptRow, signers: Sequence[Signer], names: Names, now: datetime) -> LedgerRow:
    by_stage: dict[Stage, list[Signer]] = {}
    for signer in signers:
        by_stage.setdefault(signer.stage, []).append(signer)
    over_limit = row.due is not None and row.due < now and not row.phase.is_over
    return LedgerRow(
        manuscript_id=row.manuscript_id,
        number=row.number,
        title=row.title,
        channels=names.channels(row.channel_ids),
        section=names.section(row.section_id),
        flags=row.flags,
        author=row.author,
        editor=names.person(row.editor_id),
        signers={stage: _signers(given, names) for stage, given in by_stage.items()},
        delegated_stages=frozenset(
            stage for stage, given in by_stage.items() if any(s.behalf_id for s in given)
        ),
        registered_at=row.registered_at,
        released_at=row.released_at,
        archived_at=row.archived_at,
        characters=row.characters,
        returns=row.return_count,
        superseded=row.superseded,
        late=row.late or over_limit,
        delegated=row.delegated,
        phase=row.phase,
        stage=row.stage,
        damaged=row.damaged,
        differences=row.differences,
    )


_ORDER = {Part.READER: 0, Part.CHECKER: 1, Part.SIGNER: 2, Part.PRINCIPAL: 3}


def _signers(given: Sequence[Signer], names: Names) -> str:
    ordered = sorted(given, key=lambda signer: _ORDER[signer.part])
    return " ".join(names.acting(s.person_id, s.behalf_id) for s in ordered)


def _line(row: SignedRow, names: Names) -> SignedLine:
    signature, manuscript = row.signature, row.manuscript
    return SignedLine(
        manuscript_id=manuscript.manuscript_id,
        number=manuscript.number,
        title=manuscript.title,
        stage=signature.stage,
        part=signature.part,
        decision=signature.decision,
        signed_at=signature.signed_at,
        behalf_of=names.person(signature.behalf_id),
        seconds_open=signature.seconds_open,
        saved=signature.saved,
        late=signature.late,
        paper=signature.paper,
        superseded=signature.superseded,
    )


def day_begins(day: date | None) -> datetime | None:
    """The first moment of a day in China; None stays None."""
    return datetime.combine(day, time(), china_time()) if day else None


def day_ends(day: date | None) -> datetime | None:
    """The first moment after a day in China; None stays None."""
    return datetime.combine(day + timedelta(days=1), time(), china_time()) if day else None
