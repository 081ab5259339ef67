"""The edit script between two versions: what to keep, delete and insert, in one order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qz_review.markup.changes import BREAK_SIGN, BlockKind, ChangeKind, Place, SpanKind
from qz_review.markup.edits import Draft, Edit, Script
from qz_review.markup.hunks import Hunk
from qz_review.markup.lines import Line
from qz_review.markup.moves import find_moved_words
from qz_review.markup.pairing import Group, Pairing, pair_lines
from qz_review.markup.swaps import changes_of, is_swap
from qz_review.markup.wording import compare_wording

# Names of their own: looking one up on an enum costs more than making a step of the script.
_SAME, _DELETED, _INSERTED = SpanKind.SAME, SpanKind.DELETED, SpanKind.INSERTED
_PARAGRAPH = BlockKind.PARAGRAPH
_FIRST_SIGN = 0xFDD0  # a code point that is no character, to stand for a paragraph mark


@dataclass(slots=True)
class _Moved:
    """The words of moved lines at both ends, each with the change it belongs to."""

    gone: list[tuple[str, int]]
    come: list[tuple[str, int]]


def edit_script(old: Sequence[Line], new: Sequence[Line]) -> Script:
    """Compare the lines of two versions."""
    script = _Writer(old, new).write()
    find_moved_words(script, old, new)
    return script


def unseen_change(line: Line) -> Draft:
    """A change of structure that no line shows, for instance a row without cells."""
    return Draft(ChangeKind.FORMAT, "", "", line, 0, 0, 0, 0)


class _Writer:
    def __init__(self, old: Sequence[Line], new: Sequence[Line]) -> None:
        self._old = old
        self._new = new
        self._script = Script([], [])
        self._edits = self._script.edits
        self._gone: dict[int, _Moved] = {}  # first old line → what is moved from there
        self._come: dict[int, _Moved] = {}  # first new line → the same
        self._old_at = 0
        self._new_at = 0
        self._behind: tuple[int, int] | None = None  # lines behind which both sides stand

    def write(self) -> Script:
        pairing = pair_lines(self._old, self._new)
        self._script.coarse = pairing.coarse
        if pairing.moves:
            self._open_moves(pairing)
        for group in pairing.groups:
            if not group.new:
                self._delete_lines(group.old)
            elif not group.old:
                self._insert_lines(group.new)
            elif group.equal:
                self._keep_lines(group.old, group.new)
            else:
                self._pair(group)
        return self._script

    # whole lines

    def _delete_lines(self, lines: range) -> None:
        self._stand_behind()
        words, width = _whole(self._old, lines)
        move = self._gone.get(lines.start)
        if move is not None:
            self._put_moved(_DELETED, move.gone, lines)
        else:
            first = self._old[lines.start]
            number = self._record(ChangeKind.DELETED, words, "", first, width, 0)
            for i in lines:
                self._put(_DELETED, self._old[i].text, number)
                self._edits.append(Edit(_DELETED, "", True, number, old_line=i))
        self._old_at += width

    def _insert_lines(self, lines: range) -> None:
        self._stand_behind()
        words, width = _whole(self._new, lines)
        move = self._come.get(lines.start)
        if move is not None:
            self._put_moved(_INSERTED, move.come, lines)
        else:
            first = self._new[lines.start]
            number = self._record(ChangeKind.INSERTED, "", words, first, 0, width)
            for j in lines:
                self._put(_INSERTED, self._new[j].text, number)
                self._edits.append(Edit(_INSERTED, "", True, number, new_line=j))
        self._new_at += width

    # moved lines

    def _open_moves(self, pairing: Pairing) -> None:
        gone = {group.old.start: group.old for group in pairing.groups if not group.new}
        come = {group.new.start: group.new for group in pairing.groups if not group.old}
        for i, j in pairing.moves.items():
            self._gone[i] = self._come[j] = self._open_move(gone[i], come[j])

    def _open_move(self, lines: range, to: range) -> _Moved:
        """Note the move and, where the words were edited on the way, those changes too."""
        before, after = self._old[lines.start], self._new[to.start]
        self._old_at, self._new_at = before.place.start, after.place.start
        (deleted, gone), (inserted, come) = _whole(self._old, lines), _whole(self._new, to)
        number = self._record(ChangeKind.MOVED, deleted, inserted, after, gone, come)
        if deleted == inserted:
            moved = _Moved(
                [(self._old[i].text, number) for i in lines],
                [(self._new[j].text, number) for j in to],
            )
        else:
            moved = self._edited_move(before, after, number)
        self._old_at = self._new_at = 0
        return moved

    def _edited_move(self, before: Line, after: Line, move: int) -> _Moved:
        hunks, coarse = compare_wording(before.text, after.text)
        self._script.coarse |= coarse
        moved = _Moved([], [])
        for part in changes_of(hunks):
            number = move
            for place, hunk in enumerate(part):
                moved.gone.append((hunk.same, move))
                moved.come.append((hunk.same, move))
                self._old_at += len(hunk.same)
                self._new_at += len(hunk.same)
                if not place and (hunk.deleted or hunk.inserted):
                    number = self._record_part(part, after, "")
                moved.gone.append((hunk.deleted, number))
                moved.come.append((hunk.inserted, number))
                self._old_at += len(hunk.deleted)
                self._new_at += len(hunk.inserted)
        return moved

    def _put_moved(self, kind: SpanKind, pieces: list[tuple[str, int]], lines: range) -> None:
        """Write one end of a move; its paragraph marks belong to the move."""
        move = pieces[0][1]
        if len(lines) == 1:
            for text, number in pieces:
                self._put(kind, text, number)
        for place, line in enumerate(lines):
            if len(lines) > 1:
                self._put(kind, pieces[place][0], move)
            ends = (line, -1) if kind is _DELETED else (-1, line)
            self._edits.append(Edit(kind, "", True, move, *ends, moved=True))

    # lines in both versions

    def _keep_lines(self, lines: range, same: range) -> None:
        start = lines.start
        shift = same.start - start
        for i in lines:
            if _format_differs(self._old[i], self._new[i + shift]):
                self._skip_lines(start, start + shift, i - start)
                self._put(_SAME, self._old[i].text, None)
                self._end_lines(i, i + shift)
                start = i + 1
        self._skip_lines(start, start + shift, lines.stop - start)
        self._behind = lines.stop - 1, same.stop - 1

    def _skip_lines(self, i: int, j: int, count: int) -> None:
        if count:
            self._edits.append(Edit(_SAME, old_line=i, new_line=j, lines=count))

    def _stand_behind(self) -> None:
        """Count the code points before the lines that come or go now."""
        if self._behind is None:
            return
        before, after = self._old[self._behind[0]], self._new[self._behind[1]]
        self._old_at = before.place.start + before.width
        self._new_at = after.place.start + after.width
        self._behind = None

    def _end_lines(self, i: int, j: int) -> None:
        """The paragraph mark of two lines that stays, with what changed of its format."""
        change = None
        if _format_differs(self._old[i], self._new[j]):
            change = self._record_format(self._old[i], self._new[j])
        self._edits.append(Edit(_SAME, "", True, change, i, j))

    def _pair(self, group: Group) -> None:
        i, j = group.old.start, group.new.start
        before, after = self._old[i], self._new[j]
        self._old_at, self._new_at = before.place.start, after.place.start
        if len(group.old) == len(group.new) == 1:
            self._pair_line(before, after)
        else:
            i, j = self._pair_parts(group)
        self._behind = i, j
        self._end_lines(i, j)

    def _pair_line(self, before: Line, after: Line) -> None:
        """Write what changed in a line that stayed one line."""
        if before.text == after.text:
            self._put(_SAME, before.text, None)
            return
        hunks, coarse = compare_wording(before.text, after.text)
        self._script.coarse |= coarse
        add = self._edits.append
        for part in changes_of(hunks):
            number = None
            for hunk in part:
                same, deleted, inserted = hunk.same, hunk.deleted, hunk.inserted
                if same:
                    add(Edit(_SAME, same))
                    self._old_at += len(same)
                    self._new_at += len(same)
                if number is None:
                    if not deleted and not inserted:
                        break
                    number = self._record_part(part, after, "")
                if deleted:
                    add(Edit(_DELETED, deleted, False, number))
                    self._old_at += len(deleted)
                if inserted:
                    add(Edit(_INSERTED, inserted, False, number))
                    self._new_at += len(inserted)

    def _pair_parts(self, group: Group) -> tuple[int, int]:
        """Write a line that was split or joined; returns the lines of each side that end here."""
        before = [self._old[i].text for i in group.old]
        after = [self._new[j].text for j in group.new]
        sign = _sign_for(before, after)
        hunks, coarse = compare_wording(sign.join(before), sign.join(after), sign)
        self._script.coarse |= coarse
        lines = (list(group.old), list(group.new))
        for part in changes_of(hunks, sign):
            self._write_change(part, sign, lines)
        return lines[0][0], lines[1][0]

    def _write_change(
        self, part: tuple[Hunk, ...], sign: str, lines: tuple[list[int], list[int]]
    ) -> None:
        first = part[0]
        self._keep(first.same, sign, lines)
        if not first.deleted and not first.inserted:
            return
        number = self._record_part(part, self._new[lines[1][0]], sign)
        for hunk in part:
            if hunk is not first:
                self._keep(hunk.same, sign, lines)
            self._put_words(_DELETED, hunk.deleted, number, sign, lines[0])
            self._put_words(_INSERTED, hunk.inserted, number, sign, lines[1])
            self._old_at += len(hunk.deleted)
            self._new_at += len(hunk.inserted)

    def _keep(self, text: str, sign: str, lines: tuple[list[int], list[int]]) -> None:
        """Words, and paragraph marks, that stay."""
        for number, words in enumerate(text.split(sign)):
            if number:
                self._end_lines(lines[0].pop(0), lines[1].pop(0))
            self._put(_SAME, words, None)
        self._old_at += len(text)
        self._new_at += len(text)

    def _put_words(
        self, kind: SpanKind, text: str, number: int, sign: str, lines: list[int]
    ) -> None:
        """Words and paragraph marks that came or went; ``lines`` loses those that end here."""
        for place, words in enumerate(text.split(sign)):
            if place:
                line = lines.pop(0)
                ends = (line, -1) if kind is _DELETED else (-1, line)
                self._edits.append(Edit(kind, "", True, number, *ends))
            self._put(kind, words, number)

    def _put(self, kind: SpanKind, text: str, number: int | None) -> None:
        if text:
            self._edits.append(Edit(kind, text, False, number))

    def _record_part(self, part: tuple[Hunk, ...], line: Line, sign: str) -> int:
        """Note the change that some hunks make together, the first of which begins here."""
        deleted, inserted = part[0].deleted, part[0].inserted
        for hunk in part[1:]:
            deleted += hunk.same + hunk.deleted
            inserted += hunk.same + hunk.inserted
        kind, gone, come = _kind(part, sign), len(deleted), len(inserted)
        if sign:
            deleted, inserted = (text.replace(sign, BREAK_SIGN) for text in (deleted, inserted))
        return self._record(kind, deleted, inserted, line, gone, come)

    def _record(
        self, kind: ChangeKind, deleted: str, inserted: str, line: Line, gone: int, come: int
    ) -> int:
        """Note a change that begins here; gone, come: code points it takes on each side."""
        self._script.changes.append(
            Draft(
                kind, deleted, inserted, line,
                self._old_at, self._old_at + gone, self._new_at, self._new_at + come,
            )
        )  # fmt: skip
        return len(self._script.changes) - 1

    def _record_format(self, old: Line, new: Line) -> int:
        self._script.changes.append(
            Draft(
                ChangeKind.FORMAT, "", "", new,
                old.place.start, old.place.start + len(old.text),
                new.place.start, new.place.start + len(new.text),
            )
        )  # fmt: skip
        return len(self._script.changes) - 1


def _kind(part: tuple[Hunk, ...], sign: str) -> ChangeKind:
    if len(part) > 1:
        return ChangeKind.TRANSPOSED
    hunk = part[0]
    if not hunk.inserted:
        return ChangeKind.JOINED if sign and hunk.deleted == sign else ChangeKind.DELETED
    if not hunk.deleted:
        return ChangeKind.SPLIT if sign and hunk.inserted == sign else ChangeKind.INSERTED
    return ChangeKind.TRANSPOSED if is_swap(hunk, sign) else ChangeKind.REPLACED


def _sign_for(before: list[str], after: list[str]) -> str:
    """A character that stands in none of the texts, to stand for a paragraph mark."""
    used = set().union(*before, *after)
    return next(sign for sign in map(chr, range(_FIRST_SIGN, 0x110000)) if sign not in used)


def _whole(lines: Sequence[Line], chosen: range) -> tuple[str, int]:
    """Lines that came or went, as listed, and the code points they take with their ends.

    A picture has no words; the cells of a row stand with a space between.
    """
    words = " ".join([lines[number].text for number in chosen])
    width = sum(lines[number].width for number in chosen)
    if not words.strip() and lines[chosen.start].place.kind is not BlockKind.PICTURE:
        words = words or BREAK_SIGN
    return words, width


def _format_differs(old: Line, new: Line) -> bool:
    """True when a reader sees a difference beside the characters."""
    before, after = old.place, new.place
    if before.level != after.level:
        return True
    if before.kind is not _PARAGRAPH and _look(before) != _look(after):
        return True
    if before.label == after.label:
        return False
    # A number that reads otherwise is a change of words; one that was typed and is automatic
    # now, or the other way round, is not.
    return old.text.startswith(after.label) and new.text.startswith(before.label)


def _look(place: Place) -> tuple[object, ...]:
    return (place.row_span, place.column_span, place.media_type, place.description)
