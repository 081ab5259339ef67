"""The change list: its model, its view, one row a change under the head of its paragraph.

Signals of :class:`ChangeListView`: ``change_chosen(int)``; ``menu_wanted(int, QPoint)``;
``key_pressed(str)`` with a letter that has a meaning here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from ui.screens.compare.change_delegate import ROW_ROLE, ChangeDelegate
from ui.screens.compare.change_rows import GroupRow, ListRow
from ui.widgets.themed import Themed

LETTERS = frozenset("NR")
"""附注 and 还原, while the list has the focus."""


class ChangeModel(QAbstractListModel):
    """told: what the tooltip of a row and a screen reader say."""

    def __init__(self, told: Callable[[int], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._told = told
        self._rows: Sequence[ListRow] = ()
        self._sizes: Sequence[QSize] = ()
        self._places: dict[int, int] = {}

    def set_rows(self, rows: Sequence[ListRow], sizes: Sequence[QSize]) -> None:
        """Show other rows, each of its size."""
        self.beginResetModel()
        self._rows, self._sizes = rows, sizes
        self._places = {
            row.number: at for at, row in enumerate(rows) if not isinstance(row, GroupRow)
        }
        self.endResetModel()

    @property
    def all_rows(self) -> Sequence[ListRow]:
        """Heads, changes and notes."""
        return self._rows

    def set_sizes(self, sizes: Sequence[QSize]) -> None:
        """The list is wider or narrower; its view lays the rows out anew."""
        self._sizes = sizes

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Heads and changes."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The row itself for the delegate; words for tooltips and screen readers."""
        if role == Qt.ItemDataRole.SizeHintRole:
            return self._sizes[index.row()]
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, GroupRow):
                return f"{row.label} {row.counted}"
            return self._told(row.number).replace("\n", "，")
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(row, GroupRow):
            return self._told(row.number)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Heads cannot be chosen."""
        if isinstance(self._rows[index.row()], GroupRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def place_of(self, number: int) -> int:
        """Row of a change or note, -1 where it is not listed."""
        return self._places.get(number, -1)

    def number_at(self, row: int) -> int:
        """Number of the change or note in a row, 0 for a head."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return 0 if found is None or isinstance(found, GroupRow) else found.number

    def numbers(self) -> tuple[int, ...]:
        """All listed changes in their order, without notes."""
        return tuple(number for number in self._places if number > 0)


class ChangeListView(Themed, QListView):
    """The list itself."""

    change_chosen = Signal(int)
    menu_wanted = Signal(int, QPoint)
    key_pressed = Signal(str)

    def __init__(self, told: Callable[[int], str], when: Callable[[int], str],
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("change_list")
        self.setAccessibleName("改动")
        self.rows = ChangeModel(told, self)
        self.setModel(self.rows)
        self.delegate = ChangeDelegate(when, self)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._follow_theme()

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show other rows; nothing is chosen."""
        self.delegate.forget()
        self.rows.set_rows(rows, self.delegate.sizes(rows, self.viewport().width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words may need other heights in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._renew_sizes()

    def _renew_sizes(self) -> None:
        self.delegate.forget()
        sizes = self.delegate.sizes(self.rows.all_rows, self.viewport().width())
        self.rows.set_sizes(sizes)
        self.scheduleDelayedItemsLayout()

    def set_current(self, number: int) -> None:
        """Choose a change without a signal; 0: none."""
        place = self.rows.place_of(number)
        before = self.currentIndex()
        with QSignalBlocker(self.selectionModel()):
            if place < 0:
                self.selectionModel().clear()
            else:
                index = self.rows.index(place)
                self.selectionModel().setCurrentIndex(
                    index, QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
        if place >= 0:
            self._bring_into_view(self.rows.index(place))
        self.update(before)
        self.update(self.currentIndex())

    def _bring_into_view(self, index: QModelIndex) -> None:
        """In the middle where it was out of view, with what stands around it."""
        room = self.visualRect(index)
        if not self.viewport().rect().contains(room):
            self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        number = self.rows.number_at(current.row())
        if number:
            self.change_chosen.emit(number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming here chooses nothing: Qt would take the first row, and the text would jump."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
            return
        with QSignalBlocker(self.selectionModel()):
            super().focusInEvent(event)
            self.selectionModel().clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The letters of the list; no search by typing."""
        letter = event.text().upper()
        if letter in LETTERS and not event.modifiers():
            self.key_pressed.emit(letter)
        elif letter.isprintable() and letter and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of a row."""
        index = self.currentIndex()
        where = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index, where = self.indexAt(event.pos()), event.globalPos()
        number = self.rows.number_at(index.row())
        if number:
            self.menu_wanted.emit(number, where)

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        if hasattr(self, "delegate"):
            self.delegate.renew()
            self._renew_sizes()
