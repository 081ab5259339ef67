"""Counting changes, going to them, showing what a search found: part of the text page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QBrush, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.editor.change_list import list_changes
from ui.editor.line_picture import ViewMode
from ui.editor.marked_lines import Lines, Spot
from ui.editor.text_search import Match

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer, SignalInstance

    from ui.editor.change_list import ChangeList
    from ui.editor.page_editor import PageEditor
    from ui.editor.preparing import PreparedLines
    from ui.editor.projection import Projection
    from ui.theme.theme import Theme

    _Base = QTextEdit
else:
    _Base = object

_MAX_HIGHLIGHTS = 300


class PageFinding(_Base):
    """Mixed into the page before ``QTextEdit``; ``changes_counted`` is the page's signal."""

    editor: PageEditor
    projection: Projection
    _changes: ChangeList
    _counting: QTimer
    _mode: ViewMode
    _theme: Theme

    if TYPE_CHECKING:  # what the page itself has
        changes_counted: SignalInstance

        @property
        def shown_lines(self) -> Lines:
            """The lines of the view in use."""

        def selection_spots(self) -> tuple[Spot, Spot] | None:
            """Both ends of the selection."""

        def select_spots(self, start: Spot, end: Spot) -> None:
            """Select from one spot to another."""

    @property
    def changes(self) -> ChangeList:
        """The changes on the page; empty outside 修订."""
        return self._changes

    def _count_changes(self, ready: PreparedLines | None = None) -> None:
        self._counting.stop()
        if ready is not None:
            self._changes = ready.changes
        else:
            self._changes = list_changes(self.editor.lines, self.editor.own)
        self.changes_counted.emit(self._changes)

    def go_to_change(self, step: int) -> int:
        """Select the next (1) or previous (-1) change; its number from 1, 0 where none is."""
        changes = self._changes.changes
        if not changes or self._mode is not ViewMode.MARKED:
            return 0
        spots = self.selection_spots()
        here = spots[0] if spots else Spot(0, 0)
        if step > 0:
            later = [i for i, change in enumerate(changes) if change.start > here]
            if spots and spots[0] == spots[1] and changes[0].start == here == Spot(0, 0):
                later = [0]
            place = later[0] if later else 0
        else:
            earlier = [i for i, change in enumerate(changes) if change.start < here]
            place = earlier[-1] if earlier else len(changes) - 1
        change = changes[place]
        self.select_spots(change.start, change.end)
        return place + 1

    def highlight(self, matches: Iterable[Match]) -> None:
        """Lay a ground under matches of a search (the first 300)."""
        found: list[QTextEdit.ExtraSelection] = []
        ground = QTextCharFormat()
        ground.setBackground(QBrush(self._theme.color("warn_soft")))
        for match in list(matches)[:_MAX_HIGHLIGHTS]:
            start, end = match.spots(self.shown_lines)
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.projection.document)
            cursor.setPosition(self.projection.position(start))
            cursor.setPosition(self.projection.position(end), QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor  # type: ignore[attr-defined]
            selection.format = ground  # type: ignore[attr-defined]
            found.append(selection)
        self.setExtraSelections(found)
