"""在办稿件 as a board: a column for each step, a card for each manuscript.

Signals: ``opened(str)`` with the manuscript's id.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qz_review.model.stage import Stage
from qz_review.services.views import ProgressItem
from ui.screens.workbench.words import holding_words
from ui.theme.tokens import HEAD_HEIGHT, RADIUS_CONTROL
from ui.widgets.card import Card, Divider
from ui.widgets.enter_key import PressedByEnter
from ui.widgets.stage_chip import StageChip
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_CARDS = 40  # in one column; more would be a list, not a board
_PAD = 8  # px


class BoardCard(PressedByEnter, Themed, QAbstractButton):
    """A manuscript on the board: two lines of title, who holds it."""

    def __init__(
        self, item: ProgressItem, own_name: str, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.manuscript_id = item.manuscript_id
        self._holding, self._tone = holding_words(item, own_name, now)
        self._returned = item.returned
        self.setText(item.title)
        self.setToolTip(f"{item.number} {item.title}\n{self._holding}")
        self.setAccessibleName(f"{item.title} {self._holding}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """Two lines of 13 and one of 12."""
        theme = self._theme
        height = 2 * theme.line_height("small") + theme.line_height("caption") + 2 * _PAD
        return QSize(80, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Card, title, holder; a returned one has a danger edge."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("ctl" if self.underMouse() else "line"), 1))
        painter.setBrush(theme.color("paper"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        if self._returned:
            painter.fillRect(QRectF(0, 6, 3, self.height() - 12), theme.color("danger"))
        width = self.width() - 2 * _PAD
        line = theme.line_height("small")
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text"))
        for place, words in enumerate(_two_lines(painter.fontMetrics(), self.text(), width)):
            rect = QRectF(_PAD, _PAD + place * line, width + 2, line)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("danger" if self._tone == "danger" else "text3"))
        holder = painter.fontMetrics().elidedText(self._holding, Qt.TextElideMode.ElideRight, width)
        rect = QRectF(_PAD, _PAD + 2 * line, width, theme.line_height("caption"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), holder)


def _two_lines(metrics: QFontMetrics, text: str, width: int) -> tuple[str, ...]:
    """The text on at most two lines of ``width`` px; the second elides."""
    end = len(text)
    while end > 1 and metrics.horizontalAdvance(text[:end]) > width:
        end -= 1
    if end == len(text):
        return (text,)
    return text[:end], metrics.elidedText(text[end:], Qt.TextElideMode.ElideRight, width)


class _Column(QWidget):
    """One step with its cards."""

    opened = Signal(str)

    def __init__(self, stage: Stage | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards: list[BoardCard] = []
        self._count = TextLabel("0", "caption", parent=self)
        head = QHBoxLayout()
        head.setContentsMargins(8, 6, 8, 2)
        head.addWidget(
            StageChip(stage, parent=self)
            if stage is not None
            else TextLabel("终扫 发布", "small-strong", parent=self)
        )
        head.addStretch(1)
        head.addWidget(self._count)
        inside = QWidget()
        inside.setProperty("plain", True)
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(6, 2, 6, 6)
        self._rows.setSpacing(6)
        self._rows.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(scroll, 1)

    def set_items(self, items: Sequence[ProgressItem], own_name: str, now: datetime) -> None:
        self._count.setText(str(len(items)))
        for card in self._cards:
            self._rows.removeWidget(card)
            card.deleteLater()
        self._cards = [BoardCard(item, own_name, now, self) for item in items[:_CARDS]]
        for place, card in enumerate(self._cards):
            self._rows.insertWidget(place, card)
            card.clicked.connect(self._on_card_clicked)

    def _on_card_clicked(self) -> None:
        card = self.sender()
        assert isinstance(card, BoardCard)
        self.opened.emit(card.manuscript_id)


class Board(Card):
    """Seven columns: the six steps, and one for what waits for scan and release."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=1, spacing=0)
        self._columns = [_Column(stage, self) for stage in (*Stage, None)]
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        for place, column in enumerate(self._columns):
            if place:
                columns.addWidget(Divider(Qt.Orientation.Vertical, self))
            columns.addWidget(column, 1)
            column.opened.connect(self.opened)
        self.body.addLayout(columns, 1)
        self.setMinimumHeight(HEAD_HEIGHT + 200)

    def set_items(self, items: Sequence[ProgressItem], own_name: str, now: datetime) -> None:
        """Show manuscripts under way."""
        for place, column in enumerate(self._columns):
            here = [item for item in items if min(item.position, 6) == place]
            column.set_items(here, own_name, now)
