"""A text with its variants made equal: full width, capitals, traditional and variant forms.

Character by character, so that offsets stay; and the same without what people put between the
characters of a word to hide it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from qz_review.scanning.characters import nonstandard_characters

_FILLERS = r" \t\u3000\u00a0\u00ad\u200b-\u200f\u2060\ufeff*_\-.·•|/\\~+=#@^&$%`'"
_WORD = r"[\u4e00-\u9fffA-Za-z0-9]"
# A few characters of a word, each apart from the next: 赌 博, 法*轮*功.
_APART = re.compile(rf"[\u4e00-\u9fff](?:[{_FILLERS}]{{1,3}}[\u4e00-\u9fff])+")
_FILLER = re.compile(f"[{_FILLERS}]+")
_CONTEXT = 12  # characters around such a run that may belong to the word as well


@cache
def _table() -> dict[int, str]:
    table = {ord(sign): standard for sign, (standard, _) in nonstandard_characters().items()}
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
    for code in (*range(ord("A"), ord("Z") + 1), *range(0xFF21, 0xFF3B)):
        table[code] = chr(code).lower() if code < 128 else chr(code - 0xFEE0).lower()
    return table


def fold(text: str) -> str:
    """The text in the form in which terms are compared; as long as the text."""
    return text.translate(_table())


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A stretch of a folded text without fillers; places: where each character stood."""

    text: str
    places: tuple[int, ...]


def squeezed(folded: str) -> Iterator[Squeezed]:
    """Stretches of a folded text in which somebody set single characters apart."""
    for run in _APART.finditer(folded):
        start = max(run.start() - _CONTEXT, folded.rfind("\n", 0, run.start()) + 1)
        line_end = folded.find("\n", run.end())
        end = min(run.end() + _CONTEXT, line_end if line_end >= 0 else len(folded))
        fillers = {
            at for match in _FILLER.finditer(folded, start, end) for at in range(*match.span())
        }
        places = tuple(at for at in range(start, end) if at not in fillers)
        yield Squeezed("".join(folded[at] for at in places), places)
