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
    steps = max(blur, 1)
    # Rings of growing weight towards the box: together they fall off like a soft light.
    for ring in range(steps):
        inset = ring
        share = 2 * (ring + 1) / (steps * steps)
        painter.setBrush(translucent(rgba, share))
        box = QRectF(inset, inset, width + 2 * (blur - inset), height + 2 * (blur - inset))
        corner = radius + blur - inset
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
