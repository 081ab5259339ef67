"""The focus ring: 2 px accent with a gap of 2 px around the control that has the focus.

Style sheets cannot draw outside a control, so one frame follows the focus.  It surrounds buttons
of every kind, and painted widgets that ask for it with the dynamic property ``focusRing`` (bool).
Text fields show their focus by their own border.  The property ``ringRadius`` (px) fits the ring
to round controls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from ui.theme.tokens import RADIUS_CONTROL

if TYPE_CHECKING:
    from ui.theme.theme import Theme

RING_WIDTH, RING_GAP = 2, 2  # px
_METRICS = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)


class _RingStyle(QProxyStyle):
    """Gives the frame its room and puts it above the neighbours; used by the ring alone."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in _METRICS:
            return RING_WIDTH + RING_GAP
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, data)


class FocusRing(QFocusFrame):
    """The frame itself; Qt keeps it around its widget."""

    def __init__(self, theme: Theme, style: QStyle) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("focus_ring")
        self.setStyle(style)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring just outside the followed widget."""
        target = self.widget()
        if target is None:
            return
        asked = target.property("ringRadius")
        radius = float(RADIUS_CONTROL if asked is None else asked) + RING_GAP + RING_WIDTH / 2
        inset = RING_WIDTH / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), RING_WIDTH))
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, radius, radius)


class FocusRingKeeper(QObject):
    """Moves the ring when the focus moves."""

    def __init__(self, app: QApplication, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._style = _RingStyle("Fusion")
        self._style.setParent(self)
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._on_focus_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_focus_changed(None, QApplication.focusWidget())

    def _on_theme_changed(self) -> None:
        # A new style sheet detaches the frame from its widget.
        focused = QApplication.focusWidget()
        self._on_focus_changed(focused, None)
        self._on_focus_changed(None, focused)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        wanted = new is not None and (
            bool(new.property("focusRing"))
            or (isinstance(new, QAbstractButton) and new.property("focusRing") is not False)
        )
        # The ring is a child of the window it was last shown in and goes when that goes.
        alive = self._ring is not None and shiboken6.isValid(self._ring)
        if new is None or not wanted:
            if alive and self._ring is not None:
                self._ring.setWidget(None)  # type: ignore[arg-type]
            return
        if not alive:
            self._ring = FocusRing(self._theme, self._style)
        assert self._ring is not None
        self._ring.setWidget(new)
