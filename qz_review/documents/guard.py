"""Refuses hostile or foreign files before any parser sees them.

Everything is decided from magic bytes, the zip directory and a plain search of the XML
parts; nothing is parsed here.  Each refusal has its own code, so that the person is told
exactly what is wrong with the file.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from qz_review.errors import Refused

MAX_FILE = 200 * 1024 * 1024
MAX_PARTS = 5_000
MAX_XML_PART = 80 * 1024 * 1024
MAX_TOTAL = 400 * 1024 * 1024
MAX_RATIO = 200
MAX_TAGS = 4_000_000
"""Tags of one part: a manuscript of 10,000 pages has fewer, and each costs a parser memory."""

_RATIO_FROM = 1024 * 1024  # bytes: smaller parts may compress as well as they like
_LONG_PART = 16 * 1024 * 1024  # bytes of XML, more than a million characters of manuscript …
_LONG_PART_RATIO = 100  # … cost a parser a gigabyte: there the compression must be plausible

_OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1")
_FOREIGN = (
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError,
)  # fmt: skip
"""What the zip library raises for packages that are broken or lie about themselves."""
_ODT_TYPES = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
)
_XML_ENDINGS = (".xml", ".rels", ".vml")
_DECLARATIONS = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CONTROLS = (b"control", b"activexcontrol")
# Formulas and sheets that are embedded lie there as bytes that nobody here opens; a file packed
# into the text may be a program, and a double click would run it.
_PACKED_FILE = re.compile(rb"ProgID\s*=\s*[\"'](?i:(?:Ole)?Package)")
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|meta)\b", re.IGNORECASE)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|p|div|table|h1)\b", re.IGNORECASE)
_MHT = re.compile(
    rb"\s*(?:from|subject|date|mime-version|content-type|snapshot-content-location)\s*:",
    re.IGNORECASE,
)
_HEAD = 4_096  # bytes that tell a web page
# Attribute values may hold > but never <: without that the search of a hostile part would take
# hours, and half a relationship would be read.
_ATTRIBUTES = rb"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+"
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s" + _ATTRIBUTES + rb">", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"([A-Za-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def foreign_kind(data: bytes) -> str:
    """What a file is by its first bytes; empty where they are no sign of anything known here.

    picture, pdf, rtf, html, mht, xml, archive or program.
    """
    head = data[:_HEAD]
    if _HTML.match(head):
        return "html"
    if _XML.match(head):
        return "html" if b"<html" in head.lower() else "xml"
    if _MHT.match(head) and b"mime-version" in head.lower() and b"content-type" in head.lower():
        return "mht"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "picture"
    for magic, kind in _FOREIGN:
        if data.startswith(magic) and (magic != b"BM" or data[6:10] == b"\0\0\0\0"):
            return kind
    return ""


def looks_like_html(data: bytes) -> bool:
    """True for markup near the start, in UTF-16 too; for a file that is named as a page."""
    return bool(_PAGE.search(data[:_HEAD].replace(b"\0", b"")))


def is_compound_file(data: bytes) -> bool:
    """True for an OLE compound file: an old .doc, a .wps, or an encrypted docx."""
    return data.startswith(_OLE_HEADER)


def compound_kind(data: bytes) -> str:
    """What an OLE compound file is: ``encrypted`` (a docx), ``word`` or ``office``."""
    if _stream_name("EncryptedPackage") in data:
        return "encrypted"
    return "word" if _stream_name("WordDocument") in data else "office"


def refuse_compound_file(data: bytes) -> None:
    """Say what an OLE compound file is where a docx was wanted.

    Raises Refused always: docx.encrypted, file.old_word or file.unsupported.
    """
    kind = compound_kind(data)
    if kind == "encrypted":
        raise Refused("docx.encrypted")
    if kind == "word":
        raise Refused("file.old_word")
    raise Refused("file.unsupported", kind="office")


def check_size(size: int) -> None:
    """Refuse a file by its size in bytes: file.empty, file.too_large."""
    if size == 0:
        raise Refused("file.empty")
    if size > MAX_FILE:
        raise Refused("file.too_large", size=size, limit=MAX_FILE)


def open_checked(data: bytes) -> zipfile.ZipFile:
    """The package of a docx, every guard passed; all its XML parts have been searched.

    Raises Refused: file.empty, file.too_large, file.old_word, docx.not_docx (kind),
    docx.encrypted, docx.corrupt, docx.macro, docx.ole, docx.external, docx.entities,
    docx.too_large, docx.bomb, docx.unsafe_package (reason).
    """
    check_size(len(data))
    if is_compound_file(data):
        refuse_compound_file(data)
    if not data.startswith(b"PK"):
        raise Refused("docx.not_docx", kind=foreign_kind(data) or "unknown")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        _check_directory(package)
        _check_parts(package)
    except UNREADABLE as error:
        raise Refused("docx.corrupt", detail=type(error).__name__) from error
    return package


def _stream_name(name: str) -> bytes:
    return name.encode("utf-16-le")


def check_entries(package: zipfile.ZipFile) -> None:
    """The directory of a zip, before anything in it is unpacked.

    Raises Refused: docx.unsafe_package (reason), docx.encrypted, docx.too_large, docx.bomb.
    """
    entries = package.infolist()
    if len(entries) > MAX_PARTS:
        raise Refused("docx.unsafe_package", reason="parts", count=len(entries))
    names = [entry.filename for entry in entries]
    if len({name.lower() for name in names}) != len(names):
        raise Refused("docx.unsafe_package", reason="duplicates")
    if any(_is_unsafe(name) for name in names):
        raise Refused("docx.unsafe_package", reason="names")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused("docx.encrypted")
    total = 0
    for entry in entries:
        total += entry.file_size
        is_xml = entry.filename.lower().endswith(_XML_ENDINGS)
        if total > MAX_TOTAL or (is_xml and entry.file_size > MAX_XML_PART):
            raise Refused("docx.too_large", part=entry.filename, size=entry.file_size)
        ratio = entry.file_size / max(1, entry.compress_size)
        if (entry.file_size > _RATIO_FROM and ratio > MAX_RATIO) or (
            is_xml and entry.file_size > _LONG_PART and ratio > _LONG_PART_RATIO
        ):
            raise Refused("docx.bomb", part=entry.filename)


def is_odt(data: bytes) -> bool:
    """True for a text document of OpenDocument whose package is safe to unpack.

    Raises Refused: docx.corrupt and the codes of :func:`check_entries`.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        if "mimetype" not in package.namelist():
            return False
        check_entries(package)
        return package.read("mimetype").strip() in _ODT_TYPES
    except UNREADABLE as error:
        raise Refused("docx.corrupt", detail=type(error).__name__) from error


