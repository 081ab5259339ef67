"""Terms with * (a few characters, or none) and ? (exactly one)."""

from __future__ import annotations

import re

MOST_BETWEEN = 8
"""How many characters a * stands for at most."""
MOST_STARS = 3
"""How many * a term may hold: each multiplies the ways in which it can be tried."""
_SIGNS = re.compile(r"[*?＊？]")


def has_wildcards(term: str) -> bool:
    """Whether a term holds a wildcard, of either width."""
    return _SIGNS.search(term) is not None


def too_many_stars(term: str) -> bool:
    """Whether trying a term could take for ever."""
    return len(re.findall(r"[*＊]+", term)) > MOST_STARS


def literal_of(term: str) -> str:
    """The longest run of a term without a wildcard: what is searched for first."""
    return max(_SIGNS.split(term), key=len)


def pattern_of(term: str) -> re.Pattern[str]:
    """What a term matches; never over a line end or a full stop."""
    parts: list[str] = []
    for piece in re.split(f"({_SIGNS.pattern})", re.sub(r"[*＊]+", "*", term).strip("*")):
        if piece in ("*", "＊"):
            parts.append(rf"[^\n。！？；]{{0,{MOST_BETWEEN}}}?")
        elif piece in ("?", "？"):
            parts.append(r"[^\n]")
        else:
            parts.append(re.escape(piece))
    return re.compile("".join(parts))
