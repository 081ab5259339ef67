"""Plain text, from a file or pasted, as a manuscript text."""

from __future__ import annotations

import re
from dataclasses import replace

from qz_review.documents.encoding import decode_text
from qz_review.documents.imported import ImportedDocument, WarningLog
from qz_review.documents.invisible import with_control_signs
from qz_review.documents.titles import FirstLine, find_title, join_title
from qz_review.errors import Refused
from qz_review.model.text import ManuscriptText, Paragraph

MAX_TEXT = 20 * 1024 * 1024  # bytes; no manuscript is longer
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_END_OF_FILE = "\x1a"  # as DOS wrote it


def read_text(data: bytes, encoding: str = "") -> ImportedDocument:
    """A txt file in any usual encoding; one line is one paragraph, the first the title.

    encoding: as somebody chose it, empty to find out.
    Raises Refused: file.empty, file.too_large, text.undecodable, text.wrong_encoding,
    file.unsupported, text.no_text.
    """
    if len(data) > MAX_TEXT:
        raise Refused("file.too_large", size=len(data), limit=MAX_TEXT)
    decoded = decode_text(data, encoding)
    log = WarningLog()
    log.add("undecoded", count=decoded.replaced)
    document = read_pasted(decoded.text.removesuffix(_END_OF_FILE), log)
    return replace(document, encoding=decoded.encoding)


def read_pasted(pasted: str, log: WarningLog | None = None) -> ImportedDocument:
    """Pasted text; lines without words are left out.  Raises Refused text.no_text."""
    log = log or WarningLog()
    words = _LINE_END.sub("\n", pasted.removeprefix("\ufeff"))
    cleaned = with_control_signs(words, log)
    lines = [line.strip() for line in cleaned.split("\n")]
    lines = [line for line in lines if line]
    if not lines:
        raise Refused("text.no_text")
    found = find_title([FirstLine(line) for line in lines[:8]])
    if not found.certain:
        log.add("title_uncertain", lines[0])
    end = found.title + found.subtitle
    text = ManuscriptText(
        title=join_title(lines[: found.title]),
        subtitle=join_title(lines[found.title : end]),
        blocks=tuple(Paragraph(line) for line in lines[end:]),
    )
    return ImportedDocument(text, {}, log.warnings())
