"""The workspace on disk: the one door of this room.

One Store a thread: :meth:`Store.reopen` gives another thread a connection of its own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from qz_review.errors import Tampered
from qz_review.events.codec import decode, kind_of_class
from qz_review.events.kinds import ROSTER_STREAM, PaperSigned, StepSigned
from qz_review.jobs import JobContext, SilentJob
from qz_review.ledger.roster import Roster, fold_roster
from qz_review.ledger.verify import Fault, VerifyReport, verify_ledger
from qz_review.signing.keypair import KeyPair
from qz_review.storage import connection, head_note, layout
from qz_review.storage.atomic_file import file_errors
from qz_review.storage.attempt_counts import AttemptCounts
from qz_review.storage.blob_store import BlobStore
from qz_review.storage.database import Database
from qz_review.storage.drafts import Drafts
from qz_review.storage.event_store import EventStore
from qz_review.storage.evidence import StoredEvidence
from qz_review.storage.head_note import HeadNoteStatus
from qz_review.storage.key_folder import KeyFolder
from qz_review.storage.migrations import missing_guards
from qz_review.storage.read_models import ReadModels
from qz_review.storage.set_aside import SetAside
from qz_review.storage.settings import Settings
from qz_review.storage.sqlite_errors import storage_errors

_CHECKPOINT = "verified"
_SIGN_OFFS = (kind_of_class(StepSigned), kind_of_class(PaperSigned))


def is_workspace(folder: Path) -> bool:
    """Whether a folder holds a workspace's database."""
    return (folder / layout.DATABASE).is_file()


class Store:
    """An open workspace: log, blobs, drafts, projections, settings, keys."""

    def __init__(self, folder: Path, db: Database) -> None:
        self.folder = folder
        self._db = db
        self.blobs = BlobStore(db, folder / layout.BLOBS)
        self.events = EventStore(db, self.blobs)
        self.set_aside = SetAside(db)
        self.drafts = Drafts(db)
        self.read_models = ReadModels(db)
        self.settings = Settings(db)
        self.attempts = AttemptCounts(db)
        self.keys = KeyFolder(folder / layout.KEYS)

    @classmethod
    def create(cls, folder: Path) -> Store:
        """A new, empty workspace; the folder is made, and is this account's alone.

        Raises as :func:`open_database`.
        """
        with file_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
        store = cls(folder, connection.open_database(folder / layout.DATABASE, create=True))
        store.read_models.drop_all()
        return store

    @classmethod
    def open(cls, folder: Path) -> Store:
        """A workspace that exists.  Raises as :func:`open_database`."""
        return cls(folder, connection.open_database(folder / layout.DATABASE))

    def reopen(self) -> Store:
        """A second connection to the same workspace, for another thread."""
        return Store.open(self.folder)

    def close(self) -> None:
        """Close the connection; unfinished work was never kept."""
        self._db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside commits at once, or not at all; nestable."""
        return connection.transaction(self._db)

    def data_version(self) -> int:
        """A number that changes when another connection has committed."""
        return connection.data_version(self._db)

    def roster(self) -> Roster:
        """The roster as the log has it; verified by :meth:`verify`, not here."""
        return fold_roster(decode(row) for row in self.events.read_stream(ROSTER_STREAM))

    def write_head_note(self, keypair: KeyPair, actor_id: str, now: datetime) -> bool:
        """Note, signed, how far the log has come: at each sign-off and on closing.

        False, and the note before it stays, inside a transaction (which may yet be undone) and
        for a key that is not its owner's any more.  Raises Environment.
        """
        if connection.in_transaction(self._db):
            return False
        path = self.folder / layout.HEAD_NOTE
        with self._snapshot():
            roster = self.roster()
            if not roster.key_valid(keypair.key_id, actor_id, roster.head.seq):
                return False
            head_note.write_head_note(path, self.events, keypair, actor_id, now)
        return True

    def check_head_note(self, roster: Roster) -> HeadNoteStatus:
        """Whether the log is at least as long as it was; see :mod:`.head_note`."""
        path = self.folder / layout.HEAD_NOTE
        return head_note.check_head_note(path, self.events, roster)

    def verify(self, job: JobContext | None = None, *, full: bool = True) -> VerifyReport:
        """Verify the evidence, the guards and the head note.

        full: everything, blobs and the file's own structure included; otherwise what came
        since the last verification that found nothing wrong.  Raises Cancelled.
        """
        after = 0 if full else self._checkpoint()
        with self._snapshot():
            position = self.events.last_position()
            events = self.events.count(until=position)
            evidence = StoredEvidence(self.events, self.blobs, self.set_aside, after)
            report = verify_ledger(evidence, job or SilentJob())
            faults = [*report.faults, *self._structure_faults(report.roster, full)]
        report = replace(report, faults=tuple(faults))
        if report.ok:
            self.settings.set(_CHECKPOINT, {"position": position, "events": events})
        return report

    def _structure_faults(self, roster: Roster, full: bool) -> Iterator[Fault]:
        missing = missing_guards(self._db)
        if missing:
            facts = (("missing", ", ".join(missing)),)
            yield Fault("", 0, "ledger.guards_missing", facts=facts)
        try:
            note = self.check_head_note(roster)
            if note is HeadNoteStatus.MISSING and self.events.has_kind(_SIGN_OFFS):
                yield Fault("", 0, "ledger.head_note_missing")
            if full:
                self._check_file()
        except Tampered as fault:
            stream = str(fault.facts.get("stream", ""))
            seq = fault.facts.get("seq", 0)
            texts = tuple((name, str(value)) for name, value in sorted(fault.facts.items()))
            names = self.read_models.get(stream)
            yield Fault(
                stream,
                seq if isinstance(seq, int) else 0,
                fault.code,
                names.number if names else "",
                names.title if names else "",
                texts,
            )

    def _check_file(self) -> None:
        with storage_errors():
            (found,) = self._db.conn.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise Tampered("workspace.damaged", reason=found)

    def _checkpoint(self) -> int:
        """Where to go on; 0 where rows before it came or went."""
        kept: Any = self.settings.get(_CHECKPOINT)
        try:
            position, events = int(kept["position"]), int(kept["events"])
        except (KeyError, TypeError, ValueError):
            return 0
        return position if self.events.count(until=position) == events else 0

    @contextlib.contextmanager
    def _snapshot(self) -> Iterator[None]:
        """Reads inside see one and the same state, whatever other processes append."""
        if connection.in_transaction(self._db):
            yield
            return
        with storage_errors():
            self._db.conn.execute("BEGIN")
        try:
            yield
        finally:
            if connection.in_transaction(self._db):
                self._db.conn.execute("ROLLBACK")
