"""Characters that nobody can see, shown as signs: NUL and other controls, direction marks.

Each is replaced by exactly one character of one UTF-16 unit on the screen only; the text itself
keeps what it has.  What each is called stands in :mod:`ui.text.sign_names`.
"""

from __future__ import annotations

import re

LINE_SEPARATOR = "\u2028"
"""How Qt writes a line break inside a block."""

SIGN = "\u25c7"
FIXED_SPACE = re.compile("[\u00a0\u2007\u202f]")
"""Spaces that keep two words together: written as they are, with a bracket painted under."""

_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NOTHING = "\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\u00ad"
_TAGS = "\U000e0000-\U000e007f"
# Characters that Qt would read as structure of the document.
_STRUCTURE = "\u2028\u2029\ufdd0\ufdd1\ufffc\x85"
SPECIAL = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_DIRECTION}{_NOTHING}{_TAGS}{_STRUCTURE}\ud800-\udfff]"
)


def signed(words: str) -> str:
    """Words of a label with one sign for each hidden character; a title may hold some."""
    return SPECIAL.sub(SIGN, words)


def shown(text: str) -> str:
    """The text as the page writes it: signs, and line breaks as Qt writes them in a block."""
    return signed(text).replace("\n", LINE_SEPARATOR)


def parts(text: str) -> list[tuple[str, bool]]:
    """The text as the screen writes it, in pieces, each with whether it is a sign."""
    if SPECIAL.search(text) is None:
        return [(text.replace("\n", LINE_SEPARATOR), False)]
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in SPECIAL.finditer(text):
        if match.start() > at:
            pieces.append((text[at : match.start()].replace("\n", LINE_SEPARATOR), False))
        pieces.append((SIGN, True))
        at = match.end()
    if at < len(text):
        pieces.append((text[at:].replace("\n", LINE_SEPARATOR), False))
    return pieces


def hidden_in(text: str) -> tuple[str, ...]:
    """The hidden characters of a text, each once, in the order met; fixed spaces left out."""
    return tuple(dict.fromkeys(SPECIAL.findall(text)))
