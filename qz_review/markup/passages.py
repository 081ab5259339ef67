"""Two lines cut into the passages in which they differ, character by character."""

from __future__ import annotations

from typing import NamedTuple

from fast_diff_match_patch import diff

from qz_review.markup.hunks import common_head, common_tail
from qz_review.markup.tokens import CLAUSE_END

_MAX_PRODUCT = 1_000_000  # characters × characters compared one by one: 3 ms at the worst
_SURE = 4  # characters: a stretch so long that holds the end of a clause stayed by no chance


class Passage(NamedTuple):
    """A part of two lines with a change, or several close together.

    head, tail: how many characters the two sides share before the first change and behind the
    last one.
    """

    old: str
    new: str
    head: int
    tail: int
    is_one_change: bool

    @property
    def clauses(self) -> tuple[int, int]:
        """The same for characters of whole clauses that they share."""
        shared = CLAUSE_END.search(self.old[: self.head][::-1])
        end = CLAUSE_END.search(self.old, len(self.old) - self.tail)
        return (
            self.head - shared.start() if shared else 0,
            len(self.old) - end.end() if end else 0,
        )


def passages(old: str, new: str) -> list[Passage]:
    """The passages of two lines, in order; joined they are the lines."""
    if len(old) * len(new) > _MAX_PRODUCT:
        return [_whole(old, new)]
    found: list[Passage] = []
    begin = new_begin = 0
    first: int | None = None  # where the first change of the passage begins in the old line
    end = new_end = 0  # and where its last one ends
    is_one = True
    i = j = 0
    size, new_size = len(old), len(new)
    for operation, count in diff(old, new, 0, False, "No", True):
        if operation == "=":
            if i + count == size and j + count == new_size:
                break  # what is the same up to the end belongs to the last passage
            stop = None
            if first is not None and count >= _SURE:
                stop = CLAUSE_END.search(old, i, i + count)
            i, j = i + count, j + count
            if first is not None and stop is not None:
                cut, new_cut = stop.end(), j - (i - stop.end())
                head, tail = first - begin, cut - end
                found.append(Passage(old[begin:cut], new[new_begin:new_cut], head, tail, is_one))
                begin, new_begin, first, is_one = cut, new_cut, None, True
            continue
        if first is None:
            first = i
        elif end != i or new_end != j:
            is_one = False
        if operation == "-":
            i += count
        else:
            j += count
        end, new_end = i, j
    head = size - begin if first is None else first - begin
    tail = 0 if first is None else size - end
    found.append(Passage(old[begin:], new[new_begin:], head, tail, is_one))
    return found


def _whole(old: str, new: str) -> Passage:
    """All of two long lines as one passage."""
    head = common_head(old, new)
    tail = min(common_tail(old, new), len(old) - head, len(new) - head)
    return Passage(old, new, head, tail, is_one_change=False)
