"""The route of a manuscript in nine nodes: six steps, 终扫, 发布, 归档.

Signals: ``step_clicked(str)`` with the key of a done node (mouse, or Enter and Space on focus).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qz_review.model.stage import Stage
from ui.widgets.step_node import StepNode, StepView
from ui.widgets.themed import Themed

HEIGHT, COMPACT_HEIGHT = 72, 44  # px at 100 %
_LAST_SHARE, _SHARE = 7, 10  # the last node has no connector and needs less room
AFTER_STEPS = (
    ("final_scan", "终扫", "scan"),
    ("release", "发布", "send"),
    ("archive", "归档", "box"),
)


def route_views(
    position: int, captions: Sequence[str] = (), *, now_icon: str = "pen", returned: bool = False
) -> tuple[StepView, ...]:
    """The nine nodes with ``position`` of them done (0 to 9); a quick way to make views.

    captions: who and when by place; returned: the present step came back.
    """
    names: list[tuple[str, str, str, Stage | None]] = [
        *((stage.value, stage.label, str(stage.position + 1), stage) for stage in Stage),
        *((key, label, icon, None) for key, label, icon in AFTER_STEPS),
    ]
    views = []
    for place, (key, label, mark, stage) in enumerate(names):
        state = "done" if place < position else "now" if place == position else "later"
        if state == "now":
            mark = now_icon if stage is not None else mark
            state = "returned" if returned else "now"
        caption = captions[place] if place < len(captions) else ""
        views.append(StepView(key, label, state, stage, caption, mark))
    return tuple(views)


class Stepper(Themed, QWidget):
    """72 px with who and when, or one line of 44 px (then who and when are in the tooltip)."""

    step_clicked = Signal(str)

    def __init__(self, views: Sequence[StepView] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nodes: list[StepNode] = []
        self._compact = False
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(0)
        self.setAccessibleName("稿件进度")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow_theme()
        self.set_steps(views)

    @property
    def is_compact(self) -> bool:
        """True in the one-line form."""
        return self._compact

    def set_steps(self, views: Sequence[StepView]) -> None:
        """Show another state of the route."""
        for node in self._nodes:
            self._layout.removeWidget(node)
            node.deleteLater()
        self._nodes = []
        for place, view in enumerate(views):
            last = place == len(views) - 1
            node = StepNode(view, last, self)
            node.clicked.connect(self._on_node_clicked)
            self._layout.addWidget(node, _LAST_SHARE if last else _SHARE)
            self._nodes.append(node)
        self.set_compact(self._compact)

    def set_compact(self, compact: bool) -> None:
        """One line of 44 px, for windows under 840 px high."""
        self._compact = compact
        for node in self._nodes:
            node.compact = compact
            node.updateGeometry()
            node.update()
        self._layout.setContentsMargins(24, 0 if compact else 10, 24, 0 if compact else 8)
        for node in self._nodes:
            self._layout.setAlignment(node, Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(self._theme.px(COMPACT_HEIGHT if compact else HEIGHT))

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(960, self._theme.px(COMPACT_HEIGHT if self._compact else HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from done node to done node."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        stops = [node for node in self._nodes if node.isEnabled()]
        here = next((i for i, node in enumerate(stops) if node.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        there = min(max(here + step, 0), len(stops) - 1)
        stops[there].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper between two lines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("paper"))
        line = self._theme.color("line")
        painter.fillRect(QRectF(0, 0, self.width(), 1), line)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), line)

    def _on_theme_changed(self) -> None:
        self.set_compact(self._compact)
        super()._on_theme_changed()

    def _on_node_clicked(self) -> None:
        node = self.sender()
        assert isinstance(node, StepNode)
        self.step_clicked.emit(node.view.key)
