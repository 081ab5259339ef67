"""A menu that hangs from the lower right corner of its button."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget


def drop_menu(menu: QMenu, button: QWidget) -> None:
    """Show ``menu`` under ``button``; it is gone after it has been answered."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    corner = button.mapToGlobal(QPoint(button.width(), button.height() + 4))
    menu.popup(corner - QPoint(menu.sizeHint().width(), 0))
