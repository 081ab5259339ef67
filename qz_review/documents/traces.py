"""What a file carries along unseen: comments, revisions, hidden words, authors, places."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from qz_review.documents.imported import ImportedDocument
from qz_review.errors import Refused
from qz_review.model.file_traces import FileTraces, PicturePlace

_MEDIA = "word/media/"
_MOST_PICTURES = 500
_MOST_PICTURE = 60 * 1024 * 1024  # bytes; a photograph is smaller
_GPS = 0x8825  # the EXIF directory of positions
_PROPERTIES = {
    "creator": "作者",
    "lastModifiedBy": "最后保存者",
    "Company": "单位",
    "Manager": "主管",
}
_PROGRAMS = frozenset(
    {"python-docx", "WPS", "Microsoft", "Microsoft Office User", "Administrator", "LibreOffice"}
)
"""Names that programs write for themselves: no person."""


def file_traces(document: ImportedDocument, data: bytes) -> FileTraces:
    """The traces of a file that was read; data: the docx itself, anything else has pictures only.

    Raises Refused (codes of ``guard``) where the bytes are no safe docx but begin as one.
    """
    counts = {w.code: w.facts for w in document.warnings}
    hidden = counts.get("hidden_text", {}).get("texts", ())
    people: tuple[tuple[str, str], ...] = ()
    pictures: Iterable[tuple[str, bytes]] = document.pictures.items()
    if data.startswith(b"PK"):
        people, pictures = _package(data)
    return FileTraces(
        comments=_count(counts.get("comments")),
        revisions=_count(counts.get("revisions")),
        hidden=tuple(str(words) for words in hidden) if isinstance(hidden, tuple) else (),
        people=people,
        places=picture_places(pictures),
    )


def picture_places(pictures: Iterable[tuple[str, bytes]]) -> tuple[PicturePlace, ...]:
    """Pictures (name, bytes) whose EXIF data name a place on earth; what is none has none."""
    found: list[PicturePlace] = []
    for name, data in pictures:
        place = _place(data) if len(data) <= _MOST_PICTURE else None
        if place is not None:
            found.append(PicturePlace(name, *place))
    return tuple(found)


def _count(facts: Mapping[str, object] | None) -> int:
    count = (facts or {}).get("count", 0)
    return count if isinstance(count, int) else 0


def _package(data: bytes) -> tuple[tuple[tuple[str, str], ...], list[tuple[str, bytes]]]:
    """The people of a docx's properties, and every picture in it, shown or not."""
    from qz_review.documents.ooxml import Package  # lxml: not for a plain text

    package = Package(data)
    people: list[tuple[str, str]] = []
    for part in ("docProps/core.xml", "docProps/app.xml"):
        if not package.has(part):
            continue
        for element in package.xml(part).iter():
            name = str(element.tag).rpartition("}")[2]
            words = (element.text or "").strip()
            if name in _PROPERTIES and words and words not in _PROGRAMS:
                people.append((_PROPERTIES[name], words))
    pictures: list[tuple[str, bytes]] = []
    names = [name for name in package.names if name.lower().startswith(_MEDIA)]
    for name in names[:_MOST_PICTURES]:
        try:
            pictures.append((name.rpartition("/")[2], package.read(name)))
        except Refused:
            continue  # a picture that cannot be read shows nothing either
    return tuple(people), pictures


def _place(data: bytes) -> tuple[float, float] | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            directory = picture.getexif().get_ifd(_GPS)
        latitude = _degrees(directory[2], directory.get(1, "N"))
        longitude = _degrees(directory[4], directory.get(3, "E"))
    except (UnidentifiedImageError, Image.DecompressionBombError, KeyError, OSError, ValueError,
            TypeError, IndexError, SyntaxError, ZeroDivisionError, OverflowError):  # fmt: skip
        return None  # no picture, or one without a place
    if (latitude, longitude) == (0, 0) or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return latitude, longitude


def _degrees(parts: object, half: object) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
    value = degrees + minutes / 60 + seconds / 3600
    if value != value:
        raise ValueError("no number")
    return -value if str(half).strip("\0 ").upper() in ("S", "W") else value
