"""Positions in a text: the core counts code points, Qt counts UTF-16 units.

``len("𠮷野家")`` is 3 for Python and 4 for ``QTextDocument``.  This is the one converter.
"""

from __future__ import annotations

from bisect import bisect_left


class Utf16Map:
    """Converts positions of one text in both directions; build it once for each text.

    Texts without characters outside the basic plane (nearly all) cost one pass and nothing later.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # Code point indexes of the characters that take two units, ascending.
        self._wide = [] if text.isascii() else _wide_places(text)
        self._wide_units = [place + shift for shift, place in enumerate(self._wide)]

    def to_utf16(self, index: int) -> int:
        """Qt's position of the code point ``index`` (0 … length)."""
        return index + bisect_left(self._wide, index)

    def to_code_points(self, position: int) -> int:
        """Code point index of Qt's ``position``.

        The middle of a surrogate pair belongs to the character it is part of.
        """
        return position - bisect_left(self._wide_units, position)


def _wide_places(text: str) -> list[int]:
    return [place for place, character in enumerate(text) if character > "\uffff"]


def to_utf16(text: str, index: int) -> int:
    """Qt's position of code point ``index`` of ``text``; for single conversions."""
    return index + sum(character > "\uffff" for character in text[:index])


def to_code_points(text: str, position: int) -> int:
    """Code point index of Qt's ``position`` in ``text``; for single conversions."""
    return Utf16Map(text).to_code_points(position)
