"""Names of OOXML, its parts and its relationships, and the one XML parser used."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from functools import cached_property
from typing import Any, TypeAlias
from urllib.parse import unquote

from lxml import etree

from qz_review.documents.guard import open_checked
from qz_review.errors import Refused

Element: TypeAlias = Any
"""An lxml element (lxml ships no types)."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# A part with no type of its own is taken for what the relationship says.
_MAIN_TYPE = re.compile(
    r"|(?:application|text)/xml|application/vnd\.openxmlformats-officedocument\.wordprocessingml\."
    r"(?:document|template)(?:\.glossary)?\.main\+xml",
    re.IGNORECASE,
)
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = {  # the ISO "strict" names of what the transitional files call otherwise
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/math": "officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/drawingml/main": "drawingml/2006/main",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": (
        "drawingml/2006/wordprocessingDrawing"
    ),
}


def is_strict(data: bytes) -> bool:
    """True for a part in the ISO "strict" names, which :func:`parse_xml` translates."""
    return next(iter(_STRICT)).encode() in data


def to_strict(data: bytes) -> bytes:
    """A part written back in the strict names."""
    for strict, transitional in _STRICT.items():
        data = data.replace((_TRANSITIONAL + transitional).encode(), strict.encode())
    return data


def parse_xml(data: bytes) -> Element:
    """Parse one part: no entities, no network, no huge trees, comments dropped.

    Raises Refused docx.corrupt for XML that is not well formed.
    """
    for strict, transitional in _STRICT.items():
        data = data.replace(strict.encode(), (_TRANSITIONAL + transitional).encode())
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("docx.corrupt", detail="xml") from error


def flag(element: Element | None) -> bool:
    """The value of an on/off element such as ``w:vanish``; absent is off."""
    if element is None:
        return False
    return element.get(W + "val", "true") not in ("0", "false", "off", "none")


def child_of(parent: Element, tag: str) -> Element | None:
    """The first child with a tag; two or three times as fast as ``find``."""
    return next(parent.iterchildren(tag), None)


def value_of(parent: Element | None, name: str) -> str | None:
    """``w:val`` of the child ``w:name``, or None."""
    if parent is None:
        return None
    child = child_of(parent, W + name)
    return None if child is None else child.get(W + "val")


def whole_number(value: str | None, default: int, highest: int = 1_000_000) -> int:
    """The whole number written in an attribute; ``default`` for anything else."""
    try:
        return min(int(value), highest) if value is not None else default
    except ValueError:
        return default


class Package:
    """A checked docx: its parts by name and by relationship."""

    def __init__(self, data: bytes) -> None:
        self._zip = open_checked(data)
        self._names = {name.lower(): name for name in self._zip.namelist()}

    @cached_property
    def main_part(self) -> str:
        """Name of the document part.

        Raises Refused: docx.corrupt when there is none, docx.unsafe_package (reason types) when
        it is declared to be something else.
        """
        targets = [
            target for kind, target in self.relationships("").values() if kind == "officeDocument"
        ]
        for name in (*targets, "word/document.xml"):
            if self.has(name):
                if not _MAIN_TYPE.fullmatch(self.content_type(name)):
                    raise Refused("docx.unsafe_package", reason="types")
                return name
        raise Refused("docx.corrupt", detail="no document part")

    @property
    def is_signed(self) -> bool:
        """True where somebody signed the package digitally; any change ends that signature."""
        return any(name.startswith("_xmlsignatures/") for name in self._names)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as the package spells them."""
        return tuple(self._names.values())

    def has(self, name: str) -> bool:
        """True when the package has the part (names differ in case only count as one)."""
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """Bytes of a part.  Raises Refused docx.corrupt when it cannot be read."""
        try:
            return self._zip.read(self._names[name.lower()])
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise Refused("docx.corrupt", detail=name) from error

    def xml(self, name: str) -> Element:
        """Root element of an XML part."""
        return parse_xml(self.read(name))

    def relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (last word of its type, part name) of one part ("" the package)."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", name + ".rels")
        if not self.has(rels):
            return {}
        found: dict[str, tuple[str, str]] = {}
        for item in self.xml(rels).iter(_RELATIONSHIPS + "Relationship"):
            if item.get("TargetMode") == "External":
                continue
            target = unquote(item.get("Target", ""))
            full = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            kind = item.get("Type", "").rsplit("/", 1)[-1]
            found[item.get("Id", "")] = (kind, posixpath.normpath(full))
        return found

    def addresses(self, part: str) -> dict[str, str]:
        """Relationship id → address outside the package (of links; nothing else may be there)."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", name + ".rels")
        if not self.has(rels):
            return {}
        return {
            item.get("Id", ""): item.get("Target", "")
            for item in self.xml(rels).iter(_RELATIONSHIPS + "Relationship")
            if item.get("TargetMode") == "External"
        }

    def related(self, kind: str) -> list[str]:
        """Parts of one relationship type (``styles``, ``footnotes`` …) that exist."""
        related = self.relationships(self.main_part).values()
        return [target for k, target in related if k == kind and self.has(target)]

    def related_xml(self, kind: str) -> Element | None:
        """Root of the first related part of a type, None when there is none."""
        parts = self.related(kind)
        return self.xml(parts[0]) if parts else None

    def content_type(self, part: str) -> str:
        """Declared media type of a part, or empty."""
        ending = part.rsplit(".", 1)[-1].lower()
        default = ""
        for item in self._types:
            if item.get("PartName", "").lower() == "/" + part.lower():
                return str(item.get("ContentType", ""))
            if item.get("Extension", "").lower() == ending:
                default = str(item.get("ContentType", ""))
        return default

    @cached_property
    def _types(self) -> Element:
        return self.xml("[Content_Types].xml")
