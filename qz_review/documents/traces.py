"""Finds what a docx or a picture carries along unseen: comments, hidden words, authors, places."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace

from qz_review.documents.ooxml import Element, Package, W, flag
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
_PROGRAMS = frozenset({"python-docx", "WPS", "Microsoft", "Microsoft Office User", "Administrator"})
"""Names that programs write for themselves: no person."""


def docx_traces(data: bytes) -> FileTraces:
    """The traces of a docx, its pictures included.

    Raises Refused (codes of ``guard``) for bytes that are no safe docx.
    """
    package = Package(data)
    main = package.xml(package.main_part)
    revisions = sum(1 for _ in main.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo"))
    comments = package.related_xml("comments")
    return FileTraces(
        comments=0 if comments is None else sum(1 for _ in comments.iter(W + "comment")),
        revisions=revisions,
        hidden=tuple(_hidden(main)),
        people=tuple(_people(package)),
        places=tuple(picture_places(_pictures(package))),
    )


def picture_traces(pictures: Mapping[str, bytes]) -> FileTraces:
    """The traces of pictures by name; whatever is no picture has none."""
    return replace(FileTraces(), places=tuple(picture_places(pictures.items())))


def picture_places(pictures: Iterable[tuple[str, bytes]]) -> Iterable[PicturePlace]:
    """Pictures whose EXIF data name a place on earth."""
    for name, data in pictures:
        place = _place(data) if len(data) <= _MOST_PICTURE else None
        if place is not None:
            yield PicturePlace(name, *place)


def _hidden(main: Element) -> Iterable[str]:
    for run in main.iter(W + "r"):
        properties = run.find(W + "rPr")
        if properties is not None and flag(properties.find(W + "vanish")):
            words = "".join(text.text or "" for text in run.iter(W + "t"))
            if words.strip():
                yield words


def _people(package: Package) -> Iterable[tuple[str, str]]:
    for part in ("docProps/core.xml", "docProps/app.xml"):
        if not package.has(part):
            continue
        for element in package.xml(part).iter():
            name = str(element.tag).rpartition("}")[2]
            words = (element.text or "").strip()
            if name in _PROPERTIES and words and words not in _PROGRAMS:
                yield _PROPERTIES[name], words


def _pictures(package: Package) -> Iterable[tuple[str, bytes]]:
    names = [name for name in package.names if name.lower().startswith(_MEDIA)]
    for name in names[:_MOST_PICTURES]:
        try:
            yield name.rpartition("/")[2], package.read(name)
        except Refused:
            continue  # a picture that cannot be read shows nothing either


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
