"""Characters that nobody sees: made visible, or counted so that somebody decides about them."""

from __future__ import annotations

import re
from dataclasses import replace

from qz_review.documents.imported import ImportedDocument, ImportWarning, WarningLog
from qz_review.model.text import plain_text

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOTHING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2060-\u2064\ufeff]")


def with_control_signs(words: str, log: WarningLog) -> str:
    """The words with the sign Unicode has for a control character in the place of each.

    Nothing is dropped and nothing stays hidden; half characters, which no UTF-8 can carry, become
    U+FFFD.
    """
    signed, controls = _CONTROL.subn(_sign, words)
    signed, halves = _SURROGATE.subn("\ufffd", signed)
    log.add("replaced_control_characters", count=controls + halves)
    return signed


def with_invisible_noted(document: ImportedDocument) -> ImportedDocument:
    """The document, warned of characters that turn the writing or show nothing.

    They stay in the text; screens and sheets write a sign or a name in their place.  Marks of
    direction can make 10万 read as another number than the one that is signed.
    """
    words = plain_text(document.text)
    noted = []
    for code, pattern in (("direction_marks", _DIRECTION), ("invisible", _NOTHING)):
        count = len(pattern.findall(words))
        if count:
            noted.append(ImportWarning(code, {"count": count, "texts": ()}))
    return replace(document, warnings=(*document.warnings, *noted)) if noted else document


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    return "\u2421" if code == 0x7F else chr(0x2400 + code)
