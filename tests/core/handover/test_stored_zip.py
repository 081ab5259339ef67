"""The one shape a package's zip has: readable by every zip program, and by us in no other."""

import io
import zipfile

import pytest

from qz_review.errors import Tampered
from qz_review.handover.stored_zip import StoredZip, StoredZipWriter, first_entry, looks_complete

FILES = {"manifest.json": b"{}", "blobs/0": b"", "blobs/1": bytes(range(256)) * 9}


def packed() -> bytes:
    file = io.BytesIO()
    writer = StoredZipWriter(file)
    for name, data in FILES.items():
        writer.add(name, [data[at : at + 100] for at in range(0, len(data), 100)])
    writer.finish()
    return file.getvalue()


def test_any_zip_program_reads_it() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES


def test_what_was_written_comes_back() -> None:
    opened = StoredZip(io.BytesIO(packed()))
    assert {name: opened.read(name, 10_000) for name in opened.entries} == FILES
    assert first_entry(io.BytesIO(packed()), 100) == ("manifest.json", b"{}")


def test_every_single_changed_byte_is_noticed() -> None:
    data = packed()
    for at in range(len(data)):
        damaged = bytearray(data)
        damaged[at] ^= 0x41
        with pytest.raises(Tampered):
            opened = StoredZip(io.BytesIO(bytes(damaged)))
            for name in opened.entries:
                opened.read(name, 10_000)
            pytest.fail(f"byte {at} changed and nothing noticed")


def test_a_cut_or_longer_file_is_noticed() -> None:
    data = packed()
    for damaged in (*(data[:at] for at in range(len(data))), data + b"\0", b"\0" + data):
        with pytest.raises(Tampered):
            StoredZip(io.BytesIO(damaged))


def test_a_half_copied_file_does_not_look_complete() -> None:
    data = packed()
    assert looks_complete(io.BytesIO(data))
    zeros = data[:-40] + bytes(40)  # as a copying program leaves it that sets the size first
    assert not any(looks_complete(io.BytesIO(d)) for d in (data[:-1], data[:9], b"", zeros))


def test_a_compressed_zip_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in FILES.items():
            archive.writestr(name, data)
    with pytest.raises(Tampered):
        StoredZip(file)
