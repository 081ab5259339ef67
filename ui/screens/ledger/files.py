"""What 台账 prints and exports: itself exactly as filtered, a person's sheet, 倒查表."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qz_review.services.trace_course import Course
from ui.jobs.job_runner import JobRunner
from ui.person_sheets import PersonSheets
from ui.screens.ledger.screen import LedgerScreen
from ui.sheets_out import KINDS, SheetsOut
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.workspace import Workspace


class LedgerFiles(QObject):
    """Takes query and columns from the screen at the moment of asking.

    course: gives the course shown, None where there is none.
    """

    def __init__(
        self,
        screen: LedgerScreen,
        jobs: JobRunner,
        toasts: ToastHost,
        course: Callable[[], Course | None],
    ) -> None:
        super().__init__(screen)
        self._screen, self._course = screen, course
        self.out = SheetsOut(screen, jobs)
        self.out.told.connect(toasts.show_toast)
        screen.header.print_clicked.connect(self.print_ledger)
        screen.header.export_chosen.connect(self.export)
        screen.filter.sheet_chosen.connect(self.export_person)
        screen.trace.sheet_chosen.connect(self.export_trace)

    def print_ledger(self) -> None:
        """The rows of the filter on paper."""
        query, columns = self._screen.filter.query, self._screen.table.columns

        def make(own: Workspace, job: JobContext) -> bytes:
            from qz_review.services.ledger_export import ledger_pdf

            return ledger_pdf(own.ledger_table, query, columns, job)

        self.out.print("台账", make)

    def export(self, key: str) -> None:
        """The rows of the filter as ``xlsx`` or ``pdf``."""
        query, columns = self._screen.filter.query, self._screen.table.columns

        def make(own: Workspace, job: JobContext) -> bytes:
            from qz_review.services.ledger_export import ledger_pdf, ledger_workbook

            work = ledger_workbook if key == "xlsx" else ledger_pdf
            return work(own.ledger_table, query, columns, job)

        self.out.save("台账", KINDS[key], make)

    def export_person(self, key: str) -> None:
        """签署清单 of the person of the filter, over its days."""
        query = self._screen.filter.query
        name = self._screen.filter.person.currentText()
        sheets = PersonSheets(self.out, query.person_id, name, query.first_day, query.last_day)
        sheets.bring_out(key)

    def export_trace(self, key: str) -> None:
        """倒查表 of the words shown: ``print`` or ``pdf``."""
        course, shown = self._course(), self._screen.text.shown
        if course is None or shown is None:
            return

        def make(own: Workspace, job: JobContext) -> bytes:
            from qz_review.services.trace_sheet import trace_pdf

            return trace_pdf(own.ledger_table, course, shown.number, shown.text.title, job)

        name = f"{shown.number} 责任倒查表"
        if key == "print":
            self.out.print(name, make)
        else:
            self.out.save(name, KINDS[key], make)
