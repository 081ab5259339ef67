"""Making a shortest edit script read like what a person did: :func:`make_readable`.

No chance character is left standing between two rewritten words, what was put in or taken
out begins and ends where a sentence, a clause or a word does, names in 《》 and quotations are
not cut, and a paragraph mark is a change of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qz_review.markup.hunks import Hunk
from qz_review.markup.swaps import part_swaps, take_whole_words
from qz_review.markup.tokens import CLAUSE_ENDS, SENTENCE_ENDS, splits_word, words

_OPENING = {"》": "《", "”": "“", "’": "‘", "）": "（", "〕": "〔", "」": "「", "』": "『"}
_CLOSING = {opening: closing for closing, opening in _OPENING.items()}
_BRACKET = re.compile(f"[{''.join((*_OPENING, *_CLOSING))}]")
_PUNCTUATION = SENTENCE_ENDS | CLAUSE_ENDS | set(_OPENING) | set(_CLOSING)
_FURTHEST = 60  # characters a change is slid to find a better place
_AROUND = 12  # characters of context in which words are told apart
_SHORT_ISLAND = 2  # characters; longer ones stayed by no chance
_LONG_ISLAND = 3  # characters; within rewritten wording longer ones are left standing


def make_readable(hunks: list[Hunk], sign: str = "") -> None:
    """Improve hunks in place; both sides stay what they were.

    sign: the character that stands for a paragraph mark, where there is one.
    """
    if len(hunks) > 2:
        _join_islands(hunks, sign)
        _keep_words_before_marks(hunks, sign)
        if _replacements(hunks) > 1:
            _join_rewritten(hunks, sign)
    if _replacements(hunks):
        _part_at_sentence_ends(hunks)
    for hunk, after in pairwise(hunks):
        if not hunk.deleted or not hunk.inserted:
            _settle(hunk, after, sign)
        _close_brackets(hunk, after, sign)
    if len(hunks) > 2:
        if 0 < _replacements(hunks) < len(hunks) - 1:
            part_swaps(hunks)
        if _replacements(hunks) > 1:
            take_whole_words(hunks)
    if sign:
        hunks[:] = [part for hunk in hunks for part in _apart(hunk, sign)]


def _replacements(hunks: Sequence[Hunk]) -> int:
    """How many hunks put words in the place of others."""
    return len([True for hunk in hunks if hunk.deleted and hunk.inserted])


# chance matches


def _join_islands(hunks: list[Hunk], sign: str) -> None:
    """Join replacements that only a chance character keeps apart: easier to read."""
    kept = [hunks[0]]
    for hunk in hunks[1:]:
        if len(hunk.same) <= _SHORT_ISLAND and _is_island(kept[-1], hunk, sign):
            _swallow(kept[-1], hunk)
        else:
            kept.append(hunk)
    hunks[:] = kept


def _is_island(before: Hunk, after: Hunk, sign: str) -> bool:
    if _is_chance_comma(before, after, sign):
        return True
    island = after.same
    if not before.is_replacement or not after.is_replacement:
        return False
    sides = (before.deleted, before.inserted, after.deleted, after.inserted)
    beside = before.deleted[-1] + before.inserted[-1] + after.deleted[0] + after.inserted[0]
    if not _is_wording(island, sign) or any(map(str.isdigit, island + beside)):
        return False  # 「12户、3人」: each figure is corrected by itself
    smallest = min(map(len, sides))
    if len(island) == 2:
        return smallest >= 2 and min(before.size, after.size) >= 4
    return smallest >= 2 or before.size + after.size >= 5


def _is_chance_comma(before: Hunk, after: Hunk, sign: str) -> bool:
    """True for a comma between clauses that belong to different sentences on the two sides."""
    if after.same not in CLAUSE_ENDS or min(before.size, after.size) < 2:
        return False
    if sign and sign in before.deleted + before.inserted + after.deleted + after.inserted:
        return False
    ends = [
        not SENTENCE_ENDS.isdisjoint(side)
        for side in (before.deleted, before.inserted, after.deleted, after.inserted)
    ]
    return (ends[0] or ends[2]) != (ends[1] or ends[3])


def _join_rewritten(hunks: list[Hunk], sign: str) -> None:
    """Show wording of which little was kept, in three pieces or more, as rewritten.

    What was only shortened or only added to is read more easily piece by piece.
    """
    kept: list[Hunk] = []
    start = 0
    for at in range(1, len(hunks) + 1):
        if at < len(hunks) and _goes_on(hunks[at], sign):
            continue
        run = hunks[start:at]
        if len(run) >= 3 and _is_rewritten(run):
            for hunk in run[1:]:
                _swallow(run[0], hunk)
            kept.append(run[0])
        else:
            kept.extend(run)
        start = at
    hunks[:] = kept


def _is_rewritten(run: Sequence[Hunk]) -> bool:
    left_standing = sum([len(hunk.same) for hunk in run[1:]])
    if 3 * left_standing > sum([hunk.size for hunk in run]):
        return False
    return sum([hunk.is_replacement for hunk in run]) >= 2


def _goes_on(hunk: Hunk, sign: str) -> bool:
    """True for a change close behind another one."""
    return len(hunk.same) <= _LONG_ISLAND and hunk.size > 0 and _is_wording(hunk.same, sign)


def _is_wording(text: str, sign: str) -> bool:
    """True when no sentence or clause ends in the text and no quotation begins or ends."""
    return not any(character in _PUNCTUATION or character == sign for character in text)


def _swallow(hunk: Hunk, after: Hunk) -> None:
    hunk.deleted += after.same + after.deleted
    hunk.inserted += after.same + after.inserted


def _keep_words_before_marks(hunks: list[Hunk], sign: str) -> None:
    """Of a word and a punctuation mark that changed places the word stays.

    「据悉，今年」 that became 「今年，」 is not 据悉 replaced by 今年 and 今年 taken out.
    """
    for first, second in pairwise(hunks):
        mark = second.same
        if len(mark) != 1 or mark == sign or mark not in _PUNCTUATION:
            continue
        if len(first.inserted) > 1 and first.inserted == second.deleted:
            second.same = first.inserted
            first.deleted, first.inserted = first.deleted + mark, ""
            second.deleted, second.inserted = "", mark + second.inserted
        elif len(first.deleted) > 1 and first.deleted == second.inserted:
            second.same = first.deleted
            first.deleted, first.inserted = "", first.inserted + mark
            second.deleted, second.inserted = mark + second.deleted, ""


def _part_at_sentence_ends(hunks: list[Hunk]) -> None:
    """Where a clause went before a full stop and a sentence came behind it, the stop stays.

    「，走在前列」 replaced by 「。目前已送餐」 before 「。」 is a clause taken out, and the
    sentence 「目前已送餐。」 put in.
    """
    for number in range(len(hunks) - 2, -1, -1):
        hunk, after = hunks[number], hunks[number + 1]
        end = after.same[:1]
        if not hunk.is_replacement or end not in SENTENCE_ENDS or not end:
            continue
        if hunk.inserted[0] == end and SENTENCE_ENDS.isdisjoint(hunk.deleted):
            new = Hunk(end, "", hunk.inserted[1:] + end)
            hunk.inserted = ""
        elif hunk.deleted[0] == end and SENTENCE_ENDS.isdisjoint(hunk.inserted):
            new = Hunk(end, hunk.deleted[1:] + end, "")
            hunk.deleted = ""
        else:
            continue
        after.same = after.same[1:]
        hunks.insert(number + 1, new)


# where something was put in or taken out


def _settle(hunk: Hunk, after: Hunk, sign: str) -> None:
    """Slide what was only put in or only taken out to where it reads best.

    Where 「3人。」 became 「3人。请配合。」, 「。请配合」 before the old mark and 「请配合。」
    behind it are the same; the second is what somebody typed.
    """
    moved = hunk.deleted or hunk.inserted
    if not moved or (sign and sign in moved):
        return
    left, right, size = hunk.same, after.same, len(moved)
    back = forth = 0
    if left.endswith(moved[-1]):
        cycle = left + moved
        limit = min(len(left), _FURTHEST)
        while back < limit and cycle[len(left) - 1 - back] == cycle[len(cycle) - 1 - back]:
            back += 1
    if right.startswith(moved[0]):
        cycle = moved + right
        limit = min(len(right), _FURTHEST)
        while forth < limit and cycle[forth] == cycle[size + forth]:
            forth += 1
    if not back and not forth:
        return
    whole = left + moved + right
    edges = _word_edges(
        whole, max(0, len(left) - back - _AROUND), len(left) + forth + size + _AROUND
    )
    places = range(len(left) - back, len(left) + forth + 1)
    start = max(places, key=lambda at: (_fitness(whole, at, at + size, edges), at))
    hunk.same, after.same = whole[:start], whole[start + size :]
    if hunk.deleted:
        hunk.deleted = whole[start : start + size]
    else:
        hunk.inserted = whole[start : start + size]


def _word_edges(text: str, start: int, end: int) -> frozenset[int]:
    edges = {start}
    for word in words(text[start:end]):
        start += len(word)
        edges.add(start)
    return frozenset(edges)


def _fitness(text: str, start: int, end: int, edges: frozenset[int]) -> int:
    """How well a stretch reads as the thing that came or went."""
    worth = 0 if _is_balanced(text[start:end]) else -6
    return worth + _edge(text, start, edges) + _edge(text, end, edges)


def _edge(text: str, at: int, edges: frozenset[int]) -> int:
    if at in (0, len(text)):
        return 4
    left, right = text[at - 1], text[at]
    if splits_word(left, right):
        return -8
    if right in _OPENING:
        return -2
    if left in SENTENCE_ENDS:
        return 4
    if left in CLAUSE_ENDS:
        return 3
    if right in _CLOSING or left in _OPENING:
        return 2
    return 1 if at in edges else 0


# names and quotations


def _close_brackets(hunk: Hunk, after: Hunk, sign: str) -> None:
    """Take the brackets next to a change into it where it would cut a name in 《》."""
    if not _BRACKET.search(hunk.deleted + hunk.inserted):
        return
    needs_opening = needs_closing = ""
    for side in (hunk.deleted, hunk.inserted):
        closing, opening = _unmatched(side)
        needs_opening = needs_opening or closing[:1]
        needs_closing = needs_closing or opening[-1:]
    if not needs_opening and not needs_closing:
        return
    before = _OPENING[needs_opening] if needs_opening else ""
    behind = _CLOSING[needs_closing] if needs_closing else ""
    if not hunk.same.endswith(before) or not after.same.startswith(behind):
        return
    deleted, inserted = before + hunk.deleted + behind, before + hunk.inserted + behind
    if _is_balanced(deleted) and _is_balanced(inserted):
        hunk.same = hunk.same[: len(hunk.same) - len(before)]
        after.same = after.same[len(behind) :]
        hunk.deleted, hunk.inserted = deleted, inserted


def _is_balanced(text: str) -> bool:
    return _unmatched(text) == ("", "")


def _unmatched(text: str) -> tuple[str, str]:
    """Closing brackets without an opening one before them, and opening ones left open."""
    closing: list[str] = []
    opening: list[str] = []
    for character in text:
        if character in _CLOSING:
            opening.append(character)
        elif character in _OPENING:
            if opening and opening[-1] == _OPENING[character]:
                opening.pop()
            else:
                closing.append(character)
    return "".join(closing), "".join(opening)


# paragraph marks


def _apart(hunk: Hunk, sign: str) -> list[Hunk]:
    """A paragraph mark that came or went as a change of its own, apart from words beside it."""
    if (sign in hunk.deleted) == (sign in hunk.inserted):
        return [hunk]
    side, other = hunk.deleted, hunk.inserted
    joined = sign in side
    if not joined:
        side, other = other, side
    texts = side.split(sign)
    partner = next((number for number, text in enumerate(texts) if text), 0)
    parts: list[Hunk] = []
    for number, text in enumerate(texts):
        if number:
            parts.append(Hunk("", sign, "") if joined else Hunk("", "", sign))
        facing = other if number == partner else ""
        if text or facing:
            parts.append(Hunk("", text, facing) if joined else Hunk("", facing, text))
    parts[0].same = hunk.same
    return parts
