"""The keys that work on every page of the desk, and F6 from pane to pane.

A page may have the same key for itself; then the desk's own rests while that page is shown, since
Qt lets neither act when two claim a key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.shell.actions import ACTIONS


class DeskKeys(QObject):
    """slots: what each action of :data:`ACTIONS` does, by its id."""

    def __init__(self, desk: QWidget, slots: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(desk)
        self._shortcuts: list[QShortcut] = []
        for known in ACTIONS:
            if known.keys and known.id in slots:
                shortcut = QShortcut(QKeySequence(known.keys), desk)
                shortcut.activated.connect(slots[known.id])
                self._shortcuts.append(shortcut)

    def give_way_to(self, page: QWidget | None) -> None:
        """Rest where ``page`` has the key for itself; None: all act again."""
        taken = set()
        if page is not None:
            taken = {shortcut.key().toString() for shortcut in page.findChildren(QShortcut)}
        for shortcut in self._shortcuts:
            shortcut.setEnabled(shortcut.key().toString() not in taken)


def move_pane(panes: list[QWidget], focused: QWidget | None, step: int) -> None:
    """Give the focus to the first control of the next pane (``step`` 1) or the one before (-1)."""
    shown = [pane for pane in panes if pane.isVisible()]
    if not shown:
        return
    here = next(
        (
            place
            for place, pane in enumerate(shown)
            if focused is not None and (pane is focused or pane.isAncestorOf(focused))
        ),
        -1 if step > 0 else 0,
    )
    target = shown[(here + step) % len(shown)]
    for child in (target, *target.findChildren(QWidget)):
        takes_tab = child.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_tab and child.isVisible() and child.isEnabled():
            child.setFocus(Qt.FocusReason.TabFocusReason)
            return
