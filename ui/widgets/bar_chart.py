"""A bar chart: label, bar, value, each bar on a line of its own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qz_review.model.chart import Chart
from ui.widgets.stage_chip import paint_stage_chip, stage_chip_size
from ui.widgets.themed import Themed

_ROW, _THICK, _GAP, _LABEL_SHARE, _LEAST_LABEL = 24, 12, 10, 0.28, 52  # px at 100 %


class BarChart(Themed, QWidget):
    """Fill it with :meth:`set_chart`; the title is the card's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = Chart("", ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self._chart

    def set_chart(self, chart: Chart) -> None:
        """Show another chart."""
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each bar, and one for what is said below."""
        lines = len(self._chart.bars) + (1 if self._aside() else 0)
        return QSize(self._theme.px(320), self._theme.px(_ROW) * max(lines, 1))

    def minimumSizeHint(self) -> QSize:
        """As high as it is."""
        return QSize(self._theme.px(200), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Labels, bars, values."""
        theme, chart = self._theme, self._chart
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        metrics = QFontMetrics(theme.font("small"))
        labels = [metrics.horizontalAdvance(bar.label) for bar in chart.bars]
        most = max(self.width() * _LABEL_SHARE, theme.px(_LEAST_LABEL))
        label_room = min(max(labels, default=0) + 2, most)
        values = max((metrics.horizontalAdvance(bar.words) for bar in chart.bars), default=0)
        start = label_room + theme.px(_GAP)
        room = self.width() - start - values - theme.px(_GAP)
        row = theme.px(_ROW)
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        for place, bar in enumerate(chart.bars):
            top = place * row
            if bar.stage is not None:
                height = stage_chip_size(theme, bar.label).height()
                paint_stage_chip(painter, theme, QPointF(0, top + (row - height) / 2), bar.stage)
            else:
                painter.setPen(theme.color("text2"))
                words = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, int(label_room))
                painter.drawText(QRectF(0, top, label_room + 1, row), flags, words)
            length = max(room * chart.share(bar), 2.0)
            thick = theme.px(_THICK)
            ink = theme.color(bar.stage.value if bar.stage is not None else "accent")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(QRectF(start, top + (row - thick) / 2, length, thick), 2, 2)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text"))
            beside = QRectF(start + length + theme.px(_GAP) / 2, top, values + 8, row)
            painter.drawText(beside, flags, bar.words)
        if aside := self._aside():
            painter.setPen(theme.color("text3"))
            box = QRectF(0 if not chart.bars else start, len(chart.bars) * row, self.width(), row)
            painter.drawText(box, flags, aside)

    def _aside(self) -> str:
        if self._chart.left_out:
            return f"其余 {self._chart.left_out} 项见表"
        return "" if self._chart.bars else "这段时间没有数据"
