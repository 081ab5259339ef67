"""Two desks of the sample office: the home desk and one that holds the leader's key alone."""

from __future__ import annotations

from pathlib import Path

from qz_review.clock import system_clock
from qz_review.signing.kdf import SMALLEST
from qz_review.workspace import Workspace, join_unit

PASSWORD = "sample-2026"
LEADER, EDITOR, CHIEF, ADMINISTRATOR = "chenan", "zhangning", "zhouyuan", "zhaoming"


def person_id(home: Workspace, account: str) -> str:
    """Id of somebody on the roster."""
    person = home.people.roster().by_account(account)
    assert person is not None
    return person.id


def join(home: Workspace, folder: Path, account: str = LEADER) -> Workspace:
    """A further desk, set up from the roster file, with one person's key."""
    file = folder.with_suffix(".qzpkg")
    home.session.login(ADMINISTRATOR, PASSWORD)
    home.roster_files.export(file, [person_id(home, account)])
    home.session.lock()
    return join_unit(folder, file, system_clock, SMALLEST)


def waiting_for_leader(home: Workspace) -> str:
    """A manuscript that waits for the leader's decision, for whom it can be signed."""
    home.session.login(LEADER, PASSWORD)
    try:
        queue = home.manuscripts.leader_queue()
        return next(i for i in queue if home.manuscripts.view(i).number.endswith("0408"))
    finally:
        home.session.lock()


def give(home: Workspace, manuscript_id: str, giver: str = EDITOR, to: str = LEADER) -> None:
    """Hand over through the exchange folder."""
    home.session.login(giver, PASSWORD)
    home.exchange.send([manuscript_id], person_id(home, to))
    home.session.lock()
