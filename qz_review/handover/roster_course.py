"""The roster as this desk and a package know it together, and as it stood at each event."""

from __future__ import annotations

from datetime import UTC, datetime

from qz_review.errors import Refused
from qz_review.events.codec import decode
from qz_review.events.record import StoredEvent
from qz_review.handover.verdict import LocalLedger
from qz_review.ledger.checked_rows import checked_roster_event
from qz_review.ledger.roster import EMPTY_ROSTER, Roster, apply_roster
from qz_review.model.person import Unit
from qz_review.workflow.checklists import load_checklists
from qz_review.workflow.context import Context

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Untrusted(Refused):
    """The package's roster contradicts the one here."""


class RosterCourse:
    """The longer of two rosters with one beginning.

    latest: the roster to believe.  hashes: its events' hashes by seq, from 0.  new_rows: what
    the package adds.  known_unit: False where the package comes from another unit; then only
    its own roster is looked at.  Raises Untrusted(``package.roster_differs``), Tampered or
    Refused for a roster that does not verify.
    """

    def __init__(self, carried: tuple[StoredEvent, ...], local: LocalLedger) -> None:
        mine = list(local.roster_rows())
        self.known_unit = bool(mine) and mine[0] == carried[0]
        if not self.known_unit:
            mine = []
        for ours, theirs in zip(mine, carried, strict=False):
            if ours != theirs:
                raise Untrusted("package.roster_differs", seq=ours.seq)
        roster = local.roster() if mine else EMPTY_ROSTER
        self.new_rows = carried[len(mine) :]
        for row in self.new_rows:
            roster = apply_roster(roster, checked_roster_event(row, roster))
        self._rows = (*mine, *self.new_rows)
        self.hashes = ["", *(row.hash for row in self._rows)]
        self.latest = roster
        self._courses: list[Roster] = []
        self._contexts: dict[int, Context] = {}

    def context(self, roster_seq: int) -> Context:
        """People and unit as of a roster event, for deciding once more what was decided then."""
        if not self._courses:
            roster = EMPTY_ROSTER
            self._courses.append(roster)
            for row in self._rows:
                roster = apply_roster(roster, decode(row))
                self._courses.append(roster)
        if roster_seq not in self._contexts:
            roster = self._courses[roster_seq]
            self._contexts[roster_seq] = Context(
                roster.people,
                roster.unit or Unit(""),
                _NEVER,
                load_checklists(),
                revoked=roster.revoked,
            )
        return self._contexts[roster_seq]
