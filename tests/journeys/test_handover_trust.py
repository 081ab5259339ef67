"""Whom a desk believes: the roster travels, keys end, other units are only looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from qz_review.errors import Refused, Tampered
from qz_review.handover.verdict import Verdict
from qz_review.model.person import Role
from qz_review.model.stage import Stage
from qz_review.services.backup import restore
from qz_review.services.desk_setup import look_at_roster_file
from qz_review.services.ledger import verify_folder
from qz_review.signing.sealed_key import SMALLEST
from qz_review.workspace import join_unit, open_workspace
from tests.journeys.desks import Desks
from tests.journeys.office import PASSWORD, PEOPLE, Office


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    desks = Desks(tmp_path / "desks", ["chief"])
    yield desks
    desks.close()


def test_the_check_code_is_the_same_on_both_sides(desks: Desks, tmp_path: Path) -> None:
    file = tmp_path / "名册.qzpkg"
    code = desks.home.at("admin").roster_files.export(file, [desks.home.person_id("leader")])
    view = look_at_roster_file(file)
    assert (view.code, view.desks_for, view.made_by) == (code, ("陈某安",), "管某")
    assert view.people == len(PEOPLE)
    assert desks["chief"].workspace.roster_files.code() == code
    other = Office(tmp_path / "other")
    assert other.workspace.roster_files.code() != code
    other.workspace.close()


def test_a_roster_file_that_was_changed_sets_nothing_up(desks: Desks, tmp_path: Path) -> None:
    file, folder = tmp_path / "名册.qzpkg", tmp_path / "new"
    desks.home.at("admin").roster_files.export(file)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))
    with pytest.raises(Tampered):
        join_unit(folder, file, desks.home.clock, SMALLEST)
    assert not folder.exists()


def test_only_an_administrator_gives_the_roster_away(desks: Desks, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        desks["chief"].at("chief").roster_files.export(tmp_path / "名册.qzpkg")
    assert caught.value.code == "roster.not_administrator"


def test_people_are_changed_on_one_desk_only(desks: Desks) -> None:
    picture_owner = desks["chief"].at("chief").people
    with pytest.raises(Refused) as caught:
        picture_owner.set_signature_picture(None)
    assert caught.value.code == "roster.elsewhere"


def test_new_and_retired_people_travel_with_the_next_package(desks: Desks) -> None:
    people = desks.home.at("admin").people
    people.add_person("新某", "newcomer", {Role.EDITOR}, desks.home.section_id, "", PASSWORD)
    people.retire_person(desks.home.person_id("second"), "调离")
    mid = desks.home.register()
    file = desks.send("editor", "chief", mid)
    chief = desks["chief"].at("chief")
    view = chief.receiving.inspect(file)
    assert (view.verdict, view.new_roster_events) == (Verdict.FAST_FORWARD, 2)
    assert chief.receiving.admit(file).roster_events == 2
    roster = chief.people.roster()
    assert roster.by_account("newcomer") is not None
    assert not roster.person(desks.home.person_id("second")).active


def test_the_roster_alone_can_be_sent_on(desks: Desks) -> None:
    desks.home.at("admin").people.change_person(desks.home.person_id("leader"), name="陈某宁")
    file = desks.file("-名册")
    desks.home.workspace.roster_files.export(file)
    admitted = desks["chief"].at("chief").receiving.admit(file)
    assert (admitted.roster_events, admitted.manuscripts) == (1, ())
    assert desks["chief"].workspace.people.roster().name(desks.home.person_id("leader")) == "陈某宁"


def test_a_package_of_somebody_who_left_is_not_believed(desks: Desks) -> None:
    mid = desks.home.register()
    file = desks.send("editor", "chief", mid)
    desks.home.at("admin").people.retire_person(desks.home.person_id("editor"), "调离")
    roster = desks.file("-名册")
    desks.home.workspace.roster_files.export(roster)
    chief = desks["chief"].at("chief")
    chief.receiving.admit(roster)
    view = chief.receiving.inspect(file)
    assert (view.verdict, view.reason) == (Verdict.UNTRUSTED, "package.sender_key_ended")
    again = desks.file("-again")  # a colleague who is still there vouches for it
    row = desks.home.at("second").handover.outbox()[0]
    with pytest.raises(Refused):
        desks.home.workspace.handover.write_again("none", again)
    desks.home.workspace.handover.write_again(row.package_id, again)
    assert chief.receiving.inspect(again).reason == "package.other_sender"


def test_another_unit_can_be_looked_at_and_not_taken_in(desks: Desks, tmp_path: Path) -> None:
    other = Office(tmp_path / "other")
    mid = other.register()
    file = tmp_path / "别的单位.qzpkg"
    other.at("editor").handover.send([mid], other.person_id("chief"), file)
    other.workspace.close()
    receiving = desks.home.at("chief").receiving
    view = receiving.inspect(file)
    assert (view.verdict, view.reason, view.known_unit) == (
        Verdict.UNTRUSTED,
        "package.unknown_unit",
        False,
    )
    assert [m.title for m in view.manuscripts] == ["关于冬季供水的通知"]
    with pytest.raises(Refused) as caught:
        receiving.admit(file)
    assert caught.value.code == "handover.not_admissible"


def test_what_a_stolen_key_signed_is_shown_and_stops_the_release(desks: Desks) -> None:
    mid, home = desks.home.register(), desks.home
    home.advance(mid, Stage.REVIEW_3)
    stolen = home.clock.moment
    home.sign(mid, "leader")
    home.advance(mid, None)
    workspace = home.at("admin")
    workspace.people.revoke_key(home.person_id("leader"), stolen, "U盘失窃", PASSWORD)
    report = workspace.ledger.verify(full=True)
    assert report.ok
    assert [(e.stream, e.person_id) for e in report.revoked] == [(mid, home.person_id("leader"))]
    workspace = home.at("editor")
    workspace.release.final_scan(mid)
    channel = home.view(mid).channels[0].channel_id
    with pytest.raises(Refused) as caught:
        workspace.release.record_release(mid, channel, "https://a/1", home.clock.moment, PASSWORD)
    assert caught.value.code == "release.signature_revoked"
    with pytest.raises(Refused):
        workspace.session.login("leader", PASSWORD)  # the key has ended
    home.at("admin").people.replace_key(home.person_id("leader"), "new-secret", "补发", PASSWORD)
    workspace.session.login("leader", "new-secret")


def test_what_was_signed_before_the_theft_stays(desks: Desks) -> None:
    mid, home = desks.home.register(), desks.home
    home.advance(mid, None)
    later = home.clock.moment + timedelta(minutes=1)
    home.at("admin").people.revoke_key(home.person_id("leader"), later, "遗失", PASSWORD)
    home.finish(mid)
    assert home.workspace.ledger.verify(full=True).revoked == ()


def test_a_package_with_what_a_stolen_key_signed_is_not_taken_in(desks: Desks) -> None:
    mid, home = desks.home.register(), desks.home
    moment = home.clock.moment
    home.sign(mid, "editor")
    home.at("admin").people.revoke_key(home.person_id("editor"), moment, "失窃", PASSWORD)
    file = desks.file()
    home.at("second").handover.send([mid], home.person_id("chief"), file)
    view = desks["chief"].at("chief").receiving.inspect(file)
    assert (view.verdict, view.reason) == (Verdict.UNTRUSTED, "package.key_revoked")
    assert verify_folder(home.folder).faults == ()


def test_two_desks_that_register_give_different_numbers(desks: Desks) -> None:
    chief = desks["chief"]
    numbers = {desks.home.at("editor").registration.next_number()}
    numbers.add(chief.at("chief").registration.next_number())
    assert len(numbers) == 2
    assert all(re.fullmatch(r"QT[0-9A-Z]{0,3}-2026-0001", number) for number in numbers)


def test_a_home_desk_restored_from_a_backup_takes_the_later_roster_in_first(desks: Desks) -> None:
    backup = desks.home.workspace.backup.run_now()
    people = desks.home.at("admin").people
    people.add_person("新某", "newcomer", {Role.EDITOR}, desks.home.section_id, "", PASSWORD)
    mid = desks.home.register()
    desks.give("editor", "chief", mid)  # whose desk knows the newcomer now
    desks.home.workspace.close()
    restore(backup, desks.home.folder)
    desks.home.workspace = open_workspace(desks.home.folder, desks.home.clock)
    workspace = desks.home.at("admin")
    with pytest.raises(Refused) as caught:
        workspace.people.change_person(desks.home.person_id("leader"), name="陈某宁")
    assert caught.value.code == "roster.maybe_behind"
    file = desks.send("chief", "editor", mid)
    desks.admit("editor", file)
    roster = workspace.people.roster()
    assert roster.by_account("newcomer") is not None
    desks.home.at("admin")
    assert len(workspace.people.roster().restorations) == 1
    workspace.people.change_person(desks.home.person_id("leader"), name="陈某宁")
    assert verify_folder(desks.home.folder).faults == ()


def test_or_the_administrator_says_that_there_is_none(desks: Desks) -> None:
    backup = desks.home.workspace.backup.run_now()
    desks.home.workspace.close()
    restore(backup, desks.home.folder)
    desks.home.workspace = open_workspace(desks.home.folder, desks.home.clock)
    with pytest.raises(Refused):
        desks.home.at("editor").backup.nothing_newer_elsewhere()
    desks.home.at("admin").backup.nothing_newer_elsewhere()
    assert len(desks.home.workspace.people.roster().restorations) == 1
