"""Comparing two texts: :func:`compare_texts`."""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.markup.changes import (
    BREAK_SIGN,
    Change,
    ChangeKind,
    Comparison,
    MarkedLine,
    Place,
    Span,
    SpanKind,
)
from qz_review.markup.edits import Edit, Script
from qz_review.markup.lines import Line, lines_of
from qz_review.markup.script import edit_script, unseen_change
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText

_SAME, _DELETED, _INSERTED = SpanKind.SAME, SpanKind.DELETED, SpanKind.INSERTED


def compare_texts(
    old: ManuscriptText,
    new: ManuscriptText,
    *,
    stage: Stage | None = None,
    author: str = "",
    time: str = "",
) -> Comparison:
    """What changed from ``old`` to ``new``, line by line and as a numbered list.

    Title, subtitle, paragraphs, table cells, captions, pictures, notes and attachments are
    compared in reading order.  stage, author, time are put on every span and change.
    It shows what ``layers.compose`` makes of the two texts, without the layers.
    """
    new_lines = lines_of(new)
    if old == new:
        return Comparison(tuple([_whole_line(line) for line in new_lines]), ())
    old_lines = lines_of(old)
    script = edit_script(old_lines, new_lines)
    writer = _Writer(old_lines, new_lines, script, stage)
    writer.write()
    changes = writer.changes(author, time)
    if not changes:
        script.changes.append(unseen_change(new_lines[0]))
        writer.homes[0] = 0
        changes = writer.changes(author, time)
    return Comparison(tuple(writer.lines), changes, script.coarse)


def _whole_line(line: Line) -> MarkedLine:
    """A line that stayed as it was."""
    return MarkedLine(line.place, (Span(_SAME, line.text),) if line.text else ())


class _Writer:
    """Writes the lines that a script makes, and numbers its changes as they are met.

    homes: local number of each change met, in order → the line it is listed at.
    """

    def __init__(
        self, old: Sequence[Line], new: Sequence[Line], script: Script, stage: Stage | None
    ) -> None:
        self._old = old
        self._new = new
        self._script = script
        self._stage = stage
        self.lines: list[MarkedLine] = []
        self.homes: dict[int, int] = {}
        self._numbers: dict[int, int] = {}
        self._spans: list[Span] = []

    def write(self) -> None:
        for edit in self._script.edits:
            if edit.lines:
                first = edit.new_line
                self.lines += map(_whole_line, self._new[first : first + edit.lines])
            elif edit.is_break:
                self._end_line(edit)
            elif edit.change is None:
                self._put(_SAME, edit.text, None)
            else:
                self._put(edit.kind, edit.text, self._number(edit.change, edit.kind))

    def _number(self, change: int, kind: SpanKind) -> int:
        """The number of a change that is met here; one that moved words is at home where to."""
        number = self._numbers.get(change)
        if number is None:
            number = self._numbers[change] = len(self._numbers) + 1
            self.homes[change] = len(self.lines)
        elif kind is _INSERTED and self._script.changes[change].kind is ChangeKind.MOVED:
            self.homes[change] = len(self.lines)
        return number

    def _put(self, kind: SpanKind, text: str, number: int | None) -> None:
        """Add characters, to the span before where they go on with it."""
        stage = None if kind is _SAME else self._stage
        if self._spans:
            last = self._spans[-1]
            if last.kind is kind and last.change == number and not last.is_break:
                self._spans[-1] = Span(kind, last.text + text, stage, number)
                return
        self._spans.append(Span(kind, text, stage, number))

    def _end_line(self, edit: Edit) -> None:
        kind, spans = edit.kind, self._spans
        number = None if edit.change is None else self._number(edit.change, kind)
        if kind is _SAME:
            self._close(self._new[edit.new_line].place, _SAME)
        elif kind is _DELETED:
            if all(span.kind is _DELETED for span in spans):
                self._close(self._old[edit.old_line].place, _DELETED, moved=edit.moved)
            else:
                spans.append(Span(_DELETED, BREAK_SIGN, self._stage, number, True))
        else:
            whole = all(span.kind is _INSERTED for span in spans)
            if not whole:
                spans.append(Span(_INSERTED, BREAK_SIGN, self._stage, number, True))
            place = self._new[edit.new_line].place
            self._close(place, _INSERTED if whole else _SAME, moved=edit.moved)

    def _close(self, place: Place, kind: SpanKind, *, moved: bool = False) -> None:
        self.lines.append(MarkedLine(place, tuple(self._spans), kind, moved))
        self._spans = []

    def changes(self, author: str, time: str) -> tuple[Change, ...]:
        """The changes that were met, in the order of their numbers."""
        listed: list[Change] = []
        for number, (local, home) in enumerate(self.homes.items(), start=1):
            draft = self._script.changes[local]
            listed.append(
                Change(
                    number, draft.kind, draft.deleted, draft.inserted,
                    home, draft.line.place.kind, self.lines[home].place.number,
                    draft.old_start, draft.old_end, draft.new_start, draft.new_end,
                    self._stage, author, time,
                )
            )  # fmt: skip
        return tuple(listed)
