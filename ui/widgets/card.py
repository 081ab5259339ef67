"""Plain surfaces: cards, wells, dividers.  Cards have a 1 px border and no shadow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget


class Card(QFrame):
    """A bordered surface with a vertical layout in :attr:`body`.

    padding: px inside the border; spacing: px between children; role: ``card`` (paper),
    ``well`` (window-coloured), ``panel``, ``side``, ``header``, ``footer``.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        padding: int | tuple[int, int, int, int] = 16,
        spacing: int = 8,
        role: str = "card",
    ) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", role)
        self.body = QVBoxLayout(self)
        margins = (padding,) * 4 if isinstance(padding, int) else padding
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(spacing)


class Divider(QFrame):
    """A line of 1 px in the ``line`` colour."""

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
        *,
        length: int | None = None,
    ) -> None:
        super().__init__(parent)
        vertical = orientation == Qt.Orientation.Vertical
        self.setProperty("frameRole", "divider-vertical" if vertical else "divider")
        if length is not None:
            if vertical:
                self.setFixedHeight(length)
            else:
                self.setFixedWidth(length)


def row(*widgets: QWidget | int | None, spacing: int = 8) -> QHBoxLayout:
    """A horizontal layout without margins; an int adds that many px, None a stretch."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in widgets:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            layout.addWidget(item)
    return layout
