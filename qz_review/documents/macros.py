"""Taking the macros out of a docm: they are never run, and never kept."""

from __future__ import annotations

import io
import re
import zipfile

from qz_review.documents.guard import UNREADABLE, check_entries
from qz_review.errors import Refused

_CONTENT_TYPES = "[content_types].xml"
_MACRO_PARTS = re.compile(r"(?:^|/)vba[^/]*\.(?:bin|xml)(?:\.rels)?$", re.IGNORECASE)
_MACRO_TYPES = re.compile(
    rb"<(?:\w+:)?(?:Override|Default)\s[^<>]*(?:vbaProject|vbaData)[^<>]*/>", re.IGNORECASE
)
_MACRO_LINKS = re.compile(
    rb"<(?:\w+:)?Relationship\s[^<>]*vba(?:Project|Data)[^<>]*/>", re.IGNORECASE
)
_MAIN_TYPE = re.compile(
    rb"application/vnd\.ms-word\.(document|template)\.macroEnabled(?:Template)?\.main\+xml",
    re.IGNORECASE,
)
_PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def without_macros(data: bytes) -> bytes:
    """The package of a docx or docm without its macro parts; itself where it has none.

    What comes back has still to pass ``guard.open_checked``, which refuses what is left.
    Raises Refused docx.corrupt and the codes of ``guard.check_entries``.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        check_entries(package)
        if not _has_macros(package):
            return data
        return _rebuilt(package)
    except UNREADABLE as error:
        raise Refused("docx.corrupt", detail=type(error).__name__) from error


def _has_macros(package: zipfile.ZipFile) -> bool:
    for entry in package.infolist():
        if _MACRO_PARTS.search(entry.filename):
            return True
        if entry.filename.lower() == _CONTENT_TYPES and _MAIN_TYPE.search(package.read(entry)):
            return True
    return False


def _rebuilt(package: zipfile.ZipFile) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as clean:
        for entry in package.infolist():
            name = entry.filename.lower()
            if entry.is_dir() or _MACRO_PARTS.search(name):
                continue
            content = package.read(entry)
            if name == _CONTENT_TYPES:
                content = _MAIN_TYPE.sub(_PLAIN_TYPE, _MACRO_TYPES.sub(b"", content))
            elif name.endswith(".rels"):
                content = _MACRO_LINKS.sub(b"", content)
            clean.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), content,
                           zipfile.ZIP_DEFLATED)  # fmt: skip
    return buffer.getvalue()
