"""The differences of wording between two lines (or a line and the lines it was split into)."""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.markup.align import align
from qz_review.markup.hunks import Hunk, common_ends, common_head, common_tail, shared_parts
from qz_review.markup.readable import make_readable
from qz_review.markup.tokens import CLAUSE_END, clauses, words

_REWRITTEN_BELOW = 0.25  # of the shorter side kept in words: below it all was rewritten
_FEW = 3  # hunks that are read as they are, however little was kept
_OTHER_WORD = 3  # characters; of words that differ in so many, one alike is chance
_LONG_CHANGE = 60  # characters; longer changes are not looked into

Gap = tuple[str, str, str]
"""What is the same, then what stands there on the old side and on the new one."""


def compare_wording(old: str, new: str, sign: str = "") -> tuple[list[Hunk], bool]:
    """Hunks that rebuild both sides exactly, their changes aligned to words; and whether coarse.

    sign: the character that stands for a paragraph mark on both sides, where there is one.
    The last hunk has what is the same at the end, and no change.  Where nearly nothing was
    kept there is one change.
    """
    head, tail = _common_clauses(old, new)
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    hunks = [Hunk(old[:head])]
    coarse = _differ(hunks, gone, come)
    hunks[-1].same += old[len(old) - tail :]
    if not sign and _is_rewritten(hunks, min(len(old), len(new))):
        return [Hunk("", old, new), Hunk()], coarse
    make_readable(hunks, sign)
    return hunks, coarse


def _common_clauses(old: str, new: str) -> tuple[int, int]:
    """Code points of the whole clauses that two texts share at their heads and tails."""
    head = common_head(old, new)
    tail = min(common_tail(old, new), min(len(old), len(new)) - head)
    if head < len(old) or head < len(new):
        end = CLAUSE_END.search(old[:head][::-1])
        head = head - end.start() if end else 0
    start = len(old) - tail
    end = CLAUSE_END.search(old, start) if tail else None
    return head, len(old) - end.start() - 1 if end else 0


def _differ(hunks: list[Hunk], old: str, new: str) -> bool:
    """Add the differences of two texts to hunks: clauses first, words in those that differ."""
    gaps, coarse = _gaps(clauses(old), clauses(new))
    for same, gone, come in gaps:
        if gone and come:
            hunks[-1].same += same
            inner, coarse_words = _gaps(words(gone), words(come))
            coarse = coarse or coarse_words
            for kept, fewer, more in inner:
                _add_words(hunks, kept, fewer, more)
        else:
            _add(hunks, same, gone, come)
    return coarse


def _is_rewritten(hunks: list[Hunk], shorter: int) -> bool:
    """True when only chance characters stayed between the changes."""
    if len(hunks) <= _FEW:
        return False
    kept = sum([len(hunk.same) for hunk in hunks if len(hunk.same) > 1])
    return kept < _REWRITTEN_BELOW * shorter


def _gaps(old: Sequence[str], new: Sequence[str]) -> tuple[list[Gap], bool]:
    """The places where two sequences of strings differ, in order; and whether coarse."""
    head = 0
    limit = min(len(old), len(new))
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    limit -= head
    while tail < limit and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    end, new_end = len(old) - tail, len(new) - tail
    same = "".join(old[:head])
    kept = "".join(old[end:])
    if end - head <= 1 and new_end - head <= 1:
        return [(same, "".join(old[head:end]), "".join(new[head:new_end])), (kept, "", "")], False
    gaps: list[Gap] = []
    before, after = old[head:end], new[head:new_end]
    matches, coarse = align(before, after)
    i = j = 0
    for match in matches:
        if match.old > i or match.new > j:
            gaps.append((same, "".join(before[i : match.old]), "".join(after[j : match.new])))
            same = ""
        i, j = match.old + match.length, match.new + match.length
        same += "".join(before[match.old : i])
    gaps.append((same, "".join(before[i:]), "".join(after[j:])))
    gaps.append((kept, "", ""))
    return gaps, coarse


def _add_words(hunks: list[Hunk], same: str, deleted: str, inserted: str) -> None:
    """The same, but what the words of both sides have in common inside stays.

    The segmenter takes 重点任务 for one word and 任务 beside it for another.
    """
    longest = max(len(deleted), len(inserted))
    if not deleted or not inserted or longest < 3 or longest > _LONG_CHANGE:
        _add(hunks, same, deleted, inserted)
        return
    parts = shared_parts(deleted, inserted)
    kept = sum([length for _, _, length in parts])
    if 2 * kept < min(len(deleted), len(inserted)):
        _add(hunks, same, deleted, inserted)
        return
    i = j = 0
    for a, b, length in parts:
        _add(hunks, same, deleted[i:a], inserted[j:b])
        same = deleted[a : a + length]
        i, j = a + length, b + length
    _add(hunks, same, deleted[i:], inserted[j:])


def _add(hunks: list[Hunk], same: str, deleted: str, inserted: str) -> None:
    """Add words to the open hunk and a change behind them, less what its sides share."""
    last = hunks[-1]
    last.same += same
    if not deleted or not inserted:
        if deleted or inserted:
            last.deleted, last.inserted = deleted, inserted
            hunks.append(Hunk())
        return
    head, tail = common_ends(deleted, inserted)
    least = min(len(deleted), len(inserted)) - head - tail
    if least >= _OTHER_WORD:
        if head == 1 and deleted[:2].isalpha() and inserted[:2].isalpha():
            head = 0
        if tail == 1 and deleted[-2:].isalpha() and inserted[-2:].isalpha():
            tail = 0
    last.same += deleted[:head]
    last.deleted = deleted[head : len(deleted) - tail]
    last.inserted = inserted[head : len(inserted) - tail]
    kept = deleted[len(deleted) - tail :]
    if last.deleted or last.inserted:
        hunks.append(Hunk(kept))
    else:
        last.same += kept
