"""Unsigned work (autosave): the one table of text that changes in place.

Each person has a draft of his own, so two people at one manuscript never overwrite each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qz_review.clock import from_stored, to_stored
from qz_review.errors import AppendConflict
from qz_review.storage.connection import transaction
from qz_review.storage.database import Database
from qz_review.storage.sqlite_errors import storage_errors

_COLUMNS = "manuscript_id, person_id, stage, base_hash, text, saved_at, revision"


@dataclass(frozen=True, slots=True)
class Draft:
    """A person's unsigned work on a manuscript.

    stage: ``Stage`` value of the step it was made at, or empty.  base_hash: the text it
    started from.  text: bytes as the caller encodes them.  revision: grows with every save.
    """

    manuscript_id: str
    person_id: str
    stage: str
    base_hash: str
    text: bytes
    saved_at: datetime
    revision: int


class Drafts:
    """Drafts of one workspace."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, manuscript_id: str, person_id: str) -> Draft | None:
        """A person's draft of a manuscript."""
        found = self._select("manuscript_id = ? AND person_id = ?", (manuscript_id, person_id))
        return found[0] if found else None

    def save(
        self,
        manuscript_id: str,
        person_id: str,
        stage: str,
        base_hash: str,
        text: bytes,
        now: datetime,
        *,
        expected_revision: int | None = None,
    ) -> int:
        """Keep a draft durably; returns its new revision.

        expected_revision: what the caller last read (0 for none yet); where a second window
        saved meanwhile, raises AppendConflict(``drafts.changed_elsewhere``).  None overwrites.
        """
        with transaction(self._db):
            row = self._db.conn.execute(
                "SELECT revision FROM drafts WHERE manuscript_id = ? AND person_id = ?",
                (manuscript_id, person_id),
            ).fetchone()
            found = int(row[0]) if row else 0
            if expected_revision is not None and expected_revision != found:
                raise AppendConflict("drafts.changed_elsewhere", manuscript_id=manuscript_id)
            self._db.conn.execute(
                f"INSERT OR REPLACE INTO drafts ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    manuscript_id,
                    person_id,
                    stage,
                    base_hash,
                    text,
                    to_stored(now),
                    found + 1,
                ),
            )
        return found + 1

    def delete(self, manuscript_id: str, person_id: str) -> None:
        """Drop a draft; inside an append it goes with the event that signs the text."""
        with transaction(self._db):
            self._db.conn.execute(
                "DELETE FROM drafts WHERE manuscript_id = ? AND person_id = ?",
                (manuscript_id, person_id),
            )

    def _select(self, where: str, values: tuple[str, ...]) -> tuple[Draft, ...]:
        with storage_errors():
            rows = self._db.conn.execute(
                f"SELECT {_COLUMNS} FROM drafts WHERE {where} ORDER BY saved_at DESC", values
            ).fetchall()
        return tuple(
            Draft(row[0], row[1], row[2], row[3], row[4], from_stored(row[5]), row[6])
            for row in rows
        )
