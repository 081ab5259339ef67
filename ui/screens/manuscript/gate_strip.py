"""六关 with the number of findings in each; a click leads to the gate in the list.

Signals: ``gate_wanted(str)`` with the gate's value.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from qz_review.model.checklist import Gate
from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.themed import Themed

_GAP, _HEIGHT = 6, 46  # px


class _GateBox(Themed, QAbstractButton):
    def __init__(self, gate: Gate, parent: QWidget) -> None:
        super().__init__(parent)
        self.gate, self._count, self._on = gate, 0, False
        self.setObjectName(f"gate_{gate.value}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRadius", RADIUS_CONTROL)
        self._follow_theme()
        self.show_count(0, on=False)

    def show_count(self, count: int, *, on: bool) -> None:
        self._count, self._on = count, on
        self.setAccessibleName(f"{self.gate.label} {count}")
        self.setEnabled(count > 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border, fill = ("accent", "acc_soft") if self._on else ("line", "paper")
        if self.underMouse() and self.isEnabled() and not self._on:
            fill = "hover"
        painter.setPen(QPen(theme.color(border), 1))
        painter.setBrush(theme.color(fill))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        half = self.height() * 0.46
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("accent" if self._on else "text2"))
        centre = int(Qt.AlignmentFlag.AlignHCenter)
        name = self.gate.label.removesuffix("关")
        painter.drawText(QRectF(0, 4, self.width(), half - 2),
                         centre | int(Qt.AlignmentFlag.AlignVCenter), name)  # fmt: skip
        painter.setFont(theme.font("section-title"))
        tone = "accent" if self._on else "text" if self._count else "text3"
        painter.setPen(theme.color(tone))
        painter.drawText(QRectF(0, half, self.width(), self.height() - half - 4),
                         centre | int(Qt.AlignmentFlag.AlignVCenter), str(self._count))  # fmt: skip


class GateStrip(QWidget):
    """Six boxes beside each other."""

    gate_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {gate: _GateBox(gate, self) for gate in Gate}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(_GAP)
        for box in self.boxes.values():
            layout.addWidget(box, 1)
            box.clicked.connect(lambda _=False, b=box: self.gate_wanted.emit(b.gate.value))

    def set_counts(self, counts: Mapping[Gate, int], current: Gate | None) -> None:
        """Findings in each gate; current: the gate of the finding that is looked at."""
        for gate, box in self.boxes.items():
            box.show_count(counts.get(gate, 0), on=gate is current)
