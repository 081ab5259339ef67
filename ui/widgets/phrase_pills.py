"""Phrases to put into an opinion with one click.

Signals: ``phrase_chosen(str)``; ``add_requested()`` from the + pill.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme.icons import paint_icon
from ui.widgets.enter_key import PressedByEnter
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_PAD, _HEIGHT, _LONGEST = 10, 28, 18  # px, px, characters shown of a long phrase


class Pill(PressedByEnter, Themed, QAbstractButton):
    """One rounded button with words or, without words, an icon."""

    def __init__(self, text: str, parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(parent)
        self.phrase, self._icon = text, icon
        short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        self.setText(short)
        self.setToolTip(text if short != text else "")
        self.setAccessibleName(text)
        self.setProperty("ringRadius", _HEIGHT // 2)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """Words with padding, 28 px high."""
        height = self._theme.px(_HEIGHT)
        if self._icon:
            return QSize(height, height)
        width = QFontMetrics(self._theme.font("caption")).horizontalAdvance(self.text())
        return QSize(width + 2 * _PAD, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pill and words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.underMouse() and self.isEnabled()
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("hover" if hovered else "paper"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        ink = theme.color("text2" if self.isEnabled() else "text3")
        if self._icon:
            side = theme.px(16)
            left, top = (self.width() - side) / 2, (self.height() - side) / 2
            paint_icon(painter, self._icon, QRectF(left, top, side, side), ink)
            return
        painter.setFont(theme.font("caption"))
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class PhrasePills(QWidget):
    """Pills in lines; ``label`` stands before them; ``can_add`` shows the + pill."""

    phrase_chosen = Signal(str)
    add_requested = Signal()

    def __init__(
        self,
        phrases: Sequence[str] = (),
        parent: QWidget | None = None,
        *,
        label: str = "",
        can_add: bool = False,
    ) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        if label:
            self._flow.addWidget(TextLabel(label, "caption", parent=self, line=_HEIGHT))
        self._can_add = can_add
        self._pills: list[Pill] = []
        self.set_phrases(phrases)

    def set_phrases(self, phrases: Sequence[str]) -> None:
        """Replace the phrases."""
        for pill in self._pills:
            self._flow.removeWidget(pill)
            pill.hide()  # it would be painted once more before it is gone
            pill.deleteLater()
        self._pills = [Pill(phrase, self) for phrase in phrases]
        for pill in self._pills:
            pill.clicked.connect(self._on_pill_clicked)
        if self._can_add:
            add = Pill("添加常用语", self, icon="plus")
            add.setToolTip("添加常用语")
            add.clicked.connect(self.add_requested)
            self._pills.append(add)
        for pill in self._pills:
            self._flow.addWidget(pill)
            pill.show()
        self.updateGeometry()

    def _on_pill_clicked(self) -> None:
        pill = self.sender()
        assert isinstance(pill, Pill)
        self.phrase_chosen.emit(pill.phrase)
