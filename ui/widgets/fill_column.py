"""Lets one column of a table take the room that is left, until the person sets widths himself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView


class FillColumn(QObject):
    """column: takes the rest, never less than ``least`` px."""

    def __init__(self, table: QTableView, column: int, least: int) -> None:
        super().__init__(table)
        self._table, self._column, self._least = table, column, least
        self._filling = False
        self.enabled = True
        table.viewport().installEventFilter(self)
        table.horizontalHeader().sectionResized.connect(self._on_section_resized)

    @property
    def is_filling(self) -> bool:
        """True while the column is being fitted by this object itself."""
        return self._filling

    def fill(self) -> None:
        """Fit the column now."""
        head = self._table.horizontalHeader()
        if not self.enabled or head.count() <= self._column:
            return
        others = head.length() - head.sectionSize(self._column)
        room = self._table.viewport().width() - others
        self._filling = True
        head.resizeSection(self._column, max(room, self._least))
        self._filling = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the table's width."""
        if event.type() == QEvent.Type.Resize:
            self.fill()
        return False

    def _on_section_resized(self) -> None:
        if not self._filling and self._table.isVisible():
            self.enabled = False
