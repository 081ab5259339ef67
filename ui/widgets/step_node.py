"""One node of the stepper: dot, name, who and when, connector to the next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qz_review.model.stage import Stage
from ui.theme.icons import paint_icon
from ui.widgets.enter_key import PressedByEnter
from ui.widgets.themed import Themed

_DOT, _INDENT, _RING = 20, 28, 1.5  # px
_MOST_CAPTION = 240  # px at 100 %, what the present step may take for who and when
STATES = ("done", "now", "later", "returned")


@dataclass(frozen=True, slots=True)
class StepView:
    """What a node shows.

    key: for the program; label: 一审 … 归档; state: ``done``, ``now``, ``later``, ``returned``;
    stage: gives the colour, None for 终扫, 发布, 归档; caption: who and when; mark: a number or the
    name of an icon in the dot of a later or present step; tooltip: more words than the caption.
    """

    key: str
    label: str
    state: str = "later"
    stage: Stage | None = None
    caption: str = ""
    mark: str = ""
    tooltip: str = ""


class StepNode(PressedByEnter, Themed, QAbstractButton):
    """A done node can be clicked; the others only show."""

    def __init__(self, view: StepView, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        if view.state not in STATES:
            raise ValueError(f"no step state {view.state!r}")
        self.view = view
        self._last = last
        self.compact = False
        self.setObjectName(f"step_{view.key}")
        self.setText(view.label)
        self.setEnabled(view.state == "done")
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if view.state == "done" else Qt.FocusPolicy.NoFocus
        )
        if view.state == "done":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = view.tooltip or f"{view.label} {view.caption}".strip()
        self.setToolTip(words)
        self.setAccessibleName(f"{words} {_SPOKEN[view.state]}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """One line, or two with who and when."""
        height = self._theme.line_height("strong")
        if not self.compact:
            height += self._theme.line_height("caption")
        # The same hint for all nodes: the layout shares out by its stretch factors alone.
        return QSize(self._indent() + self._name_width() + 8, height + 2)

    def minimumSizeHint(self) -> QSize:
        """Dot and name always fit, and of the present step who has it and until when."""
        width = self._name_width() + 8
        if self.view.state in ("now", "returned") and not self.compact:
            metrics = QFontMetrics(self._theme.font("caption"))
            caption = metrics.horizontalAdvance(self.view.caption) + 12
            width = max(width, min(caption, self._theme.px(_MOST_CAPTION)))
        return QSize(self._indent() + width, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right belong to the stepper."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dot, name, connector, second line."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._color()
        line = theme.line_height("strong")
        side = theme.px(_DOT) - _RING
        dot = QRectF(_RING / 2, (line - side) / 2, side, side)
        indent = self._indent()
        self._paint_dot(painter, dot, color)
        font = theme.font("strong")
        font.setUnderline(self.isEnabled() and self.underMouse())
        painter.setFont(font)
        tones = {"done": theme.color("text"), "later": theme.color("text3")}
        painter.setPen(tones.get(self.view.state, color))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(QRectF(indent, 0, self.width(), line), flags, self.view.label)
        if not self._last:
            done = self.view.state == "done"
            painter.setPen(QPen(color if done else theme.color("line"), _RING))
            start, end = indent + self._name_width() + 8, self.width() - 10
            if end > start:
                painter.drawLine(QLineF(start, line / 2, end, line / 2))
        if not self.compact:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text3"))
            rect = QRectF(indent, line, self.width() - indent - 2, theme.line_height("caption"))
            painter.drawText(rect, flags, self.shown_caption())

    def shown_caption(self) -> str:
        """Who and when, cut where the node has no room for it."""
        metrics = QFontMetrics(self._theme.font("caption"))
        room = self.width() - self._indent() - 6
        return metrics.elidedText(self.view.caption, Qt.TextElideMode.ElideRight, room)

    def _paint_dot(self, painter: QPainter, dot: QRectF, color: QColor) -> None:
        theme, state = self._theme, self.view.state
        filled = state == "now"
        painter.setPen(QPen(theme.color("ctl") if state == "later" else color, _RING))
        painter.setBrush(color if filled else theme.color("paper"))
        painter.drawEllipse(dot)
        ink = theme.color("paper") if filled else color
        mark = {"done": "check", "returned": "undo"}.get(state, self.view.mark)
        if state == "later":
            ink = theme.color("text3")
        if mark.isdigit():
            painter.setFont(theme.font("caption"))
            painter.setPen(ink)
            painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, mark)
        elif mark:
            inner = QRectF(0, 0, theme.px(13), theme.px(13))
            inner.moveCenter(dot.center())
            paint_icon(painter, mark, inner, ink, stroke=2.0)

    def _color(self) -> QColor:
        if self.view.state == "returned":
            return self._theme.color("danger")
        stage = self.view.stage
        return self._theme.color(stage.value if stage is not None else "accent")

    def _indent(self) -> int:
        return self._theme.px(_INDENT)

    def _name_width(self) -> int:
        return QFontMetrics(self._theme.font("strong")).horizontalAdvance(self.view.label)


_SPOKEN = {"done": "已完成", "now": "当前", "later": "未到", "returned": "已退回"}
