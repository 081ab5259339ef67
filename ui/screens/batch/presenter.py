"""Runs 批量扫描: chooses, scans in a lane, shows rows as they come, saves the reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qz_review.jobs import JobContext
from qz_review.scanning.level import Level
from qz_review.services.batch_reports import report_pdf, workbook
from qz_review.services.batch_scan import BatchScan, ScannedRow, files_in
from ui.file_dialogs import ask_folder, ask_new_file
from ui.jobs.job_runner import FILES, JobRunner
from ui.screens.batch.paste_dialog import PasteDialog
from ui.screens.batch.screen import BatchScreen
from ui.text.error_texts import sentence_for
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet
    from qz_review.workspace import Workspace

Act = Callable[[JobContext], None]
LEVEL = "batch_level"
_LOOK_EVERY_MS = 200
_KINDS = {"xlsx": "Excel 表格 (*.xlsx)", "pdf": "PDF (*.pdf)"}


class BatchPresenter(QObject):
    """Belongs to one screen."""

    def __init__(
        self, screen: BatchScreen, workspace: Workspace, jobs: JobRunner, toasts: ToastHost
    ) -> None:
        super().__init__(screen)
        self._screen, self._workspace, self._jobs, self._toasts = screen, workspace, jobs, toasts
        self._scan: BatchScan | None = None
        self._number = 0
        self._told = (0, 0)
        self._title = ""
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self._on_look)
        jobs.job_progressed.connect(self._on_progressed)
        screen.folder_wanted.connect(self.choose_folder)
        screen.paste_wanted.connect(self._paste)
        screen.stop_wanted.connect(lambda: jobs.cancel(self._number))
        screen.save_wanted.connect(self._save)
        screen.file_chosen.connect(self._on_file_chosen)
        screen.level_chosen.connect(lambda level: workspace.settings.set_preference(LEVEL, level))

    def refresh(self, _change: ChangeSet | None = None) -> None:
        """Results stay; only whether there are rules may matter."""
        if self._scan is None and self._workspace.findings.basis_for_files() is None:
            self._screen.show_no_rules()

    # --- scanning -----------------------------------------------------------------------------

    def choose_folder(self) -> None:
        """Ask for a folder and scan it."""
        folder = ask_folder(self._screen, "选文件夹")
        if folder is not None:
            self.scan_folder(folder)

    def scan_folder(self, folder: Path) -> None:
        """Scan everything in a folder."""
        scan = self._begin(folder.name or str(folder))
        if scan is not None:
            self._run(scan, lambda job: scan.run(folder, files_in(folder), job))

    def scan_words(self, words: str) -> None:
        """Scan a pasted text."""
        scan = self._begin("粘贴的文字")
        if scan is not None:
            self._run(scan, lambda job: scan.scan_pasted("粘贴的文字", words, job))

    def _paste(self) -> None:
        dialog = PasteDialog(self._screen)
        dialog.scan_wanted.connect(self.scan_words)
        dialog.open()

    def _begin(self, title: str) -> BatchScan | None:
        basis = self._workspace.findings.basis_for_files()
        if basis is None:
            self._screen.show_no_rules()
            return None
        if self._scan is not None:
            self._scan.close()
        self._scan = BatchScan(basis, Level(self._screen.level.value or Level.STANDARD.value))
        self._title, self._told = title, (0, 0)
        self._screen.begin(title)
        self._look.start()
        return self._scan

    def _run(self, scan: BatchScan, act: Act) -> None:
        def work(_workspace: object, job: JobContext) -> None:
            act(job)

        self._number = self._jobs.run(
            self, "批量扫描", work, lambda _: self._end(scan), self._on_failed, lane=FILES,
            cancelled=lambda: self._end(scan, stopped=True),
        )  # fmt: skip

    def _on_failed(self, error: Exception) -> None:
        scan = self._scan
        if scan is not None:
            self._end(scan, stopped=True)
        self._jobs.report(error)

    def _on_progressed(self, number: int, done: int, total: int, _note: str) -> None:
        if number == self._number:
            self._told = (done, total)

    def _on_look(self) -> None:
        """Rows come in numbers a table should not be told of one by one."""
        if self._scan is not None:
            self._screen.take(tuple(self._scan.rows), *self._told)

    def _end(self, scan: BatchScan, *, stopped: bool = False) -> None:
        self._look.stop()
        rows = tuple(scan.rows)
        bad = sum(row.error is not None for row in rows)
        count = sum(row.count for row in rows)
        parts = [f"{len(rows)} 个文件", f"问题 {count} 处"]
        if bad:
            parts.append(f"{bad} 个没有读成")
        if stopped:
            parts.append("已取消，只扫了这些")
        self._screen.end(rows, " · ".join((self._title, *parts)))

    def _on_file_chosen(self, row: ScannedRow) -> None:
        if self._scan is not None:
            self._screen.show_found(row, self._scan.findings_of(row))

    # --- reports ------------------------------------------------------------------------------

    def _save(self, kind: str) -> None:
        if self._scan is None:
            return
        path = ask_new_file(self._screen, "存扫描结果", f"批量扫描.{kind}", _KINDS[kind])
        if path is not None:
            self.save_to(kind, path)

    def save_to(self, kind: str, path: Path) -> None:
        """Write the report in a lane."""
        scan, title = self._scan, self._title
        if scan is None:
            return

        def work(workspace: Workspace, job: JobContext) -> str:
            if kind == "xlsx":
                content = workbook(scan, sentence_for)
            else:
                content = report_pdf(
                    scan, title, workspace.unit_name, datetime.now(UTC), sentence_for, job
                )
            workspace.findings.write_report(path, content)
            return f"已存 {path.name}"

        self._jobs.run(self, "存扫描结果", work, self._tell, lane=FILES)

    def _tell(self, words: str) -> None:
        self._toasts.show_toast(words)
