"""Damage halts its own manuscript, and the office goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from qz_review.errors import Tampered
from qz_review.model.person import Role
from qz_review.model.stage import Stage
from qz_review.services.views import ManuscriptQuery
from qz_review.workspace import open_workspace
from tests.journeys.office import PASSWORD, TEXT, Office, replaced

BODY = "UPDATE events SET body = x'00' WHERE stream = :stream AND seq = 2"
FIRST = "UPDATE events SET body = x'00' WHERE stream = :stream AND seq = 1"
TEXT_GONE = "DELETE FROM blobs WHERE digest = :text"
TEXT_CHANGED = "UPDATE blobs SET data = x'7b7d' WHERE digest = :text"
DAMAGES = [BODY, FIRST, TEXT_GONE, TEXT_CHANGED]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "office")
    yield office
    office.workspace.close()


def damaged(office: Office, statement: str) -> tuple[str, str]:
    """A sound manuscript and a damaged one, in a window that has read neither."""
    sound, broken = office.register(), office.register(replaced(TEXT, "供水", "供热"))
    for mid in (sound, broken):
        office.sign(mid, "editor")
    text = office.view(broken).text_hash
    office.workspace.close()
    database = sqlite3.connect(office.folder / "ledger.db")
    guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = guards.fetchall()
    for name, _ in triggers:
        database.execute(f"DROP TRIGGER {name}")
    assert database.execute(statement, {"stream": broken, "text": text}).rowcount == 1
    for _, sql in triggers:
        database.execute(sql)
    database.commit()
    database.close()
    office.workspace = open_workspace(office.folder, office.clock)
    return sound, broken


def rows(office: Office, text: str = "") -> dict[str, tuple[str, bool]]:
    """Number and mark of every row of 稿件."""
    page = office.workspace.manuscripts.page(ManuscriptQuery(text=text))
    return {row.manuscript_id: (row.number, row.damaged) for row in page.rows}


@pytest.mark.parametrize("statement", DAMAGES)
def test_people_come_and_go_though_a_manuscript_is_damaged(office: Office, statement: str) -> None:
    sound, broken = damaged(office, statement)
    people = office.at("admin").people
    people.add_person("新人", "new", {Role.EDITOR}, office.section_id, "", PASSWORD)
    assert rows(office) == {sound: ("QT-2026-0001", False), broken: ("QT-2026-0002", True)}
    people.retire_person(office.person_id("second"), "调离")
    office.at("editor")
    with pytest.raises(Tampered):
        office.view(broken)
    work = office.workspace.manuscripts.workbench()
    assert [item.manuscript_id for item in work.under_way] == [sound]
    assert [row.manuscript_id for row in work.todo] == [sound]
    office.sign(sound, "editor", office.view(sound).parts[0])


@pytest.mark.parametrize("statement", DAMAGES)
def test_rebuilding_and_opening_go_past_a_damaged_manuscript(
    office: Office, statement: str
) -> None:
    sound, broken = damaged(office, statement)
    assert office.workspace.ledger.rebuild() == 2
    number = "" if statement == FIRST else "QT-2026-0002"
    assert rows(office) == {sound: ("QT-2026-0001", False), broken: (number, True)}
    office.workspace._desk.store.settings.delete("read_models.shape")
    office.workspace.close()
    office.workspace = open_workspace(office.folder, office.clock)
    assert rows(office)[broken] == (number, True)
    office.at("editor")
    assert office.view(sound).stage is Stage.PROOF_1


def test_lists_and_search_meet_damage_that_nobody_has_noticed_yet(office: Office) -> None:
    sound, broken = damaged(office, TEXT_CHANGED)
    office.at("editor")
    assert set(rows(office, "冬季")) == {sound, broken}
    todo = {row.manuscript_id for row in office.workspace.manuscripts.workbench().todo}
    assert todo == {sound, broken}
    with pytest.raises(Tampered, match=r"blobs\.damaged"):
        office.view(broken)
