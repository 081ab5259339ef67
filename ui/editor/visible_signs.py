"""Characters that nobody can see, shown as signs: NUL and other controls, direction marks.

Each is replaced by exactly one character of one UTF-16 unit on the screen only; the text itself
keeps what it has.
"""

from __future__ import annotations

import re

LINE_SEPARATOR = "\u2028"
"""How Qt writes a line break inside a block."""

_SIGN = "\u25c7"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NOTHING = "\u200b-\u200d\u2060-\u2064\ufeff\u00ad"
# Characters that Qt would read as structure of the document.
_STRUCTURE = "\u2028\u2029\ufdd0\ufdd1\ufffc\x85"
SPECIAL = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_DIRECTION}{_NOTHING}{_STRUCTURE}\ud800-\udfff]"
)


def shown(text: str) -> str:
    """The text as the screen writes it: one sign for each hidden character."""
    return SPECIAL.sub(_sign, text).replace("\n", LINE_SEPARATOR)


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else _SIGN


def parts(text: str) -> list[tuple[str, bool]]:
    """The text as the screen writes it, in pieces, each with whether it is signs."""
    if SPECIAL.search(text) is None:
        return [(text.replace("\n", LINE_SEPARATOR), False)]
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in SPECIAL.finditer(text):
        if match.start() > at:
            pieces.append((text[at : match.start()].replace("\n", LINE_SEPARATOR), False))
        pieces.append((_sign(match), True))
        at = match.end()
    if at < len(text):
        pieces.append((text[at:].replace("\n", LINE_SEPARATOR), False))
    return pieces
