"""A scroll area as high as its content where there is room, scrolling where there is not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class FittingScrollArea(QScrollArea):
    """Holds one widget, only up and down.  least: px that stay in any case."""

    def __init__(self, parent: QWidget | None = None, *, least: int = 96) -> None:
        super().__init__(parent)
        self._least = least
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_content(self, widget: QWidget) -> None:
        """Set what is shown."""
        widget.setAutoFillBackground(False)
        widget.setProperty("plain", True)
        # Its least height is that of its narrowest shape, higher than it needs at this width.
        widget.setMinimumHeight(1)
        self.setWidget(widget)
        widget.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """Width as usual, height of the content at the present width."""
        content = self.widget()
        if content is None:
            return super().sizeHint()
        width = self.viewport().width() or content.sizeHint().width()
        height = content.sizeHint().height()
        if content.hasHeightForWidth():
            height = content.heightForWidth(width)
        return QSize(content.sizeHint().width(), max(height, 1))

    def minimumSizeHint(self) -> QSize:
        """A few lines stay visible."""
        return QSize(0, min(self._least, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content has another wish."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
