"""Plain text, from a file or pasted, as a manuscript text."""

from __future__ import annotations

import re

from qz_review.documents.encoding import decode_text
from qz_review.documents.imported import ImportedDocument, WarningLog
from qz_review.documents.titles import FirstLine, find_title, join_title
from qz_review.errors import Refused
from qz_review.model.text import ManuscriptText, Paragraph

MAX_TEXT = 20 * 1024 * 1024  # bytes; no manuscript is longer
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_text(data: bytes) -> ImportedDocument:
    """A txt file in any usual encoding; one line is one paragraph, the first the title.

    Raises Refused: file.empty, file.too_large, text.undecodable, file.unsupported,
    text.no_text.
    """
    if len(data) > MAX_TEXT:
        raise Refused("file.too_large", size=len(data), limit=MAX_TEXT)
    return read_pasted(decode_text(data))


def read_pasted(pasted: str) -> ImportedDocument:
    """Pasted text; lines without words are left out.  Raises Refused text.no_text."""
    log = WarningLog()
    words = _LINE_END.sub("\n", pasted.removeprefix("\ufeff"))
    cleaned = _SURROGATE.sub("\ufffd", _CONTROL.sub("", words))
    if cleaned != words:
        log.add("replaced_control_characters")
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
