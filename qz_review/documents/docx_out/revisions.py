"""Revision elements: who, when, and a number of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from datetime import datetime

from lxml import etree

from qz_review.clock import china_time, from_stored
from qz_review.documents.ooxml import Element, W
from qz_review.markup.marked import Mark

_IDS = re.compile(rb"w:id=\"(\d{1,9})\"")
_DIGITS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_STORED = re.compile(_DIGITS.pattern + r"\.\d{3}Z")
_ID = W + "id"
_NOBODY = "未署名"


class Revisions:
    """Makes the revision elements of one docx; ids start behind those in its parts."""

    def __init__(self, parts: Iterable[bytes] = ()) -> None:
        used = (int(number) for part in parts for number in _IDS.findall(part))
        self._last = max(used, default=0)
        self._models: dict[tuple[str, Mark], Element] = {}

    def next_id(self) -> str:
        """A number that no revision, bookmark or comment of the docx has."""
        self._last += 1
        return str(self._last)

    def make(self, tag: str, mark: Mark) -> Element:
        """An element such as ``w:ins`` with id, author and date."""
        model = self._models.get((tag, mark))
        if model is None:
            model = self._models[tag, mark] = etree.Element(tag, _facts(mark))
        made = copy(model)  # much faster than setting every attribute anew
        made.set(_ID, self.next_id())
        return made

    def add(self, parent: Element, tag: str, mark: Mark) -> Element:
        """The same as the last child of ``parent``."""
        made = self.make(tag, mark)
        parent.append(made)
        return made


def _facts(mark: Mark) -> dict[str, str]:
    facts = {_ID: "", W + "author": author_of(mark)}
    date = date_of(mark)
    return {**facts, W + "date": date} if date else facts


def author_of(mark: Mark) -> str:
    """张某（二审）; the author alone where no step is known."""
    name = mark.author or _NOBODY
    return f"{name}（{mark.stage.label}）" if mark.stage is not None else name


def date_of(mark: Mark) -> str:
    """``w:date``: the time of a mark on a clock in Beijing; empty where it is not known.

    Word and WPS write local time and show the digits as they stand, whatever zone is written
    after them: so no zone is claimed.  What the ledger wrote is in UTC, and alone has
    milliseconds; what a docx wrote are those digits already.
    """
    if _STORED.fullmatch(mark.time):
        try:
            return wall_clock(from_stored(mark.time))
        except ValueError:
            return ""
    found = _DIGITS.match(mark.time)
    return found.group() if found and _is_date(found.group()) else ""


def wall_clock(moment: datetime) -> str:
    """A moment as a docx writes it: in Beijing time, as all sheets have it."""
    return moment.astimezone(china_time()).replace(tzinfo=None).isoformat(timespec="seconds")


def _is_date(digits: str) -> bool:
    try:
        datetime.fromisoformat(digits)
    except ValueError:
        return False
    return True
