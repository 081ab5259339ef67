"""Officers with their titles, the order in which they are named, and from when to when.

The bundled list says what the national news said: a name after a title, so often, until the day
it was read; it is no register of appointments.  A unit keeps its own beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from qz_review.scanning.names.tables import table_rows


@dataclass(frozen=True, slots=True)
class Officer:
    """One title of one person.

    title: "" where only the spelling of the name is known.  order: place among people named
    together, 0 = unknown.  since, until: days in office, None = unknown.  former: somebody else
    has been named with the title since.  seen_until: until when the source was read.
    present: named with the title up to the end of the source; otherwise it only explains older
    texts.
    """

    name: str
    title: str = ""
    order: int = 0
    since: date | None = None
    until: date | None = None
    former: bool = False
    seen_until: date | None = None
    source: str = ""
    present: bool = True

    def holds_on(self, day: date) -> bool | None:
        """Whether the title was held on a day; None where that is not known."""
        if self.until is not None and day > self.until:
            return False
        if self.since is not None and day < self.since:
            return False
        if self.former and self.seen_until is not None and day > self.seen_until:
            return False
        return True if self.until is not None or self.since is not None else None


@cache
def bundled_officers() -> tuple[Officer, ...]:
    """The officers that come with the program."""
    return tuple(
        Officer(
            name,
            title,
            int(order or 0),
            _day(since),
            _day(until),
            state == "former",
            _day(seen),
            source,
            present=not state,
        )
        for name, title, order, since, until, seen, state, _, source in table_rows("officers.tsv")
    )


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None
