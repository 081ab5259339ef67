"""台账校验: verifying the evidence, rebuilding what is read from it: ``workspace.ledger``."""

from __future__ import annotations

from pathlib import Path

from qz_review.clock import from_stored, to_stored
from qz_review.errors import Refused
from qz_review.jobs import JobContext, SilentJob
from qz_review.ledger.verify import VerifyReport
from qz_review.services.desk import Desk
from qz_review.services.rows import put_row
from qz_review.services.views import LedgerStatus
from qz_review.storage.store import Store, is_workspace

_VERIFIED = "ledger.verified"


class LedgerService:
    """Verifies and rebuilds; neither ever repairs evidence."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def verify(self, job: JobContext | None = None, full: bool = False) -> VerifyReport:
        """Verify every hash, signature and right to sign.

        full: from the first event on and all blobs; otherwise what came since the last
        verification that found nothing wrong.  Raises Cancelled; faults are in the report.
        """
        report = self._desk.store.verify(job or SilentJob(), full=full)
        self._desk.store.settings.set(
            _VERIFIED, {"at": to_stored(self._desk.now()), "intact": report.ok}
        )
        return report

    def status(self) -> LedgerStatus:
        """How many events, and when they were last verified; cheap."""
        kept = self._desk.store.settings.get(_VERIFIED)
        at = from_stored(kept["at"]) if kept else None
        return LedgerStatus(
            self._desk.store.events.count(), at, bool(kept["intact"]) if kept else True
        )

    def heads(self) -> dict[str, str]:
        """Hash of the last event of each stream, by manuscript id."""
        return {stream: head.hash for stream, head in self._desk.store.events.heads().items()}

    def rebuild(self, job: JobContext | None = None) -> int:
        """Drop what lists and search read, make it anew from the events; returns how many.

        One transaction: other windows see the old rows until the new ones are complete.
        """
        desk, watch = self._desk, job or SilentJob()
        streams = desk.store.events.streams()
        with desk.store.transaction():
            desk.store.read_models.drop_all()
            self._project(streams, watch)
        return len(streams)

    def refresh(self, job: JobContext | None = None) -> int:
        """Bring up to date what an older program or a crash left behind; on opening."""
        if not self._desk.store.read_models.is_current():
            return self.rebuild(job)
        stale = self._desk.store.read_models.stale()
        if stale:
            with self._desk.store.transaction():
                self._project(stale, job or SilentJob())
        return len(stale)

    def _project(self, streams: list[str], watch: JobContext) -> None:
        desk = self._desk
        context = desk.context()
        for done, stream in enumerate(streams):
            watch.check_cancelled()
            watch.progress(done, len(streams))
            put_row(desk, stream, context)
        watch.progress(len(streams), len(streams))


def verify_folder(folder: Path, job: JobContext | None = None) -> VerifyReport:
    """Verify everything in a workspace that nobody may want to open any more.

    Raises Refused ``workspace.none``; Environment; Tampered where the file is no database.
    """
    if not is_workspace(folder):
        raise Refused("workspace.none", folder=folder.name)
    with Store.open(folder) as store:
        return store.verify(job or SilentJob(), full=True)
