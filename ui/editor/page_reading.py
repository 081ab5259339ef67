"""Noting which paragraphs were read: part of the text page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, SignalInstance
from PySide6.QtWidgets import QTextEdit

from ui.editor.line_picture import ViewMode
from ui.editor.marked_lines import Lines
from ui.editor.reading_track import ReadingTrack

if TYPE_CHECKING:
    from ui.editor.page_painting import PagePainter, PageState

    _Base = QTextEdit
else:
    _Base = object

READ_EVERY_MS = 500


class PageReading(_Base):
    """Mixed into the page before ``QTextEdit``; ``read_changed`` is the page's signal."""

    track: ReadingTrack
    painter: PagePainter
    _numbers: dict[int, int]
    _mode: ViewMode
    _reading: QTimer

    if TYPE_CHECKING:  # what the page itself has
        read_changed: SignalInstance

        @property
        def shown_lines(self) -> Lines:
            """The lines of the view in use."""

        def _state(self) -> PageState: ...

    def begin_reading(self, read: Iterable[int], *, tracks: bool) -> None:
        """Start with the paragraphs read before; ``tracks``: go on noting what is read."""
        self.track.begin(read)
        if tracks:
            self._reading.start()
        else:
            self._reading.stop()
        self.viewport().update()

    @property
    def paragraph_count(self) -> int:
        """Number of paragraphs with words."""
        return len(self._numbers)

    @property
    def read_paragraphs(self) -> frozenset[int]:
        """Numbers of the paragraphs read that still exist."""
        return self.track.read & frozenset(self._numbers.values())

    def pass_reading_time(self, seconds: float) -> None:
        """Note that the person looked at the page for so long."""
        visible = []
        for index, _, rect in self.painter.visible(self._state()):
            number = self._numbers.get(index)
            whole = rect.bottom() <= self.viewport().height() + 4
            if number is not None and (whole or rect.height() > self.viewport().height()):
                visible.append((number, self.shown_lines[index].characters))
        if self.track.pass_time(seconds, visible):
            self.read_changed.emit()
            self.viewport().update()

    def _on_reading_timeout(self) -> None:
        looks = self.isVisible() and self.window().isActiveWindow()
        if looks and not self._is_covered() and self._mode is not ViewMode.ORIGINAL:
            self.pass_reading_time(READ_EVERY_MS / 1000)

    def _is_covered(self) -> bool:
        """True under a dialog of the window: who fills it in does not read the page behind it."""
        edge = self.mapTo(self.window(), QPoint(8, self.height() // 2))
        seen = self.window().childAt(edge)
        return seen is not None and seen is not self and not self.isAncestorOf(seen)
