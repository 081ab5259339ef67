"""Counts for 统计 off the GUI thread, and asks 监督提示; only the newest choice counts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from qz_review.model.chart import Chart
from qz_review.services.figure_charts import charts_of, sums_in_words
from qz_review.services.figures import Figures, Grouping
from qz_review.services.supervision import HintView
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import JobRunner
from ui.screens.figures.screen import FiguresScreen
from ui.sheets_out import KINDS, SheetsOut
from ui.text.periods import Period
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.services.changes import ChangeSet
    from qz_review.workspace import Workspace


class FiguresPresenter(QObject):
    """toasts: of the window."""

    def __init__(
        self,
        screen: FiguresScreen,
        jobs: JobRunner,
        errors: ErrorPresenter,
        toasts: ToastHost,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or screen)
        self._screen, self._jobs, self._errors = screen, jobs, errors
        self.out = SheetsOut(screen, jobs)
        self.out.told.connect(toasts.show_toast)
        screen.choice_changed.connect(lambda *_: self.refresh())
        screen.print_clicked.connect(self.print_figures)
        screen.export_chosen.connect(self.export)

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Count anew."""
        grouping, period = self._choice()

        def count(own: Any, job: JobContext) -> tuple[Figures, tuple[Chart, Chart]]:
            figures = own.figures.count(grouping, period.first, period.last)
            return figures, charts_of(figures)

        def done(found: tuple[Figures, tuple[Chart, Chart]]) -> None:
            figures, charts = found
            self._screen.set_figures(figures, charts, sums_in_words(figures))

        def ask(own: Any, job: JobContext) -> tuple[HintView, ...]:
            hints: tuple[HintView, ...] = own.supervision.questions(period.first, period.last, job)
            return hints

        def asked(hints: tuple[HintView, ...]) -> None:
            self._screen.set_questions(hints, datetime.now().astimezone())

        self._jobs.run(self, "统计", count, done, self._errors, replaces=True, shown=False)
        self._jobs.run(
            self, "监督提示", ask, asked, self._errors, replaces=True, shown=False, lane="check"
        )

    def print_figures(self) -> None:
        """Table and charts on paper."""
        grouping, period = self._choice()

        def make(own: Workspace, job: JobContext) -> bytes:
            from qz_review.services.figures_export import figures_pdf

            figures = own.figures.count(grouping, period.first, period.last)
            return figures_pdf(own.ledger_table, figures, job)

        self.out.print("统计", make)

    def export(self, key: str) -> None:
        """``xlsx`` or ``pdf``."""
        grouping, period = self._choice()

        def make(own: Workspace, job: JobContext) -> bytes:
            from qz_review.services.figures_export import figures_pdf, figures_workbook

            figures = own.figures.count(grouping, period.first, period.last)
            if key == "xlsx":
                return figures_workbook(figures)
            return figures_pdf(own.ledger_table, figures, job)

        self.out.save("统计", KINDS[key], make)

    def _choice(self) -> tuple[Grouping, Period]:
        return self._screen.grouping, self._screen.period.period
