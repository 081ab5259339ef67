"""The differences of wording between two lines (or a line and the lines it was split into)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from qz_review.markup.align import align
from qz_review.markup.tokens import splits_word, words

_SENTENCE_ENDS = frozenset("。！？；")

Atom = str | None
"""One character, or None for the paragraph mark between two lines."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Either ``same``, or what was deleted and what was inserted in its place."""

    same: tuple[Atom, ...] = ()
    deleted: tuple[Atom, ...] = ()
    inserted: tuple[Atom, ...] = ()


def compare_wording(old: Sequence[str], new: Sequence[str]) -> tuple[list[Segment], bool]:
    """Segments that rebuild both sides exactly, aligned to words; and whether coarse.

    old, new: the lines of each side; None atoms stand between them.
    """
    left, right = _tokens(old), _tokens(new)
    alignment = align(left, right)
    segments: list[Segment] = []
    i = j = 0
    for match in alignment.matches:
        _add_changed(segments, _atoms(left[i : match.old]), _atoms(right[j : match.new]))
        i, j = match.old + match.length, match.new + match.length
        _add_same(segments, _atoms(left[match.old : i]))
    _add_changed(segments, _atoms(left[i:]), _atoms(right[j:]))
    return _with_own_ends(_without_islands(segments)), alignment.coarse


def _tokens(lines: Sequence[str]) -> list[Atom]:
    tokens: list[Atom] = []
    for number, line in enumerate(lines):
        if number:
            tokens.append(None)
        tokens.extend(words(line))
    return tokens


def _atoms(tokens: Sequence[Atom]) -> tuple[Atom, ...]:
    atoms: list[Atom] = []
    for token in tokens:
        if token is None:
            atoms.append(None)
        else:
            atoms.extend(token)
    return tuple(atoms)


def _add_same(segments: list[Segment], atoms: tuple[Atom, ...]) -> None:
    if not atoms:
        return
    if segments and segments[-1].same:
        atoms = segments.pop().same + atoms
    segments.append(Segment(same=atoms))


def _add_changed(
    segments: list[Segment], deleted: tuple[Atom, ...], inserted: tuple[Atom, ...]
) -> None:
    head = _common_head(deleted, inserted)
    _add_same(segments, deleted[:head])
    deleted, inserted = deleted[head:], inserted[head:]
    tail = _common_tail(deleted, inserted)
    kept = deleted[len(deleted) - tail :]
    deleted, inserted = deleted[: len(deleted) - tail], inserted[: len(inserted) - tail]
    if deleted or inserted:
        segments.append(Segment(deleted=deleted, inserted=inserted))
    _add_same(segments, kept)


def _common_head(left: tuple[Atom, ...], right: tuple[Atom, ...]) -> int:
    length = 0
    limit = min(len(left), len(right))
    while length < limit and left[length] == right[length]:
        length += 1
    while length and (_cuts(left, length) or _cuts(right, length)):
        length -= 1
    return length


def _common_tail(left: tuple[Atom, ...], right: tuple[Atom, ...]) -> int:
    length = 0
    limit = min(len(left), len(right))
    while length < limit and left[-1 - length] == right[-1 - length]:
        length += 1
    while length and (_cuts(left, len(left) - length) or _cuts(right, len(right) - length)):
        length -= 1
    return length


def _cuts(atoms: tuple[Atom, ...], at: int) -> bool:
    """True when a boundary before atom ``at`` would cut a number, a Latin word or a sign."""
    if at <= 0 or at >= len(atoms):
        return False
    left, right = atoms[at - 1], atoms[at]
    if left is None or right is None:
        return False
    return splits_word(left, right) or unicodedata.category(right).startswith("M")


def _without_islands(segments: list[Segment]) -> list[Segment]:
    """Join replacements that only one chance character keeps apart (的, ，): easier to read."""
    joined: list[Segment] = []
    for segment in segments:
        if len(joined) >= 2 and not segment.same and _is_island(joined, segment):
            island = joined.pop().same
            before = joined.pop()
            segment = Segment(
                deleted=before.deleted + island + segment.deleted,
                inserted=before.inserted + island + segment.inserted,
            )
        joined.append(segment)
    return joined


def _with_own_ends(segments: list[Segment]) -> list[Segment]:
    """A sentence put in or taken out has the mark at its end, not the one of the sentence before.

    Where 「3人。」 became 「3人。请配合。」, 「。请配合」 before the old mark and 「请配合。」
    behind it are the same; the second is what somebody typed.
    """
    settled: list[Segment] = []
    for number, segment in enumerate(segments, 1):
        before = settled[-1] if settled else Segment()
        atoms = before.inserted or before.deleted
        pure = bool(before.inserted) != bool(before.deleted)
        if (
            pure
            and (len(segment.same) > 1 or (segment.same and number == len(segments)))
            and atoms[0] in _SENTENCE_ENDS
            and atoms[-1] not in _SENTENCE_ENDS
            and segment.same[0] == atoms[0]
        ):
            settled.pop()
            _add_same(settled, atoms[:1])
            turned = atoms[1:] + atoms[:1]
            if before.inserted:
                settled.append(Segment(inserted=turned))
            else:
                settled.append(Segment(deleted=turned))
            if segment.same[1:]:
                settled.append(Segment(same=segment.same[1:]))
        else:
            settled.append(segment)
    return settled


def _is_island(joined: list[Segment], after: Segment) -> bool:
    same, before = joined[-1].same, joined[-2]
    if len(same) != 1 or same[0] is None or same[0].isdigit():
        return False
    changed = (before.deleted, before.inserted, after.deleted, after.inserted)
    return all(len(atoms) >= 2 and None not in atoms for atoms in changed)
