"""What this desk gave away: told by the chains themselves; where the files went is only noted."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from qz_review.errors import Tampered
from qz_review.handover.opening import peek
from qz_review.services.desk import Desk
from qz_review.services.handover_views import OutboxRow, OutboxState
from qz_review.workflow.state import Handover, ManuscriptState

_FILE = "handover.file."


class Outbox:
    """Handings over by this desk, and the files they travelled in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self) -> tuple[OutboxRow, ...]:
        """The latest first."""
        rows = [
            self._row(state, handover)
            for state in self._states()
            for handover in state.handovers
            if handover.event.from_desk == self._desk.desk_id()
        ]
        return tuple(sorted(rows, key=lambda row: (row.at, row.number), reverse=True))

    def under_way(self, package_id: str) -> list[ManuscriptState]:
        """Manuscripts of a package that nobody has received or recalled."""
        return [
            state
            for state in self._states()
            if state.handovers
            and state.handovers[-1].event.package_id == package_id
            and state.handovers[-1].under_way
            and state.handovers[-1].seq == state.seq
        ]

    def note_file(self, package_id: str, file: Path) -> None:
        """Remember where a package was written; no evidence."""
        self._desk.store.settings.set(_FILE + package_id, str(file))

    def remove_file(self, package_id: str) -> None:
        """Remove a recalled package where it still lies; on a stick long gone it stays.

        Only where the file says that it is this one: another may have its name by now.
        """
        file = self._file(package_id)
        if file is None:
            return
        with suppress(OSError, Tampered):
            with file.open("rb") as source:
                same = peek(source).package_id == package_id
            if same:
                file.unlink()

    def _states(self) -> list[ManuscriptState]:
        found = (self._desk.readable_state(i) for i in self._desk.store.events.handed_over())
        return [state for state in found if state is not None]

    def _row(self, state: ManuscriptState, handover: Handover) -> OutboxRow:
        roster = self._desk.roster()
        outcome = OutboxState.UNDER_WAY
        if handover.received_at is not None:
            outcome = OutboxState.RECEIVED
        elif handover.recalled_at is not None:
            outcome = OutboxState.RECALLED
        waits = outcome is OutboxState.UNDER_WAY
        title = self._desk.store.read_models.get(state.manuscript_id)
        return OutboxRow(
            manuscript_id=state.manuscript_id,
            number=state.number,
            title=title.title if title else state.title,
            package_id=handover.event.package_id,
            to_id=handover.event.to_id,
            to_name=roster.name(handover.event.to_id),
            by_name=roster.name(handover.from_id),
            at=handover.time,
            state=outcome,
            settled_at=handover.received_at or handover.recalled_at,
            waiting=max(self._desk.now() - handover.time, timedelta(0)) if waits else timedelta(0),
            file=self._file(handover.event.package_id),
        )

    def _file(self, package_id: str) -> Path | None:
        kept = self._desk.store.settings.get(_FILE + package_id)
        return Path(kept) if isinstance(kept, str) else None
