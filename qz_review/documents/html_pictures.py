"""Pictures of a page: inside it, in one archive with it, or in its own folder.  Never elsewhere."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from qz_review.documents.imported import WarningLog
from qz_review.model.text import Picture

MAX_PICTURE = 50 * 1024 * 1024  # bytes
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)


class HtmlPictures:
    """Finds the bytes of ``img`` addresses and collects them by digest.

    folder: where the page lies, None where it lies nowhere.  parts: files of an mht, by address.
    """

    def __init__(self, log: WarningLog, folder: Path | None, parts: Mapping[str, bytes]) -> None:
        self._log = log
        self._folder = None if folder is None else folder.resolve()
        self._parts = parts
        self.collected: dict[str, bytes] = {}

    def take(self, address: str, description: str) -> Picture | None:
        """The picture of an address; None, with a warning, where it is not at hand."""
        data = self._bytes(address.strip())
        media_type = picture_type(data)
        if not media_type:
            self._log.add("picture_missing", description)
            return None
        digest = hashlib.sha256(data).hexdigest()
        self.collected[digest] = data
        return Picture(digest, media_type, description=description)

    def _bytes(self, address: str) -> bytes:
        if address[:5].lower() == "data:":
            return _from_data_address(address)
        for key in (address, address.removeprefix("cid:"), address.rsplit("/", 1)[-1]):
            if key in self._parts:
                return self._parts[key]
        try:
            scheme, host, path, _, _ = urlsplit(address)
        except ValueError:
            return b""
        if scheme or host or self._folder is None:
            return b""
        return _inside(self._folder, unquote(path))


def picture_type(data: bytes) -> str:
    """The media type of a picture by its first bytes, empty for what is none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for magic, kind in _SIGNATURES if data.startswith(magic)), "")


def _from_data_address(address: str) -> bytes:
    kind, _, content = address[5:].partition(",")
    if not kind.lower().endswith(";base64"):
        return unquote_to_bytes(content)
    try:
        return base64.b64decode("".join(unquote(content).split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _inside(folder: Path, path: str) -> bytes:
    """A file's bytes; nothing for a place outside the folder, by links neither."""
    try:
        place = (folder / path.replace("\\", "/")).resolve()
        if not place.is_relative_to(folder) or not place.is_file():
            return b""
        return place.read_bytes() if place.stat().st_size <= MAX_PICTURE else b""
    except (OSError, ValueError, RuntimeError):  # no such place, or no name a system could have
        return b""
