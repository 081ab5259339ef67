"""归档成套 from 台账: asks by the dialog, writes with progress and cancel in the job strip."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qz_review.clock import china_time
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import JobRunner
from ui.screens.ledger.screen import LedgerScreen
from ui.text.periods import Period, named_period
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.services.archive_set import ArchiveSet
    from qz_review.workspace import Workspace
    from ui.screens.ledger.archive_set_dialog import ArchiveSetDialog, SetOrder

_KEPT = "archive_set.codes"


class ArchiveSetOut(QObject):
    """Belongs to the screen."""

    def __init__(
        self,
        screen: LedgerScreen,
        workspace: Workspace,
        jobs: JobRunner,
        errors: ErrorPresenter,
        toasts: ToastHost,
    ) -> None:
        super().__init__(screen)
        self._screen, self._workspace = screen, workspace
        self._jobs, self._errors, self._toasts = jobs, errors, toasts

    def ask(self) -> ArchiveSetDialog:
        """Open the dialog."""
        from ui.screens.ledger.archive_set_dialog import ArchiveSetDialog, KeptCodes

        today: date = datetime.now(china_time()).date()
        kept = self._workspace.settings.preference(_KEPT, None)
        codes = KeptCodes(*kept) if isinstance(kept, list) and len(kept) == 3 else KeptCodes()
        period = named_period("this_year", today)
        dialog = ArchiveSetDialog(self._screen, period, codes, today)
        dialog.period_changed.connect(lambda chosen: self._count(dialog, chosen))
        dialog.wanted.connect(self._write)
        dialog.open()
        self._count(dialog, period)
        return dialog

    def _count(self, dialog: ArchiveSetDialog, period: Period) -> None:
        def work(own: Workspace, job: JobContext) -> int:
            return own.archive_set.count(period.first, period.last)

        self._jobs.run(
            dialog, "归档件数", work, dialog.set_count, self._errors, replaces=True, shown=False
        )

    def _write(self, order: SetOrder) -> None:
        numbering = order.numbering
        codes = [numbering.fonds, numbering.section, numbering.retention.value]
        self._workspace.settings.set_preference(_KEPT, codes)
        first, last = order.period.first, order.period.last

        def work(own: Workspace, job: JobContext) -> ArchiveSet:
            return own.archive_set.export(order.folder, numbering, first, last, job)

        def done(made: ArchiveSet) -> None:
            said = f"已写出 {made.count} 件，档号 {made.first} 至 {made.last}"
            self._toasts.show_toast(said, "folder", stay_ms=8000)

        def ended() -> None:
            self._toasts.show_toast("已取消归档成套，没有留下文件夹", "folder")

        self._jobs.run(self, "归档成套", work, done, self._errors, cancelled=ended, lane="check")
