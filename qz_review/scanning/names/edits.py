"""The ways in which one slip of the hand changes a name."""

from __future__ import annotations

from collections.abc import Iterator


def slips(name: str) -> Iterator[str]:
    """A character left out, written twice, or swapped with the next, inside the name.

    The first and the last character stay: what lacks one of them is often another name.
    """
    last = len(name) - 1
    for at in range(1, last):
        yield name[:at] + name[at + 1 :]
        yield name[: at + 1] + name[at:]
        if at + 1 < last and name[at] != name[at + 1]:
            yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def differs_by_one(one: str, other: str) -> bool:
    """Whether two words of equal length differ in exactly one character."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
