"""Pairs of a wrong and a right word, found with pycorrector's ConfusionCorrector.

Only the places it reports are used: the text it returns is wrong where the two words differ in
length, and it reports overlapping pairs one after the other.  Here the longest wins.  It is given
UTF-8 bytes, one a character, for the reason ``term_search`` tells.  Where pycorrector is not
installed the scanner's own search does the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from qz_review.scanning.pycorrector_parts import pycorrector_part
from qz_review.scanning.term_search import TermSearch, as_bytes, as_text

_SHORTEST = 2  # one wrong character alone is right in too many words

Place = tuple[int, int, str]
"""Start and end of a wrong word, and the right one."""


class ConfusionPairs:
    """Finds the wrong words of some pairs.

    pairs: right by wrong; pairs with a wrong word of one character, or equal ones, are left out.
    """

    def __init__(self, pairs: Mapping[str, str], with_pycorrector: bool = True) -> None:
        usable = {w: r for w, r in pairs.items() if len(w) >= _SHORTEST and w != r}
        made = _by_pycorrector(usable) if usable and with_pycorrector else None
        self._search = made or _by_term_search(usable)

    def find(self, text: str) -> list[Place]:
        """Wrong words in order of their place, none overlapping another."""
        found = sorted(self._search(text), key=lambda place: (place[0] - place[1], place[0]))
        chosen: list[Place] = []
        taken: set[int] = set()
        for place in found:
            here = range(place[0], place[1])
            if taken.isdisjoint(here):
                taken.update(here)
                chosen.append(place)
        return sorted(chosen)


def _by_pycorrector(pairs: dict[str, str]) -> Callable[[str], Iterable[Place]] | None:
    try:
        part = pycorrector_part("confusion_corrector")
    except ImportError:  # installed without what it needs
        return None
    if part is None:
        return None
    part.logger.disable(part.__name__)
    corrector: Any = part.ConfusionCorrector({as_bytes(w): w for w in pairs})

    def search(text: str) -> Iterable[Place]:
        data = as_bytes(text)
        seen = at = 0
        for _, wrong, start in sorted(corrector.correct(data)["errors"], key=lambda e: e[2]):
            at += len(as_text(data[seen:start]))
            seen = start
            yield at, at + len(wrong), pairs[wrong]

    return search


def _by_term_search(pairs: dict[str, str]) -> Callable[[str], Iterable[Place]]:
    return TermSearch(pairs.items()).find
