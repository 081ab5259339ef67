"""Words quoted in earlier opinions that stand in the text: marked in both places."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qz_review.model.text import ManuscriptText, plain_lines
from qz_review.services.views import OpinionView

LEAST = 2
"""A single quoted character occurs everywhere and would mark half the text."""

_QUOTED = re.compile("“([^“”\n]+)”")


def quoted_words(opinions: Iterable[OpinionView], text: ManuscriptText) -> tuple[str, ...]:
    """What the opinions in force quote and the text has, each once, in order."""
    lines = plain_lines(text)
    found: dict[str, None] = {}
    for opinion in opinions:
        if opinion.superseded:
            continue
        for words in (opinion.opinion, *opinion.instructions):
            for match in _QUOTED.finditer(words):
                quote = match[1].strip()
                if len(quote) >= LEAST and any(quote in line for line in lines):
                    found.setdefault(quote)
    return tuple(found)


def quote_places(words: str, quotes: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where an opinion quotes one of ``quotes``, marks included: (start, end) in code points."""
    wanted = frozenset(quotes)
    return tuple(
        (match.start(), match.end())
        for match in _QUOTED.finditer(words)
        if match[1].strip() in wanted
    )
