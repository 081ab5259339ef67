"""The rows of the change list: groups by paragraph, and what each change's row says.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from qz_review.markup.changes import BlockKind, ChangeKind
from qz_review.services.comparison_views import ChangeView, PlacedNote
from ui.editor.line_picture import units
from ui.screens.compare.faces import Drawn, FaceParagraph, Span
from ui.screens.compare.words import NO_WORDS, place_name
from ui.text.visible_signs import LINE_SEPARATOR, shown

_ONE_LINE = 18  # characters; longer words stand under each other
_MOST = 64  # characters of deleted or inserted words; the rest is in the text


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The head of a group: 第1段, how many changes it has, and how many notes."""

    label: str
    count: int
    notes: int = 0

    @property
    def counted(self) -> str:
        """3 处 · 附注 2; what there is none of is not said."""
        parts = [f"{self.count} 处"] if self.count else []
        if self.notes:
            parts.append(f"附注 {self.notes}")
        return " · ".join(parts)


@dataclass(frozen=True)
class ChangeRow:
    """A change."""

    change: ChangeView

    @cached_property
    def words(self) -> FaceParagraph:
        """Deleted and inserted with their marks; made for the rows that are looked at."""
        return change_words(self.change)

    @property
    def longest_line(self) -> int:
        """Characters the words have at most, 0 where they stand on lines of their own."""
        change = self.change
        gone, came = len(change.deleted), len(change.inserted)
        if gone and came and gone + came > _ONE_LINE:
            return 0
        if not gone and not came:
            return len(NO_WORDS)
        return gone + came + len(change.before) + len(change.after) + 1

    @property
    def number(self) -> int:
        """Of the change."""
        return self.change.number

    @property
    def place(self) -> tuple[BlockKind, int]:
        """What the row is grouped by."""
        return self.change.place_kind, self.change.paragraph


@dataclass(frozen=True)
class NoteRow:
    """A note; number: below zero."""

    number: int
    note: PlacedNote

    @property
    def place(self) -> tuple[BlockKind, int]:
        """What the row is grouped by."""
        return self.note.place_kind, self.note.paragraph


ListRow = GroupRow | ChangeRow | NoteRow


def list_rows(
    changes: Sequence[ChangeView], hidden: frozenset[int], notes: Sequence[PlacedNote] = ()
) -> tuple[ListRow, ...]:
    """Rows of what is not hidden, in reading order, grouped by place.

    notes: as :func:`make_sheet` numbers them; each stands after the changes of its line.
    """
    rows: list[ListRow] = []
    for place, members in groupby(_in_order(changes, hidden, notes), key=lambda row: row.place):
        found = list(members)
        changed = sum(isinstance(row, ChangeRow) for row in found)
        rows.append(GroupRow(place_name(*place), changed, len(found) - changed))
        rows.extend(found)
    return tuple(rows)


def _in_order(
    changes: Sequence[ChangeView], hidden: frozenset[int], notes: Sequence[PlacedNote]
) -> Iterator[ChangeRow | NoteRow]:
    waiting = [NoteRow(-1 - at, note) for at, note in enumerate(notes)]
    for change in changes:
        while waiting and waiting[0].note.block < change.block:
            yield waiting.pop(0)
        if change.number not in hidden:
            yield ChangeRow(change)
    yield from waiting


def change_words(change: ChangeView) -> FaceParagraph:
    """The words of a change on a line, or under each other where they are long."""
    line = _Line(change)
    gone, came = _cut(change.deleted), _cut(change.inserted)
    kind = change.kind
    if kind is ChangeKind.FORMAT:
        line.plain(NO_WORDS)
    elif change.place_kind is BlockKind.PICTURE and not gone and not came:
        line.marked("图片", came=kind is not ChangeKind.DELETED)
    elif kind is ChangeKind.MOVED:
        line.marked(came or gone, came=True)
    else:
        line.plain(change.before)
        line.marked(gone, came=False)
        if gone and came and not (change.before or change.after):
            line.plain(" " if len(gone) + len(came) <= _ONE_LINE else LINE_SEPARATOR)
        line.marked(came, came=True)
        line.plain(change.after)
    return line.finish()


class _Line:
    """Puts the words of one change together."""

    def __init__(self, change: ChangeView) -> None:
        self._mark = Drawn(change.number, change.stage, change.kind)
        self._text: list[str] = []
        self._spans: list[Span] = []
        self._at = 0

    def plain(self, words: str) -> None:
        self._text.append(words)
        self._at += units(words)

    def marked(self, words: str, *, came: bool) -> None:
        if not words:
            return
        end = self._at + units(words)
        mark = self._mark
        self._spans.append(Span(self._at, end, mark if came else None, None if came else mark))
        self.plain(words)

    def finish(self) -> FaceParagraph:
        text = "".join(self._text)
        return FaceParagraph(text, text, -1, BlockKind.PARAGRAPH, 0, tuple(self._spans))


def _cut(words: str) -> str:
    clean = shown(words).replace(LINE_SEPARATOR, " ")
    return clean if len(clean) <= _MOST else f"{clean[: _MOST - 1]}…"
