"""A field to draw one's signature with the mouse, a pen or a finger.

Signals: ``drawn()`` after each stroke; ``cleared()``.
"""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QLineF,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageWriter,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.tokens import LIGHT, RADIUS_CONTROL
from ui.widgets.themed import Themed

_THIN, _THICK = 1.8, 4.2  # px; a quick stroke is thin, a slow one thick
_FAST = 22.0  # px between two mouse positions that make the thinnest line
_SMOOTH = 0.65  # share of the former width kept from point to point
_OUTPUT_SCALE, _OUTPUT_MARGIN = 3.0, 4.0
INK = LIGHT.text  # printed pictures are always in dark ink


class SignaturePad(Themed, QWidget):
    """Strokes with soft corners and a width that follows the hand."""

    drawn = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[tuple[QPointF, float]]] = []
        self.setAccessibleName("手写签名")
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    @property
    def is_empty(self) -> bool:
        """True while nothing is drawn."""
        return not self._strokes

    def clear(self) -> None:
        """Take everything away."""
        self._strokes.clear()
        self.update()
        self.cleared.emit()

    def undo(self) -> None:
        """Take the last stroke away."""
        if self._strokes:
            self._strokes.pop()
            self.update()

    def png_bytes(self) -> bytes:
        """The ink as PNG on a transparent ground, cut to its size; empty when nothing is drawn."""
        if self.is_empty:
            return b""
        points = [point for stroke in self._strokes for point, _ in stroke]
        left, right = min(p.x() for p in points), max(p.x() for p in points)
        top, bottom = min(p.y() for p in points), max(p.y() for p in points)
        grow = _THICK / 2 + _OUTPUT_MARGIN
        box = QRectF(left - grow, top - grow, right - left + 2 * grow, bottom - top + 2 * grow)
        size = (box.size() * _OUTPUT_SCALE).toSize()
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.scale(_OUTPUT_SCALE, _OUTPUT_SCALE)
        painter.translate(-box.topLeft())
        self._paint_strokes(painter, QColor(INK))
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        return bytes(buffer.data().data())

    def sizeHint(self) -> QSize:
        """Wide and flat, like a line to sign on."""
        return QSize(420, 140)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._strokes.append([(event.position(), (_THIN + _THICK) / 2)])
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The stroke goes on."""
        if not (event.buttons() & Qt.MouseButton.LeftButton) or not self._strokes:
            return
        stroke = self._strokes[-1]
        last, width = stroke[-1]
        point = event.position()
        way = hypot(point.x() - last.x(), point.y() - last.y())
        if way < 1.0:
            return
        wanted = _THICK - (_THICK - _THIN) * min(way / _FAST, 1.0)
        stroke.append((point, width * _SMOOTH + wanted * (1 - _SMOOTH)))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke ends."""
        if event.button() == Qt.MouseButton.LeftButton and self._strokes:
            self.drawn.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Field, line to sign on, ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("ctl"), 1))
        painter.setBrush(self._theme.color("paper"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        low = round(self.height() * 0.76)
        painter.fillRect(QRectF(24, low, self.width() - 48, 1), self._theme.color("line"))
        if self.is_empty:
            painter.setFont(self._theme.font("caption"))
            painter.setPen(self._theme.color("text3"))
            rect = QRectF(24, low, self.width() - 48, self._theme.px(24))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "按住鼠标书写")
        self._paint_strokes(painter, self._theme.color("text"))

    def _paint_strokes(self, painter: QPainter, ink: QColor) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(ink)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for stroke in self._strokes:
            if len(stroke) == 1:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                painter.drawEllipse(stroke[0][0], stroke[0][1] / 2, stroke[0][1] / 2)
                continue
            painter.setBrush(Qt.BrushStyle.NoBrush)
            start = stroke[0][0]
            for (here, width), (following, _) in zip(
                stroke, [*stroke[1:], stroke[-1]], strict=True
            ):
                # Curves from middle to middle of the points: no corners.
                middle = QLineF(here, following).center()
                path = QPainterPath(start)
                path.quadTo(here, middle)
                pen.setWidthF(width)
                painter.setPen(pen)
                painter.drawPath(path)
                start = middle
        painter.restore()
