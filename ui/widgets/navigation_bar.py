"""The navigation at the left: 216 px with words, or the rail of 56 px on manuscript screens.

Signals of both: ``item_chosen(str)`` with the key; ``lock_requested()``; ``person_clicked()``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.card import Divider
from ui.widgets.navigation_item import NavGroup, NavigationButton
from ui.widgets.product_mark import ProductMark
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

WIDE, NARROW = 216, 56  # px at 100 %


class _Navigation(Themed, QWidget):
    """What bar and rail have in common: entries by key, counts, the current one."""

    item_chosen = Signal(str)
    lock_requested = Signal()
    person_clicked = Signal()
    _width = WIDE

    def __init__(self, groups: Sequence[NavGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, NavigationButton] = {}
        self._layout = QVBoxLayout(self)
        self.setAccessibleName("导航")
        self._follow_theme()
        self._build(groups)
        self._on_theme_changed()

    def _build(self, groups: Sequence[NavGroup]) -> None:
        raise NotImplementedError

    def set_current(self, key: str | None) -> None:
        """Mark the entry of the page shown; None marks none."""
        for button in self._buttons.values():
            button.setAutoExclusive(False)
            button.setChecked(button.item.key == key)
            button.setAutoExclusive(True)

    def set_count(self, key: str, count: int, *, hot: bool = False) -> None:
        """Number of an entry; raises KeyError for an unknown key."""
        self._buttons[key].set_count(count, hot=hot)

    def choose(self, key: str) -> None:
        """Act as if the entry were clicked (shortcuts Ctrl 1 … 9)."""
        self._buttons[key].click()

    def keys(self) -> tuple[str, ...]:
        """Keys of the entries from top to bottom."""
        return tuple(self._buttons)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Side surface and the line at its right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("side"))
        line = QRectF(self.width() - 1, 0, 1, self.height())
        painter.fillRect(line, self._theme.color("line"))

    def _add_button(self, button: NavigationButton) -> NavigationButton:
        self._buttons[button.item.key] = button
        button.clicked.connect(self._on_button_clicked)
        return button

    def _on_button_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, NavigationButton)
        self.item_chosen.emit(button.item.key)

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(self._theme.px(self._width))
        super()._on_theme_changed()


class NavigationBar(_Navigation):
    """Product head with the unit's name, groups of entries, the person with the lock."""

    def _build(self, groups: Sequence[NavGroup]) -> None:
        self._layout.setContentsMargins(12, 16, 12, 12)
        self._layout.setSpacing(0)
        self._layout.addLayout(self._make_head())
        self._layout.addSpacing(4)
        for group in groups:
            caption = TextLabel(group.label, "caption", parent=self)
            caption.setContentsMargins(8, 0, 8, 0)
            self._layout.addSpacing(12)
            self._layout.addWidget(caption)
            self._layout.addSpacing(4)
            for item in group.items:
                self._layout.addWidget(self._add_button(NavigationButton(item, self, narrow=False)))
        self._layout.addStretch(1)
        self._layout.addWidget(Divider(parent=self))
        self._layout.addLayout(self._make_person())

    def set_unit(self, name: str) -> None:
        """Name of the unit under the product's."""
        self._unit.setText(name)

    def set_person(self, name: str, position: str) -> None:
        """Who is logged in."""
        self._avatar.set_name(name)
        self._name.setText(name)
        self._position.setText(position)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the person's card."""
        if self._card.geometry().contains(event.position().toPoint()):
            self.person_clicked.emit()
        super().mouseReleaseEvent(event)

    def _make_head(self) -> QHBoxLayout:
        self._unit = ElidedLabel("", "caption", parent=self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel("三审三校", "section-title", parent=self, line=20))
        words.addWidget(self._unit)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(10)
        head.addWidget(ProductMark(32, self), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 1)
        return head

    def _make_person(self) -> QHBoxLayout:
        self._avatar = Avatar("", self)
        self._name = ElidedLabel("", "small-strong", parent=self)
        self._position = ElidedLabel("", "caption", parent=self)
        self._lock = Button(parent=self, kind="flat", size="small", icon="lock", tooltip="锁定",
                            name="nav_lock")  # fmt: skip
        self._lock.clicked.connect(self.lock_requested)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._position)
        self._card = QWidget(self)
        self._card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self._card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self._avatar)
        inside.addLayout(words, 1)
        person = QHBoxLayout()
        person.setContentsMargins(8, 12, 4, 0)
        person.setSpacing(4)
        person.addWidget(self._card, 1)
        person.addWidget(self._lock)
        return person


class NavigationRail(_Navigation):
    """Icons alone; tooltips name each entry; 设置 and the person at the foot."""

    _width = NARROW

    def _build(self, groups: Sequence[NavGroup]) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        self._layout.setContentsMargins(0, 16, 1, 12)
        self._layout.setSpacing(6)
        self._layout.addWidget(ProductMark(32, self), 0, centre)
        self._layout.addSpacing(12)
        items = [item for group in groups for item in group.items]
        top = [item for item in items if not item.at_bottom]
        for item in top:
            self._add_button(NavigationButton(item, self, narrow=True))
            self._layout.addWidget(self._buttons[item.key], 0, centre)
        self._layout.addStretch(1)
        for item in items:
            if item.at_bottom:
                self._add_button(NavigationButton(item, self, narrow=True))
                self._layout.addWidget(self._buttons[item.key], 0, centre)
        self._avatar = Avatar("", self)
        self._layout.addWidget(self._avatar, 0, centre)

    def set_person(self, name: str, position: str) -> None:
        """Who is logged in; the position is in the tooltip."""
        self._avatar.set_name(name)
        self._avatar.setToolTip(f"{name} {position}".strip())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the person's circle."""
        if self._avatar.geometry().contains(event.position().toPoint()):
            self.person_clicked.emit()
        super().mouseReleaseEvent(event)
