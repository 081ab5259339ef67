"""The work that is killed: signing, autosaving, backing up, handing to and fro, migrating."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qz_review.clock import system_clock
from qz_review.handover.verdict import Verdict
from qz_review.services.backup import restore
from qz_review.services.ledger import verify_folder
from qz_review.services.views import DraftWork
from qz_review.storage.migrations import m001_events_and_blobs, migrations
from qz_review.workspace import Workspace, open_workspace
from tests.journeys.desks import Desks
from tests.journeys.office import DECISIONS, PASSWORD

Tell = Callable[[str], None]


class Work:
    """Something to be killed.

    name: for the count.  longest: seconds after its beginning by which it is killed.
    """

    name = ""
    longest = 0.12

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self) -> None:
        """Before each run, in the parent."""

    def begin(self) -> None:
        """Open what is worked on; in the child, before the time for the kill runs."""

    def run(self, tell: Tell) -> None:
        """Work on and on, and tell each thing once it is finished; in the child."""
        raise NotImplementedError

    def check(self, last: str) -> None:
        """Assert that everything verifies, and that what was told last is there."""
        raise NotImplementedError


def works_in(folder: Path) -> Sequence[Work]:
    """Every kind of work, over desks made in a folder."""
    desks = Desks(folder / "desks", ["chief"])
    manuscript = desks.home.register()
    desks.close()
    home, chief = desks.home.folder, desks["chief"].folder
    kinds: list[Work] = []
    for kind in (Signing, Autosaving, BackingUp, Migrating):
        mine = folder / kind.__name__
        shutil.copytree(home, mine)
        kinds.append(kind(mine))
    for work in kinds:
        work.manuscript = manuscript  # type: ignore[attr-defined]
    return [*kinds, HandingOver(folder, home, chief, manuscript)]


def _opened(folder: Path, account: str) -> Workspace:
    workspace = open_workspace(folder, system_clock)
    workspace.session.login(account, PASSWORD)
    return workspace


def _sound(folder: Path) -> None:
    report = verify_folder(folder)
    assert report.faults == (), report.faults


class Signing(Work):
    """一审 signed and taken back, again and again."""

    name = "sign"
    longest = 0.2
    manuscript = ""

    def begin(self) -> None:
        self.workspace = _opened(self.folder, "editor")

    def run(self, tell: Tell) -> None:
        workspace = self.workspace
        while True:
            view = workspace.manuscripts.view(self.manuscript)
            if view.stage is not None and view.stage.value == "review_1":
                self._sign(workspace)
            else:
                workspace.review.withdraw_signature(self.manuscript, "再看一遍", PASSWORD)
            tell(str(workspace._desk.state(self.manuscript).seq))

    def _sign(self, workspace: Workspace) -> None:
        from qz_review.model.manuscript import Part
        from qz_review.workflow.checklists import answers_all_yes

        view = workspace.manuscripts.view(self.manuscript)
        assert view.checklist is not None and view.stage is not None
        work = DraftWork(
            view.text, answers=answers_all_yes(view.checklist, view.flags), opinion="意见。"
        )
        workspace.review.sign(self.manuscript, Part.SIGNER, DECISIONS[view.stage], work, PASSWORD)

    def check(self, last: str) -> None:
        _sound(self.folder)
        with open_workspace(self.folder, system_clock) as workspace:
            assert workspace._desk.state(self.manuscript).seq >= int(last or 0)


class Autosaving(Work):
    """A draft that grows with every keystroke."""

    name = "autosave"
    manuscript = ""

    longest = 0.06

    def begin(self) -> None:
        self.workspace = _opened(self.folder, "editor")

    def run(self, tell: Tell) -> None:
        workspace = self.workspace
        view = workspace.manuscripts.view(self.manuscript)
        kept = view.draft
        number = int(kept.text.title) if kept is not None else 0
        while True:
            number += 1
            text = replace(view.text, title=str(number))
            workspace.review.save_draft(self.manuscript, DraftWork(text))
            tell(str(number))

    def check(self, last: str) -> None:
        _sound(self.folder)
        with _opened(self.folder, "editor") as workspace:
            draft = workspace.manuscripts.view(self.manuscript).draft
            assert int(draft.text.title if draft else 0) >= int(last or 0)


class BackingUp(Work):
    """One backup after another; each name stands for a whole one."""

    name = "backup"
    manuscript = ""

    longest = 0.2

    def begin(self) -> None:
        self.workspace = _opened(self.folder, "editor")

    def run(self, tell: Tell) -> None:
        workspace = self.workspace
        while True:
            for old in workspace.backup.list()[2:]:
                old.path.unlink()
            tell(workspace.backup.run_now().name)

    def check(self, last: str) -> None:
        _sound(self.folder)
        backups = sorted((self.folder / "backups").glob("backup-*.zip"))
        assert not last or any(path.name >= last for path in backups)
        into = self.folder.with_name("restored")
        for path in backups[-1:]:
            shutil.rmtree(into, ignore_errors=True)
            restore(path, into)
            _sound(into)


class Migrating(Work):
    """A workspace of the version before, opened by this one."""

    name = "migrate"
    manuscript = ""
    longest = 0.03

    def prepare(self) -> None:
        database = sqlite3.connect(self.folder / "ledger.db", isolation_level=None)
        names = [step.name for step in migrations._migrations]
        (there,) = database.execute("PRAGMA user_version").fetchone()
        if there == len(names):
            _undo_last(database, names[-1])
        database.close()

    def run(self, tell: Tell) -> None:
        with open_workspace(self.folder, system_clock):
            tell("opened")

    def check(self, last: str) -> None:
        with open_workspace(self.folder, system_clock) as workspace:
            assert workspace._desk.state(self.manuscript).seq >= 1
        _sound(self.folder)


def _undo_last(database: sqlite3.Connection, name: str) -> None:
    """Back to the version before: without the table, and with the guard as it was made first."""
    from sqlite_utils import Database

    fresh = Database(memory=True, execute_plugins=False, strict=True)
    m001_events_and_blobs(fresh)
    (guard,) = fresh.conn.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'events_are_never_deleted'"
    ).fetchone()
    fresh.close()
    database.execute("BEGIN IMMEDIATE")
    database.execute("DROP TRIGGER events_are_never_deleted")
    database.execute(guard)
    database.execute("DROP INDEX events_handed_over")
    database.execute("DROP TABLE set_aside")
    database.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (name,))
    database.execute("PRAGMA user_version = 2")
    database.execute("COMMIT")


@dataclass
class _Place:
    """Where the manuscript is, read from both chains."""

    held_by: str
    under_way_to: str


class HandingOver(Work):
    """A manuscript goes to and fro between two desks, receipts and all."""

    name = "hand over and admit"
    longest = 0.25

    def __init__(self, folder: Path, home: Path, chief: Path, manuscript: str) -> None:
        super().__init__(folder)
        self._home, self._chief, self.manuscript = home, chief, manuscript
        self._package, self._receipt = folder / "包.qzpkg", folder / "回执.qzpkg"

    def begin(self) -> None:
        self.desks = {
            "editor": _opened(self._home, "editor"),
            "chief": _opened(self._chief, "chief"),
        }

    def run(self, tell: Tell) -> None:
        desks = self.desks
        while True:
            place = self._place(desks)
            if place.held_by:
                self._send(desks, place.held_by)
            else:
                self._admit(desks, place.under_way_to)
            tell(str(max(self._seq(desk) for desk in desks.values())))

    def _send(self, desks: dict[str, Workspace], giver: str) -> None:
        taker = "chief" if giver == "editor" else "editor"
        self._package.unlink(missing_ok=True)
        to_id = self._person(desks[giver], taker)
        desks[giver].handover.send([self.manuscript], to_id, self._package)

    def _admit(self, desks: dict[str, Workspace], taker: str) -> None:
        giver = "chief" if taker == "editor" else "editor"
        if not self._package.exists():  # killed between the act and the file's name
            row = desks[giver].handover.outbox()[0]
            desks[giver].handover.write_again(row.package_id, self._package)
        assert desks[taker].receiving.inspect(self._package).verdict is Verdict.FAST_FORWARD
        admitted = desks[taker].receiving.admit(self._package)
        desks[taker].receiving.write_receipt(admitted.receivable, self._receipt)
        desks[giver].receiving.admit(self._receipt)

    def _place(self, desks: dict[str, Workspace]) -> _Place:
        states = {name: desk._desk.find_state(self.manuscript) for name, desk in desks.items()}
        known = {name: state for name, state in states.items() if state is not None}
        latest = max(known.values(), key=lambda state: state.seq)
        custody = latest.custody
        if custody is None:
            return _Place("editor", "")
        names = {self._person(desks["editor"], name): name for name in desks}
        if custody.desk_id:
            return _Place(names[custody.person_id], "")
        return _Place("", names[custody.person_id])

    def _seq(self, workspace: Workspace) -> int:
        state = workspace._desk.find_state(self.manuscript)
        return state.seq if state else 0

    def _person(self, workspace: Workspace, account: str) -> str:
        person = workspace.people.roster().by_account(account)
        assert person is not None
        return person.id

    def check(self, last: str) -> None:
        for folder in (self._home, self._chief):
            _sound(folder)
        shorter, longer = sorted((self._hashes(f) for f in (self._home, self._chief)), key=len)
        assert len(longer) >= int(last or 0)
        assert longer[: len(shorter)] == shorter  # one chain, further at one desk

    def _hashes(self, folder: Path) -> list[str]:
        with open_workspace(folder, system_clock) as workspace:
            return [r.hash for r in workspace._desk.store.events.read_stream(self.manuscript)]
