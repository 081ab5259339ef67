"""每日备份 and restoring: ``workspace.backup``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from qz_review.clock import Clock, system_clock
from qz_review.errors import AppendConflict, Environment, Refused
from qz_review.events.kinds import WorkspaceRestored
from qz_review.jobs import JobContext
from qz_review.model.person import Person, Role
from qz_review.services.acts import Acts
from qz_review.services.desk import CAUGHT_UP, RESTORED, Desk
from qz_review.services.results import BackupRow
from qz_review.storage import backup as backups
from qz_review.storage import layout
from qz_review.storage import restore as restoring
from qz_review.storage.store import Store


class BackupService:
    """Backups lie in the workspace's own backup folder."""

    def __init__(self, desk: Desk, acts: Acts) -> None:
        self._desk = desk
        self._acts = acts

    @property
    def folder(self) -> Path:
        """Where the backups of this workspace lie."""
        return self._desk.store.folder / layout.BACKUPS

    def run_daily(self, job: JobContext | None = None) -> Path | None:
        """Back up once a day, and thin out old backups; None where today's is there."""
        if job is not None:
            job.check_cancelled()
        return backups.backup_if_due(self._desk.store, self.folder, self._desk.now())

    def run_now(self) -> Path:
        """Back up at once, whatever was made today."""
        return backups.make_backup(self._desk.store, self.folder, self._desk.now())

    def list(self) -> tuple[BackupRow, ...]:
        """The backups there are, newest first."""
        found = backups.list_backups(self.folder)
        rows = [BackupRow(info.path, info.made_at, info.size) for info in found]
        return tuple(sorted(rows, key=lambda row: row.made_at, reverse=True))

    def sign_restoration(self, person: Person) -> None:
        """After a restore, the administrator's next login signs what came back.

        Where the disk or another window does not let it now, the login after that does.  A desk
        whose roster is kept elsewhere cannot: there the next handing over shows the cut.  Where
        other desks have the roster, it waits until one of their packages has been taken in, or
        :meth:`nothing_newer_elsewhere`: signed on an older roster it would part from theirs.
        """
        kept = self._desk.store.settings.get(RESTORED)
        if not kept or self._desk.roster_elsewhere or self._desk.roster_maybe_behind:
            return
        if Role.ADMINISTRATOR not in person.roles:
            return
        event = WorkspaceRestored(
            tuple((name, head) for name, head in kept["old"]),
            tuple((name, head) for name, head in kept["new"]),
            kept["reason"],
        )
        with suppress(Environment, AppendConflict):
            self._acts.perform_on_roster(event, after=self._signed)

    def _signed(self) -> None:
        self._desk.store.settings.delete(RESTORED)
        self._desk.store.settings.delete(CAUGHT_UP)

    def nothing_newer_elsewhere(self) -> None:
        """The administrator says that no other desk knows more than the backup that came back.

        Raises Refused ``roster.not_administrator``, ``session.locked``.
        """
        person = self._desk.me()
        if Role.ADMINISTRATOR not in person.roles:
            raise Refused("roster.not_administrator", person_id=person.id)
        self._desk.roster_caught_up()
        self.sign_restoration(person)


def restore(
    backup_path: Path, into: Path, reason: str = "", clock: Clock = system_clock
) -> tuple[int, Path | None]:
    """Bring a backup back as the workspace ``into``.

    Returns how many streams it holds, and where the workspace that lay there was kept aside.
    Nothing is overwritten.  Raises Refused, Environment and Tampered of the backup.
    """
    restored = restoring.restore(backup_path, into, clock())
    with Store.open(into) as store:
        store.settings.delete(CAUGHT_UP)
        store.settings.set(
            RESTORED,
            {
                "old": [list(pair) for pair in restored.old_heads],
                "new": [list(pair) for pair in restored.new_heads],
                "reason": reason.strip() or backup_path.name,
            },
        )
    return len(restored.new_heads), restored.kept_aside
