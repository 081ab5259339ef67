"""A small office for the entrance, with real view data and no store behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qz_review.errors import Refused
from qz_review.model.person import Person, Role
from qz_review.services.changes import ChangeBus
from qz_review.services.views import AccountView

ACCOUNTS = (
    AccountView("p1", "zhou", "周某远", "科长", "信息科", "sample-zhou-1"),
    AccountView("p2", "zhang", "张某宁", "采编人员", "信息科", "sample-zhang-1"),
    AccountView("p3", "chen", "陈某安", "副主任", "", "sample-chen-1"),
)


class Session:
    """Knows three people; the sixth wrong try is delayed by 90 seconds."""

    def __init__(self) -> None:
        self.current: Person | None = None
        self.wrong = 0

    def accounts(self) -> tuple[AccountView, ...]:
        return ACCOUNTS

    def login(self, account: str, password: str) -> Person:
        for view in ACCOUNTS:
            if (view.account, view.sample_password) == (account, password):
                self.current = Person(view.person_id, view.name, account, frozenset({Role.EDITOR}))
                return self.current
        self.wrong += 1
        if self.wrong > 5:
            until = datetime.now(UTC) + timedelta(seconds=90)
            raise Refused("session.delayed", until=until, tries=self.wrong - 1, seconds=90)
        raise Refused("session.wrong_password")

    def lock(self) -> None:
        self.current = None


class Office:
    """Stands for a workspace on the entrance pages."""

    def __init__(self, folder: Path, is_sample: bool = True) -> None:
        self.folder, self.is_sample = folder, is_sample
        self.unit_name = "青汀市人民政府办公室"
        self.session = Session()
        self.changes = ChangeBus()
        self.closed = False

    @contextmanager
    def worker(self) -> Iterator[Office]:
        yield self

    def poll_external_changes(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


class FewOffices:
    """The offices that exist, by folder."""

    def __init__(self, *folders: Path) -> None:
        self.folders = set(folders)
        self.opened: list[Office] = []
        self.fails: Exception | None = None

    def default_folder(self) -> Path:
        return Path("三审三校")

    def sample_folder(self) -> Path:
        return Path("三审三校 示例单位")

    def exists(self, folder: Path) -> bool:
        return folder in self.folders

    def warm_up(self, folder: Path) -> None:
        if self.fails is not None:
            raise self.fails

    def open(self, folder: Path) -> Office:
        self.opened.append(Office(folder))
        return self.opened[-1]

    def make_sample(self, folder: Path, job: object) -> None:
        self.folders.add(folder)
