"""Shadows for the few things that float: dialogs, toasts.  Painted once, then a cached picture."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from ui.theme.tokens import translucent


@lru_cache(maxsize=16)
def shadow_pixmap(
    width: int, height: int, radius: int, blur: int, rgba: tuple[int, int, int, float], ratio: float
) -> QPixmap:
    """Shadow of a rounded box of ``width`` × ``height`` px, ``blur`` px wider on every side."""
    size = QSize(round((width + 2 * blur) * ratio), round((height + 2 * blur) * ratio))
    pixmap = QPixmap(size)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    steps = 2 * max(blur, 1)
    # Rings from outside to inside the box, heaviest at its edge: together a soft fall-off.
    for ring in range(steps):
        place = (ring + 0.5) / steps
        painter.setBrush(translucent(rgba, 6 * place * (1 - place) / steps))
        box = QRectF(ring, ring, width + 2 * (blur - ring), height + 2 * (blur - ring))
        if box.width() <= 0 or box.height() <= 0:
            break
        corner = max(radius + blur - ring, radius)
        painter.drawRoundedRect(box, corner, corner)
    painter.end()
    return pixmap


def paint_shadow(
    painter: QPainter,
    box: QRectF,
    radius: int,
    blur: int,
    drop: int,
    rgba: tuple[int, int, int, float],
) -> None:
    """Paint the shadow of ``box`` ``drop`` px lower; ``rgba`` is its colour and strength."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    pixmap = shadow_pixmap(round(box.width()), round(box.height()), radius, blur, rgba, ratio)
    painter.drawPixmap(round(box.x()) - blur, round(box.y()) - blur + drop, pixmap)
