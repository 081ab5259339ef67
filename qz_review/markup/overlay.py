"""An edit script applied to the pieces of all earlier versions: :class:`Overlay`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from qz_review.markup.assembly import Piece
from qz_review.markup.changes import SpanKind
from qz_review.markup.edits import Edit
from qz_review.markup.lines import Line
from qz_review.markup.marked import Mark


class Marks(Protocol):
    """Tells whose a change is."""

    def of(self, change: int | None) -> Mark:
        """The mark of a change by its local number."""


class Overlay:
    """Walks the pieces of all earlier versions while a script is applied to the living ones.

    first_change: index of the script's first change among all changes.  kept: local numbers of
    the changes that bring deleted words back, after :meth:`write`.
    """

    def __init__(
        self, pieces: list[Piece], new_lines: Sequence[Line], marks: Marks, first_change: int
    ) -> None:
        self._source = pieces
        self._at = 0
        self._new_lines = new_lines
        self._marks = marks
        self._first = first_change
        self._out: list[Piece] = []
        self._at_line_start = True
        self.kept: list[int] = []

    def write(self, edits: Sequence[Edit]) -> list[Piece]:
        """The pieces with the script applied."""
        for together in _together(edits):
            self._apply(together)
        self._out.extend(self._source[self._at :])
        return self._out

    def _apply(self, edits: Sequence[Edit]) -> None:
        """Carry out one step, or all that one change inserts at a place."""
        if edits[0].kind is SpanKind.INSERTED:
            self._insert(edits)
        elif edits[0].lines:
            self._take_lines(edits[0])
        elif edits[0].is_break:
            self._take_break(edits[0])
        else:
            self._take_text(edits[0])

    def _change(self, edit: Edit) -> int | None:
        return None if edit.change is None else self._first + edit.change

    def _insert(self, edits: Sequence[Edit]) -> None:
        if self._insert_behind_former(edits):
            return
        former = self._former_place(edits)
        if former:
            self._out.extend(self._source[self._at : former])
            self._at = former
            if edits[0].change is not None:
                self.kept.append(edits[0].change)
        for edit in edits:
            if self._at_line_start and not former:
                self._pass_dead_lines()
            piece = Piece(
                edit.text, inserted=self._marks.of(edit.change), inserted_change=self._change(edit)
            )
            if edit.is_break:
                piece.place = self._new_lines[edit.new_line].place
                piece.moved = edit.moved
            self._out.append(piece)
            self._at_line_start = edit.is_break

    def _insert_behind_former(self, edits: Sequence[Edit]) -> bool:
        """Put words that replace others right behind the same words, deleted earlier, if any."""
        edit = edits[0]
        if len(edits) > 1 or edit.is_break or edit.change is None:
            return False
        start = len(self._out)
        while start and self._out[start - 1].deleted is not None:
            if self._out[start - 1].place is not None:
                break
            start -= 1
        end = start
        mark = self._marks.of(edit.change)
        while end < len(self._out) and not _went_with(self._out[end], mark.version):
            end += 1
        length = _last_end(self._out[start:end], edits)
        if length:
            piece = Piece(edit.text, inserted=mark, inserted_change=self._change(edit))
            self._out.insert(start + length, piece)
            self._at_line_start = False
            self.kept.append(edit.change)
        return bool(length)

    def _former_place(self, edits: Sequence[Edit]) -> int:
        """Where the same words, deleted earlier at this very place, end; 0 where there are none."""
        end = self._at
        lines_end = self._at
        while end < len(self._source) and self._source[end].deleted is not None:
            end += 1
            if self._source[end - 1].place is not None:
                lines_end = end
        whole_lines = self._at_line_start and edits[-1].is_break
        start = lines_end if self._at_line_start and not whole_lines else self._at
        dead = self._source[start : lines_end if whole_lines else end]
        return start + length if (length := _last_end(dead, edits)) else 0

    def _pass_dead_lines(self) -> None:
        """Leave whole lines deleted earlier before what is inserted at the start of a line."""
        end = self._at
        while end < len(self._source) and self._source[end].deleted is not None:
            end += 1
            if self._source[end - 1].place is not None:
                self._out.extend(self._source[self._at : end])
                self._at = end

    def _next_alive(self) -> Piece:
        while self._source[self._at].deleted is not None:
            self._out.append(self._source[self._at])
            self._at += 1
        return self._source[self._at]

    def _take_lines(self, edit: Edit) -> None:
        """Leave whole lines as they are; they stand in the new version now."""
        for line in self._new_lines[edit.new_line : edit.new_line + edit.lines]:
            piece = self._next_alive()
            while piece.place is None:
                self._out.append(piece)
                self._at += 1
                piece = self._next_alive()
            piece.place = line.place
            self._out.append(piece)
            self._at += 1
        self._at_line_start = True

    def _take_break(self, edit: Edit) -> None:
        piece = self._next_alive()
        self._at += 1
        if edit.kind is SpanKind.DELETED:
            piece.deleted, piece.deleted_change = self._marks.of(edit.change), self._change(edit)
            piece.moved = piece.moved or edit.moved
        else:
            piece.place = self._new_lines[edit.new_line].place
            change = self._change(edit)
            if change is not None:
                piece.formats += (change,)
        self._out.append(piece)
        self._at_line_start = True

    def _take_text(self, edit: Edit) -> None:
        left = len(edit.text)
        while left:
            piece = self._next_alive()
            if len(piece.text) > left:
                self._source[self._at] = piece.cut(left)
            else:
                self._at += 1
            left -= len(piece.text)
            if edit.kind is SpanKind.DELETED:
                piece.deleted, piece.deleted_change = (
                    self._marks.of(edit.change),
                    self._change(edit),
                )
            self._out.append(piece)
        self._at_line_start = False


def _together(edits: Sequence[Edit]) -> Iterator[Sequence[Edit]]:
    """The edits one by one, but all that one change inserts at a place together."""
    at = 0
    while at < len(edits):
        end = at + 1
        if edits[at].kind is SpanKind.INSERTED:
            while end < len(edits) and _inserts_for(edits[end], edits[at].change):
                end += 1
        yield edits[at:end]
        at = end


def _inserts_for(edit: Edit, change: int | None) -> bool:
    return edit.kind is SpanKind.INSERTED and edit.change == change


def _went_with(piece: Piece, version: int) -> bool:
    return piece.deleted is not None and piece.deleted.version == version


def _last_end(dead: Sequence[Piece], edits: Sequence[Edit]) -> int:
    """How many of the pieces there are up to the last ones that say what the edits insert."""
    if not dead:
        return 0
    wanted = _signature((edit.text, edit.is_break) for edit in edits)
    size = sum(len(edit.text) or 1 for edit in edits)
    for end in range(len(dead), 0, -1):
        start, left = end, size
        while start and left > 0:
            start -= 1
            left -= len(dead[start].text) or 1
        pieces = ((piece.text, piece.place is not None) for piece in dead[start:end])
        if left == 0 and _signature(pieces) == wanted:
            return end
    return 0


def _signature(parts: Iterable[tuple[str, bool]]) -> list[str | None]:
    """Texts and line ends (None) in order, neighbouring texts joined."""
    joined: list[str | None] = []
    for text, is_break in parts:
        before = joined[-1] if joined else None
        if is_break:
            joined.append(None)
        elif before is None:
            joined.append(text)
        else:
            joined[-1] = before + text
    return joined
