"""Several desks of one office, each with a workspace of its own; only files pass between them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qz_review.events.record import Head
from qz_review.services.handover_views import Admitted
from qz_review.services.results import SignedAct
from qz_review.signing.sealed_key import SMALLEST
from qz_review.workspace import join_unit, open_workspace
from tests.journeys.office import DECISIONS, Office


class JoinedDesk(Office):
    """A desk set up from the roster file: the same office, another folder."""

    def __init__(self, home: Office, folder: Path, *accounts: str) -> None:
        file = folder.with_name(f"{folder.name}-人员名册.qzpkg")
        people = [home.person_id(account) for account in accounts]
        home.at("admin").roster_files.export(file, people)
        self.folder = folder
        self.clock = home.clock
        self.workspace = join_unit(folder, file, home.clock, SMALLEST)

    @classmethod
    def of(cls, home: Office, folder: Path) -> JoinedDesk:
        """A desk whose folder came from elsewhere: a copy of another's."""
        desk = cls.__new__(cls)
        desk.folder, desk.clock = folder, home.clock
        desk.workspace = open_workspace(folder, home.clock)
        return desk


class Desks:
    """Desks by name, and a folder through which files go.

    The office's own desk is the editor's, and holds every key; the others hold one each.
    """

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self.folder = folder
        self.home = Office(folder / "editor")
        self.desks: dict[str, Office] = {"editor": self.home}
        for name in names:
            self.desks[name] = JoinedDesk(self.home, folder / name, name)
        self._packages = 0

    def __getitem__(self, name: str) -> Office:
        return self.desks[name]

    def close(self) -> None:
        """Close every workspace."""
        for desk in self.desks.values():
            desk.workspace.close()

    def file(self, name: str = "") -> Path:
        """A new name on the stick."""
        self._packages += 1
        return self.folder / f"{self._packages:02}{name}.qzpkg"

    def send(self, giver: str, taker: str, *manuscripts: str, at: str = "") -> Path:
        """``giver`` hands over, on his own desk or on the one named."""
        desk = self.desks[at or giver]
        file = self.file(f"-{giver}-{taker}")
        desk.at(giver).handover.send(manuscripts, desk.person_id(taker), file)
        return file

    def admit(self, taker: str, file: Path, at: str = "") -> Admitted:
        """``taker`` looks, takes it in, and has the receipt written beside."""
        workspace = self.desks[at or taker].at(taker)
        assert workspace.receiving.inspect(file).admissible
        admitted = workspace.receiving.admit(file)
        if admitted.receivable:
            workspace.receiving.write_receipt(admitted.receivable, file.with_suffix(".receipt"))
        return admitted

    def give(self, giver: str, taker: str, *manuscripts: str, at: str = "") -> None:
        """Hand over, receive, and take the receipt back to the giver's desk."""
        file = self.send(giver, taker, *manuscripts, at=at)
        self.admit(taker, file, at=taker if taker in self.desks else "editor")
        self.desks[at or giver].workspace.receiving.admit(file.with_suffix(".receipt"))

    def sign(self, manuscript: str, name: str, **how: object) -> SignedAct:
        """Sign the waiting step on one's own desk."""
        desk = self.desks[name]
        stage = desk.view(manuscript).stage
        assert stage is not None
        how.setdefault("decision", DECISIONS[stage])
        return desk.sign(manuscript, name, **how)  # type: ignore[arg-type]

    def heads(self, manuscript: str) -> set[Head]:
        """The manuscript's head on every desk."""
        return {d.workspace._desk.store.events.head(manuscript) for d in self.desks.values()}
