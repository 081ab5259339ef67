"""Keys of the 花脸稿 screen (ui.md 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui.screens.compare.columns import SheetLayout

if TYPE_CHECKING:
    from ui.screens.compare.screen import CompareScreen


def install_shortcuts(screen: CompareScreen) -> None:
    """Make the keys act while the focus is in the screen."""
    layouts = list(SheetLayout)
    acts = {
        "F7": lambda: screen.go_to_change(1),
        "Shift+F7": lambda: screen.go_to_change(-1),
        "Ctrl+P": screen.print_marked,
        "Ctrl+E": lambda: screen.export("marked_docx"),
        "Ctrl+Shift+E": lambda: screen.export("clean_docx"),
        "Ctrl+M": screen.write_note,
        "Esc": screen.escape,
        "Ctrl+Shift+1": lambda: screen.header.set_layout(layouts[0]),
        "Ctrl+Shift+2": lambda: screen.header.set_layout(layouts[1]),
        "Ctrl+Shift+3": lambda: screen.header.set_layout(layouts[2]),
    }
    for keys, act in acts.items():
        shortcut = QShortcut(QKeySequence(keys), screen)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
