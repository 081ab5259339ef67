"""已读: a paragraph counts as read once it was in view long enough, or the caret was in it."""

from __future__ import annotations

from collections.abc import Iterable

CHARACTERS_A_SECOND = 15  # a quick silent reader
LEAST_SECONDS = 1.0


class ReadingTrack:
    """Credits time to the first unread paragraph in view: nobody reads two at once."""

    def __init__(self) -> None:
        self._seconds: dict[int, float] = {}
        self._read: set[int] = set()

    @property
    def read(self) -> frozenset[int]:
        """Numbers of the paragraphs read."""
        return frozenset(self._read)

    def begin(self, read: Iterable[int]) -> None:
        """Start with what was read before."""
        self._read = set(read)
        self._seconds = {}

    def visit(self, number: int) -> bool:
        """The caret was put into a paragraph; True when that made it read."""
        fresh = number not in self._read
        self._read.add(number)
        return fresh

    def pass_time(self, seconds: float, visible: Iterable[tuple[int, int]]) -> bool:
        """Time went by with these (number, characters) in view; True when one became read."""
        changed = False
        for number, characters in visible:
            if number in self._read:
                continue
            needed = max(LEAST_SECONDS, characters / CHARACTERS_A_SECOND)
            had = self._seconds.get(number, 0.0)
            used = min(seconds, needed - had)
            self._seconds[number] = had + used
            seconds -= used
            if self._seconds[number] >= needed - 1e-9:
                self._read.add(number)
                changed = True
            if seconds <= 0:
                break
        return changed
