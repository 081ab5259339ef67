"""Reading an instruction: which requests its words make.

Only forms that are plain are read; whatever is left over besides courtesies and connecting
words becomes a :class:`ByPerson`, so that no instruction passes as carried out because a part
of it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qz_review.transcription.grammar import COURTESY, forms
from qz_review.transcription.quotes import Quotes, mask
from qz_review.transcription.requests import ByPerson, Request

_ENDS = re.compile(r"[；;。\n\r]+")


def read_instruction(words: str) -> tuple[Request, ...]:
    """The requests in the order they are made; at least one for any words at all."""
    masked, quotes = mask(words)
    found = [request for clause in _ENDS.split(masked) for request in _read(clause, quotes)]
    if not found and words.strip():
        return (ByPerson(words.strip()),)
    return tuple(found)


def _read(clause: str, quotes: Quotes) -> Iterator[Request]:
    at = rest = 0
    left: list[str] = []
    while at < len(clause):
        taken = _first(clause, at, quotes)
        if taken is None:
            at += 1
            continue
        left.append(clause[rest:at])
        end, requests = taken
        yield from requests
        at = rest = end
    left.append(clause[rest:])
    for words in left:
        for part in re.split("[，,]", words):
            unread = COURTESY.sub("", part).strip(" 　、：:．.")
            if unread:
                yield ByPerson(quotes.told(part.strip(" 　，,、：:")))


def _first(clause: str, at: int, quotes: Quotes) -> tuple[int, list[Request]] | None:
    for form, make in forms():
        match = form.match(clause, at)
        if match is not None and match.end() > at:
            requests = make(match, quotes)
            if requests:
                return match.end(), requests
    return None
