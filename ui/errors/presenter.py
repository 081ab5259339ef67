"""The one place where errors become visible.

Errors of the core get their sentence in a small dialog.  Anything else is a bug: the hooks of
:meth:`ErrorPresenter.call_before_close` save drafts, one dialog shows a copyable report and the
log's place, and ``close_wanted`` asks for an orderly end.

Signals: ``close_wanted()`` after the bug dialog was closed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QWidget

from qz_review.errors import AppendConflict, Cancelled, Environment, QzError, Tampered


class ErrorPresenter(QObject):
    """Shows errors over the window given by :meth:`set_window`."""

    close_wanted = Signal()
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        self._before_close: list[Callable[[], None]] = []
        self._bug_shown = False
        self._arrived.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def set_window(self, window: QWidget) -> None:
        """The window to show errors over."""
        self._window = window

    def call_before_close(self, save: Callable[[], None]) -> Callable[[], None]:
        """Have ``save`` called before the close that follows a bug; returns its removal."""
        self._before_close.append(save)

        def remove() -> None:
            if save in self._before_close:
                self._before_close.remove(save)

        return remove

    def __call__(self, error: Exception) -> None:
        """The same as :meth:`show`, so that a presenter can be given as ``failed=``."""
        self.show(error)

    def show(self, error: BaseException) -> None:
        """Show ``error`` by its kind; a cancelled act is not shown."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, QzError):
            self._show_sentence(error)
        else:
            self._show_bug(error)

    def install_hook(self) -> None:
        """Take every exception that nothing else caught, in slots and Qt overrides too."""
        sys.excepthook = self._on_uncaught

    def _show_sentence(self, error: QzError) -> None:
        from ui.errors.notice_dialog import NoticeDialog  # not needed for the first window
        from ui.text.error_texts import sentence_for

        if self._window is None:
            print(sentence_for(error), file=sys.stderr)
            return
        NoticeDialog(self._window, _title(error), sentence_for(error)).open()

    def _show_bug(self, error: BaseException) -> None:
        from ui.errors.report import keep_report, make_report  # rarely needed, slow to import

        report = make_report(error)
        log = keep_report(report)
        if self._bug_shown:  # one dialog is enough; what follows is in the log
            return
        self._bug_shown = True
        for save in tuple(self._before_close):
            try:
                save()
            except Exception as failure:  # the others are still to be saved
                keep_report(make_report(failure))
        if self._window is None:
            print(report, file=sys.stderr)
            self.close_wanted.emit()
            return
        from ui.errors.bug_dialog import BugDialog

        dialog = BugDialog(self._window, report, log)
        dialog.closed.connect(self.close_wanted)
        dialog.open()

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif QThread.currentThread() is self.thread():
            self.show(error)
        else:
            self._arrived.emit(error)


def _title(error: QzError) -> str:
    if isinstance(error, AppendConflict):
        return "内容已更新"
    if isinstance(error, Tampered):
        return "台账核验不过"
    if isinstance(error, Environment):
        return "没有写入"
    return "不能办理"
