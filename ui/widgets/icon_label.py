"""A line icon as a widget, and an icon with a short text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme.icons import LINE_WIDTH, paint_icon
from ui.theme.tokens import ICON_DEFAULT, ICON_SMALL
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed


class IconView(Themed, QWidget):
    """One icon in the colour of a token; ``size`` in px at 100 %.

    stroke: line width on the 20 grid, thinner for large icons.  beside: type role of the words it
    stands at the top of, so that it is level with their first line.

    Decoration unless an accessible name is set.
    """

    def __init__(
        self,
        icon: str,
        tone: str = "text2",
        size: int = ICON_DEFAULT,
        parent: QWidget | None = None,
        *,
        stroke: float = LINE_WIDTH,
        beside: str = "",
    ) -> None:
        super().__init__(parent)
        self._stroke = stroke
        self._beside = beside
        self._icon = icon
        self._tone = tone
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    def set_icon(self, icon: str, tone: str | None = None) -> None:
        """Change icon and, unless None, colour."""
        self._icon = icon
        self._tone = tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        """The icon's square, as high as the line it stands beside."""
        side = self._theme.px(self._size)
        if not self._beside:
            return QSize(side, side)
        return QSize(side, max(side, QFontMetrics(self._theme.font(self._beside)).height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon in the middle."""
        side = self._theme.px(self._size)
        rect = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        color = self._theme.color(self._tone)
        paint_icon(QPainter(self), self._icon, rect, color, stroke=self._stroke)


class IconLabel(QWidget):
    """Icon and text in one row, 4 px apart: ✓ 已保存 10:26.

    tone colours the text; icon_tone the icon (the same when None).
    """

    def __init__(
        self,
        icon: str,
        text: str = "",
        role: str = "small",
        tone: str = "text2",
        icon_tone: str | None = None,
        parent: QWidget | None = None,
        *,
        icon_size: int = ICON_SMALL,
    ) -> None:
        super().__init__(parent)
        self._follows_tone = icon_tone is None
        self.view = IconView(icon, icon_tone or tone, icon_size, self)
        self.label = TextLabel(text, role, tone, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.view)
        layout.addWidget(self.label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Change the text."""
        self.label.setText(text)

    def set_content(self, icon: str, text: str, tone: str) -> None:
        """Change icon, text and colour at once."""
        self.view.set_icon(icon, tone if self._follows_tone else None)
        self.label.setText(text)
        self.label.set_tone(tone)
