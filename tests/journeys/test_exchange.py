"""The exchange folder between two desks, and sticks: a transport that may lose everything."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from qz_review.errors import Environment, Refused, Tampered
from qz_review.handover.verdict import Verdict
from qz_review.model.manuscript import Flag
from qz_review.services.handover_views import OutboxState
from qz_review.storage.removable import drives_in
from qz_review.workspace import Workspace
from tests.journeys.desks import Desks
from tests.journeys.office import TEXT, replaced


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    desks = Desks(tmp_path, ["chief"])
    share = tmp_path / "交换目录"
    share.mkdir()
    for desk in desks.desks.values():
        desk.workspace.exchange.set_folder(share)
    yield desks
    desks.close()


def at(desks: Desks, name: str) -> Workspace:
    return desks[name].at(name)


def take_all(workspace: Workspace) -> None:
    """Take in whatever lies in one's inbox, and send the receipts."""
    for item in workspace.exchange.look().items:
        with workspace.exchange.package_of(item) as file:
            admitted = workspace.receiving.admit(file)
        workspace.exchange.send_receipt(admitted)


def test_to_and_fro_through_the_folder(desks: Desks) -> None:
    mid = desks.home.register()
    chief = desks.home.person_id("chief")
    sent = at(desks, "editor").exchange.send([mid], chief)
    assert sent.file.parent.name == "chief"
    (item,) = at(desks, "chief").exchange.look().items
    assert (item.sender, item.titles, item.purpose) == ("张某宁", (TEXT.title,), "handover")
    desks["chief"].workspace.exchange.look_again_at_all()
    take_all(at(desks, "chief"))
    exchange = at(desks, "editor").exchange
    assert len(exchange.take_in_by_itself(exchange.look().items)) == 1
    assert desks.home.workspace.handover.outbox()[0].state is OutboxState.RECEIVED
    assert desks["chief"].view(mid).may >= {"hand_over"}


def test_an_internal_manuscript_is_closed_for_its_recipient(desks: Desks) -> None:
    mid = desks.home.register(replaced(TEXT, "供水", "绝密"), Flag.INTERNAL)
    sent = at(desks, "editor").exchange.send([mid], desks.home.person_id("chief"))
    assert sent.sealed and "绝密".encode() not in sent.file.read_bytes()
    with pytest.raises(Refused) as caught:
        desks.home.at("second").receiving.inspect(sent.file)
    assert caught.value.code == "package.sealed_for_other"
    assert desks["chief"].workspace.receiving.is_sealed(sent.file)
    take_all(at(desks, "chief"))
    assert "绝密" in desks["chief"].view(mid).text.title
    assert list(desks["chief"].folder.glob(".package-*")) == []


def test_deleting_everything_in_the_folder_loses_nothing(desks: Desks) -> None:
    mid = desks.home.register()
    chief = desks.home.person_id("chief")
    sent = at(desks, "editor").exchange.send([mid], chief)
    shutil.rmtree(sent.file.parent)
    assert at(desks, "chief").exchange.look().reachable
    again = at(desks, "editor").handover.write_again(sent.package_id, sent.file)
    assert again.package_id == sent.package_id
    take_all(at(desks, "chief"))
    assert desks["chief"].view(mid).number == desks.home.view(mid).number


def test_without_the_share_nothing_is_handed_over(desks: Desks, tmp_path: Path) -> None:
    mid = desks.home.register()
    (tmp_path / "交换目录").rename(tmp_path / "断开")
    with pytest.raises(Environment) as caught:
        at(desks, "editor").exchange.send([mid], desks.home.person_id("chief"))
    assert caught.value.code == "exchange.unreachable"
    assert desks.home.workspace.handover.outbox() == ()
    assert not at(desks, "editor").exchange.look().reachable
    assert not (tmp_path / "交换目录").exists()


def test_what_was_recalled_cannot_be_taken_in(desks: Desks, tmp_path: Path) -> None:
    mid = desks.home.register()
    chief = desks.home.person_id("chief")
    sent = at(desks, "editor").exchange.send([mid], chief)
    copy = tmp_path / "留底.qzpkg"
    shutil.copy(sent.file, copy)
    at(desks, "editor").exchange.recall([mid], "还要改")
    assert not sent.file.exists()
    assert desks.home.workspace.handover.outbox()[0].state is OutboxState.RECALLED
    desks.sign(mid, "editor")  # custody is here again
    exchange = at(desks, "chief").exchange
    items = exchange.look().items
    assert [item.purpose for item in items] == ["recall"]
    assert exchange.take_in_by_itself(items) == ()
    view = desks["chief"].workspace.receiving.inspect(copy)
    assert (view.verdict, view.reason) == (Verdict.UNTRUSTED, "package.recalled")
    desks.send("editor", "chief", mid)
    (row, earlier) = desks.home.workspace.handover.outbox()
    assert (row.state, earlier.state) == (OutboxState.UNDER_WAY, OutboxState.RECALLED)
    with pytest.raises(Refused) as caught:
        at(desks, "editor").handover.write_again(earlier.package_id, copy)
    assert caught.value.code == "handover.nothing_under_way"


