"""在办稿件 as progress rows, the nearest to release first; as many as fit.

Signals: ``opened(str)`` with the manuscript's id; ``all_requested()``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qz_review.model.stage import Phase
from qz_review.services.views import ProgressItem
from ui.screens.workbench.words import holding_words
from ui.text.visible_signs import signed
from ui.theme.tokens import HEAD_HEIGHT, ROW_HEIGHT
from ui.widgets.button import Button
from ui.widgets.card import Card, Divider
from ui.widgets.empty_state import EmptyState
from ui.widgets.progress_row import (
    COLUMN_WIDTH,
    COLUMNS,
    ProgressHead,
    ProgressView,
    paint_progress_row,
)
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_PAD, _GAP, _HOLDER = 16, 12, 140  # px at 100 %
_LEAST = 5  # rows shown however low the window is
_MOST = 30


class ProgressLine(Themed, QAbstractButton):
    """One manuscript: title, its way, who holds it; narrow: the holder is in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: ProgressItem | None = None
        self._holding, self._tone = "", "text2"
        self._narrow = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    @property
    def manuscript_id(self) -> str:
        """Which manuscript is shown."""
        return self._item.manuscript_id if self._item else ""

    def set_item(self, item: ProgressItem, own_name: str, now: datetime) -> None:
        """Show a manuscript."""
        self._item = item
        self._holding, self._tone = holding_words(item, own_name, now)
        view = self._view()
        self.setText(item.title)
        self.setAccessibleName(f"{item.title} {view.words} {self._holding}")
        self.setToolTip(f"{item.number} {item.title}\n{self._holding}")
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Leave the last column to the tooltip."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        """A row of 40 px."""
        return QSize(480, self._theme.px(ROW_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; up and down go to the neighbours."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hover, words, progress, the line below."""
        theme = self._theme
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.color("window"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.color("line"))
        if self._item is None:
            return
        lane, holder, left = self._columns()
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        title = painter.fontMetrics().elidedText(signed(self._item.title), elide, int(left))
        painter.drawText(QRectF(theme.px(_PAD), 0, left, self.height()), flags, title)
        paint_progress_row(painter, theme, lane, self._view())
        if not self._narrow:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color(self._tone))
            words = painter.fontMetrics().elidedText(self._holding, elide, int(holder.width()))
            painter.drawText(holder, flags, words)

    def _columns(self) -> tuple[QRectF, QRectF, float]:
        """Rectangles of the way and the holder, and the width of the title."""
        theme = self._theme
        pad, gap = theme.px(_PAD), theme.px(_GAP)
        holder = 0 if self._narrow else theme.px(_HOLDER)
        lane = theme.px(COLUMN_WIDTH) * len(COLUMNS)
        holder_x = self.width() - pad - holder
        lane_x = holder_x - (0 if self._narrow else gap) - lane
        return (
            QRectF(lane_x, 0, lane, self.height()),
            QRectF(holder_x, 0, holder, self.height()),
            lane_x - gap - pad,
        )

    def _view(self) -> ProgressView:
        item = self._item
        assert item is not None
        label = "发布" if item.phase is Phase.READY and not item.returned else ""
        return ProgressView(item.position, item.returned, label)


class ProgressList(Themed, Card):
    """The card with its head and, where not all fit, 查看全部."""

    opened = Signal(str)
    all_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=1, spacing=0)
        self._items: tuple[ProgressItem, ...] = ()
        self._total = 0
        self._own_name = ""
        self._now: datetime | None = None
        self._narrow = False
        self._lines: list[ProgressLine] = []
        self._head = QWidget(self)
        self._line = Divider(parent=self)
        self._holder_head = TextLabel("在谁手上", "caption", parent=self._head)
        self._rows = QVBoxLayout()
        self._more = QWidget(self)
        self._more_words = TextLabel("", "small", "text2", self._more)
        self.all = Button("查看全部", self._more, kind="link", name="progress_all")
        self._empty = EmptyState("doc", "没有在办稿件", "登记的稿件会出现在这里", "", self)
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self.all.clicked.connect(self.all_requested)

    def _build(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(_PAD, 0, _PAD, 0)
        head.setSpacing(_GAP)
        head.addWidget(TextLabel("稿件", "caption", parent=self._head), 1)
        head.addWidget(ProgressHead(self._head))
        head.addWidget(self._holder_head)
        more = QHBoxLayout(self._more)
        more.setContentsMargins(_PAD, 0, _PAD, 0)
        more.addWidget(self._more_words, 1)
        more.addWidget(self.all)
        self._rows.setSpacing(0)
        self.body.addWidget(self._head)
        self.body.addWidget(self._line)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._more)
        self.body.addWidget(self._empty, 1)
        self.body.addStretch(0)

    def set_items(
        self, items: Sequence[ProgressItem], total: int, own_name: str, now: datetime
    ) -> None:
        """Show manuscripts under way; ``total`` counts those not handed over too."""
        self._items, self._total = tuple(items), total
        self._own_name, self._now = own_name, now
        self._fill()

    def set_narrow(self, narrow: bool) -> None:
        """Under 1440 the last column is left to the tooltip."""
        self._narrow = narrow
        self._holder_head.setVisible(not narrow)
        for line in self._lines:
            line.set_narrow(narrow)

    def minimumSizeHint(self) -> QSize:
        """Head, five rows, the last line."""
        rows = min(max(len(self._items), 1), _LEAST)
        height = HEAD_HEIGHT + rows * ROW_HEIGHT + ROW_HEIGHT
        return QSize(560, self._theme.px(height) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many rows as fit."""
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        now = self._now
        if now is None:
            return
        row, head = self._theme.px(ROW_HEIGHT), self._theme.px(HEAD_HEIGHT)
        room = self.height() - head - 4
        fitting = max(room // row, _LEAST)
        if self._total > fitting:
            fitting = max((room - row) // row, _LEAST)
        shown = self._items[: min(fitting, _MOST)]
        while len(self._lines) < len(shown):
            line = ProgressLine(self)
            line.set_narrow(self._narrow)
            line.clicked.connect(self._on_line_clicked)
            self._rows.addWidget(line)
            self._lines.append(line)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(shown))
            if place < len(shown):
                line.set_item(shown[place], self._own_name, now)
        rest = self._total - len(shown)
        self._more.setVisible(rest > 0)
        self._more_words.setText(f"其余 {rest} 件")
        self._empty.setVisible(not self._items)
        self._head.setVisible(bool(self._items))
        self._line.setVisible(bool(self._items))

    def _on_line_clicked(self) -> None:
        line = self.sender()
        assert isinstance(line, ProgressLine)
        self.opened.emit(line.manuscript_id)

    def _on_theme_changed(self) -> None:
        self._head.setFixedHeight(self._theme.px(HEAD_HEIGHT))
        self._more.setFixedHeight(self._theme.px(ROW_HEIGHT))
        self._holder_head.setFixedWidth(self._theme.px(_HOLDER))
        self._fill()
        super()._on_theme_changed()
