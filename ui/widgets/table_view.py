"""The table of the product: no vertical lines, no zebra, row 40, head 32, sort arrow in the head.

Signals: ``row_opened(QModelIndex)`` by double click or Enter; ``row_selected(QModelIndex)`` when
the current row changes.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.theme.tokens import HEAD_HEIGHT, ROW_HEIGHT
from ui.widgets.cell_delegate import STAGE_ROLE, CellDelegate, stage_of
from ui.widgets.stage_chip import paint_stage_chip, stage_chip_size
from ui.widgets.themed import Themed

_PAD = 12  # px


class TableHead(Themed, QHeaderView):
    """The head; a model that gives a Stage under ``STAGE_ROLE`` gets a chip as column title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSectionsClickable(True)
        self._follow_theme()
        self._on_theme_changed()

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """A chip where the column is a step, the usual section otherwise."""
        model = self.model()
        found = model.headerData(logical, self.orientation(), STAGE_ROLE) if model else None
        stage = stage_of(found)
        painter.save()
        super().paintSection(painter, rect, logical)
        painter.restore()
        if stage is not None:
            height = stage_chip_size(self._theme, stage.label).height()
            top = rect.y() + (rect.height() - height) / 2
            paint_stage_chip(painter, self._theme, QPointF(rect.x() + _PAD, top), stage)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(HEAD_HEIGHT))
        super()._on_theme_changed()


class TableView(Themed, QTableView):
    """Rows are selected whole; cells are painted by :class:`CellDelegate`.

    row_height: px at 100 %.
    """

    row_opened = Signal(QModelIndex)
    row_selected = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None, *, row_height: int = ROW_HEIGHT) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self.doubleClicked.connect(self.row_opened)

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setHorizontalHeader(TableHead(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(CellDelegate(self))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show another model; sorting stays with the model (or its proxy)."""
        super().setModel(model)
        selection = self.selectionModel()
        if selection is not None:
            selection.currentRowChanged.connect(self._on_current_row_changed)

    def set_column_widths(self, widths: dict[int, int], stretch: int | None = None) -> None:
        """Widths in px at 100 % by column; column ``stretch`` takes the rest."""
        head = self.horizontalHeader()
        for column, width in widths.items():
            self.setColumnWidth(column, self._theme.px(width))
        if stretch is not None:
            head.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.currentIndex().isValid():
            self.row_opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.row_selected.emit(current)

    def _on_theme_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(self._row_height))
        self.viewport().update()
        super()._on_theme_changed()
