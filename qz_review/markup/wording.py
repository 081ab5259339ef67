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
    if not sign:
        head, tail = common_ends(old, new)
        end, new_end = len(old) - tail, len(new) - tail
        if _is_one_change(old[head:end], new[head:new_end]):
            hunks = [Hunk(old[:head], old[head:end], new[head:new_end]), Hunk(old[end:])]
            make_readable(hunks)
            return hunks, False
    head, tail = _common_clauses(old, new)
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    hunks = [Hunk(old[:head])]
    coarse = _differ(hunks, gone, come)
    hunks[-1].same += old[len(old) - tail :]
    if not sign and _is_rewritten(hunks, min(len(old), len(new))):
        return [Hunk("", old, new), Hunk()], coarse
    make_readable(hunks, sign)
    return hunks, coarse


def _is_one_change(deleted: str, inserted: str) -> bool:
    """True when words would tell no more of two texts than that one stands for the other.

    Longer ones may begin or end alike by chance, and what they share may be a word that stays.
    """
    if not deleted or not inserted:
        return True
    shorter = min(len(deleted), len(inserted))
    return shorter < _OTHER_WORD and set(deleted).isdisjoint(inserted)


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
        if same:
            hunks[-1].same += same
        if not gone or not come:
            _add(hunks, gone, come)
            continue
        head, tail = common_ends(gone, come)
        end, new_end = len(gone) - tail, len(come) - tail
        if _is_one_change(gone[head:end], come[head:new_end]):
            hunks[-1].same += gone[:head]
            _add(hunks, gone[head:end], come[head:new_end])
            hunks[-1].same += gone[end:]
            continue
        inner, coarse_words = _gaps(words(gone), words(come))
        coarse = coarse or coarse_words
        for kept, fewer, more in inner:
            if kept:
                hunks[-1].same += kept
            if fewer and more:
                _add_words(hunks, fewer, more)
            else:
                _add(hunks, fewer, more)
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


def _add_words(hunks: list[Hunk], deleted: str, inserted: str) -> None:
    """Add a replacement, less what its sides share at their ends.

    What words of both sides have in common inside stays too: the segmenter takes 重点任务 for
    one word and 任务 beside it for another.
    """
    head, tail = common_ends(deleted, inserted)
    least = min(len(deleted), len(inserted)) - head - tail
    if least >= _OTHER_WORD:
        if head == 1 and deleted[:2].isalpha() and inserted[:2].isalpha():
            head = 0
        if tail == 1 and deleted[-2:].isalpha() and inserted[-2:].isalpha():
            tail = 0
    end = len(deleted) - tail
    last, kept = hunks[-1], deleted[end:]
    last.same += deleted[:head]
    deleted, inserted = deleted[head:end], inserted[head : len(inserted) - tail]
    i = j = 0
    for a, b, length in _inside(deleted, inserted):
        _add(hunks, deleted[i:a], inserted[j:b])
        hunks[-1].same += deleted[a : a + length]
        i, j = a + length, b + length
    _add(hunks, deleted[i:], inserted[j:])
    hunks[-1].same += kept


def _inside(deleted: str, inserted: str) -> list[tuple[int, int, int]]:
    """What two wordings share inside, where it is at least half of the shorter one."""
    shorter, longer = sorted((len(deleted), len(inserted)))
    if shorter < 2 or longer < 3 or longer > _LONG_CHANGE:
        return []
    parts = shared_parts(deleted, inserted)
    return parts if 2 * sum([length for _, _, length in parts]) >= shorter else []


def _add(hunks: list[Hunk], deleted: str, inserted: str) -> None:
    """Add a change as it is."""
    if deleted or inserted:
        hunks[-1].deleted, hunks[-1].inserted = deleted, inserted
        hunks.append(Hunk())
