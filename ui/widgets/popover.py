"""A small card beside what was asked about; a click beside it or Esc takes it away.

Signals: ``closed()``.
"""

from __future__ import annotations

from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.theme.tokens import RADIUS_CARD
from ui.widgets.soft_shadow import paint_shadow
from ui.widgets.themed import Themed

_GAP, _MARGIN, _BLUR, _DROP = 6, 12, 14, 4  # px


class Popover(Themed, QWidget):
    """Covers ``host`` without being seen and holds :attr:`panel`.

    width: of the panel, px at 100 %; most: its greatest height.
    """

    closed = Signal()

    def __init__(self, host: QWidget, width: int, most: int) -> None:
        super().__init__(host)
        self._host = host
        self._wanted = (width, most)
        self._anchor = QRect()
        self._before: QWidget | None = None
        self.panel = QFrame(self)
        self.panel.setProperty("frameRole", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._follow_theme()
        self.hide()

    def open_at(self, anchor: QRect) -> None:
        """Show it under ``anchor`` (in the host's coordinates), or over it where there is room."""
        self._anchor = anchor
        self._before = QApplication.focusWidget()
        self.setGeometry(self._host.rect())
        self.place()
        self._host.installEventFilter(self)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Put the panel beside the anchor; after its content has changed."""
        width, most = (self._theme.px(size) for size in self._wanted)
        width = min(width, self.width() - 2 * _MARGIN)
        below = self.height() - _MARGIN - (self._anchor.bottom() + _GAP)
        above = self._anchor.top() - _GAP - _MARGIN
        wanted = min(self.height_for(width), most)
        under = wanted <= below or below >= above
        height = max(min(wanted, below if under else above), 0)
        top = self._anchor.bottom() + _GAP if under else self._anchor.top() - _GAP - height
        left = min(max(self._anchor.left() - _MARGIN, _MARGIN), self.width() - _MARGIN - width)
        self.panel.setGeometry(left, top, width, height)
        self.update()

    def height_for(self, width: int) -> int:
        """Height that the content asks for; override."""
        return self.panel.sizeHint().height()

    def close_popover(self) -> None:
        """Hide, give the focus back, emit ``closed`` and delete itself."""
        if self.isHidden():
            return
        self._host.removeEventFilter(self)
        held = self.isAncestorOf(QApplication.focusWidget() or self) or self.hasFocus()
        self.hide()
        if held and self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        """Esc is the card's, not a shortcut of the page behind."""
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and cast("QKeyEvent", event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
            event.accept()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_popover()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page behind stays where it is."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it points to is elsewhere once the page has another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Hide):
            self.close_popover()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel's shadow."""
        box = QRectF(self.panel.geometry())
        paint_shadow(QPainter(self), box, RADIUS_CARD, _BLUR, _DROP, self._theme.tokens.shadow)
