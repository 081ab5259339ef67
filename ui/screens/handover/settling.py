"""The course of settling a fork: load both branches, show them, sign which counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qz_review.errors import QzError
from qz_review.markup.layers import compose
from qz_review.markup.marked import Version
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText
from qz_review.services.forks import ForkView
from qz_review.services.results import SignedAct
from ui.editor.opening import open_marked, open_text
from ui.file_dialogs import ask_new_file
from ui.jobs.job_runner import FILES, JobRunner
from ui.screens.handover.fork_dialog import ForkDialog
from ui.screens.handover.sending import KINDS
from ui.text.error_texts import sentence_for
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.workspace import Workspace

_PASSWORD = ("session.wrong_password", "session.delayed")
_Both = tuple[ForkView, ManuscriptText, ManuscriptText]


class Settling(QObject):
    """host: over which the dialog opens.  own: the GUI thread's workspace, for pictures."""

    def __init__(self, host: QWidget, own: Workspace, jobs: JobRunner, toasts: ToastHost) -> None:
        super().__init__(host)
        self._host, self._own, self._jobs, self._toasts = host, own, jobs, toasts

    def open(self, manuscript_id: str, branch: str) -> None:
        """Show both branches."""

        def load(own: Workspace, _job: object) -> _Both:
            view = own.forks.view(manuscript_id, branch)
            text = own.manuscripts.text
            return view, text(view.ours.text_hash), text(view.other.text_hash)

        self._jobs.run(self, "比较两支", load, self._show, replaces=True)

    def _show(self, both: _Both) -> None:
        view, ours, other = both
        marked = compose([Version(None, ours), Version(Stage.REVIEW_1, other)])
        lines = open_text(ours), open_marked(marked, other)
        blob = self._own.manuscripts.blob
        dialog = ForkDialog(self._host, view, (ours, other), lines, blob)
        dialog.write_requested.connect(lambda: self.write(view))
        dialog.settled.connect(lambda *chosen: self._settle(dialog, view, *chosen))
        dialog.open()

    def write(self, view: ForkView) -> None:
        """Our branch, with the signed choice once there is one, for the other machine."""
        file = ask_new_file(self._host, "存这一支", f"{view.row.number}-一支.qzpkg", KINDS)
        if file is None:
            return

        def work(own: Workspace, job: JobContext) -> None:
            own.forks.write_branch(view.row.manuscript_id, file, job)

        def done(_nothing: None) -> None:
            self._toasts.show_toast(f"已存 {file.name}", "save")

        self._jobs.run(self, "写交接包", work, done, lane=FILES)

    def _settle(
        self, dialog: ForkDialog, view: ForkView, ours: bool, reason: str, password: str
    ) -> None:
        row = view.row

        def work(own: Workspace, _job: object) -> SignedAct:
            return own.forks.settle(row.manuscript_id, row.branch, ours, reason, password)

        def done(_act: SignedAct) -> None:
            dialog.close_overlay()
            self._toasts.show_toast(
                "已签名确定，另一支已搁置。把决定带给另一台机器", "signature", action="存到文件…",
                on_action=lambda: self.write(view), stay_ms=20_000,
            )  # fmt: skip

        def failed(error: Exception) -> None:
            if isinstance(error, QzError):
                wrong = error.code in _PASSWORD
                dialog.show_error(sentence_for(error), of_password=wrong)
            else:
                self._jobs.report(error)

        dialog.set_busy(True)
        self._jobs.run(dialog, "签名确定", work, done, failed, shown=False)
