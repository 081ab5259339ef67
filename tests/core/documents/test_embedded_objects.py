"""Embedded formulas and sheets (OLE) come in as their picture and stay in the docx, unopened."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from qz_review.documents.docx_out.writing import open_source, with_source, write_clean, write_marked
from qz_review.documents.read import read_document
from qz_review.errors import Refused
from qz_review.markup.layers import compose
from qz_review.markup.marked import Version
from qz_review.model.text import Paragraph, Picture
from tests.support.docx_parts import OFFICE, docx, paragraph, run

OBJECT = b"\xd0\xcf\x11\xe0 bytes that are no compound file at all"
PREVIEW = b"\x01\x00\x00\x00 a metafile"


def with_object(program: str = "Equation.3", kind: str = "oleObject", mode: str = "") -> bytes:
    """A docx as Word writes it where a formula or a sheet of another program is embedded."""
    embedded = (
        '<w:r><w:object><v:shape id="s1" style="width:80pt;height:20pt">'
        '<v:imagedata r:id="p1"/></v:shape><o:OLEObject '
        'xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" '
        f'ProgID="{program}" ShapeID="s1" DrawAspect="Content" ObjectID="_1" r:id="o1"/>'
        "</w:object></w:r>"
    )
    body = paragraph("关于水价的通知") + f"<w:p>{run('按下式计算：')}{embedded}</w:p>"
    return docx(
        body + paragraph("截止目前有效。"),
        relations=(
            f'<Relationship Id="p1" Type="{OFFICE}image" Target="media/image1.wmf"/>'
            f'<Relationship Id="o1" Type="{OFFICE}{kind}" Target="embeddings/o.bin"{mode}/>'
        ),
        files={"word/media/image1.wmf": PREVIEW, "word/embeddings/o.bin": OBJECT},
        content_types=(
            '<Default Extension="wmf" ContentType="image/x-wmf"/><Default Extension="bin" '
            'ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
        ),
    )


@pytest.mark.parametrize("program", ["Equation.3", "Equation.DSMT4", "Excel.Sheet.8", "Visio.11"])
def test_the_picture_of_an_object_is_read_and_the_object_told(program: str) -> None:
    document = read_document(with_object(program), "通知.docx")
    assert "object" in {warning.code for warning in document.warnings}
    assert [type(block) for block in document.text.blocks] == [Paragraph, Picture, Paragraph]
    assert PREVIEW in document.pictures.values()


def test_the_object_stays_byte_for_byte_in_what_is_written() -> None:
    data = with_object()
    text = read_document(data, "通知.docx").text
    blocks = tuple(
        replace(b, text=b.text.replace("截止", "截至")) if isinstance(b, Paragraph) else b
        for b in text.blocks
    )
    source = open_source(data, text)
    versions = with_source(
        source, [Version(None, text), Version(None, replace(text, blocks=blocks), "张某")]
    )
    marked = compose(versions)
    outs = [write_marked(source, marked), write_clean(open_source(data, text), marked)]
    for out in outs:
        with zipfile.ZipFile(io.BytesIO(out.content)) as package:
            assert package.read("word/embeddings/o.bin") == OBJECT
            assert read_document(out.content).text.blocks == blocks
            assert b'r:id="o1"' in package.read("word/document.xml")


@pytest.mark.parametrize(
    "data",
    [
        with_object("Package"),
        with_object("package2"),
        with_object("OlePackage"),
        with_object(mode=' TargetMode="External"'),
        with_object(kind="control"),
    ],
    ids=["packed file", "packed file, another version", "old name", "linked", "control"],
)
def test_packed_files_linked_objects_and_controls_are_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_document(data, "通知.docx")
    assert refused.value.code == "docx.ole"