def test_a_package_zipped_by_somebody_is_taken_in_all_the_same(desks: Desks) -> None:
    mid = desks.home.register()
    sent = at(desks, "editor").exchange.send([mid], desks.home.person_id("chief"))
    with zipfile.ZipFile(sent.file.with_name("转发.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(sent.file, sent.file.name)
    sent.file.unlink()
    (item,) = at(desks, "chief").exchange.look().items
    assert item.member == sent.file.name
    desks["chief"].workspace.exchange.look_again_at_all()
    take_all(at(desks, "chief"))
    assert desks["chief"].view(mid).may >= {"hand_over"}


def test_clocks_that_differ_are_told_and_decide_nothing(desks: Desks) -> None:
    mid = desks.home.register()
    desks.home.clock.moment += timedelta(days=30)
    at(desks, "editor").exchange.send([mid], desks.home.person_id("chief"))
    desks.home.clock.moment -= timedelta(days=30, hours=5)
    (item,) = at(desks, "chief").exchange.look().items
    assert item.clock_ahead > timedelta(days=29)
    assert desks["chief"].workspace.receiving.inspect(item.file).admissible


def test_the_share_goes_in_the_middle_of_writing(
    desks: Desks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The package's place is gone when it is to take its name: noted, told, written again."""
    from qz_review.storage import atomic_file

    mid = desks.home.register()
    workspace, chief = at(desks, "editor"), desks.home.person_id("chief")
    target = tmp_path / "包.qzpkg"

    def gone(source: Path, to: Path) -> None:
        raise OSError(112, "Host is down")

    with monkeypatch.context() as patch, pytest.raises(Environment) as caught:
        patch.setattr(atomic_file.os, "replace", gone)
        workspace.handover.send([mid], chief, target)
    assert caught.value.code == "handover.file_missing"
    assert sorted(tmp_path.glob("*包.qzpkg*")) == []
    (row,) = workspace.handover.outbox()
    assert row.state is OutboxState.UNDER_WAY
    workspace.handover.write_again(row.package_id, target)
    assert desks["chief"].at("chief").receiving.admit(target).manuscripts == (mid,)


def test_a_stick_that_is_full_leaves_neither_the_act_nor_half_a_file(
    desks: Desks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qz_review.services import package_files

    mid = desks.home.register()
    workspace = at(desks, "editor")
    written = package_files.write_package

    def full(file: object, *rest: object) -> object:
        written(file, *rest)  # type: ignore[arg-type]
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(Environment) as caught:
        patch.setattr(package_files, "write_package", full)
        workspace.handover.send([mid], desks.home.person_id("chief"), tmp_path / "包.qzpkg")
    assert caught.value.code == "disk.full"
    assert workspace.handover.outbox() == ()
    assert list(tmp_path.glob("*包*")) == []
    assert "sign" in desks.home.view(mid).may


def test_a_stick_pulled_out_while_reading_changes_nothing(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qz_review.handover import stored_zip

    mid = desks.home.register()
    file = desks.send("editor", "chief", mid)
    data = file.read_bytes()
    pieces = stored_zip.StoredZip.pieces

    def pulled(self: stored_zip.StoredZip, name: str) -> Iterator[bytes]:
        if name.startswith("blobs/"):
            raise OSError(5, "Input/output error")
        yield from pieces(self, name)

    workspace = at(desks, "chief")
    with monkeypatch.context() as patch, pytest.raises(Environment) as caught:
        patch.setattr(stored_zip.StoredZip, "pieces", pulled)
        workspace.receiving.admit(file)
    assert caught.value.code == "file.unreadable"
    file.write_bytes(data[: len(data) // 2])
    with pytest.raises(Tampered):
        workspace.receiving.admit(file)
    file.write_bytes(data)
    assert workspace.receiving.admit(file).receivable == (mid,)


def test_removable_drives_are_found_in_the_mount_table() -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n"
        "/dev/sdb1 /media/li/我的\\040U盘 vfat rw 0 0\n"
        "/dev/sdc1 /run/media/li/KINGSTON exfat rw 0 0\n"
    )
    assert [label for _, label in drives_in(mounts)] == ["我的 U盘", "KINGSTON"]
