"""加入单位: from the administrator's roster file to a workspace on this machine.

Signals: ``joined(Path)`` with the folder of the new workspace.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qz_review.errors import QzError
from ui.file_dialogs import ask_file
from ui.jobs.job_runner import JobRunner
from ui.shell.offices import Offices

if TYPE_CHECKING:
    from qz_review.services.desk_setup import RosterFileView

_KINDS = "名册文件 (*.qzpkg)"


class Joining(QObject):
    """window: over which the dialogs open."""

    joined = Signal(object)

    def __init__(self, window: QWidget, jobs: JobRunner, offices: Offices, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._jobs, self._offices = window, jobs, offices

    def ask(self, folder: Path) -> None:
        """Choose the roster file; the workspace will lie in ``folder``."""
        file = ask_file(self._window, "选管理员给的名册文件", _KINDS)
        if file is None:
            return
        self._jobs.compute(
            self, "看名册文件", lambda _job: self._offices.look_at_roster(file),
            lambda view: self._show(view, file, folder),
        )  # fmt: skip

    def _show(self, view: RosterFileView, file: Path, folder: Path) -> None:
        from ui.screens.first_run.join_dialog import JoinDialog
        from ui.text.error_texts import sentence_for

        dialog = JoinDialog(self._window, view, str(folder))

        def done(_nothing: object) -> None:
            dialog.close_overlay()
            self.joined.emit(folder)

        def failed(error: Exception) -> None:
            dialog.set_busy(False)
            if isinstance(error, QzError):
                dialog.show_error(sentence_for(error))
            else:
                self._jobs.report(error)

        def join() -> None:
            dialog.set_busy(True)
            self._jobs.compute(
                dialog, "建工作区", lambda _job: self._offices.join(folder, file), done, failed
            )

        dialog.join_requested.connect(join)
        dialog.open()
