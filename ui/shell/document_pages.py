"""The pages that show one manuscript: 稿件审校, 领导审签, 花脸稿, 登记稿件.  One is open at a time.

Signals: ``opened(str)`` with the navigation the page wants (``rail`` or ``none``), ``closed()``
when it gives way to the list it came from, ``lock_requested()``, ``subject_changed(str)``,
``step_signed(str)`` and ``handover_requested(str, str)`` with what is asked and a manuscript's id.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.shell import screen_factory
from ui.shell.screen_factory import DeskParts

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet
    from ui.screens.manuscript.screen import ManuscriptScreen
    from ui.sign_request import SignRequest

Page = TypeVar("Page", bound=QWidget)


class DocumentPages(QObject):
    """Makes the page, wires it, shows it in ``stack``, lets it go again."""

    opened = Signal(str)
    closed = Signal()
    lock_requested = Signal()
    subject_changed = Signal(str)
    step_signed = Signal(str)
    handover_requested = Signal(str, str)

    def __init__(
        self, parts: DeskParts, stack: QStackedWidget, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._stack = stack
        self._page: Any = None
        self.subject = ""
        """What the page shows, for the title of the window; empty where none is open."""
        self._unhook: Callable[[], None] | None = None

    @property
    def page(self) -> QWidget | None:
        """The page that is open."""
        return self._page

    # --- opening ----------------------------------------------------------------------------

    def open_manuscript(self, manuscript_id: str) -> None:
        """Open 稿件审校."""
        page = self._make(lambda: screen_factory.make_manuscript(self._parts))
        if page is None:
            return
        page.back_requested.connect(self.closed)
        page.sign_requested.connect(lambda request: self._sign(page, request))
        page.correction_requested.connect(self.register)
        page.manuscript_requested.connect(self.open_manuscript)
        page.markup_requested.connect(
            lambda same, text, notes: self.open_markup(same, self.open_manuscript, text, notes)
        )
        page.told.connect(self._tell)
        page.undo_offered.connect(self._offer_undo)
        page.title_changed.connect(self._name_subject)
        page.handover_requested.connect(self.handover_requested)
        self._show(page, "rail", "稿件审校")
        page.open(manuscript_id)

    def open_leader_view(self, manuscript_id: str) -> None:
        """Open 领导审签."""
        page = self._make(lambda: screen_factory.make_leader(self._parts, manuscript_id))
        if page is None:
            return
        page.closed.connect(self.closed)
        page.lock_requested.connect(self.lock_requested)
        page.details_requested.connect(self.open_manuscript)
        page.markup_requested.connect(
            lambda same, notes: self.open_markup(same, self.open_leader_view, at_notes=notes)
        )
        page.signed.connect(lambda _act: self.step_signed.emit(page.manuscript_id))
        page.presenter.loaded.connect(lambda material: self._name_subject(material.view.title))
        page.presenter.emptied.connect(lambda: self._name_subject("领导审签"))
        self._show(page, "none", "领导审签")

    def open_markup(
        self,
        manuscript_id: str,
        back: Callable[[str], None],
        text_hash: str = "",
        at_notes: bool = False,
    ) -> None:
        """Open 花脸稿, of the present text or that with a hash; back: shows the page before;
        at_notes: begin at the first 附注.
        """
        page = self._make(
            lambda: screen_factory.make_compare(
                self._parts, manuscript_id, text_hash, at_notes=at_notes
            )
        )
        if page is None:
            return
        page.back_requested.connect(lambda: back(manuscript_id))
        page.title_changed.connect(self._name_subject)
        self._show(page, "rail", "花脸稿")

    def register(self, corrects: str = "") -> None:
        """Open 登记稿件; ``corrects`` is the released manuscript that the new one corrects."""
        page = self._make(lambda: screen_factory.make_registration(self._parts, corrects))
        if page is None:
            return
        page.left.connect(self.closed)
        page.registered.connect(self._on_registered)
        self._show(page, "rail", "登记稿件")

    # --- what the desk asks -----------------------------------------------------------------

    def refresh(self, changes: ChangeSet | None) -> None:
        """Something changed."""
        if self._page is not None:
            self._page.refresh(changes)

    def save(self) -> None:
        """Save what is typed and make a version of it; the page stays."""
        page = self._page
        for name in ("save", "leave"):
            act = getattr(page, name, None)
            if act is not None:
                act()
                return

    def save_at_once(self) -> None:
        """Save in this thread, before the program ends."""
        page = self._page
        for name in ("save_at_once", "save"):
            act = getattr(page, name, None)
            if act is not None:
                act()
                return

    def may_leave(self) -> bool:
        """Whether the page can be left at once; a form that would lose words asks, and if it is
        left after all, ``closed`` follows.
        """
        page = self._page
        if page is None or not getattr(page, "is_dirty", False):
            return True
        page.request_leave()
        return False

    def close_shown(self) -> None:
        """Save and let the page go; nothing where none is open."""
        if self._page is None:
            return
        self.save()
        page, self._page = self._page, None
        if self._unhook is not None:
            self._unhook()
            self._unhook = None
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()
        self._name_subject("")

    def _make(self, make: Callable[[], Page]) -> Page | None:
        if not self.may_leave():
            return None
        try:
            return make()
        except Exception as error:  # shown by the presenter, whatever it is
            self._parts.errors.show(error)
            return None

    def _name_subject(self, words: str) -> None:
        self.subject = words
        self.subject_changed.emit(words)

    def _show(self, page: QWidget, bar: str, subject: str) -> None:
        self.close_shown()
        self._page = page
        self._unhook = self._parts.errors.call_before_close(self.save_at_once)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._name_subject(subject)
        self.opened.emit(bar)

    # --- what the pages ask -----------------------------------------------------------------

    def _sign(self, page: ManuscriptScreen, request: SignRequest) -> None:
        dialog = screen_factory.make_sign_dialog(
            self._parts, request.view, request.part, request.work, request.choice, page
        )
        dialog.told.connect(self._tell)
        dialog.signed.connect(lambda _act: page.reload())
        dialog.signed.connect(lambda _act: self.step_signed.emit(request.view.manuscript_id))
        dialog.link_requested.connect(page.go_to_missing)
        dialog.reload_requested.connect(page.reload)
        dialog.work_changed.connect(page.apply_work)
        dialog.open()

    def _on_registered(self, manuscript_id: str) -> None:
        if self._page is not None:
            self.close_shown()
        self._tell("已登记")
        self.open_manuscript(manuscript_id)

    def _offer_undo(self, words: str, undo: Callable[[], object]) -> None:
        self._parts.toasts.show_toast(words, action="撤销", on_action=undo)

    def _tell(self, words: str) -> None:
        self._parts.toasts.show_toast(words)
