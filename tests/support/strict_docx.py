"""A docx in the names of ISO/IEC 29500 Strict, as Word saves it on request, and back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from tests.support.docx_parts import package

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_NAMES = {
    _TRANSITIONAL + old: _STRICT + new
    for old, new in (
        ("wordprocessingml/2006/main", "wordprocessingml/main"),
        ("officeDocument/2006/relationships", "officeDocument/relationships"),
        ("officeDocument/2006/math", "officeDocument/math"),
        ("drawingml/2006/main", "drawingml/main"),
        ("drawingml/2006/wordprocessingDrawing", "drawingml/wordprocessingDrawing"),
    )
}


def strict(data: bytes) -> bytes:
    """The same document in the strict namespaces and relationship types."""
    return _renamed(data, _NAMES)


def transitional(data: bytes) -> bytes:
    """The way back."""
    return _renamed(data, {new: old for old, new in _NAMES.items()})


def _renamed(data: bytes, names: Mapping[str, str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            for old, new in names.items():
                content = content.replace(old.encode(), new.encode())
            parts[name] = content
    return package(parts)
