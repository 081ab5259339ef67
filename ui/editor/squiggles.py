"""The wavy lines under findings: the shape says how sure, the colour how grave.

必错 is a zigzag with sharp teeth, 疑似 a soft wave, 提示 single dots on a wave's way.  Source:
ui design, 5 px under the baseline, amplitude 2.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from qz_review.model.finding import Certainty, Severity
from ui.theme.theme import Theme

_BELOW, _AMPLITUDE, _HALF = 5.0, 2.0, 3.0  # px: below the baseline, half a wave's height, width
_WIDTHS = {Certainty.CERTAIN: 1.4, Certainty.DOUBTFUL: 1.0}
_DOT = 1.0  # px, radius
_INKS: dict[Severity | None, tuple[str, str]] = {
    Severity.SERIOUS: ("danger", "danger_soft"),
    Severity.MINOR: ("warn", "warn_soft"),
    None: ("text3", "hover"),
}


def finding_ink(theme: Theme, severity: Severity | None) -> QColor:
    """Colour of a finding's line and glyph."""
    return theme.color(_INKS[severity][0])


def finding_fill(theme: Theme, severity: Severity | None) -> QColor:
    """Soft ground of the finding that is chosen."""
    return theme.color(_INKS[severity][1])


def draw_squiggle(
    painter: QPainter, x0: float, x1: float, baseline: float, certainty: Certainty, ink: QColor
) -> None:
    """From ``x0`` to ``x1`` (px) under a baseline."""
    middle = baseline + _BELOW + _AMPLITUDE / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if certainty is Certainty.HINT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        x = x0 + _HALF / 2
        while x < x1:
            painter.drawEllipse(QPointF(x, middle), _DOT, _DOT)
            x += 1.4 * _HALF
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(ink, _WIDTHS[certainty])
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.save()
    painter.setClipRect(QRectF(x0, middle - 4, x1 - x0, 8), Qt.ClipOperation.IntersectClip)
    painter.drawPath(_wave(x0, x1, middle, sharp=certainty is Certainty.CERTAIN))
    painter.restore()


def _wave(x0: float, x1: float, middle: float, *, sharp: bool) -> QPainterPath:
    path = QPainterPath(QPointF(x0, middle))
    x, up = x0, True
    while x < x1:
        top = middle - _AMPLITUDE if up else middle + _AMPLITUDE
        if sharp:
            path.lineTo(x + _HALF / 2, top)
            path.lineTo(x + _HALF, middle)
        else:
            path.quadTo(QPointF(x + _HALF / 2, top + (top - middle)), QPointF(x + _HALF, middle))
        x, up = x + _HALF, not up
    return path
