"""Does what 导出名册文件 asks: the signed roster, written where the person says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qz_review.errors import QzError
from qz_review.services.views import PersonRow
from ui.file_dialogs import ask_new_file
from ui.jobs.job_runner import JobRunner
from ui.screens.people.roster_dialog import RosterDialog
from ui.text.error_texts import sentence_for

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

_KINDS = "名册文件 (*.qzpkg)"


class RosterOut(QObject):
    """host: over which the dialogs open."""

    def __init__(self, host: QWidget, jobs: JobRunner) -> None:
        super().__init__(host)
        self._host, self._jobs = host, jobs

    def ask(self) -> None:
        """Open the dialog."""

        def load(own: Workspace, _job: object) -> tuple[tuple[PersonRow, ...], str, str]:
            return own.people.rows(), own.roster_files.code(), own.unit_name

        self._jobs.run(
            self, "名册文件", load, lambda found: self._open(*found), replaces=True, shown=False
        )

    def _open(self, rows: tuple[PersonRow, ...], code: str, unit: str) -> None:
        dialog = RosterDialog(self._host, rows, code)
        dialog.export_requested.connect(lambda people: self._export(dialog, people, unit))
        dialog.open()

    def _export(self, dialog: RosterDialog, people: tuple[str, ...], unit: str) -> None:
        file = ask_new_file(dialog, "存名册文件", f"{unit}-人员名册.qzpkg", _KINDS)
        if file is None:
            return

        def work(own: Workspace, _job: object) -> str:
            return own.roster_files.export(file, people)

        def failed(error: Exception) -> None:
            dialog.set_busy(False)
            if isinstance(error, QzError):
                dialog.show_error(sentence_for(error))
            else:
                self._jobs.report(error)

        dialog.set_busy(True)
        self._jobs.run(
            dialog, "写名册文件", work, lambda _code: dialog.show_saved(file.name), failed
        )