def _check_directory(package: zipfile.ZipFile) -> None:
    check_entries(package)
    names = [name.lower() for name in package.namelist()]
    if "[content_types].xml" not in names:
        raise Refused("docx.not_docx", kind=_archive_kind(package, names))
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refused("docx.macro")


def _archive_kind(package: zipfile.ZipFile, names: list[str]) -> str:
    if "ofd.xml" in names:
        return "ofd"
    if "mimetype" in names and b"opendocument" in package.read("mimetype")[:100]:
        return "opendocument"
    return "archive"


def _is_unsafe(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name


def _check_parts(package: zipfile.ZipFile) -> None:
    for entry in package.infolist():
        name = entry.filename.lower()
        if not name.endswith(_XML_ENDINGS):
            continue
        # Without the zero bytes a UTF-16 part shows its declarations as well.
        content = package.read(entry).replace(b"\0", b"")
        if _DECLARATIONS.search(content):
            raise Refused("docx.entities", part=entry.filename)
        if _PACKED_FILE.search(content):
            raise Refused("docx.ole")
        if content.count(b"<") > MAX_TAGS:
            raise Refused("docx.too_large", part=entry.filename, size=entry.file_size)
        if name == "[content_types].xml":
            _check_content_types(content)
        elif name.endswith(".rels"):
            _check_relationships(content)


def _check_content_types(content: bytes) -> None:
    lowered = content.lower()
    if b"macroenabled" in lowered or b"vbaproject" in lowered:
        raise Refused("docx.macro")
    if b"wordprocessingml" not in lowered:
        raise Refused("docx.not_docx", kind=_office_kind(lowered))


def _office_kind(content_types: bytes) -> str:
    if b"spreadsheetml" in content_types:
        return "spreadsheet"
    if b"presentationml" in content_types:
        return "presentation"
    return "unknown"


def _check_relationships(content: bytes) -> None:
    for match in _RELATIONSHIP.finditer(content):
        attributes = {
            name.lower(): double or single
            for name, double, single in _ATTRIBUTE.findall(match.group())
        }
        kind = attributes.get(b"type", b"").rsplit(b"/", 1)[-1].lower()
        target = attributes.get(b"target", b"")
        if kind == b"vbaproject":
            raise Refused("docx.macro")
        is_external = attributes.get(b"targetmode", b"").lower() == b"external"
        if kind in _CONTROLS or (kind == b"oleobject" and is_external):
            raise Refused("docx.ole")
        if is_external and (kind != b"hyperlink" and not _is_local_template(kind, target)):
            raise Refused("docx.external", target=target.decode("utf-8", "replace")[:200])


def _is_local_template(kind: bytes, target: bytes) -> bool:
    """Word notes the template on the author's own disk; only a remote one is an attack."""
    if kind != b"attachedtemplate":
        return False
    place = target.lower().replace(b"%5c", b"\\").replace(b"\\", b"/")
    if place.startswith(b"file:"):
        place = place[len(b"file:") :]
        rest = place.lstrip(b"/")
        return len(place) - len(rest) in (1, 3) and b"://" not in rest
    return b"://" not in place and not place.startswith(b"//")
