"""The course of some words as a line in time: mock-up 05, right below."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from qz_review.markup.trace import Holding
from qz_review.services.trace_course import Course, CourseNode, NodeKind
from ui.editor.trace_words import TraceWordsView
from ui.text.moments import moment_words
from ui.text.trace_texts import course_words
from ui.theme.icons import paint_icon
from ui.widgets.stage_chip import StageChip
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_DOT, _COLUMN, _STEP, _GAP = 20, 24, 40, 8  # px at 100 %
_ICONS = {
    NodeKind.ORIGINAL: "doc",
    NodeKind.SOURCE: "pen",
    NodeKind.TOUCHED: "pen",
    NodeKind.SIGNED: "check",
    NodeKind.IGNORED: "eye-off",
    NodeKind.RELEASED: "send",
}


class CourseList(QScrollArea):
    """Fill it with :meth:`set_course`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trace_course")
        self.setAccessibleName("来历")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows: tuple[CourseRow, ...] = ()

    def set_course(self, course: Course, now: datetime) -> None:
        """Show every node, the earliest first."""
        content = QWidget()
        content.setProperty("plain", True)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 12, 16, 12)
        column.setSpacing(0)
        last = len(course.nodes) - 1
        self.rows = tuple(
            CourseRow(node, now, first=place == 0, last=place == last)
            for place, node in enumerate(course.nodes)
        )
        for row in self.rows:
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(content)
        self.setAccessibleDescription(
            "；".join(f"{node.label} {node.spoken}" for node in course.nodes)
        )


class CourseRow(QWidget):
    """One line: dot, step, what was done, when."""

    def __init__(self, node: CourseNode, now: datetime, *, first: bool, last: bool) -> None:
        super().__init__()
        self.node = node
        step: QWidget = (
            StageChip(node.stage) if node.stage is not None
            else TextLabel(node.label, "small-strong", "danger" if node.is_source else "text2")
        )  # fmt: skip
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(step, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)
        holder.setMinimumWidth(_STEP)
        self.words = TraceWordsView(course_words(node))
        when = moment_words(node.at, now) if node.at is not None else "未存为版本"
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        line.addWidget(_Dot(node, first=first, last=last))
        for widget, stretch in ((holder, 0), (self.words, 1),
                                (TextLabel(when, "caption", "text3", line=20), 0)):  # fmt: skip
            framed = QVBoxLayout()
            framed.setContentsMargins(0, 7, 0, 7)
            framed.addWidget(widget)
            if widget is not self.words:
                framed.addStretch(1)
            line.addLayout(framed, stretch)


class _Dot(Themed, QWidget):
    """The node on its line; the line goes on to the next one."""

    def __init__(self, node: CourseNode, *, first: bool, last: bool) -> None:
        super().__init__()
        self._node, self._first, self._last = node, first, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """A column."""
        return QSize(self._theme.px(_COLUMN), self._theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, ring or disc, icon."""
        theme, node = self._theme, self._node
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(_DOT)
        box = QRectF((self.width() - side) / 2, theme.px(17) - side / 2, side, side)
        painter.setPen(QPen(theme.color("line"), 1))
        x = box.center().x()
        if not self._first:
            painter.drawLine(QPointF(x, 0), QPointF(x, box.top()))
        if not self._last:
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x, self.height()))
        ink = theme.color(self._role())
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if node.is_source else theme.color("paper"))
        painter.drawEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75))
        small = theme.px(12)
        place = QRectF(x - small / 2, box.center().y() - small / 2, small, small)
        icon = "minus" if node.held is Holding.NONE else _ICONS[node.kind]
        paint_icon(painter, icon, place, theme.color("paper") if node.is_source else ink)

    def _role(self) -> str:
        node = self._node
        if node.is_source:
            return "danger"
        if node.kind is NodeKind.IGNORED:
            return "warn"
        faint = node.superseded or node.held is Holding.NONE
        return node.stage.value if node.stage is not None and not faint else "text3"
