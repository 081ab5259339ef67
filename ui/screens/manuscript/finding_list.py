"""The list of the panel 问题: one row a finding, under the bar of its gate.

Signals of :class:`FindingListView`: ``finding_chosen(int)`` with its number;
``act_wanted(str, int)`` with what a button or key asks (:class:`CardButton`) and the number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.screens.manuscript.finding_card import Abilities, CardPainter, card_buttons
from ui.screens.manuscript.finding_rows import (
    FindingRow,
    GateHead,
    IgnoredRow,
    PanelRow,
    spoken,
)
from ui.theme.theme import current_theme
from ui.widgets.themed import Themed

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
LETTERS = {Qt.Key.Key_A: "accept", Qt.Key.Key_E: "edit", Qt.Key.Key_I: "ignore",
           Qt.Key.Key_Return: "edit", Qt.Key.Key_Enter: "edit"}  # fmt: skip
"""采纳, 自己改, 忽略, while the list has the focus."""
_Index = QModelIndex | QPersistentModelIndex


class FindingModel(QAbstractListModel):
    """Rows and their sizes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: Sequence[PanelRow] = ()
        self.sizes: list[QSize] = []
        self._places: dict[int, int] = {}

    def set_rows(self, rows: Sequence[PanelRow], sizes: list[QSize]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.shown, self.sizes = rows, sizes
        self._places = {
            row.number: at for at, row in enumerate(rows) if not isinstance(row, GateHead)
        }
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Heads and findings."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row for the delegate; words for screen readers."""
        if role == Qt.ItemDataRole.SizeHintRole:
            return self.sizes[index.row()]
        row = self.shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.label} {row.counted}" if isinstance(row, GateHead) else spoken(row)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Heads cannot be chosen."""
        if isinstance(self.shown[index.row()], GateHead):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def place_of(self, number: int) -> int:
        """Row of a finding, -1 where it is not listed."""
        return self._places.get(number, -1)

    def row_at(self, place: int) -> PanelRow | None:
        """The row at a place."""
        return self.shown[place] if 0 <= place < len(self.shown) else None

    def numbers(self) -> list[int]:
        """Open findings in the order of the list."""
        return [row.number for row in self.shown if isinstance(row, FindingRow)]


