"""The differences of wording between two lines (or a line and the lines it was split into)."""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.markup.align import align
from qz_review.markup.hunks import (
    Hunk,
    common_ends,
    common_head,
    common_tail,
    shared_parts,
    whole_ends,
)
from qz_review.markup.passages import Passage, passages
from qz_review.markup.readable import make_readable
from qz_review.markup.tokens import clauses, words

_REWRITTEN_BELOW = 0.25  # of the shorter side kept in words: below it all was rewritten
_FEW = 3  # hunks that are read as they are, however little was kept
_OTHER_WORD = 3  # characters; of words that differ in so many, one alike is chance
_PARTICLES = frozenset("的地得了和与及或在对将把被已为由从向于等也都并")
_LONG_CHANGE = 60  # characters; longer changes are not looked into

Gap = tuple[str, str, str]
"""What is the same, then what stands there on the old side and on the new one."""


def compare_wording(old: str, new: str, sign: str = "") -> tuple[list[Hunk], bool]:
    """Hunks that rebuild both sides exactly, their changes aligned to words; and whether coarse.

    sign: the character that stands for a paragraph mark on both sides, where there is one.
    The last hunk has what is the same at the end, and no change.  Where nearly nothing was
    kept there is one change.
    """
    hunks = [Hunk()]
    coarse = False
    for passage in passages(old, new):
        if not passage.is_one_change or not _add_one_change(hunks, passage):
            coarse |= _differ(hunks, passage)
    if not sign and _is_rewritten(hunks, min(len(old), len(new))):
        return [Hunk("", old, new), Hunk()], coarse
    make_readable(hunks, sign)
    return hunks, coarse


def _add_one_change(hunks: list[Hunk], passage: Passage) -> bool:
    """Add a passage of one change; False, and nothing, where words must tell what it is.

    Words that share nothing stand for each other; but where both begin or end with a character
    that is alike by chance, it belongs to them.
    """
    old, new = passage.old, passage.new
    head, tail = whole_ends(old, new, passage.head, passage.tail)
    end, new_end = len(old) - tail, len(new) - tail
    deleted, inserted = old[head:end], new[head:new_end]
    if deleted and inserted:
        if not set(deleted).isdisjoint(inserted):
            return False
        if len(deleted) >= _OTHER_WORD <= len(inserted):
            less, fewer = _alike_by_chance(passage, head, tail)
            head, end, new_end = head - less, end + fewer, new_end + fewer
            deleted, inserted = old[head:end], new[head:new_end]
    hunks[-1].same += old[:head]
    _add(hunks, deleted, inserted)
    hunks[-1].same += old[end:]
    return True


def _alike_by_chance(passage: Passage, head: int, tail: int) -> tuple[int, int]:
    """1 for each end at which words that differ have one letter in common, else 0."""
    old, new = passage.old, passage.new
    end, new_end = len(old) - tail, len(new) - tail
    before, after = old[:head][-1:], old[end:][:1]
    first = _may_be_chance(before, old[head], new[head])
    last = _may_be_chance(after, old[end - 1], new[new_end - 1])
    if not first and not last:
        return 0, 0
    start, rest = passage.clauses
    left = words(old[start : len(old) - rest])
    first = first and _has_edge(left, head - start - 1)
    last = last and _has_edge(left[::-1], tail - rest - 1)
    if not first and not last:
        return 0, 0
    right = words(new[start : len(new) - rest])
    at_head = first and _common_width(left, right) == head - start - 1
    at_tail = last and _common_width(left[::-1], right[::-1]) == tail - rest - 1
    return int(at_head), int(at_tail)


def _may_be_chance(shared: str, gone: str, come: str) -> bool:
    """Whether a shared character may be a letter of the words that differ beside it.

    的, 在 and their like are words of their own, whatever the segmenter makes of 审批局在.
    """
    return shared != "" and shared not in _PARTICLES and (shared + gone + come).isalpha()


def _has_edge(found: Sequence[str], at: int) -> bool:
    """Whether a word ends after so many characters."""
    width = 0
    for word in found:
        if width >= at:
            break
        width += len(word)
    return width == at


def _common_width(left: Sequence[str], right: Sequence[str]) -> int:
    """Code points of the words that two sequences begin with alike."""
    width = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        width += len(one)
    return width


def _differ(hunks: list[Hunk], passage: Passage) -> bool:
    """Add the differences of a passage: clauses first, words in those that differ."""
    start, rest = passage.clauses
    end = len(passage.old) - rest
    gone, come = passage.old[start:end], passage.new[start : len(passage.new) - rest]
    hunks[-1].same += passage.old[:start]
    gaps, coarse = _gaps(clauses(gone), clauses(come))
    for same, fewer, more in gaps:
        hunks[-1].same += same
        head, tail = common_head(fewer, more), common_tail(fewer, more)
        if _add_one_change(hunks, Passage(fewer, more, head, tail, is_one_change=True)):
            continue
        coarse |= _differ_in_words(hunks, fewer, more)
    hunks[-1].same += passage.old[end:]
    return coarse


def _differ_in_words(hunks: list[Hunk], old: str, new: str) -> bool:
    gaps, coarse = _gaps(words(old), words(new))
    for same, gone, come in gaps:
        hunks[-1].same += same
        if gone and come:
            _add_words(hunks, gone, come)
        else:
            _add(hunks, gone, come)
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
