"""The one door for documents: decides by content, never by the file's name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from qz_review.documents.guard import (
    check_size,
    foreign_kind,
    is_compound_file,
    looks_like_html,
    refuse_compound_file,
)
from qz_review.documents.imported import ImportedDocument, RevisionChoice
from qz_review.documents.invisible import with_invisible_noted
from qz_review.documents.text_in import read_text
from qz_review.errors import Environment, Refused

_PAGE_ENDINGS = (".htm", ".html", ".xhtml", ".shtml")
_DOCX_ENDINGS = (".docx", ".docm", ".dotx", ".dotm")


def read_document(
    source: str | os.PathLike[str] | bytes,
    name: str = "",
    *,
    revisions: RevisionChoice = RevisionChoice.ACCEPT,
    encoding: str = "",
    folder: Path | None = None,
) -> ImportedDocument:
    """Read a docx, a saved web page or a plain-text file.

    source: a path, or the bytes themselves.  name: the file's name, for messages and to tell
    a picture renamed .docx from a picture.  encoding: of plain text or a page, as somebody chose
    it; empty to find out.  folder: where a page lies, for its pictures; a path tells it.
    Raises Refused (codes of ``guard``, ``text_in``, ``html_in`` and ``mht_in``) and Environment
    file.unreadable.
    """
    if isinstance(source, bytes):
        data = source
    else:
        name = name or Path(source).name
        folder = folder or Path(source).parent
        data = load_file(Path(source))
    check_size(len(data))
    return with_invisible_noted(_read(data, name, revisions, encoding, folder))


def _read(
    data: bytes, name: str, revisions: RevisionChoice, encoding: str, folder: Path | None
) -> ImportedDocument:
    if is_compound_file(data):
        refuse_compound_file(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # Here and not above: lxml would cost the start of the application 40 ms.
        from qz_review.documents.docx_in import read_docx

        return read_docx(data, revisions=revisions)
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
        raise Environment(
            "file.unreadable", name=path.name, reason=error.strerror or type(error).__name__
        ) from error