class FindingDelegate(QStyledItemDelegate):
    """Paints the rows; the one that is current opened."""

    def __init__(self, view: FindingListView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One row."""
        cell = cast("Any", option)
        row: PanelRow = index.data(ROW_ROLE)
        view, rect = self._view, QRectF(cell.rect)
        painter.save()
        painter.setClipRect(rect)
        if isinstance(row, GateHead):
            view.cards.paint_head(painter, rect, row)
        else:
            current = view.currentIndex().row() == index.row()
            hovered = view.mouse if cell.state & QStyle.StateFlag.State_MouseOver else None
            view.cards.paint_card(painter, rect, row, view.may, hovered, current=current)
            if cell.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(view.cards_theme.color("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()


class FindingListView(Themed, QListView):
    """The list itself."""

    finding_chosen = Signal(int)
    act_wanted = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finding_list")
        self.setAccessibleName("问题")
        self.may = Abilities()
        self.mouse: QPointF | None = None
        self.cards_theme = current_theme()
        self.cards = CardPainter(self.cards_theme)
        self.rows = FindingModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(FindingDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._follow_theme()

    def set_rows(self, rows: Sequence[PanelRow], may: Abilities, current: int = -1) -> None:
        """Show other rows; ``current``: number of the finding to open, without a signal."""
        self.may = may
        place = self.verticalScrollBar().value()
        with QSignalBlocker(self.selectionModel()):
            self.rows.set_rows(rows, self._sizes(rows, current))
        self.set_current(current, reveal=False)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place)

    def set_current(self, number: int, *, reveal: bool = True) -> None:
        """Open a finding without a signal; -1: none."""
        place = self.rows.place_of(number)
        before = self.currentIndex().row()
        index = self.rows.index(place) if place >= 0 else QModelIndex()
        with QSignalBlocker(self.selectionModel()):
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        self._resize_rows(before, place)
        if reveal and place >= 0:
            self.scrollTo(index)

    @property
    def current_number(self) -> int:
        """Number of the opened finding, -1 for none."""
        row = self.rows.row_at(self.currentIndex().row())
        return -1 if row is None or isinstance(row, GateHead) else row.number

    def scroll_to_row(self, place: int) -> None:
        """Bring a row to the top."""
        self.scrollTo(self.rows.index(place), QListView.ScrollHint.PositionAtTop)

    def _sizes(self, rows: Sequence[PanelRow], current: int) -> list[QSize]:
        width = self.viewport().width()
        known: dict[tuple[type, int], QSize] = {}
        sizes = []
        for row in rows:
            opened = not isinstance(row, GateHead) and row.number == current
            if opened:
                sizes.append(self._size(row, width, current=True))
                continue
            # Closed rows of one kind are alike but for their buttons.
            key = (type(row), len(card_buttons(row, self.may, current=False)))
            if key not in known:
                known[key] = self._size(row, width, current=False)
            sizes.append(known[key])
        return sizes

    def _size(self, row: PanelRow, width: int, *, current: bool) -> QSize:
        return QSize(width, self.cards.height(row, width, self.may, current=current))

    def _resize_rows(self, *places: int) -> None:
        width, here = self.viewport().width(), self.currentIndex().row()
        for place in places:
            row = self.rows.row_at(place)
            if row is not None:
                self.rows.sizes[place] = self._size(row, width, current=place == here)
        self.doItemsLayout()
        self.viewport().update()

    # --- keys and mouse -----------------------------------------------------------------------

    def _on_current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        self._resize_rows(before.row(), current.row())
        row = self.rows.row_at(current.row())
        if isinstance(row, FindingRow | IgnoredRow):
            self.finding_chosen.emit(row.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A, E, I act on the opened finding; arrows move."""
        act = LETTERS.get(Qt.Key(event.key()))
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if act is None or plain != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        if self._offers(act):
            self.act_wanted.emit(act, self.current_number)
        event.accept()

    def _offers(self, act: str) -> bool:
        row = self.rows.row_at(self.currentIndex().row())
        if row is None:
            return False
        lines = card_buttons(row, self.may, current=True)
        return any(button.act == act for line in lines for button in line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A painted button acts at once; elsewhere the row opens."""
        hit = self._button_at(event.position())
        if hit is not None and event.button() == Qt.MouseButton.LeftButton:
            self.act_wanted.emit(*hit)
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Buttons light up under the mouse."""
        super().mouseMoveEvent(event)
        self.mouse = event.position()
        over = self._button_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update(self.visualRect(self.indexAt(event.position().toPoint())))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse."""
        super().leaveEvent(event)
        self.mouse = None
        self.viewport().update()

    def _button_at(self, point: QPointF) -> tuple[str, int] | None:
        index = self.indexAt(point.toPoint())
        row = self.rows.row_at(index.row())
        if row is None or isinstance(row, GateHead):
            return None
        current = index.row() == self.currentIndex().row()
        rect = QRectF(self.visualRect(index))
        for button, place in self.cards.buttons(row, rect, self.may, current=current):
            if place.contains(point):
                return button.act, row.number
        return None

    # --- Qt -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._renew()
        if self.currentIndex().isValid():  # the opened finding stays in view
            QTimer.singleShot(0, self, lambda: self.scrollTo(self.currentIndex()))

    def _renew(self) -> None:
        self.rows.sizes = self._sizes(self.rows.shown, self.current_number)
        self.scheduleDelayedItemsLayout()

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        if hasattr(self, "rows"):
            self.cards = CardPainter(self.cards_theme)
            self._renew()
