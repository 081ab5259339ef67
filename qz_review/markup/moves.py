"""转移 of words: a phrase or sentence deleted here and inserted there, where that is certain.

Certain means long enough, whole words, and standing once in each version.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from qz_review.markup.changes import ChangeKind, SpanKind
from qz_review.markup.edits import Draft, Edit, Script
from qz_review.markup.lines import Line
from qz_review.markup.tokens import words

_SEED = 5  # characters that both places must share to be looked at
_WITHIN_LINE = 6  # letters a phrase must have that was moved within its line
_BETWEEN_LINES = 10  # letters one must have that was moved to another line
_MAX_FOUND = 200
_AROUND = 12  # characters of context in which words are told apart

_DELETED, _INSERTED = SpanKind.DELETED, SpanKind.INSERTED
_MAY_MOVE = frozenset({ChangeKind.DELETED, ChangeKind.INSERTED, ChangeKind.REPLACED})
_WAS = {SpanKind.DELETED: ChangeKind.DELETED, SpanKind.INSERTED: ChangeKind.INSERTED}


@dataclass(frozen=True, slots=True)
class _Move:
    """The same ``length`` characters in a deleted and in an inserted edit (by index)."""

    gone: int
    gone_at: int
    come: int
    come_at: int
    length: int


def find_moved_words(script: Script, old: Sequence[Line], new: Sequence[Line]) -> None:
    """Make one 转移 of what was deleted and inserted again; the script is changed in place."""
    gone, come = _candidates(script)
    if not gone or not come:
        return
    found = list(islice(_shared(script.edits, gone, come), _MAX_FOUND))
    if not found:
        return
    moves = list(_certain(script.edits, found, (_joined(old), _joined(new))))
    if moves:
        _Rewriter(script, moves).rewrite()


def _candidates(script: Script) -> tuple[list[int], list[int]]:
    """Edits long enough that are all that their change deletes, and all that one inserts."""
    gone: list[int] = []
    come: list[int] = []
    for index, edit in enumerate(script.edits):
        if edit.change is None or len(edit.text) < _SEED:
            continue
        draft = script.changes[edit.change]
        if draft.kind not in _MAY_MOVE:
            continue
        if edit.kind is _DELETED and draft.deleted == edit.text:
            gone.append(index)
        elif edit.kind is _INSERTED and draft.inserted == edit.text:
            come.append(index)
    return gone, come


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join([line.text for line in lines])


# finding


def _shared(edits: Sequence[Edit], gone: list[int], come: list[int]) -> Iterator[_Move]:
    """Stretches that a deleted and an inserted edit share, grown as far as they go."""
    left, right = _seeds(edits, gone), _seeds(edits, come)
    seen: set[tuple[int, int, int]] = set()
    for seed, place in right.items():
        source = left.get(seed)
        if source is None or place is None:
            continue
        (i, a), (j, b) = source, place
        if edits[i].change == edits[j].change or (i, j, a - b) in seen:
            continue
        seen.add((i, j, a - b))
        yield _grown(edits, i, a, j, b)


def _seeds(edits: Sequence[Edit], chosen: list[int]) -> dict[str, tuple[int, int] | None]:
    """Where each stretch of a few characters stands; None where it stands more than once."""
    places: dict[str, tuple[int, int] | None] = {}
    for index in chosen:
        text = edits[index].text
        for at in range(len(text) - _SEED + 1):
            seed = text[at : at + _SEED]
            places[seed] = None if seed in places else (index, at)
    return places


def _grown(edits: Sequence[Edit], i: int, a: int, j: int, b: int) -> _Move:
    left, right = edits[i].text, edits[j].text
    start = 0
    while start < min(a, b) and left[a - start - 1] == right[b - start - 1]:
        start += 1
    end = _SEED
    while a + end < len(left) and b + end < len(right) and left[a + end] == right[b + end]:
        end += 1
    return _Move(i, a - start, j, b - start, start + end)


def _certain(edits: Sequence[Edit], found: list[_Move], texts: tuple[str, str]) -> Iterator[_Move]:
    """The longest first, none overlapping another, each of them unmistakable."""
    lines = _line_numbers(edits)
    taken: dict[int, list[tuple[int, int]]] = {}
    for move in sorted(found, key=lambda move: -move.length):
        move = _at_words(edits, move)
        quote = edits[move.gone].text[move.gone_at : move.gone_at + move.length]
        wanted = _WITHIN_LINE if lines[move.gone] == lines[move.come] else _BETWEEN_LINES
        if sum(map(str.isalnum, quote)) < wanted:
            continue
        if any(text.count(quote) != 1 for text in texts):
            continue
        spans = (
            (move.gone, move.gone_at, move.gone_at + move.length),
            (move.come, move.come_at, move.come_at + move.length),
        )
        if any(
            start < high and low < end
            for index, start, end in spans
            for low, high in taken.get(index, ())
        ):
            continue
        for index, start, end in spans:
            taken.setdefault(index, []).append((start, end))
        yield move


def _line_numbers(edits: Sequence[Edit]) -> list[int]:
    numbers: list[int] = []
    line = 0
    for edit in edits:
        numbers.append(line)
        line += edit.is_break or edit.lines > 0
    return numbers


def _at_words(edits: Sequence[Edit], move: _Move) -> _Move:
    """The move without parts of words at its ends."""
    left, right = edits[move.gone].text, edits[move.come].text
    start, end = 0, move.length
    while start < end and not (
        _is_edge(left, move.gone_at + start) and _is_edge(right, move.come_at + start)
    ):
        start += 1
    while end > start and not (
        _is_edge(left, move.gone_at + end) and _is_edge(right, move.come_at + end)
    ):
        end -= 1
    return replace(
        move, gone_at=move.gone_at + start, come_at=move.come_at + start, length=end - start
    )


def _is_edge(text: str, at: int) -> bool:
    """True where a word begins or ends, as far as the words around tell."""
    first = max(0, at - _AROUND)
    place = first
    for word in words(text[first : at + _AROUND]):
        if place >= at:
            break
        place += len(word)
    return place == at


# rewriting


class _Rewriter:
    """Cuts the edits at the moved words and shares their changes out anew."""

    def __init__(self, script: Script, moves: list[_Move]) -> None:
        self._script = script
        self._changes = script.changes
        self._cuts: dict[int, list[tuple[int, int, int]]] = {}  # edit → start, end, change
        for move in moves:
            number = len(self._changes)
            self._changes.append(_nothing(self._draft(move.come)))
            for index, at in ((move.gone, move.gone_at), (move.come, move.come_at)):
                start, end = self._with_marks(index, at, at + move.length)
                self._cuts.setdefault(index, []).append((start, end, number))

    def rewrite(self) -> None:
        written: list[Edit] = []
        for index, edit in enumerate(self._script.edits):
            if index in self._cuts:
                written.extend(self._parts(index))
            elif index - 1 in self._cuts and self._ends_whole_line(index - 1):
                written.append(self._end(edit, written[-1]))
            else:
                written.append(edit)
        self._script.edits[:] = written

    def _draft(self, index: int) -> Draft:
        number = self._script.edits[index].change
        assert number is not None
        return self._changes[number]

    def _with_marks(self, index: int, start: int, end: int) -> tuple[int, int]:
        """The moved words with the punctuation that alone would be left of a pure change."""
        text = self._script.edits[index].text
        if self._draft(index).kind is ChangeKind.REPLACED:
            return start, end
        if not any(map(str.isalnum, text[:start])):
            start = 0
        if not any(map(str.isalnum, text[end:])):
            end = len(text)
        return start, end

    def _ends_whole_line(self, index: int) -> bool:
        """True when the next edit is the line end of the same change."""
        edits = self._script.edits
        after = edits[index + 1] if index + 1 < len(edits) else None
        return after is not None and after.is_break and after.change == edits[index].change

    def _parts(self, index: int) -> Iterator[Edit]:
        edit, own = self._script.edits[index], self._draft(index)
        base = own.old_start if edit.kind is SpanKind.DELETED else own.new_start
        _set_side(own, edit.kind, "", base, base)
        own.kind = ChangeKind.INSERTED if own.inserted else ChangeKind.DELETED
        at, number = 0, edit.change
        for start, end, move in [*sorted(self._cuts[index]), (len(edit.text), 0, None)]:
            if at < start:
                text = edit.text[at:start]
                number = self._left_over(edit.kind, own, number)
                _set_side(self._changes[number], edit.kind, text, base + at, base + start)
                yield Edit(edit.kind, text, False, number)
                number = None
            if move is not None:
                text = edit.text[start:end]
                _set_side(self._changes[move], edit.kind, text, base + start, base + end)
                yield Edit(edit.kind, text, False, move)
                at = end

    def _left_over(self, kind: SpanKind, own: Draft, number: int | None) -> int:
        """The change that words left over belong to: the old one first, then new ones."""
        if number is None:
            number = len(self._changes)
            self._changes.append(_nothing(own))
        draft = self._changes[number]
        other = draft.inserted if kind is SpanKind.DELETED else draft.deleted
        draft.kind = ChangeKind.REPLACED if other else _WAS[kind]
        return number

    def _end(self, edit: Edit, before: Edit) -> Edit:
        """The line end of a whole line goes with the last words of it."""
        assert before.change is not None
        draft = self._changes[before.change]
        if edit.kind is SpanKind.DELETED:
            draft.old_end += 1
        else:
            draft.new_end += 1
        return replace(edit, change=before.change)


def _nothing(near: Draft) -> Draft:
    """A move to be filled in, at home where ``near`` is."""
    return Draft(
        ChangeKind.MOVED, "", "", near.line,
        near.old_start, near.old_start, near.new_start, near.new_start,
    )  # fmt: skip


def _set_side(draft: Draft, kind: SpanKind, text: str, start: int, end: int) -> None:
    if kind is SpanKind.DELETED:
        draft.deleted, draft.old_start, draft.old_end = text, start, end
    else:
        draft.inserted, draft.new_start, draft.new_end = text, start, end
