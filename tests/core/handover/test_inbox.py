"""The exchange folder as it really is: half-copied files, locks, old zips, a share that is gone."""

from __future__ import annotations

import os
import shutil
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from qz_review.handover.inbox import FileState, InboxMemory, look, unwrap, wrapped_packages
from qz_review.handover.sealing import seal
from tests.support.ledger_office import seed_key

GOLDEN = Path(__file__).parents[2] / "golden" / "package-1.qzpkg"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    folder.mkdir()
    return folder


def names(found: tuple[object, ...]) -> list[str]:
    return [arrival.file.name for arrival in found]  # type: ignore[attr-defined]


def test_a_package_is_told_once(inbox: Path) -> None:
    shutil.copy(GOLDEN, inbox / "一.qzpkg")
    memory = InboxMemory()
    (arrival,) = look(inbox, memory).arrivals
    assert arrival.glimpse is not None and arrival.glimpse.titles == ("城区供水管网巡查通报",)
    assert look(inbox, memory).arrivals == ()
    kept = InboxMemory.from_json(memory.to_json())
    assert look(inbox, kept).arrivals == ()
    assert names(look(inbox, InboxMemory()).arrivals) == ["一.qzpkg"]


def test_a_file_that_still_grows_waits_until_it_is_whole(inbox: Path) -> None:
    data, memory = GOLDEN.read_bytes(), InboxMemory()
    for length in (0, 10, 4000, len(data) - 1):
        (inbox / "一.qzpkg").write_bytes(data[:length])
        found = look(inbox, memory)
        assert (found.arrivals, found.waiting) == ((), ("一.qzpkg",))
    (inbox / "一.qzpkg").write_bytes(data)
    assert names(look(inbox, memory).arrivals) == ["一.qzpkg"]


def test_a_copy_that_set_its_size_first_is_not_taken_for_whole(inbox: Path) -> None:
    data = GOLDEN.read_bytes()
    (inbox / "一.qzpkg").write_bytes(data[:3000] + bytes(len(data) - 3000))
    assert look(inbox, InboxMemory()).waiting == ("一.qzpkg",)


def test_names_of_unfinished_copies_and_other_files_are_passed_over(inbox: Path) -> None:
    for name in (".一.qzpkg.3f2a.tmp", "~$一.qzpkg", "一.qzpkg.part", "通知.docx", "一.qzpkg.tmp"):
        shutil.copy(GOLDEN, inbox / name)
    (inbox / "夹.qzpkg").mkdir()
    found = look(inbox, InboxMemory())
    assert (found.arrivals, found.waiting, found.files) == ((), (), 0)


def test_something_else_under_our_name_is_no_arrival(inbox: Path) -> None:
    with zipfile.ZipFile(inbox / "一.qzpkg", "w") as archive:
        archive.writestr("x", "y")
    found = look(inbox, InboxMemory())
    assert (found.arrivals, found.waiting, found.files) == ((), (), 1)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_locked_file_is_tried_again(inbox: Path) -> None:
    shutil.copy(GOLDEN, inbox / "一.qzpkg")
    (inbox / "一.qzpkg").chmod(0)
    memory = InboxMemory()
    assert look(inbox, memory).waiting == ("一.qzpkg",)
    (inbox / "一.qzpkg").chmod(0o600)
    assert names(look(inbox, memory).arrivals) == ["一.qzpkg"]


def test_a_share_that_is_gone_is_said_and_comes_back(inbox: Path) -> None:
    shutil.copy(GOLDEN, inbox / "一.qzpkg")
    memory = InboxMemory()
    look(inbox, memory)
    inbox.rename(inbox.with_name("断开"))
    assert look(inbox, memory).reason != ""
    inbox.with_name("断开").rename(inbox)
    assert look(inbox, memory).arrivals == ()  # and is not told again


def test_a_package_in_an_old_zip_has_its_chinese_name(inbox: Path) -> None:
    name = "关于供水的通知.qzpkg"
    (inbox / "稿件.zip").write_bytes(_gbk_zip(name.encode("gbk"), GOLDEN.read_bytes()))
    (arrival,) = look(inbox, InboxMemory()).arrivals
    assert (arrival.member, arrival.state) == (name, FileState.READY)
    with (inbox / "稿件.zip").open("rb") as file:
        assert wrapped_packages(file) == (name,)
        assert b"".join(unwrap(file, name)) == GOLDEN.read_bytes()


def _gbk_zip(name: bytes, data: bytes) -> bytes:
    """A zip as a program of 2005 writes it: the name in GBK, no mark that says so."""
    crc, size = zlib.crc32(data), len(data)
    shared = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x21, crc, size, size, len(name), 0)
    local = b"PK\3\4" + shared + name
    central = b"PK\1\2" + struct.pack("<H", 20) + shared
    central += struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local) + size, 0)
    return local + data + central + b"PK\5\6" + end


def test_a_sealed_package_is_whole_when_it_is_as_long_as_it_says(inbox: Path) -> None:
    key = seed_key(9)
    with GOLDEN.open("rb") as plain, (inbox / "密.qzpkg").open("wb") as closed:
        seal(plain, closed, key.public_bytes)
    data = (inbox / "密.qzpkg").read_bytes()
    (arrival,) = look(inbox, InboxMemory()).arrivals
    assert arrival.key_id == key.key_id and arrival.glimpse is None
    (inbox / "密.qzpkg").write_bytes(data[:-20])
    assert look(inbox, InboxMemory()).waiting == ("密.qzpkg",)
