"""Does what the page 交接 asks: chooses the exchange folder, and tries it off the GUI thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qz_review.errors import QzError
from qz_review.services.exchange_check import FolderTrial, try_exchange_folder
from ui.errors.presenter import ErrorPresenter
from ui.file_dialogs import ask_folder
from ui.jobs.job_runner import FILES, JobRunner
from ui.screens.settings.exchange_page import ExchangePage
from ui.text.error_texts import sentence_for

if TYPE_CHECKING:
    from qz_review.workspace import Workspace


class ExchangeChoice(QObject):
    """A folder is tried before it is kept; one that fails is not kept."""

    def __init__(
        self, page: ExchangePage, workspace: Workspace, jobs: JobRunner, errors: ErrorPresenter
    ) -> None:
        super().__init__(page)
        self._page, self._workspace = page, workspace
        self._jobs, self._errors = jobs, errors
        page.choose_requested.connect(self._on_choose_requested)
        page.try_requested.connect(self._on_try_requested)
        page.drop_requested.connect(lambda: self._keep(None))

    def show(self) -> None:
        """The folder as it is set."""
        self._page.set_folder(self._workspace.exchange.folder)

    def _on_choose_requested(self) -> None:
        folder = ask_folder(self._page, "选交换目录", self._workspace.exchange.folder)
        if folder is not None:
            self._try(folder, keep=True)

    def _on_try_requested(self) -> None:
        folder = self._workspace.exchange.folder
        if folder is not None:
            self._try(folder, keep=False)

    def _try(self, folder: Path, *, keep: bool) -> None:
        self._page.set_busy(True)

        def work(_own: Workspace, _job: object) -> FolderTrial:
            return try_exchange_folder(folder)

        def done(trial: FolderTrial) -> None:
            if keep:
                self._keep(folder)
            inboxes = f"，已有{trial.inboxes}个收件夹" if trial.inboxes else ""
            self._page.show_result(f"能读能写{inboxes}", works=True)

        def failed(error: Exception) -> None:
            if isinstance(error, QzError):
                self._page.show_result(sentence_for(error), works=False)
            else:
                self._page.set_busy(False)
                self._errors.show(error)

        self._jobs.run(self, "试交换目录", work, done, failed, replaces=True, shown=False,
                       lane=FILES)  # fmt: skip

    def _keep(self, folder: Path | None) -> None:
        try:
            self._workspace.exchange.set_folder(folder)
        except Exception as error:  # shown by the presenter, whatever it is
            self._errors.show(error)
        self.show()
