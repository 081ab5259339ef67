"""The pages that show one manuscript: 稿件审校, 领导审签, 登记稿件.  One is open at a time.

Signals: ``opened(str)`` with the navigation it wants (``rail`` or ``none``), ``closed()`` when
the page gives way to the list it came from, ``manuscript_wanted(str)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.shell import screen_factory
from ui.shell.screen_factory import DeskParts

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet


class DocumentPages(QObject):
    """Makes the page, shows it in ``stack``, lets it go again.

    A page has ``closed``; it may have ``refresh(change)``, ``save()``, ``may_leave()``.
    """

    opened = Signal(str)
    closed = Signal()
    manuscript_wanted = Signal(str)

    def __init__(
        self, parts: DeskParts, stack: QStackedWidget, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._stack = stack
        self._page: QWidget | None = None
        self._unhook: Callable[[], None] | None = None

    @property
    def page(self) -> QWidget | None:
        """The page that is open."""
        return self._page

    def open_manuscript(self, manuscript_id: str) -> None:
        """Open 稿件审校."""
        self._open(lambda: screen_factory.make_manuscript(self._parts, manuscript_id, self), "rail")

    def open_leader_view(self, manuscript_id: str) -> None:
        """Open 领导审签."""
        self._open(lambda: screen_factory.make_leader(self._parts, manuscript_id, self), "none")

    def register(self, corrects: str = "") -> None:
        """Open 登记稿件; ``corrects`` is the released manuscript that the new one corrects."""
        self._open(lambda: screen_factory.make_registration(self._parts, corrects, self), "rail")

    def refresh(self, changes: ChangeSet | None) -> None:
        """Something changed."""
        refresh = getattr(self._page, "refresh", None)
        if refresh is not None:
            refresh(changes)

    def save(self) -> None:
        """Save what is typed; the page stays."""
        save = getattr(self._page, "save", None)
        if save is not None:
            save()

    def may_leave(self) -> bool:
        """Whether the page can be left; it asks the person where words would be lost."""
        may = getattr(self._page, "may_leave", None)
        return may is None or bool(may())

    def close_shown(self) -> None:
        """Save and let the page go; nothing where none is open."""
        page, self._page = self._page, None
        if page is None:
            return
        save = getattr(page, "save", None)
        if save is not None:
            save()
        if self._unhook is not None:
            self._unhook()
            self._unhook = None
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _open(self, make: Callable[[], QWidget], bar: str) -> None:
        if not self.may_leave():
            return
        try:
            page = make()
        except Exception as error:  # shown by the presenter, whatever it is
            self._parts.errors.show(error)
            return
        self.close_shown()
        self._page = page
        save = getattr(page, "save", None)
        if save is not None:
            self._unhook = self._parts.errors.call_before_close(save)
        closed = getattr(page, "closed", None)
        if closed is not None:
            closed.connect(self.closed)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.opened.emit(bar)
