"""Settings of this workspace that are no evidence: JSON values by name."""

from __future__ import annotations

import json
from typing import Any

from qz_review.storage.connection import transaction
from qz_review.storage.database import Database
from qz_review.storage.sqlite_errors import storage_errors


class Settings:
    """Named JSON values."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a setting, ``default`` where it was never set or cannot be read."""
        with storage_errors():
            row = self._db.conn.execute(
                "SELECT value FROM settings WHERE key = ?", (key,)
            ).fetchone()
        if row is None:
            return default
        try:
            return json.loads(row[0])
        except ValueError:
            return default

    def set(self, key: str, value: Any) -> None:
        """Keep a value; it must be JSON."""
        text = json.dumps(value)  # in ASCII: whatever was typed can be kept
        with transaction(self._db):
            self._db.conn.execute(
                "INSERT INTO settings (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, text),
            )

    def delete(self, key: str) -> None:
        """Forget a value."""
        with transaction(self._db):
            self._db.conn.execute("DELETE FROM settings WHERE key = ?", (key,))
