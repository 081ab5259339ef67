"""The database's shape, version by version.  A published migration never changes.

Tables of the log are here; the disposable read models have their own version
(:mod:`qz_review.storage.read_tables`).
"""

from __future__ import annotations

from qz_review.storage.database import Database, Migrations

APPLICATION_ID = 0x515A5256
"""``QZRV`` in the file's header: tells our databases from others."""

migrations = Migrations("qz_review")

GUARDS = (
    "events_are_appended",
    "events_are_never_updated",
    "events_are_never_deleted",
    "blobs_are_added",
    "blobs_are_never_updated",
    "blobs_are_never_deleted",
    "set_aside_is_added",
    "set_aside_is_never_updated",
    "set_aside_is_never_deleted",
)
"""Triggers without which the store does not trust the file."""


@migrations()
def m001_events_and_blobs(db: Database) -> None:
    """The log and its blobs, which only ever grow.

    The guards run BEFORE INSERT, because ``INSERT OR REPLACE`` would otherwise take away the
    row it collides with, without any delete trigger, on each of its unique keys.
    """
    _run(
        db,
        """
        CREATE TABLE events (
          position INTEGER PRIMARY KEY,
          stream TEXT NOT NULL,
          seq INTEGER NOT NULL CHECK (seq > 0),
          kind TEXT NOT NULL,
          body BLOB NOT NULL,
          prev_hash TEXT NOT NULL,
          hash TEXT NOT NULL UNIQUE,
          key_id TEXT NOT NULL,
          signature BLOB NOT NULL,
          UNIQUE (stream, seq)
        ) STRICT
        """,
        """
        CREATE TABLE blobs (
          digest TEXT NOT NULL PRIMARY KEY,
          size INTEGER NOT NULL CHECK (size >= 0),
          data BLOB
        ) STRICT
        """,
        """
        CREATE TRIGGER events_are_appended BEFORE INSERT ON events
        WHEN NEW.seq <> 1 + COALESCE((SELECT MAX(seq) FROM events WHERE stream = NEW.stream), 0)
          OR EXISTS (SELECT 1 FROM events WHERE position = NEW.position OR hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, 'events are appended in order'); END
        """,
        """
        CREATE TRIGGER events_are_never_updated BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'events are never updated'); END
        """,
        """
        CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
        BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END
        """,
        """
        CREATE TRIGGER blobs_are_added BEFORE INSERT ON blobs
        WHEN EXISTS (SELECT 1 FROM blobs WHERE digest = NEW.digest OR rowid = NEW.rowid)
        BEGIN SELECT RAISE(ABORT, 'blobs are added once'); END
        """,
        """
        CREATE TRIGGER blobs_are_never_updated BEFORE UPDATE ON blobs
        BEGIN SELECT RAISE(ABORT, 'blobs are never updated'); END
        """,
        """
        CREATE TRIGGER blobs_are_never_deleted BEFORE DELETE ON blobs
        BEGIN SELECT RAISE(ABORT, 'blobs are never deleted'); END
        """,
    )


@migrations()
def m002_drafts_settings_attempts(db: Database) -> None:
    """What may change: unsigned work, settings, counts of wrong passwords."""
    _run(
        db,
        """
        CREATE TABLE drafts (
          manuscript_id TEXT NOT NULL,
          person_id TEXT NOT NULL,
          stage TEXT NOT NULL,
          base_hash TEXT NOT NULL,
          text BLOB NOT NULL,
          saved_at TEXT NOT NULL,
          revision INTEGER NOT NULL,
          PRIMARY KEY (manuscript_id, person_id)
        ) STRICT
        """,
        "CREATE TABLE settings (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
        """
        CREATE TABLE attempts (
          account TEXT NOT NULL PRIMARY KEY,
          tries INTEGER NOT NULL,
          last TEXT NOT NULL
        ) STRICT
        """,
    )


@migrations()
def m003_set_aside(db: Database) -> None:
    """Branches of a fork that do not count: kept for good, like the log.

    An event leaves its chain only where a verbatim copy stands here, and only from the end of the
    chain.  log_position: its place in the log before, NULL for one that another desk made.
    branch: hash of the branch's first event.
    """
    _run(
        db,
        """
        CREATE TABLE set_aside (
          position INTEGER PRIMARY KEY,
          branch TEXT NOT NULL,
          log_position INTEGER,
          stream TEXT NOT NULL,
          seq INTEGER NOT NULL CHECK (seq > 0),
          kind TEXT NOT NULL,
          body BLOB NOT NULL,
          prev_hash TEXT NOT NULL,
          hash TEXT NOT NULL,
          key_id TEXT NOT NULL,
          signature BLOB NOT NULL,
          UNIQUE (hash, log_position)
        ) STRICT
        """,
        "CREATE INDEX set_aside_by_stream ON set_aside (stream)",
        "CREATE INDEX events_handed_over ON events (stream) WHERE kind = 'handed-over.v1'",
        """
        CREATE TRIGGER set_aside_is_added BEFORE INSERT ON set_aside
        WHEN EXISTS (
          SELECT 1 FROM set_aside WHERE position = NEW.position
            OR (hash = NEW.hash AND log_position IS NEW.log_position)
        )
        BEGIN SELECT RAISE(ABORT, 'what is set aside is kept once'); END
        """,
        """
        CREATE TRIGGER set_aside_is_never_updated BEFORE UPDATE ON set_aside
        BEGIN SELECT RAISE(ABORT, 'what is set aside is never updated'); END
        """,
        """
        CREATE TRIGGER set_aside_is_never_deleted BEFORE DELETE ON set_aside
        BEGIN SELECT RAISE(ABORT, 'what is set aside is never deleted'); END
        """,
        "DROP TRIGGER events_are_never_deleted",
        """
        CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
        WHEN NOT EXISTS (
          SELECT 1 FROM set_aside AS kept
          WHERE kept.hash = OLD.hash AND kept.log_position = OLD.position
            AND kept.stream = OLD.stream AND kept.seq = OLD.seq AND kept.kind = OLD.kind
            AND kept.body = OLD.body AND kept.prev_hash = OLD.prev_hash
            AND kept.key_id = OLD.key_id AND kept.signature = OLD.signature
        ) OR EXISTS (SELECT 1 FROM events WHERE stream = OLD.stream AND seq > OLD.seq)
        BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END
        """,
    )


KNOWN_VERSION = len(migrations._migrations)
"""The version this program writes; a file with a higher one is left alone."""


def migrate(db: Database, *, stop_before: str | None = None) -> None:
    """Bring the database to the present version, each step in a transaction of its own."""
    migrations.apply(db, stop_before=stop_before)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {len(migrations.applied(db))}")


def missing_guards(db: Database) -> tuple[str, ...]:
    """Triggers that ought to protect the log and are not there, or not as they were made."""
    made = dict(db.conn.execute(_TRIGGERS).fetchall())
    fresh = Database(memory=True, execute_plugins=False, strict=True)
    try:
        migrations.apply(fresh)
        wanted = dict(fresh.conn.execute(_TRIGGERS).fetchall())
    finally:
        fresh.close()
    return tuple(name for name in GUARDS if made.get(name) != wanted[name])


_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def _run(db: Database, *statements: str) -> None:
    for statement in statements:
        db.execute(statement)
