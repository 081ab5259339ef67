"""Who can sign an archive with the unit's certificate, and from when on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qz_review.errors import Refused
from qz_review.events.kinds import UnitCertificateMade
from qz_review.model.person import Role
from qz_review.services import founding
from qz_review.services.archive_check import verify_archive_file
from qz_review.services.unit_certificate import OWNER, UnitCertificate
from qz_review.signing.unit_certificate import certificate_id
from qz_review.workspace import open_workspace
from tests.journeys.desks import Desks
from tests.journeys.office import PASSWORD, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "office")
    yield office
    office.workspace.close()


def opens(office: Office, account: str) -> bool:
    workspace = office.at(account)
    return workspace.certificate.open(workspace._desk.signed_in.keypair()) is not None


def test_founding_makes_it_for_everybody(office: Office) -> None:
    assert len(office.workspace.certificate.code) == 19
    assert all(opens(office, account) for account in ("admin", "editor", "chief", "leader"))
    assert office.workspace.ledger.verify(full=True).ok


def test_who_joins_or_gets_a_new_key_has_a_copy_at_once(office: Office) -> None:
    workspace = office.at("admin")
    workspace.people.add_person("吴某", "wu", [Role.EDITOR], "", "", PASSWORD)
    assert opens(office, "wu")
    person = office.person_id("editor")
    office.at("admin").people.replace_key(person, PASSWORD, "忘记密码", PASSWORD)
    assert opens(office, "editor")
    code = workspace.certificate.code
    office.workspace.close()
    office.workspace = open_workspace(office.folder, office.clock)
    assert opens(office, "wu")
    assert office.workspace.certificate.code == code


def test_a_workspace_from_before_gets_it_with_an_administrators_login(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Without(UnitCertificate):
        def make(self, actor_id: str, key: object) -> None:
            """As before there were certificates."""

    with monkeypatch.context() as patch:
        patch.setattr(founding, "UnitCertificate", Without)
        office = Office(tmp_path / "old")
    assert office.workspace.certificate.code == ""
    assert not opens(office, "editor")
    assert office.workspace.certificate.code == ""  # an editor may not make it
    assert opens(office, "admin")
    assert office.workspace.certificate.code
    assert opens(office, "editor")
    office.workspace.close()


def test_a_copy_lost_is_given_again_by_who_has_one(office: Office) -> None:
    roster = office.workspace.people.roster()
    assert roster.certificate is not None
    store, name = office.workspace._desk.store, certificate_id(roster.certificate)
    file = office.workspace.certificate._file(roster)
    assert file is not None
    mine = office.at("chief")._desk.me().key_id
    store.keys.write(OWNER, name, file.kept_for([mine]).to_bytes())
    assert not opens(office, "editor")
    assert opens(office, "chief")
    assert opens(office, "editor")


def test_who_leaves_loses_the_copy(office: Office) -> None:
    workspace = office.at("admin")
    roster = workspace.people.roster()
    gone = roster.person(office.person_id("second"))
    file = workspace.certificate._file(roster)
    assert file is not None and gone.key_id in file.copies
    workspace.people.retire_person(gone.id, "调离")
    file = workspace.certificate._file(workspace.people.roster())
    assert file is not None and gone.key_id not in file.copies
    assert opens(office, "editor")


def test_only_an_administrator_brings_a_certificate_in(office: Office) -> None:
    workspace = office.at("editor")
    event = UnitCertificateMade(office.workspace.people.roster().certificates[0].hex())
    with pytest.raises(Refused, match=r"roster\.not_administrator"):
        workspace.people._acts.perform_on_roster(event)
    with pytest.raises(Refused, match=r"roster\.bad_certificate"):
        office.at("admin").people._acts.perform_on_roster(UnitCertificateMade("00"))


def test_the_key_travels_with_the_roster_to_other_desks(tmp_path: Path) -> None:
    desks = Desks(tmp_path, ["chief", "leader"])
    try:
        code = desks.home.workspace.certificate.code
        chief = desks["chief"]
        assert chief.workspace.certificate.code == code
        assert opens(chief, "chief")
        desks.home.at("admin").people.add_person("吴某", "wu", [Role.EDITOR], "", "", PASSWORD)
        file = desks.file("-名册")
        desks.home.at("admin").roster_files.export(file, [desks.home.person_id("wu")])
        chief.at("chief").receiving.admit(file)
        assert opens(chief, "wu")
        assert opens(chief, "chief")
        roster = tmp_path / "roster.qzpkg"
        desks.home.at("admin").roster_files.export(roster)
        mid = desks.home.register()
        desks.home.at("chief").release.withdraw(mid, "活动取消", PASSWORD)
        archive = desks.home.at("editor").archive.archive(mid, (), PASSWORD)
        report = verify_archive_file(archive, roster)
        assert (report.faults, report.trusted, report.code) == ((), True, code)
    finally:
        desks.close()
