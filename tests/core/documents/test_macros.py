"""A docm is read without its macros, which are neither run nor kept."""

from __future__ import annotations

import io
import zipfile

import pytest

from qz_review.documents.macros import without_macros
from qz_review.documents.read import read_document
from qz_review.errors import Refused
from tests.support.docx_parts import docx, package, paragraph

MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
BIN = "application/vnd.ms-office.vbaProject"
PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"


def docm(utf_16: bool = False) -> bytes:
    data = docx(
        paragraph("供水公告") + paragraph("正文。"),
        relations=f'<Relationship Id="v" Type="{VBA}" Target="vbaProject.bin"/>',
        content_types=f'<Default Extension="bin" ContentType="{BIN}"/>',
        files={
            "word/vbaProject.bin": b"Sub AutoOpen()",
            "word/vbaData.xml": b"<a/>",
            "word/_rels/vbaProject.bin.rels": b"<a/>",
        },
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    types = entries["[Content_Types].xml"].replace(PLAIN.encode(), MAIN.encode())
    entries["[Content_Types].xml"] = types.decode().encode("utf-16") if utf_16 else types
    return package(entries)


def test_the_text_is_read_the_macros_are_kept_out_and_that_is_said() -> None:
    document = read_document(docm(), "公告.docm")
    assert document.text.title == "供水公告"
    assert "macros" in {warning.code for warning in document.warnings}
    assert not document.keeps_received
    with zipfile.ZipFile(io.BytesIO(document.docx)) as clean:
        assert not [name for name in clean.namelist() if "vba" in name.lower()]
        everything = b"".join(clean.read(name) for name in clean.namelist()).lower()
    assert b"vbaproject" not in everything and b"macroenabled" not in everything
    again = read_document(document.docx, "公告.docx")
    assert again.text == document.text and not again.docx


def test_macros_that_cannot_be_taken_out_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_document(docm(utf_16=True), "公告.docm")
    assert refused.value.code == "docx.macro"


def test_a_docx_is_left_as_it_is() -> None:
    data = docx(paragraph("标题"))
    assert without_macros(data) is data
