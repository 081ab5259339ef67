"""显示改动, text size, dark and light: how the leader reads, not what he does.

Signals: ``resized()`` after the type has another size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.editor.line_picture import ViewMode
from ui.screens.leader.header import LeaderHeader
from ui.screens.leader.page import LeaderPage
from ui.theme.theme import ThemeMode, current_theme

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

PREFERENCE = "leader.text_size"
_NEXT = {"large": "huge", "huge": "medium", "medium": "large"}


class ReadingTools(QObject):
    """The size is kept for the person, the theme by the application."""

    resized = Signal()

    def __init__(
        self, header: LeaderHeader, page: LeaderPage, workspace: Workspace, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._header, self._page, self._settings = header, page, workspace.settings
        page.set_mode(ViewMode.CLEAN)
        kept = self._settings.preference(PREFERENCE, "large")
        page.set_size_step(kept if kept in _NEXT else "large")
        header.set_size_step(page.size_step)
        header.marks_toggled.connect(self._on_marks_toggled)
        header.size_wanted.connect(self._on_size_wanted)
        header.theme_wanted.connect(self._on_theme_wanted)

    def go_to_change(self, step: int) -> None:
        """F7: the next change, with the changes shown."""
        self._header.marks.setChecked(True)
        self._page.go_to_change(step)

    def _on_marks_toggled(self, on: bool) -> None:
        self._page.set_mode(ViewMode.MARKED if on else ViewMode.CLEAN)

    def _on_size_wanted(self) -> None:
        step = _NEXT[self._page.size_step]
        self._page.set_size_step(step)
        self._header.set_size_step(step)
        self._settings.set_preference(PREFERENCE, step)
        self.resized.emit()

    def _on_theme_wanted(self) -> None:
        theme = current_theme()
        theme.set_mode(ThemeMode.LIGHT if theme.is_dark else ThemeMode.DARK)
