"""The words around a find, for lists."""

from __future__ import annotations

from collections.abc import Sequence

AROUND = 12


def first_hit(text: str, words: Sequence[str]) -> tuple[str, str, str] | None:
    """(before, match, after) of the first of the words found, case ignored; None for none."""
    lowered = text.casefold() if len(text.casefold()) == len(text) else text
    places = []
    for word in words:
        wanted = word.casefold() if lowered is not text else word
        at = lowered.find(wanted)
        if at < 0:
            at = text.find(word)
        if at >= 0:
            places.append((at, at + len(word)))
    if not places:
        return None
    start, end = min(places)
    before = text[max(0, start - AROUND) : start].rsplit("\n", 1)[-1]
    after = text[end : end + AROUND * 2].split("\n", 1)[0]
    return before, text[start:end], after
