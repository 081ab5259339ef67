"""Fits the columns of a table into its width: one takes the room that is left, some may go.

The widths are the person's as soon as he sets one; columns that have no room stay away even then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView


class FillColumn(QObject):
    """column: takes the rest, never less than ``least`` px.

    spare: columns that are left out where there is no room for all, the first one first.
    """

    def __init__(
        self, table: QTableView, column: int, least: int, spare: Sequence[int] = ()
    ) -> None:
        super().__init__(table)
        self._table, self._column, self._least = table, column, least
        self._spare = tuple(spare)
        self._filling = False
        self.enabled = True
        table.viewport().installEventFilter(self)
        table.horizontalHeader().sectionResized.connect(self._on_section_resized)

    @contextmanager
    def arranging(self) -> Iterator[None]:
        """While the program itself shows, hides and sizes columns: that is no person's choice."""
        before, self._filling = self._filling, True
        try:
            yield
        finally:
            self._filling = before

    def set_spare(self, spare: Sequence[int]) -> None:
        """Other columns may be left out from now on."""
        self._spare = tuple(spare)

    @property
    def is_filling(self) -> bool:
        """True while columns are being fitted by this object itself."""
        return self._filling

    def fill(self) -> None:
        """Fit the columns now."""
        head = self._table.horizontalHeader()
        if head.count() <= self._column:
            return
        self._filling = True
        if self._spare:
            self._leave_out()
        if self.enabled:
            others = head.length() - head.sectionSize(self._column)
            room = self._table.viewport().width() - others
            head.resizeSection(self._column, max(room, self._least))
        self._filling = False

    def _leave_out(self) -> None:
        head = self._table.horizontalHeader()
        for column in self._spare:
            head.showSection(column)
        needed = head.length()
        if self.enabled:
            needed += self._least - head.sectionSize(self._column)
        for column in self._spare:
            if needed <= self._table.viewport().width():
                break
            needed -= head.sectionSize(column)
            head.hideSection(column)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the table's width."""
        if event.type() == QEvent.Type.Resize:
            self.fill()
        return False

    def _on_section_resized(self) -> None:
        if not self._filling and self._table.isVisible():
            self.enabled = False
