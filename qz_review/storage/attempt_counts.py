"""Counts of wrong passwords, kept so that starting the program again does not reset them.

Each account has a count of its own, and so has each account's recovery code: whoever is wrong
as one delays nobody else.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from qz_review.clock import from_stored, to_stored
from qz_review.ledger.roster import account_key
from qz_review.signing.attempts import Attempts, counted, settled
from qz_review.storage.connection import transaction
from qz_review.storage.database import Database

NAMES_KEPT = 1000
"""How many names are counted at once; of more, those tried longest ago are let go."""

_KEPT = timedelta(days=1)
_LONGEST_NAME = 200


class AttemptCounts:
    """Tries by account name, known or not: an unknown name behaves like any other."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(self, account: str, now: datetime, *, recovery: bool = False) -> None:
        """Count a try before the password is tried, so that ending the program undoes nothing.

        recovery: the account's recovery code is tried, not its password.
        Raises Refused(``keys.delayed``, until=, seconds=, tries=) while the delay lasts.
        """
        name = _name(account, recovery)
        with transaction(self._db):
            after = counted(settled(self._read(name), now), now)
            self._db.conn.execute(
                "INSERT INTO attempts (account, tries, last) VALUES (?, ?, ?)"
                " ON CONFLICT (account) DO UPDATE SET tries = excluded.tries, last = excluded.last",
                (name, after.tries, to_stored(now)),
            )
            self._prune(name, now)

    def succeeded(self, account: str, *, recovery: bool = False) -> None:
        """The password was right: the count starts anew."""
        with transaction(self._db):
            self._db.conn.execute(
                "DELETE FROM attempts WHERE account = ?", (_name(account, recovery),)
            )

    def _prune(self, present: str, now: datetime) -> None:
        self._db.conn.execute("DELETE FROM attempts WHERE last < ?", (to_stored(now - _KEPT),))
        self._db.conn.execute(
            "DELETE FROM attempts WHERE account IN (SELECT account FROM attempts"
            " WHERE account <> ? ORDER BY last DESC LIMIT -1 OFFSET ?)",
            (present, NAMES_KEPT - 1),
        )

    def _read(self, name: str) -> Attempts:
        row = self._db.conn.execute(
            "SELECT tries, last FROM attempts WHERE account = ?", (name,)
        ).fetchone()
        return Attempts(int(row[0]), from_stored(row[1])) if row else Attempts()


def _name(account: str, recovery: bool) -> str:
    """What a count is kept under; no account is called as a recovery code's count is.

    A leading line end is what :func:`account_key` leaves on no name.
    """
    name = account_key(account)
    if len(name) > _LONGEST_NAME:
        name = hashlib.sha256(name.encode()).hexdigest()
    return f"\nrecovery {name}" if recovery else name
