"""Counts of wrong passwords, kept so that starting the program again does not reset them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from qz_review.clock import from_stored, to_stored
from qz_review.ledger.roster import account_key
from qz_review.signing.attempts import Attempts, counted, settled
from qz_review.storage.connection import transaction

_KEPT = timedelta(days=1)


class AttemptCounts:
    """Tries by account name, known or not: an unknown name behaves like any other."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(self, account: str, now: datetime) -> None:
        """Count a try before the password is tried, so that ending the program undoes nothing.

        Raises Refused(``keys.delayed``, until=, seconds=, tries=) while the delay lasts.
        """
        name = account_key(account)[:200]
        with transaction(self._db):
            after = counted(settled(self._read(name), now), now)
            self._db.conn.execute("DELETE FROM attempts WHERE last < ?", (to_stored(now - _KEPT),))
            self._db.conn.execute(
                "INSERT INTO attempts (account, tries, last) VALUES (?, ?, ?)"
                " ON CONFLICT (account) DO UPDATE SET tries = excluded.tries, last = excluded.last",
                (name, after.tries, to_stored(now)),
            )

    def succeeded(self, account: str) -> None:
        """The password was right: the count starts anew."""
        with transaction(self._db):
            self._db.conn.execute(
                "DELETE FROM attempts WHERE account = ?", (account_key(account)[:200],)
            )

    def _read(self, name: str) -> Attempts:
        row = self._db.conn.execute(
            "SELECT tries, last FROM attempts WHERE account = ?", (name,)
        ).fetchone()
        return Attempts(int(row[0]), from_stored(row[1])) if row else Attempts()
