"""打印: the sheet of this step on paper, in a file, or in the desktop's viewer."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qz_review.errors import QzError
from qz_review.model.stage import Stage
from qz_review.services.views import ManuscriptView
from ui.jobs.job_runner import JobRunner
from ui.paper import print_pdf
from ui.printing import Viewer, ask_where, file_name, write_pdf
from ui.screens.leader.presenter import LeaderPresenter
from ui.widgets.toast import ToastHost


class SheetOut(QObject):
    """host: the screen, over which the system's dialogs open."""

    def __init__(
        self, host: QWidget, presenter: LeaderPresenter, jobs: JobRunner, toasts: ToastHost
    ) -> None:
        super().__init__(host)
        self._host, self._presenter = host, presenter
        self._jobs, self._toasts = jobs, toasts
        self._viewer: Viewer | None = None

    def make(self, view: ManuscriptView, way: str) -> None:
        """way: ``print``, ``save`` or ``view``."""
        name = file_name(view.number, f"{Stage.REVIEW_3.label}审签单")
        self._presenter.make_sheet(
            view.manuscript_id, lambda data: self._bring_out(data, name, way)
        )

    def _bring_out(self, data: bytes, name: str, way: str) -> None:
        try:
            if way == "print":
                print_pdf(self._host, data, name)
            elif way == "save":
                place = ask_where(self._host, name)
                if place is not None:
                    write_pdf(place, data)
                    self._toasts.show_toast(f"已存为 {place.name}", "save")
            else:
                self._viewer = self._viewer or Viewer()
                if not self._viewer.open(name, data):
                    self._toasts.show_toast("本机没有打开 PDF 的程序，改用存为 PDF", "alert")
        except QzError as error:
            self._jobs.report(error)
