"""The one door for documents: decides by content, never by the file's name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from qz_review.documents.guard import (
    check_size,
    compound_kind,
    foreign_kind,
    is_compound_file,
    is_odt,
    looks_like_html,
    refuse_compound_file,
)
from qz_review.documents.imported import ImportedDocument, ImportWarning, RevisionChoice
from qz_review.documents.invisible import with_invisible_noted
from qz_review.documents.text_in import read_text
from qz_review.errors import Environment, Refused
from qz_review.jobs import JobContext
from qz_review.system_reasons import reason_of

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PAGE_ENDINGS = (".htm", ".html", ".xhtml", ".shtml")
_DOCX_ENDINGS = (".docx", ".docm", ".dotx", ".dotm")


def read_document(
    source: str | os.PathLike[str] | bytes,
    name: str = "",
    *,
    revisions: RevisionChoice = RevisionChoice.ACCEPT,
    encoding: str = "",
    folder: Path | None = None,
    job: JobContext | None = None,
) -> ImportedDocument:
    """Read a docx, a saved web page, plain text, or what LibreOffice can turn into a docx.

    source: a path, or the bytes themselves.  name: the file's name, for messages and to tell
    a picture renamed .docx from a picture.  encoding: of plain text or a page, as somebody chose
    it; empty to find out.  folder: where a page lies, for its pictures; a path tells it.
    job: asked again and again while another program converts.
    Raises Refused (codes of ``guard``, ``text_in``, ``html_in``, ``mht_in`` and ``old_word``),
    Environment file.unreadable, Cancelled.
    """
    if isinstance(source, bytes):
        data = source
    else:
        name = name or Path(source).name
        folder = folder or Path(source).parent
        data = load_file(Path(source))
    check_size(len(data))
    ending = _ending_to_convert(data)
    if ending:
        # Here and not above: lxml would cost the start of the application 40 ms.
        from qz_review.documents.old_word import read_converted

        document = read_converted(data, ending, revisions, job)
    else:
        document = _read(data, name, revisions, encoding, folder, job)
    return with_invisible_noted(document)


def is_docx(data: bytes) -> bool:
    """True for bytes that ``read_document`` would read as a docx."""
    return data.startswith(_ZIP) and not is_odt(data)


def _ending_to_convert(data: bytes) -> str:
    """``doc`` (wps too), ``rtf`` or ``odt`` for what another program must turn into docx."""
    if is_compound_file(data):
        if compound_kind(data) != "word":
            refuse_compound_file(data)
        return "doc"
    if foreign_kind(data) == "rtf":
        return "rtf"
    return "odt" if data.startswith(_ZIP) and is_odt(data) else ""


def _read(
    data: bytes,
    name: str,
    revisions: RevisionChoice,
    encoding: str,
    folder: Path | None,
    job: JobContext | None,
) -> ImportedDocument:
    if data.startswith(_ZIP):
        from qz_review.documents.docx_in import read_docx  # as above
        from qz_review.documents.macros import without_macros

        clean = without_macros(data)
        document = read_docx(clean, revisions=revisions, job=job)
        return document if clean is data else _freed_of_macros(document, clean)
    kind = foreign_kind(data)
    if name.lower().endswith(_DOCX_ENDINGS):
        raise Refused("docx.not_docx", kind=kind or "unknown")
    if kind == "mht":
        from qz_review.documents.mht_in import open_mht  # as above

        saved = open_mht(data)
        return _read_page(saved.page, encoding, None, saved.parts, revisions)
    if kind == "html" or (name.lower().endswith(_PAGE_ENDINGS) and looks_like_html(data)):
        return _read_page(data, encoding, folder, {}, revisions)
    if kind:
        raise Refused("file.unsupported", kind=kind)
    return read_text(data, encoding)


def _freed_of_macros(document: ImportedDocument, clean: bytes) -> ImportedDocument:
    warnings = (ImportWarning("macros", {"count": 1, "texts": ()}), *document.warnings)
    return replace(document, warnings=warnings, docx=clean, keeps_received=False)


def _read_page(
    page: bytes,
    encoding: str,
    folder: Path | None,
    parts: Mapping[str, bytes],
    revisions: RevisionChoice,
) -> ImportedDocument:
    from qz_review.documents.html_in import read_html  # as above

    return read_html(page, encoding=encoding, folder=folder, parts=parts, revisions=revisions)


def load_file(path: Path) -> bytes:
    """All bytes of a file, its size checked before a byte is read.

    Raises Refused (codes of ``guard``) and Environment file.unreadable.
    """
    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise Environment("file.unreadable", name=path.name, reason=reason_of(error)) from error
