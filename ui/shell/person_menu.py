"""The menu of who is at the desk: own account, 换人, 锁定, the rule, about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from ui.shell.actions import PERSON_MENU, action


def show_person_menu(host: QWidget, slots: Mapping[str, Callable[[], object]]) -> None:
    """Show it at the mouse.  slots: by the name of the action, all of ``PERSON_MENU``."""
    menu = QMenu(host)
    for name in PERSON_MENU:
        if not name:
            menu.addSeparator()
            continue
        menu.addAction(action(name).text, slots[name])
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(QCursor.pos())
