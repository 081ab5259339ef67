"""Where the symbols of the margin stand: beside the line of their change.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 122  # px of the column, its two lines included
SLOT_WIDTH, SLOT_HEIGHT, SLOT_GAP = 32, 24, 4  # px
LEFT = 9  # px from the column's edge to the first slot
PER_LINE = 3  # in a margin of WIDTH


def width_for(slots: int) -> int:
    """Width of a margin with room for so many slots on a line, px at 100 %."""
    return 2 * LEFT + slots * (SLOT_WIDTH + SLOT_GAP) - SLOT_GAP


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the margin: a change's symbol, or ``+n`` for those that found no room.

    numbers: the change, or all that are counted.  x: from the column's edge at a text scale of
    100 %; y: the middle of the slot, from the row's top.
    """

    numbers: tuple[int, ...]
    x: float
    y: float

    @property
    def is_count(self) -> bool:
        """True for ``+n``."""
        return len(self.numbers) > 1


def place_slots(
    changes: Iterable[tuple[int, float]], line: float, per_line: int = PER_LINE
) -> tuple[Slot, ...]:
    """Slots for changes given in order with the middle of their line, in px from the row's top.

    line: px from one line to the next; what stands nearer than that shares a line.
    per_line: how many slots a line has.
    """
    slots: list[Slot] = []
    group: list[int] = []
    at = 0.0
    for number, y in sorted(changes, key=lambda item: item[1]):
        if group and y - at >= line * 0.75:
            slots.extend(_line(group, at, per_line))
            group = []
        if not group:
            at = y
        group.append(number)
    slots.extend(_line(group, at, per_line))
    return tuple(slots)


def _line(numbers: list[int], y: float, per_line: int) -> list[Slot]:
    singles, rest = numbers[:per_line], numbers[per_line:]
    if rest:
        singles, rest = numbers[: per_line - 1], numbers[per_line - 1 :]
    slots = [Slot((number,), _x(place), y) for place, number in enumerate(singles)]
    if rest:
        slots.append(Slot(tuple(rest), _x(len(singles)), y))
    return slots


def _x(place: int) -> float:
    return float(LEFT + place * (SLOT_WIDTH + SLOT_GAP))
