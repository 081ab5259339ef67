"""Short messages at the bottom of the window: 已签署，报送二校.

A toast stays 4 s, 8 s when it offers an action, and longer while the mouse is on it.
Signals: ``Toast.action_clicked()``, ``Toast.gone()``.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QEnterEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QGraphicsOpacityEffect, QWidget

from ui.theme.icons import paint_icon
from ui.theme.tokens import ICON_SMALL
from ui.widgets.soft_shadow import paint_shadow
from ui.widgets.themed import Themed

STAY_MS, STAY_WITH_ACTION_MS = 4_000, 8_000
_SHADOW, _DROP, _SHADOW_COLOUR = 14, 4, (24, 28, 32, 0.20)
_PAD, _GAP, _HEIGHT, _RADIUS = 14, 10, 40, 8  # px


class _ToastAction(Themed, QAbstractButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setObjectName("toast_action")
        self.setProperty("ringRadius", 4)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they are
        self._follow_theme()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("body"))
        return QSize(metrics.horizontalAdvance(self.text()) + 8, self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._theme.font("body")
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(self._theme.color("paper"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Toast(Themed, QWidget):
    """One message; made by :class:`ToastHost`."""

    action_clicked = Signal()
    gone = Signal()

    def __init__(self, text: str, icon: str, action: str, stay_ms: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._text, self._icon = text, icon
        self.setObjectName("toast")
        self.setAccessibleName(text)
        self._follow_theme()
        self._action = _ToastAction(action, self) if action else None
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setEnabled(False)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.finished.connect(self._on_fade_finished)
        self._leaving = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(stay_ms)
        self._timer.timeout.connect(self.leave)
        if self._action is not None:
            self._action.clicked.connect(self._on_action_clicked)

    def appear(self) -> None:
        """Fade in (or show at once with reduced motion) and start the clock."""
        self.resize(self.sizeHint())
        self.show()
        self.raise_()
        self._run(0.0, 1.0)
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def leave(self) -> None:
        """Fade out and go; harmless when it is going already."""
        if not self._leaving:
            self._leaving = True
            self._timer.stop()
            self._run(1.0, 0.0)

    def sizeHint(self) -> QSize:
        """Words, icon, action, and room for the shadow."""
        width = _PAD * 2 + self._theme.px(ICON_SMALL) + _GAP
        width += QFontMetrics(self._theme.font("body")).horizontalAdvance(self._text)
        if self._action is not None:
            width += self._action.sizeHint().width() + 12
        return QSize(width + 2 * _SHADOW, self._theme.px(_HEIGHT) + 2 * _SHADOW)

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        if self.isVisible():
            middle = self.geometry().center()
            self.resize(self.sizeHint())
            self.move(middle - self.rect().center())

    def enterEvent(self, event: QEnterEvent) -> None:
        """The message waits while it is pointed at."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """The clock runs again."""
        if not self._leaving:
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dark pill with its words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        paint_shadow(painter, box, _RADIUS, _SHADOW - _DROP, _DROP, _SHADOW_COLOUR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("text"))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        side = theme.px(ICON_SMALL)
        x = box.x() + _PAD
        ink = theme.color("paper")
        paint_icon(painter, self._icon, QRectF(x, box.center().y() - side / 2, side, side), ink)
        painter.setFont(theme.font("body"))
        painter.setPen(ink)
        x += side + _GAP
        painter.drawText(QRectF(x, box.y(), box.width(), box.height()),
                         int(Qt.AlignmentFlag.AlignVCenter), self._text)  # fmt: skip

    def resizeEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Keep the action at the right end."""
        if self._action is not None:
            self._action.resize(self._action.sizeHint())
            x = self.width() - _SHADOW - _PAD - self._action.width() + 4
            self._action.move(x, (self.height() - self._action.height()) // 2)

    def _run(self, start: float, end: float) -> None:
        duration = self._theme.fade_ms
        self._fade.stop()
        if duration == 0:
            self._on_fade_finished()
            return
        self._effect.setEnabled(True)
        self._fade.setDuration(duration)
        self._fade.setStartValue(start)
        self._fade.setEndValue(end)
        self._fade.start()

    def _on_fade_finished(self) -> None:
        self._effect.setEnabled(False)
        if self._leaving:
            self.hide()
            self.gone.emit()
            self.deleteLater()

    def _on_action_clicked(self) -> None:
        self.action_clicked.emit()
        self.leave()


class ToastHost(QObject):
    """Shows toasts at the bottom centre of ``window``, one at a time.

    bottom: px between the toast and the window's lower edge (above a footer).
    """

    def __init__(self, window: QWidget, bottom: int = 72) -> None:
        super().__init__(window)
        self._window = window
        self._bottom = bottom
        self._toast: Toast | None = None
        window.installEventFilter(self)

    @property
    def toast(self) -> Toast | None:
        """Message on the screen."""
        return self._toast

    def show_toast(
        self,
        text: str,
        icon: str = "check",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        stay_ms: int | None = None,
    ) -> Toast:
        """Show ``text``; a message still there makes room.

        action: word of the one action (撤销, 看台账); on_action: called when it is chosen;
        stay_ms: other time on the screen than 4 or 8 s.
        """
        if self._toast is not None:
            self._toast.leave()
        stay = stay_ms or (STAY_WITH_ACTION_MS if action else STAY_MS)
        toast = Toast(text, icon, action, stay, self._window)
        if on_action is not None:
            toast.action_clicked.connect(on_action)
        toast.gone.connect(self._on_toast_gone)
        self._toast = toast
        toast.appear()
        self._place()
        return toast

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _on_toast_gone(self) -> None:
        if self._toast is self.sender():
            self._toast = None

    def _place(self) -> None:
        if self._toast is not None:
            size = self._toast.size()
            x = (self._window.width() - size.width()) // 2
            y = self._window.height() - self._bottom - size.height() + _SHADOW
            self._toast.move(x, y)
