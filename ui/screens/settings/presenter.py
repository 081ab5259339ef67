"""Does what 设置 asks: signs the unit, keeps preferences, verifies, backs up, restores."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from qz_review.errors import Refused
from qz_review.jobs import JobContext
from qz_review.model.person import Unit
from qz_review.services.results import BackupRow
from ui.errors.presenter import ErrorPresenter
from ui.file_dialogs import ask_folder
from ui.jobs.job_runner import JobRunner
from ui.recovery_code import RecoveryDialog
from ui.screens.settings.exchange_choice import ExchangeChoice
from ui.screens.settings.screen import SettingsScreen
from ui.text.error_texts import sentence_for
from ui.theme.theme import Theme
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.ledger.verify import VerifyReport
    from qz_review.services.changes import ChangeSet
    from qz_review.workspace import Workspace

LOCK = "lock.minutes"


class SettingsPresenter(QObject):
    """Reads quickly on the GUI thread, signs and walks the store in workers."""

    def __init__(
        self,
        screen: SettingsScreen,
        workspace: Workspace,
        jobs: JobRunner,
        errors: ErrorPresenter,
        toasts: ToastHost,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or screen)
        self._screen, self._workspace = screen, workspace
        self._jobs, self._errors, self._toasts, self._theme = jobs, errors, toasts, theme
        self._exchange = ExchangeChoice(screen.exchange, workspace, jobs, errors)
        self._connect()

    def _connect(self) -> None:
        screen, store = self._screen, self._screen.store
        screen.unit.save_requested.connect(self._on_save_requested)
        screen.habits.lock_chosen.connect(lambda minutes: self._keep(LOCK, minutes))
        store.verify_requested.connect(self._on_verify_requested)
        store.rebuild_requested.connect(self._on_rebuild_requested)
        store.backup_requested.connect(self._on_backup_requested)
        store.restore_requested.connect(self._on_restore_requested)
        store.recovery_requested.connect(self._on_recovery_requested)
        store.folder_requested.connect(self._on_folder_requested)

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Show the unit, the habits and the store as they are now."""
        try:
            settings = self._workspace.settings
            now = datetime.now().astimezone()
            people = tuple(self._workspace.people.roster().people.values())
            self._screen.unit.set_unit(settings.unit(), people)
            self._screen.unit.set_certificate(self._workspace.certificate.code)
            self._screen.habits.set_lock_minutes(int(settings.preference(LOCK, 15)))
            self._exchange.show()
            self._screen.store.set_status(self._workspace.ledger.status(), now)
            self._screen.store.set_backups(self._workspace.backup.list(), now)
        except Exception as error:  # shown by the presenter, whatever it is
            self._errors.show(error)

    def _keep(self, name: str, value: int) -> None:
        try:
            self._workspace.settings.set_preference(name, value)
        except Exception as error:  # shown by the presenter, whatever it is
            self._errors.show(error)

    def _on_save_requested(self, unit: Unit) -> None:
        def work(own: Any, job: object) -> None:
            own.settings.change_unit(unit)

        def done(_nothing: object) -> None:
            self._screen.unit.show_saved()
            self._toasts.show_toast("单位设置已保存")
            self.refresh()

        def failed(error: Exception) -> None:
            if isinstance(error, Refused):
                self._screen.unit.show_refusal(error.code, error.facts, sentence_for(error))
            else:
                self._errors.show(error)

        self._jobs.run(self, "保存单位设置", work, done, failed, shown=False)

    # --- the store --------------------------------------------------------------------------

    def _on_verify_requested(self, full: bool) -> None:
        store = self._screen.store
        store.set_busy("verify", True)

        def work(own: Any, job: JobContext) -> VerifyReport:
            report: VerifyReport = own.ledger.verify(job, full=full)
            return report

        def done(report: VerifyReport) -> None:
            store.set_busy("verify", False)
            self.refresh()
            self._screen.verified.emit(report)
            if report.ok:
                words = f"台账 {report.events:,} 条校验通过"
                self._toasts.show_toast(words, "shield")

        def ended() -> None:
            store.set_busy("verify", False)
            self._toasts.show_toast("已取消校验", "shield")

        def failed(error: Exception) -> None:
            store.set_busy("verify", False)
            self._errors.show(error)

        self._jobs.run(self, "校验台账", work, done, failed, cancelled=ended, lane="check")

    def _on_rebuild_requested(self) -> None:
        store = self._screen.store
        store.set_busy("rebuild", True)

        def work(own: Any, job: JobContext) -> int:
            return int(own.ledger.rebuild(job))

        def done(count: int) -> None:
            store.set_busy("rebuild", False)
            self._toasts.show_toast(f"列表已重建，{count:,} 件")

        def failed(error: Exception) -> None:
            store.set_busy("rebuild", False)
            self._errors.show(error)

        self._jobs.run(
            self, "重建列表", work, done, failed,
            cancelled=lambda: store.set_busy("rebuild", False), lane="check",
        )  # fmt: skip

    def _on_backup_requested(self) -> None:
        store = self._screen.store
        store.set_busy("backup", True)

        def work(own: Any, job: JobContext) -> Path:
            return Path(own.backup.run_now())

        def done(path: Path) -> None:
            store.set_busy("backup", False)
            self.refresh()
            self._toasts.show_toast("已备份", "backup")

        def failed(error: Exception) -> None:
            store.set_busy("backup", False)
            self._errors.show(error)

        self._jobs.run(self, "备份", work, done, failed, lane="check")

    def _on_restore_requested(self, row: BackupRow) -> None:
        into = ask_folder(self._screen, "恢复到空文件夹", self._workspace.folder.parent)
        if into is None:
            return
        words = (
            f"把备份 {row.path.name} 恢复到 {into}。现在打开的单位不动；恢复后的单位从登录页打开。"
        )
        dialog = ConfirmDialog(
            self._screen, "恢复备份", words, reason_label="恢复理由", danger=False
        )
        dialog.confirmed.connect(lambda reason: self._restore(row, into, reason))
        dialog.open()

    def _restore(self, row: BackupRow, into: Path, reason: str) -> None:
        store = self._screen.store
        store.set_busy("restore", True)

        def work(job: JobContext) -> int:
            from qz_review.services.backup import restore

            streams, _aside = restore(row.path, into, reason)
            return streams

        def done(_streams: int) -> None:
            store.set_busy("restore", False)
            self._toasts.show_toast("已恢复，从登录页打开", "backup", stay_ms=8000)

        def failed(error: Exception) -> None:
            store.set_busy("restore", False)
            self._errors.show(error)

        self._jobs.compute(self, "恢复备份", work, done, failed)

    def _on_folder_requested(self) -> None:
        folder = self._workspace.backup.folder
        place = folder if folder.exists() else self._workspace.folder
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))

    def _on_recovery_requested(self) -> None:
        words = "旧的恢复码立即作废。新的恢复码只显示这一次，打印后锁在柜里。"
        dialog = ConfirmDialog(
            self._screen, "换恢复码", words, reason_label="更换理由", danger=False
        )
        dialog.confirmed.connect(self._renew_recovery)
        dialog.open()

    def _renew_recovery(self, reason: str) -> None:
        def work(own: Any, job: JobContext) -> tuple[str, bytes]:
            code = str(own.people.renew_recovery_code(reason))
            return code, bytes(own.sheets.recovery_sheet(code))

        def done(result: tuple[str, bytes]) -> None:
            RecoveryDialog(self._screen, *result).open()

        self._jobs.run(self, "换恢复码", work, done, self._errors)
