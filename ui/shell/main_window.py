"""The window: one page at a time, toasts, the strip of running jobs.  It only arranges.

Signals: ``closing()`` before the window goes, once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMargins, QRect, QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.text.visible_signs import signed

if TYPE_CHECKING:
    from ui.widgets.toast import ToastHost

TITLE = "三审三校"
LEAST = QSize(1024, 680)  # px the window may be made to, below the supported 1366 × 768
REFERENCE = QSize(1440, 900)  # px of the first start
FRAME = QMargins(8, 40, 8, 8)  # px left for title bar and borders, unknown before it is shown


def fitted(wanted: QRect, room: QRect) -> QRect:
    """``wanted`` (without frame) made and moved to lie in ``room`` (px) with its frame."""
    inside = room.marginsRemoved(FRAME)
    size = wanted.size().boundedTo(inside.size())
    left = min(max(wanted.x(), inside.x()), inside.x() + inside.width() - size.width())
    top = min(max(wanted.y(), inside.y()), inside.y() + inside.height() - size.height())
    return QRect(left, top, size.width(), size.height())


class MainWindow(QMainWindow):
    """geometry: as :meth:`QWidget.saveGeometry` gave it, or empty."""

    closing = Signal()

    def __init__(self, geometry: QByteArray | None = None) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle(TITLE)
        self.setMinimumSize(LEAST.boundedTo(self._room().marginsRemoved(FRAME).size()))
        self._closed = False
        self.may_close: Callable[[], bool] = lambda: True
        self._pages = QStackedWidget(self)
        self.setCentralWidget(self._pages)
        self._toasts: ToastHost | None = None
        self._fits = True
        if geometry is None or geometry.isEmpty() or not self.restoreGeometry(geometry):
            self._take_first_size()
        elif not self.isMaximized() and not self.isFullScreen():
            self.setGeometry(fitted(self.geometry(), self._room()))

    @property
    def toasts(self) -> ToastHost:
        """Shows short messages; made when the first is wanted."""
        if self._toasts is None:
            from ui.widgets.toast import ToastHost

            self._toasts = ToastHost(self)
        return self._toasts

    @property
    def page(self) -> QWidget | None:
        """Page shown."""
        return self._pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show a page; it becomes the window's on the first time."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def drop_page(self, page: QWidget) -> None:
        """Take a page away and delete it."""
        self._pages.removeWidget(page)
        page.deleteLater()

    def set_subject(self, words: str) -> None:
        """What the title bar names besides the product."""
        self.setWindowTitle(f"{signed(words)} - {TITLE}" if words else TITLE)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved before the window goes; ``may_close`` can keep it."""
        if not self._closed and not self.may_close():
            event.ignore()
            return
        if not self._closed:
            self._closed = True
            self.closing.emit()
        event.accept()

    def show_fitting(self) -> None:
        """Show it; maximized where the screen has no room for the first size and a title bar."""
        if self._fits:
            self.show()
        else:
            self.showMaximized()

    def _take_first_size(self) -> None:
        room = self._room()
        wanted = QRect(room.topLeft(), REFERENCE)
        wanted.moveCenter(room.center())
        fitting = fitted(wanted, room)
        self._fits = fitting.size() == REFERENCE
        self.setGeometry(fitting)

    def _room(self) -> QRect:
        screen = self.screen()
        return screen.availableGeometry() if screen is not None else QRect(0, 0, 1366, 768)
