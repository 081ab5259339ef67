"""doc, wps, rtf and odt become docx where LibreOffice is; stopped and watched while it runs."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import olefile
import pytest

from qz_review.documents import office_program
from qz_review.documents.office_program import convert_to_docx, find_program
from qz_review.documents.read import read_document
from qz_review.errors import Cancelled, Refused
from qz_review.jobs import SilentJob
from qz_review.model.text import plain_lines
from tests.support.docx_parts import docx, numbered, numbering_part, package, paragraph
from tests.support.office_files import converted

needs_office = pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed")
posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in")

RTF = rb"{\rtf1\ansi\ansicpg936 \u20379?\u27700?\par \u27491?\u25991?\u12290?}"
TABLE = (
    "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    f"<w:tr><w:tc>{paragraph('区')}</w:tc><w:tc>{paragraph('公里')}</w:tc></w:tr></w:tbl>"
)
BODY = (
    paragraph("供水管网巡查")
    + numbered("总体情况")
    + paragraph("已巡查82公里。")
    + TABLE
    + "<w:p/>"
)
SOURCE = docx(BODY, numbering=numbering_part(("chineseCounting", "%1、")))


@needs_office
@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_other_formats_give_the_same_text(ending: str) -> None:
    source = SOURCE
    if ending == "rtf":  # LibreOffice itself writes 、 in an rtf's list number as ?
        source = docx(BODY.replace(numbered("总体情况"), paragraph("一、总体情况")))
    document = read_document(converted(source, ending), f"巡查.{ending}")
    assert plain_lines(document.text) == (
        "供水管网巡查", "一、总体情况", "已巡查82公里。", "区", "公里",
    )  # fmt: skip
    assert document.warnings[0].code == "converted" and document.keeps_received
    assert read_document(document.docx, "巡查.docx").text == document.text


@needs_office
def test_a_doc_with_a_password_is_said_before_anything_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "密.doc"
    path.write_bytes(converted(SOURCE, "doc"))
    with olefile.OleFileIO(path, write_mode=True) as compound:
        stream = bytearray(compound.openstream("WordDocument").read())
        stream[11] |= 1  # fEncrypted
        compound.write_stream("WordDocument", bytes(stream))
    monkeypatch.setattr(office_program, "find_program", lambda: pytest.fail("was started"))
    with pytest.raises(Refused) as refused:
        read_document(path)
    assert refused.value.code == "file.encrypted"


@needs_office
def test_nothing_is_fetched_while_converting() -> None:
    asked: list[str] = []

    class Notes(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - the server's own names

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Notes)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        convert_to_docx(odt_with_link(f"http://127.0.0.1:{server.server_port}/a.png"), "odt")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert asked == []


def odt_with_link(address: str) -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    link = f'xlink:href="{address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
    return package(
        {
            "mimetype": kind.encode(),
            "META-INF/manifest.xml": (
                f'<m:manifest xmlns:m="{manifest}">'
                f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
                '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
            ).encode(),
            "content.xml": (
                f'<office:document-content {names} office:version="1.2"><office:body><office:text>'
                "<text:p>供水<draw:frame text:anchor-type='as-char'>"
                f"<draw:image {link}/></draw:frame></text:p></office:text></office:body>"
                "</office:document-content>"
            ).encode(),
        }
    )


@needs_office
def test_what_the_program_cannot_read_is_one_refusal() -> None:
    broken = package({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a"})
    with pytest.raises(Refused) as refused:
        read_document(broken, "a.odt")
    assert refused.value.code in ("convert.failed", "docx.no_text")


def test_without_the_program_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_program, "find_program", lambda: None)
    for data, name in ((RTF, "a.rtf"), (odt_with_link(""), "a.odt")):
        with pytest.raises(Refused) as refused:
            read_document(data, name)
        assert refused.value.code == "convert.no_program"


def test_an_odt_is_guarded_before_the_program_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_program, "find_program", lambda: pytest.fail("was started"))
    for parts, code in (
        ({"../a": b"x"}, "docx.unsafe_package"),
        ({"content.xml": b" " * 30_000_000}, "docx.bomb"),
    ):
        with pytest.raises(Refused) as refused:
            read_document(
                package({"mimetype": b"application/vnd.oasis.opendocument.text", **parts})
            )
        assert refused.value.code == code
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(Refused) as refused:
        read_document(buffer.getvalue(), "a.ods")
    assert refused.value.code == "docx.not_docx"


# --- a program that never ends --------------------------------------------------------------


@pytest.fixture
def endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in that starts another program and waits; leaves both numbers in a file."""
    numbers = tmp_path / "numbers"
    script = tmp_path / "soffice"
    script.write_text(f"#!/bin/sh\nsleep 600 &\necho $$ $! > {numbers}.new\n"
                      f"mv {numbers}.new {numbers}\nwait\n")  # fmt: skip
    script.chmod(0o755)
    monkeypatch.setattr(office_program, "find_program", lambda: script)
    return numbers


def all_gone(numbers: Path) -> bool:
    """Whether none of the programs runs; a killed child may wait a moment for its burial."""
    for _ in range(100):
        if not any(is_alive(int(number)) for number in numbers.read_text().split()):
            return True
        time.sleep(0.05)
    return False


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


@posix
def test_too_slow_a_program_is_ended_with_all_it_started(endless: Path) -> None:
    with pytest.raises(Refused) as refused:
        convert_to_docx(RTF, "rtf", time_limit=1.0)
    assert refused.value.code == "convert.too_slow"
    assert all_gone(endless)


@posix
def test_cancelling_ends_the_program_with_all_it_started(endless: Path) -> None:
    class Impatient(SilentJob):
        def progress(self, done: int, total: int, note: str = "") -> None:
            if endless.exists():
                self.cancel()

    begun = time.monotonic()
    with pytest.raises(Cancelled):
        convert_to_docx(RTF, "rtf", Impatient())
    assert all_gone(endless) and time.monotonic() - begun < 30


@posix
def test_a_program_that_does_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nexit 0\n")
    script.chmod(0o755)
    monkeypatch.setattr(office_program, "find_program", lambda: script)
    with pytest.raises(Refused) as refused:
        convert_to_docx(RTF, "rtf")
    assert refused.value.code == "convert.failed"
    assert not list(Path(tempfile.gettempdir()).glob("qz-convert-*"))
