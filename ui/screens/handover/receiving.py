"""The course of receiving: look, tell the verdict, take in, send the receipt back.

Signals: ``received(tuple)`` ids of the manuscripts that came, ``forked()`` another branch was
kept beside ours, ``changed()`` something was taken in, so that other verdicts may differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from qz_review.errors import QzError
from qz_review.services.exchange import InboxItem
from qz_review.services.handover_views import Admitted, PackageView
from qz_review.services.inbox import InboxRow, TakenIn
from ui.file_dialogs import ask_new_file
from ui.jobs.job_runner import FILES, JobRunner
from ui.screens.handover.sending import KINDS
from ui.screens.handover.verdict_dialog import VerdictDialog
from ui.text.error_texts import sentence_for
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.workspace import Workspace

Took = TypeVar("Took")


class Receiving(QObject):
    """host: over which the dialogs open."""

    received = Signal(object)
    forked = Signal()
    changed = Signal()

    def __init__(self, host: QWidget, jobs: JobRunner, toasts: ToastHost) -> None:
        super().__init__(host)
        self._host, self._jobs, self._toasts = host, jobs, toasts
        self._dialog: VerdictDialog | None = None
        self._number = 0
        self._next: list[Path] = []
        jobs.job_progressed.connect(self._on_progressed)

    def open_files(self, files: Sequence[Path]) -> None:
        """Several, one after the other: the next when the dialog of the one before is closed."""
        self._next += files
        if self._dialog is None and self._next:
            self.open_file(self._next.pop(0))

    def open_file(self, file: Path, item: InboxItem | None = None) -> None:
        """Look into a package and show the verdict.  item: where it came through the inbox."""

        def look(own: Workspace, job: JobContext) -> PackageView:
            with _file_of(own, file, item) as path:
                return own.receiving.inspect(path, job)

        self._jobs.run(
            self, "核验交接包", look, lambda view: self._show(view, file, item), lane=FILES
        )

    def take_in(self, row: InboxRow) -> None:
        """Take in a package whose verdict stands in the list already, and send the receipt."""
        view, item = row.view, row.item
        if view is None:
            return

        def work(own: Workspace, job: JobContext) -> TakenIn:
            return own.inbox.take_in(item, job)

        def done(taken: TakenIn) -> None:
            self._tell(taken, view, item.file)

        def failed(error: Exception) -> None:
            self.changed.emit()  # the verdict in the list was an old one
            self._jobs.report(error)

        self._jobs.run(self, "接收", work, done, failed, lane=FILES)

    def _show(self, view: PackageView, file: Path, item: InboxItem | None) -> None:
        if self._dialog is not None:
            self._dialog.close_overlay()
        dialog = VerdictDialog(self._host, view, file.name)
        dialog.admit_requested.connect(lambda: self._admit(dialog, view, file, item))
        dialog.keep_requested.connect(lambda: self._keep(dialog, file, item))
        dialog.cancel_requested.connect(lambda: self._jobs.cancel(self._number))
        dialog.closed.connect(self._forget)
        self._dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None
        QTimer.singleShot(0, self, lambda: self.open_files(()))

    def _admit(
        self, dialog: VerdictDialog, view: PackageView, file: Path, item: InboxItem | None
    ) -> None:
        def work(own: Workspace, job: JobContext) -> TakenIn:
            if item is not None:
                return own.inbox.take_in(item, job)
            return TakenIn(own.receiving.admit(file, job), None)

        def done(taken: TakenIn) -> None:
            dialog.set_busy(False)
            dialog.close_overlay()
            self._tell(taken, view, file)

        self._run(dialog, "接收", work, done, file, item)

    def _tell(self, taken: TakenIn, view: PackageView, file: Path) -> None:
        self.changed.emit()
        admitted = taken.admitted
        count = len(admitted.receivable)
        if not count:
            self._toasts.show_toast("已接收", "check")
        elif taken.receipt is not None:
            self._toasts.show_toast(f"已签收{count}件，回执已放进{view.sender}的收件夹", "check")
        else:
            self._toasts.show_toast(
                f"已签收{count}件，把回执带给{view.sender}", "check", action="存回执…",
                on_action=lambda: self.save_receipt(admitted.receivable, file), stay_ms=20_000,
            )  # fmt: skip
        if admitted.receivable:
            self.received.emit(admitted.receivable)

    def save_receipt(self, manuscript_ids: tuple[str, ...], package: Path) -> None:
        """Write the receipt where the person says, beside the package at first."""
        name = f"{package.stem}-回执.qzpkg"
        file = ask_new_file(self._host, "存回执", name, KINDS)
        if file is None:
            return

        def work(own: Workspace, _job: JobContext) -> None:
            own.receiving.write_receipt(manuscript_ids, file)

        self._jobs.run(
            self, "写回执", work, lambda _: self._told(f"已存 {file.name}"),
            lane=FILES,
        )  # fmt: skip

    def _told(self, words: str) -> None:
        self._toasts.show_toast(words, "save")

    def _keep(self, dialog: VerdictDialog, file: Path, item: InboxItem | None) -> None:
        def work(own: Workspace, job: JobContext) -> Admitted:
            with _file_of(own, file, item) as path:
                return own.receiving.keep_branch(path, job)

        def done(_admitted: Admitted) -> None:
            dialog.set_busy(False)
            dialog.close_overlay()
            self._toasts.show_toast("另一支已留下，两支都在", "swap")
            self.changed.emit()
            self.forked.emit()

        self._run(dialog, "留下另一支", work, done, file, item)

    def _run(
        self,
        dialog: VerdictDialog,
        name: str,
        work: Callable[[Workspace, JobContext], Took],
        done: Callable[[Took], None],
        file: Path,
        item: InboxItem | None,
    ) -> None:
        def failed(error: Exception) -> None:
            dialog.set_busy(False)
            if isinstance(error, QzError):
                dialog.show_error(sentence_for(error))
            else:
                self._jobs.report(error)

        dialog.set_busy(True)
        self._number = self._jobs.run(
            dialog, name, work, done, failed, lane=FILES,
            cancelled=lambda: self._after_cancel(dialog, file, item),
        )  # fmt: skip

    def _after_cancel(self, dialog: VerdictDialog, file: Path, item: InboxItem | None) -> None:
        """A cancel may come after it was taken in: the verdict, told anew, says what is so."""
        dialog.set_busy(False)
        dialog.close_overlay()
        self.changed.emit()
        self.open_file(file, item)

    def _on_progressed(self, number: int, done: int, total: int, _note: str) -> None:
        if number == self._number and self._dialog is not None:
            self._dialog.set_progress(done, total)


def _file_of(own: Workspace, file: Path, item: InboxItem | None) -> AbstractContextManager[Path]:
    return own.exchange.package_of(item) if item is not None else nullcontext(file)
