"""What lies where in a workspace folder."""

from __future__ import annotations

DATABASE = "ledger.db"
KEYS = "keys"
BLOBS = "blobs"
HEAD_NOTE = "head-note.json"
BACKUPS = "backups"
