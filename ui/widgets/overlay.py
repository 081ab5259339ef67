"""Dialogs inside the window: dimmed backdrop, centred panel, focus kept inside.

Signals: ``closed()`` after the panel has gone, however it went; ``close_requested()`` when the
person presses Esc or the close button, before it closes.
"""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.theme.tokens import RADIUS_DIALOG, translucent
from ui.widgets.password_field import PasswordField
from ui.widgets.soft_shadow import paint_shadow
from ui.widgets.themed import Themed

_BLUR, _DROP, _MARGIN = 32, 10, 24  # px; the margin is the least around the panel
CLOSE_BUTTON = "dialog_close"  # never gets the first focus
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Overlay(Themed, QWidget):
    """Covers ``host``'s window and holds :attr:`panel`.

    width, height: size of the panel in px at 100 %; height None: as its content asks.
    Shortcuts of the window behind do not work while the overlay is open.  Where ``host`` is a page
    of the window, the overlay is seen only with it: on a locked window nothing of it shows, and it
    goes with the page.
    """

    closed = Signal()
    close_requested = Signal()

    def __init__(self, host: QWidget, width: int, height: int | None = None) -> None:
        super().__init__(host.window())
        self._host = host
        self._wanted = (width, height)
        self._before: QWidget | None = None
        self._open = False
        self._groups: tuple[QWidget, ...] = ()
        self.panel = QFrame(self)
        self.panel.setProperty("frameRole", "dialog")
        self.panel.installEventFilter(self)
        self._follow_theme()
        self.hide()
        if host is not self.parentWidget():
            host.destroyed.connect(self._on_host_destroyed)

    @property
    def is_open(self) -> bool:
        """True while it is shown."""
        return self._open

    def open(self) -> None:
        """Show it over the window and give the focus to its first field."""
        if self._open:
            return
        self._open = True
        window = self.parentWidget()
        assert window is not None
        self._before = QApplication.focusWidget()
        window.installEventFilter(self)
        if self._host is not window:
            self._host.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus()
            stops = self._stops()
            content = [stop for stop in stops if stop.objectName() != CLOSE_BUTTON]
            for stop in (content or stops)[:1]:
                stop.setFocus(Qt.FocusReason.PopupFocusReason)

    def request_close(self) -> None:
        """What Esc and the close button do; override to ask about unsaved words."""
        self.close_requested.emit()
        self.close_overlay()

    def close_overlay(self) -> None:
        """Hide, give the focus back, emit ``closed`` and delete itself."""
        if not self._open:
            return
        self._open = False
        window = self.parentWidget()
        for watched in (window, self._host):
            if watched is not None and shiboken6.isValid(watched):
                watched.removeEventFilter(self)
        self.hide()
        if self._before is not None and self._is_usable(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()
        self.deleteLater()

    def panel_size(self) -> QSize:
        """Size of the panel in the room there is."""
        room = self.size() - QSize(2 * _MARGIN, 2 * _MARGIN)
        width = min(self._theme.px(self._wanted[0]), room.width())
        wanted = self._wanted[1]
        if wanted is not None:
            return QSize(width, min(self._theme.px(wanted), room.height()))
        layout = self.panel.layout()
        height = self.panel.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(width)
        return QSize(width, min(height, room.height()))

    def event(self, event: QEvent) -> bool:
        """Keep shortcuts of the window behind from acting: keys come here as plain keys."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            function_key = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
            escape = event.key() == Qt.Key.Key_Escape
            if function_key or escape or event.modifiers() & _MODIFIERS:
                event.accept()
                return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size, the panel's wishes, and whether the page is shown."""
        kind = event.type()
        window_resized = kind == QEvent.Type.Resize and watched is self.parentWidget()
        if window_resized or (kind == QEvent.Type.LayoutRequest and watched is self.panel):
            self._place()
        elif watched is self._host and watched is not self.parentWidget():
            if kind == QEvent.Type.Hide and not event.spontaneous():
                self._stand_back()
            elif kind == QEvent.Type.Show and not event.spontaneous():
                self._come_back()
        return False

    def _stand_back(self) -> None:
        """The page is no longer shown (locked, another person): neither is this, nor a password."""
        for field in self.findChildren(PasswordField):
            field.clear()
        self.hide()

    def _come_back(self) -> None:
        self._place()
        self.show()
        self.raise_()
        self.setFocus()

    def _on_host_destroyed(self) -> None:
        self._open = False
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; no key goes on to the window behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.request_close()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Clicks beside the panel do nothing."""
        event.accept()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes round inside the panel."""
        stops = self._stops()
        if not stops:
            return True
        focused = QApplication.focusWidget()
        place = next((i for i, stop in enumerate(stops) if stop is focused), None)
        if place is None:
            target = stops[0 if forwards else -1]
        else:
            target = stops[(place + (1 if forwards else -1)) % len(stops)]
        reason = Qt.FocusReason
        target.setFocus(reason.TabFocusReason if forwards else reason.BacktabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window, drop the panel's shadow."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), translucent(self._theme.tokens.dim))
        box = QRectF(self.panel.geometry())
        paint_shadow(painter, box, RADIUS_DIALOG, _BLUR, _DROP, self._theme.tokens.shadow)

    def _on_theme_changed(self) -> None:
        self._place()
        super()._on_theme_changed()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        size = self.panel_size()
        x, y = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        self.panel.setGeometry(x, y, size.width(), size.height())
        self.update()

    def set_tab_groups(self, groups: Sequence[QWidget]) -> None:
        """The order of the tab key where it is not that of the tree: a group with all inside it
        comes before the next; what stands in no group comes last.
        """
        self._groups = tuple(groups)

    def _stops(self) -> list[QWidget]:
        """What the tab key visits, in order.

        Qt's own chain is not asked: ``nextInFocusChain`` makes PySide take every widget for a
        child of the one before it, the window for a child of the last; with the overlay go then
        the Python objects of the whole window.
        """
        groups = (*(group for group in self._groups if shiboken6.isValid(group)), self.panel)
        found: dict[QWidget, None] = {}
        for group in groups:
            for widget in (group, *group.findChildren(QWidget)):
                found.setdefault(widget)
        return [widget for widget in found if self._is_stop(widget)]

    def _is_stop(self, widget: QWidget) -> bool:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        usable = widget.isEnabled() and widget.isVisibleTo(self)
        return takes_tab and usable and widget.focusProxy() is None

    @staticmethod
    def _is_usable(widget: QWidget) -> bool:
        return shiboken6.isValid(widget) and widget.isVisible()
