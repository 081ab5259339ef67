"""The tables behind lists and search.  They are disposable, so they have no migrations: a
changed shape gets a new version here, and the services fill them again from the events.
"""

from __future__ import annotations

from qz_review.storage.database import Database

SHAPE = 4
"""Version of the tables below; kept in the settings once they are filled."""

SHAPE_SETTING = "read_models.shape"

TABLES = (
    "manuscripts",
    "manuscript_tags",
    "waiting",
    "involved",
    "signatures",
    "releases",
    "manuscript_search",
)

_STATEMENTS = (
    """
    CREATE TABLE manuscripts (
      row INTEGER PRIMARY KEY,
      manuscript_id TEXT NOT NULL UNIQUE,
      number TEXT NOT NULL,
      title TEXT NOT NULL,
      section_id TEXT NOT NULL,
      channel_ids TEXT NOT NULL,
      phase TEXT NOT NULL,
      stage TEXT,
      entered_at TEXT NOT NULL,
      due TEXT,
      registered_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      editor_id TEXT NOT NULL,
      flags TEXT NOT NULL,
      returned INTEGER NOT NULL,
      progress INTEGER NOT NULL,
      characters INTEGER NOT NULL,
      text_hash TEXT NOT NULL,
      head_seq INTEGER NOT NULL,
      head_hash TEXT NOT NULL,
      released_at TEXT,
      archived_at TEXT,
      holder_ids TEXT NOT NULL,
      author TEXT NOT NULL,
      corrects TEXT NOT NULL,
      running INTEGER NOT NULL,
      damaged INTEGER NOT NULL,
      return_count INTEGER NOT NULL,
      delegated INTEGER NOT NULL,
      late INTEGER NOT NULL,
      superseded INTEGER NOT NULL,
      differences INTEGER
    ) STRICT
    """,
    "CREATE INDEX manuscripts_by_update ON manuscripts (updated_at)",
    "CREATE INDEX manuscripts_by_registration ON manuscripts (registered_at)",
    "CREATE INDEX manuscripts_by_number ON manuscripts (number)",
    "CREATE INDEX manuscripts_by_phase ON manuscripts (phase)",
    "CREATE INDEX manuscripts_by_stage ON manuscripts (stage)",
    "CREATE INDEX manuscripts_by_section ON manuscripts (section_id)",
    "CREATE INDEX manuscripts_by_editor ON manuscripts (editor_id)",
    "CREATE INDEX manuscripts_by_nearness ON manuscripts (running, progress DESC, entered_at)",
    "CREATE INDEX manuscripts_by_release ON manuscripts (released_at)",
    "CREATE INDEX manuscripts_by_limit ON manuscripts (running, due)",
    # 台账's sums need no more than this, whatever the dates
    "CREATE INDEX manuscripts_summed ON manuscripts (registered_at, characters, released_at,"
    " return_count, delegated, superseded, late, running, due)",
    "CREATE INDEX manuscripts_sent_back ON manuscripts (registered_at) WHERE return_count > 0",
    "CREATE INDEX manuscripts_delegated ON manuscripts (registered_at) WHERE delegated = 1",
    "CREATE INDEX manuscripts_superseded ON manuscripts (registered_at) WHERE superseded > 0",
    "CREATE INDEX manuscripts_by_return ON manuscripts (running, returned)",
    """
    CREATE TABLE manuscript_tags (
      kind TEXT NOT NULL,
      value TEXT NOT NULL,
      manuscript_id TEXT NOT NULL,
      PRIMARY KEY (kind, value, manuscript_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX tags_by_manuscript ON manuscript_tags (manuscript_id)",
    """
    CREATE TABLE waiting (
      person_id TEXT NOT NULL,
      manuscript_id TEXT NOT NULL,
      place INTEGER NOT NULL,
      stage TEXT,
      part TEXT NOT NULL,
      since TEXT NOT NULL,
      due TEXT,
      task TEXT NOT NULL,
      PRIMARY KEY (person_id, manuscript_id, place)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX waiting_by_manuscript ON waiting (manuscript_id)",
    """
    CREATE TABLE involved (
      person_id TEXT NOT NULL,
      row INTEGER NOT NULL,
      PRIMARY KEY (person_id, row)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX involved_by_row ON involved (row)",
    """
    CREATE TABLE signatures (
      manuscript_id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      stage TEXT NOT NULL,
      part TEXT NOT NULL,
      person_id TEXT NOT NULL,
      behalf_id TEXT NOT NULL,
      decision TEXT NOT NULL,
      signed_at TEXT NOT NULL,
      waited_from TEXT,
      seconds_open INTEGER NOT NULL,
      saved INTEGER NOT NULL,
      late INTEGER NOT NULL,
      paper INTEGER NOT NULL,
      superseded INTEGER NOT NULL,
      PRIMARY KEY (manuscript_id, seq)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX signatures_by_person ON signatures (person_id, signed_at)",
    """
    CREATE TABLE releases (
      manuscript_id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      channel_id TEXT NOT NULL,
      address TEXT NOT NULL,
      released_at TEXT NOT NULL,
      PRIMARY KEY (manuscript_id, seq)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX releases_by_time ON releases (released_at)",
    "CREATE VIRTUAL TABLE manuscript_search USING fts5 (words, tokenize = 'unicode61')",
)


def create_tables(db: Database) -> None:
    """Drop what there is and make the tables anew, empty."""
    for table in TABLES:
        db.conn.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _STATEMENTS:
        db.conn.execute(statement)
