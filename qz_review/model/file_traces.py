"""What a file carries along besides the words one reads in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """Where a picture was taken, as it says: degrees, south and west below 0."""

    picture: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class FileTraces:
    """The traces of one docx, or of the pictures of a manuscript.

    comments, revisions: how many 批注 and pending 修订.  hidden: hidden words, a run an entry.
    people: (what, name) of the file's properties: 作者, 最后保存者, 单位, 主管.
    places: pictures with GPS data.
    """

    comments: int = 0
    revisions: int = 0
    hidden: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    places: tuple[PicturePlace, ...] = ()
