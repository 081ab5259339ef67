"""The table of 台账: the columns that were chosen, in the order and width they were given.

Signals: ``columns_changed(dict)`` with what to keep of order and widths.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from qz_review.services.ledger_views import USUAL_COLUMNS, LedgerColumn
from ui.screens.ledger.model import COLUMNS, WIDTHS, LedgerModel
from ui.widgets.fill_column import FillColumn
from ui.widgets.table_view import TableView

_KEEP_AFTER_MS = 400
_SPARE = (LedgerColumn.CHANNELS, LedgerColumn.RETURNS, LedgerColumn.SECTION, LedgerColumn.EDITOR)
_TITLE = COLUMNS.index(LedgerColumn.TITLE)


class LedgerTableView(TableView):
    """Columns without room are left out for the while, never 编号, 标题, steps or state."""

    columns_changed = Signal(object)

    def __init__(self, model: LedgerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledger_table")
        self.setAccessibleName("台账")
        self.setModel(model)
        self._chosen: tuple[LedgerColumn, ...] = ()
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_AFTER_MS)
        self._fill = FillColumn(self, _TITLE, WIDTHS[LedgerColumn.TITLE])
        head = self.horizontalHeader()
        head.setSortIndicatorShown(True)
        self.setSortingEnabled(True)
        self.set_sort(LedgerColumn.REGISTERED, descending=True)
        head.sectionResized.connect(self._on_section_changed)
        head.sectionMoved.connect(self._on_section_changed)
        self._keep.timeout.connect(lambda: self.columns_changed.emit(self.kept()))
        self.set_columns(USUAL_COLUMNS)

    @property
    def columns(self) -> tuple[LedgerColumn, ...]:
        """The columns chosen, in the order in which they stand."""
        head = self.horizontalHeader()
        return tuple(sorted(self._chosen, key=lambda c: head.visualIndex(COLUMNS.index(c))))

    def set_columns(self, columns: Sequence[LedgerColumn]) -> None:
        """Show these columns, in this order."""
        self._chosen = tuple(columns)
        head = self.horizontalHeader()
        with self._fill.arranging():
            for place, column in enumerate(columns):
                head.moveSection(head.visualIndex(COLUMNS.index(column)), place)
            for place, column in enumerate(COLUMNS):
                head.setSectionHidden(place, column not in columns)
            if self._fill.enabled:
                self.set_column_widths({i: WIDTHS[column] for i, column in enumerate(COLUMNS)})
        self._fill.set_spare([COLUMNS.index(c) for c in _SPARE if c in columns])
        self._fill.fill()

    def set_sort(self, column: LedgerColumn, *, descending: bool) -> None:
        """Show by what the rows are sorted, without asking for it."""
        head = self.horizontalHeader()
        blocked = head.blockSignals(True)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(COLUMNS.index(column), order)
        head.blockSignals(blocked)
        head.viewport().update()

    def kept(self) -> dict[str, Any]:
        """Columns, and the widths where the person set them."""
        widths = {}
        if not self._fill.enabled:
            widths = {c.value: self.columnWidth(COLUMNS.index(c)) for c in self.columns}
        return {"columns": [column.value for column in self.columns], "widths": widths}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """As :meth:`kept` gave it; what is not known any more is left out."""
        known = {column.value: column for column in LedgerColumn}
        columns = [known[key] for key in kept.get("columns", ()) if key in known]
        self.set_columns(columns or USUAL_COLUMNS)
        widths = {known[key]: int(px) for key, px in kept.get("widths", {}).items() if key in known}
        if widths:
            self._fill.enabled = False
            with self._fill.arranging():
                for column, width in widths.items():
                    self.setColumnWidth(COLUMNS.index(column), width)

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        if hasattr(self, "_fill"):  # the base calls this while it is being made
            self.set_columns(self.columns)

    def _on_section_changed(self) -> None:
        if not self._fill.is_filling and self.isVisible():
            self._keep.start()
