"""对调: two neighbouring words that changed places, or two with a middle that stays."""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.markup.hunks import Hunk
from qz_review.markup.tokens import SENTENCE_ENDS

_LONGEST_MIDDLE = 30  # characters; a word moved further is 转移
_FURTHEST = 6  # times its own length a word may have changed places
_SHORTEST_PARTED = 3  # letters
_LONGEST_ROTATED = 24  # characters of two neighbours together
_SEPARATORS = frozenset("、，；和与及或")


def is_swap_of_two(first: Hunk, second: Hunk, sign: str = "") -> bool:
    """True when two hunks are one 对调: the words of one stand where the other's stood.

    Either a word was taken out before some words and put in behind them (so it changed
    places with its neighbour), or two words replaced each other and the middle stayed.
    """
    if first.is_replacement != second.is_replacement:
        return False
    if bool(first.deleted) != bool(second.inserted):
        return False
    middle = second.same
    if not middle or len(middle) > _LONGEST_MIDDLE or (sign and sign in middle):
        return False
    if len(middle) > max(4, _FURTHEST * min(first.size, second.size)):
        return False
    if not _has_words(first) or not _has_words(second):
        return False
    ends = SENTENCE_ENDS - {"；"} if first.is_replacement else SENTENCE_ENDS
    if not ends.isdisjoint(middle):
        return False
    if first.is_replacement:
        return (first.deleted, first.inserted) == (second.inserted, second.deleted)
    if first.deleted:
        return _is_same_word(first.deleted, second.inserted, sign)
    return bool(second.deleted) and _is_same_word(first.inserted, second.deleted, sign)


def is_swap(hunk: Hunk, sign: str = "") -> bool:
    """True when one replacement is two neighbouring words that changed places."""
    before, after = hunk.deleted, hunk.inserted
    if not 2 <= len(before) == len(after) <= _LONGEST_ROTATED or before == after:
        return False
    if sign and sign in before:
        return False
    return before in after + after and not any(character.isdigit() for character in before)


def _has_words(hunk: Hunk) -> bool:
    return any(character.isalnum() for character in hunk.deleted + hunk.inserted)


def _is_same_word(here: str, there: str, sign: str) -> bool:
    """Equal, or equal but for a separator that goes round: 「财政局、」 and 「、财政局」."""
    if here == there:
        return not sign or sign not in here
    if here[-1] in _SEPARATORS:
        return here[-1] + here[:-1] == there
    return here[0] in _SEPARATORS and here[1:] + here[0] == there


def part_swaps(hunks: list[Hunk]) -> None:
    """Take a word that changed places with its neighbours out of a replacement beside it.

    「联合市财政局、」 replaced by 「会同」, and 「、市财政局」 put in a little later, are 联合
    replaced by 会同, and 市财政局 that changed places.
    """
    for number in range(len(hunks) - 2, -1, -1):
        first, second = hunks[number], hunks[number + 1]
        if first.is_replacement and not second.is_replacement and second.size:
            word = _ending_like(first.deleted if second.inserted else first.inserted, second)
            if word:
                hunks.insert(number + 1, _cut_end(first, word, gone=bool(second.inserted)))
        elif second.is_replacement and not first.is_replacement and first.size:
            word = _beginning_like(second.deleted if first.inserted else second.inserted, first)
            if word:
                hunks.insert(number + 1, _cut_start(second, word, gone=bool(first.inserted)))


def _ending_like(text: str, pure: Hunk) -> str:
    word = pure.inserted or pure.deleted
    end = text[len(text) - len(word) :]
    return end if len(text) > len(word) and _may_part(end, word) else ""


def _beginning_like(text: str, pure: Hunk) -> str:
    word = pure.inserted or pure.deleted
    start = text[: len(word)]
    return start if len(text) > len(word) and _may_part(start, word) else ""


def _may_part(here: str, there: str) -> bool:
    return sum(map(str.isalnum, there)) >= _SHORTEST_PARTED and _is_same_word(here, there, "")


def _cut_end(hunk: Hunk, word: str, *, gone: bool) -> Hunk:
    if gone:
        hunk.deleted = hunk.deleted[: -len(word)]
        return Hunk("", word, "")
    hunk.inserted = hunk.inserted[: -len(word)]
    return Hunk("", "", word)


def _cut_start(hunk: Hunk, word: str, *, gone: bool) -> Hunk:
    same, hunk.same = hunk.same, ""
    if gone:
        hunk.deleted = hunk.deleted[len(word) :]
        return Hunk(same, word, "")
    hunk.inserted = hunk.inserted[len(word) :]
    return Hunk(same, "", word)


def take_whole_words(hunks: Sequence[Hunk]) -> None:
    """Let two words that replaced each other show whole: 财政局 and 民政局, not 财 and 民.

    What stands alike on both sides of both places belongs to the words.
    """
    for at in range(len(hunks) - 2):
        first, second, after = hunks[at : at + 3]
        if not (first.is_replacement and is_swap_of_two(first, second)):
            continue
        room = len(second.same) - 1
        left = _shared(first.same[::-1], second.same[::-1], room)
        right = _shared(second.same, after.same, room - left)
        if not left and not right:
            continue
        head, tail = second.same[len(second.same) - left :], after.same[:right]
        first.same = first.same[: len(first.same) - left]
        second.same = second.same[right : len(second.same) - left]
        after.same = after.same[right:]
        for hunk in (first, second):
            hunk.deleted = head + hunk.deleted + tail
            hunk.inserted = head + hunk.inserted + tail


def _shared(one: str, other: str, limit: int) -> int:
    """How many letters two texts begin with alike, up to a limit."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right or not left.isalnum() or count >= limit:
            break
        count += 1
    return count


def changes_of(hunks: Sequence[Hunk], sign: str = "") -> list[tuple[Hunk, ...]]:
    """The hunks that make one change each: two together for a 对调, one for anything else.

    The last hunk is no change.
    """
    if len(hunks) < 3:
        return [(hunk,) for hunk in hunks]
    grouped: list[tuple[Hunk, ...]] = []
    at = 0
    while at < len(hunks):
        two = at + 2 < len(hunks) and is_swap_of_two(hunks[at], hunks[at + 1], sign)
        grouped.append(tuple(hunks[at : at + 2]) if two else (hunks[at],))
        at += len(grouped[-1])
    return grouped
