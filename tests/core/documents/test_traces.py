"""What a docx and a picture carry along is found; what is no picture has nothing."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from qz_review.documents.read import read_document
from qz_review.documents.traces import file_traces, picture_places
from qz_review.model.file_traces import FileTraces
from tests.support import docx_parts


def photograph(latitude: tuple[float, ...], south: bool = False) -> bytes:
    picture = Image.new("RGB", (8, 8), "white")
    exif = Image.Exif()
    exif[0x8825] = {1: "S" if south else "N", 2: latitude, 3: "E", 4: (108.0, 39.0, 14.76)}
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


def traces_of(data: bytes) -> FileTraces:
    return file_traces(read_document(data, "a.docx"), data)


def test_a_picture_that_knows_where_it_was_taken() -> None:
    pictures = [("现场.jpg", photograph((21.0, 58.0, 46.92))), ("a.txt", b"words")]
    (place,) = picture_places(pictures)
    assert place.picture == "现场.jpg"
    assert round(place.latitude, 4) == 21.9797
    assert round(place.longitude, 4) == 108.6541
    (south,) = picture_places([("a", photograph((21.0, 0.0, 0.0), True))])
    assert south.latitude == -21.0


def test_pictures_without_a_place() -> None:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    assert picture_places([("a.png", file.getvalue()), ("b.jpg", b"\xff\xd8\xff\xe1")]) == ()
    assert picture_places([("a.jpg", photograph((200.0, 0.0, 0.0)))]) == ()


@given(st.binary(max_size=200))
def test_any_bytes_have_a_place_or_none(data: bytes) -> None:
    assert len(picture_places([("a", data)])) <= 1
    assert len(picture_places([("a", b"\xff\xd8\xff\xe1\x00\x40Exif\x00\x00" + data)])) <= 1


def test_a_docx_with_everything(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("公开的话。").add_run("内部掌握").font.hidden = True
    document.core_properties.author = "李某禾"
    picture = tmp_path / "p.jpg"
    picture.write_bytes(photograph((21.0, 58.0, 46.92)))
    document.add_picture(str(picture))
    path = tmp_path / "a.docx"
    document.save(str(path))
    traces = traces_of(path.read_bytes())
    assert traces.hidden == ("内部掌握",)
    assert ("作者", "李某禾") in traces.people
    assert len(traces.places) == 1
    assert (traces.comments, traces.revisions) == (0, 0)


def test_pending_revisions_are_counted() -> None:
    body = (
        '<w:p><w:r><w:t>一</w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>二</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>三</w:delText></w:r></w:del></w:p>'
    )
    assert traces_of(docx_parts.docx(body)).revisions == 2
