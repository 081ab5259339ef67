"""Segmented controls: one of a few (修订 / 清样 / 原稿) and the answer 是 / 否 / 不适用.

Signals: ``value_changed(str)`` with the key of the chosen segment, by mouse, keyboard or
:meth:`~SegmentedControl.set_value` with another value.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.theme.tokens import RADIUS_CONTROL, RADIUS_TAG
from ui.widgets.themed import Themed

_PAD = 12  # px at each side of a segment's text
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_ANSWER_COLOURS = {"yes": ("ok", "ok_soft"), "no": ("danger", "danger_soft"),
                   "na": ("text", "hover")}  # fmt: skip
ANSWERS = (("yes", "是"), ("no", "否"), ("na", "不适用"))


class _Segment(Themed, QAbstractButton):
    """One segment; the control decides what arrow keys do."""

    arrow_pressed = Signal(int)

    def __init__(self, key: str, text: str, ink: str, fill: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self._ink, self._fill = key, ink, fill
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setObjectName(f"segment_{key}")
        self.setProperty("ringRadius", RADIUS_TAG)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """Text with padding, 26 px high; as wide when bold, so that nothing jumps."""
        metrics = QFontMetrics(self._theme.font("small-strong"))
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * _PAD, self._theme.px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go to the control."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.arrow_pressed.emit(step)

    def nextCheckState(self) -> None:
        """A click never unchecks."""
        self.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill when chosen, text on top."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(self._fill if on else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS_TAG, RADIUS_TAG)
        painter.setFont(theme.font("small", bold=on))
        idle = "text2" if self.isEnabled() else "text3"
        painter.setPen(theme.color(self._ink if on else idle))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class SegmentedControl(Themed, QWidget):
    """One of ``options`` ((key, text) pairs) is chosen; arrow keys choose the neighbour.

    value: key chosen at first; None for the first option.
    """

    value_changed = Signal(str)
    _arrows_choose = True

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str | None = None,
        parent: QWidget | None = None,
        *,
        accessible_name: str = "",
    ) -> None:
        super().__init__(parent)
        self._value: str | None = None
        self._segments = [_Segment(key, text, *self._colours(key), self) for key, text in options]
        self.setAccessibleName(accessible_name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._build()
        self._follow_theme()
        self._connect()
        self._show(value if value is not None else self._first_value())

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(0)
        for segment in self._segments:
            layout.addWidget(segment)

    def _connect(self) -> None:
        for segment in self._segments:
            segment.clicked.connect(self._on_segment_clicked)
            segment.arrow_pressed.connect(self._on_segment_arrow_pressed)

    @property
    def value(self) -> str | None:
        """Key of the chosen segment."""
        return self._value

    def set_value(self, value: str | None) -> None:
        """Choose by key; raises KeyError for an unknown one."""
        if value == self._value:
            return
        self._show(value)
        if value is not None:
            self.value_changed.emit(value)

    def _first_value(self) -> str | None:
        return self._segments[0].key if self._segments else None

    @staticmethod
    def _colours(key: str) -> tuple[str, str]:
        return "accent", "acc_soft"

    def _show(self, value: str | None) -> None:
        if value is not None and all(segment.key != value for segment in self._segments):
            raise KeyError(f"no segment {value!r}")
        self._value = value
        for place, segment in enumerate(self._segments):
            segment.setChecked(segment.key == value)
            # One stop of the tab key for the whole control.
            stop = segment.key == value or (value is None and place == 0)
            policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(policy)
        self.update()

    def _on_segment_clicked(self) -> None:
        segment = self.sender()
        assert isinstance(segment, _Segment)
        chosen = segment.key
        if chosen == self._value:
            segment.setChecked(True)
        else:
            self.set_value(chosen)

    def _on_segment_arrow_pressed(self, step: int) -> None:
        here = next((i for i, seg in enumerate(self._segments) if seg.hasFocus()), 0)
        there = self._segments[min(max(here + step, 0), len(self._segments) - 1)]
        there.setFocus(Qt.FocusReason.TabFocusReason)
        if self._arrows_choose:
            self.set_value(there.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame around the segments."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color("paper"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)


class AnswerControl(SegmentedControl):
    """是 / 否 / 不适用, unanswered at first (value None); keys ``yes``, ``no``, ``na``.

    Arrow keys only move the focus, Space answers: an answer is never given in passing.
    """

    _arrows_choose = False

    def __init__(self, value: str | None = None, parent: QWidget | None = None,
                 *, accessible_name: str = "") -> None:  # fmt: skip
        super().__init__(ANSWERS, value, parent, accessible_name=accessible_name)

    def _build(self) -> None:
        super()._build()
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(1)

    def _first_value(self) -> str | None:
        return None

    @staticmethod
    def _colours(key: str) -> tuple[str, str]:
        return _ANSWER_COLOURS[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stronger frame of an input, and lines between the answers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.fillPath(path, self._theme.color("paper"))
        for segment in self._segments[1:]:
            x = segment.x() - 1
            painter.fillRect(QRectF(x, 1, 1, self.height() - 2), self._theme.color("line"))
        painter.setPen(QPen(self._theme.color("ctl"), 1))
        painter.drawPath(path)
