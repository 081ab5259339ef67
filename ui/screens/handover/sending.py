"""The course of handing over: asks whom and where, writes off the GUI thread, tells what became."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qz_review.errors import QzError
from qz_review.services.handover_views import OutboxRow, OutboxState, SentPackage
from ui.file_dialogs import ask_new_file
from ui.jobs.job_runner import FILES, JobRunner
from ui.screens.handover.send_dialog import (
    EXCHANGE,
    FILE,
    Drive,
    SendDialog,
    SendForm,
    SendMaterial,
)
from ui.text.error_texts import sentence_for
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.workspace import Workspace

KINDS = "交接包 (*.qzpkg)"


class Sending(QObject):
    """host: over which the dialogs open."""

    def __init__(self, host: QWidget, jobs: JobRunner, toasts: ToastHost) -> None:
        super().__init__(host)
        self._host, self._jobs, self._toasts = host, jobs, toasts
        self._dialog: SendDialog | None = None
        self._number = 0
        jobs.job_progressed.connect(self._on_progressed)

    def ask(self, manuscript_ids: Sequence[str], to_id: str = "") -> None:
        """Open 交给谁 for these; ``to_id`` is offered first."""
        ids = tuple(manuscript_ids)

        def load(own: Workspace, _job: JobContext) -> SendMaterial:
            return _material(own, ids, to_id)

        self._jobs.run(self, "交给谁", load, self._open, replaces=True, shown=False)

    def recall(self, rows: Sequence[OutboxRow]) -> None:
        """Ask for the reason and take back everything of this package that is under way."""
        under_way = [row for row in rows if row.state is OutboxState.UNDER_WAY]
        if not under_way:
            return
        name = under_way[0].to_name
        words = (
            f"稿件回到这里，可以接着办。{name}手里的包不能再签收；已经签收了的，按分叉处理，"
            "两边的内容都留着。"
        )
        dialog = ConfirmDialog(self._host, "收回", words, reason_label="收回理由")
        dialog.setObjectName("recall_dialog")

        def recall(reason: str) -> None:
            def work(own: Workspace, _job: JobContext) -> int:
                return _recall(own, under_way, reason)

            self._jobs.run(
                self, "收回", work, lambda count: self._tell(f"已收回{count}件", "undo"),
                lane=FILES,
            )  # fmt: skip

        dialog.confirmed.connect(recall)
        dialog.open()

    def recall_manuscript(self, manuscript_id: str) -> None:
        """The same, from the page of one manuscript."""

        def load(own: Workspace, _job: JobContext) -> tuple[OutboxRow, ...]:
            rows = own.handover.outbox()
            mine = next((row for row in rows if row.manuscript_id == manuscript_id), None)
            if mine is None:
                return ()
            return tuple(row for row in rows if row.package_id == mine.package_id)

        self._jobs.run(self, "收回", load, self.recall, replaces=True, shown=False)

    def write_again(self, row: OutboxRow) -> None:
        """The package of an earlier handing over once more, where the person says."""
        suggested = row.file.name if row.file is not None else f"{row.number}-交{row.to_name}.qzpkg"
        file = ask_new_file(self._host, "再写一次", suggested, KINDS)
        if file is None:
            return

        def work(own: Workspace, job: JobContext) -> SentPackage:
            return own.handover.write_again(row.package_id, file, job)

        self._jobs.run(
            self, "写交接包", work,
            lambda sent: self._tell(f"已写入 {sent.file.name}", "save"), lane=FILES,
        )  # fmt: skip

    # --- inside -----------------------------------------------------------------------------

    def _open(self, material: SendMaterial) -> None:
        dialog = SendDialog(self._host, material)
        dialog.send_requested.connect(lambda form: self._send(dialog, material, form))
        dialog.cancel_requested.connect(lambda: self._jobs.cancel(self._number))
        dialog.closed.connect(self._forget)
        self._dialog = dialog
        dialog.open()

    def _tell(self, words: str, icon: str) -> None:
        self._toasts.show_toast(words, icon)

    def _forget(self) -> None:
        self._dialog = None

    def _send(self, dialog: SendDialog, material: SendMaterial, form: SendForm) -> None:
        ids, file = material.manuscript_ids, None
        if form.place == FILE:
            name = _file_name(material, form)
            file = ask_new_file(dialog, "存交接包", name, KINDS)
            if file is None:
                return

        def work(own: Workspace, job: JobContext) -> SentPackage:
            if form.place == EXCHANGE:
                return own.exchange.send(
                    ids, form.to_id, note=form.note, sealed=form.sealed, job=job
                )
            where = file or Path(form.place) / own.handover.suggested_name(ids, form.to_id)
            return own.handover.send(
                ids, form.to_id, where, note=form.note, sealed=form.sealed, job=job
            )

        def done(sent: SentPackage) -> None:
            dialog.set_busy(False)
            dialog.close_overlay()
            name = next(r.name for r in material.recipients if r.person_id == form.to_id)
            where = "" if form.place == EXCHANGE else f"，写入 {sent.file.name}"
            self._toasts.show_toast(f"已交给{name}{where}", "send", stay_ms=8000)

        def failed(error: Exception) -> None:
            dialog.set_busy(False)
            if isinstance(error, QzError):
                dialog.show_error(sentence_for(error))
            else:
                self._jobs.report(error)

        dialog.set_busy(True)
        self._number = self._jobs.run(
            dialog, "写交接包", work, done, failed, lane=FILES,
            cancelled=lambda: self._after_cancel(dialog, ids[0]),
        )  # fmt: skip

    def _after_cancel(self, dialog: SendDialog, manuscript_id: str) -> None:
        """A cancel may come after the act was stored: say what is so."""

        def look(own: Workspace, _job: JobContext) -> bool:
            custody = own.handover.custody(manuscript_id)
            return custody is None or custody.held_here

        def done(held: bool) -> None:
            if held:
                dialog.show_error("已取消，没有交出，也没有留下文件")
                return
            dialog.set_busy(False)
            dialog.close_overlay()
            self._tell("取消时已经交出，要接着办就收回", "send")

        self._jobs.run(dialog, "交出了没有", look, done, shown=False)

    def _on_progressed(self, number: int, done: int, total: int, _note: str) -> None:
        if number == self._number and self._dialog is not None:
            self._dialog.set_progress(done, total)


def _material(own: Workspace, ids: tuple[str, ...], to_id: str) -> SendMaterial:
    views = [own.manuscripts.view(manuscript_id) for manuscript_id in ids]
    return SendMaterial(
        ids,
        tuple(f"{view.number}  {view.title}" for view in views),
        own.handover.recipients(ids),
        own.next_desk.waits_for(ids),
        own.handover.sealed_by_default(ids),
        own.exchange.folder,
        tuple(Drive(d.folder, d.label, d.free) for d in own.exchange.drives()),
        to_id,
    )


def _file_name(material: SendMaterial, form: SendForm) -> str:
    name = next(r.name for r in material.recipients if r.person_id == form.to_id)
    number = material.titles[0].split("  ")[0]
    what = number if len(material.titles) == 1 else f"{number}等{len(material.titles)}件"
    return f"{what}-交{name}.qzpkg".replace("/", "_")


def _recall(own: Workspace, rows: Sequence[OutboxRow], reason: str) -> int:
    """Recall, with the notice beside the package where that place can still be reached."""
    ids = [row.manuscript_id for row in rows]
    file, folder = rows[0].file, own.exchange.folder
    if file is not None and folder is not None and file.is_relative_to(folder):
        own.exchange.recall(ids, reason)
        return len(ids)
    notice = None
    if file is not None and file.parent.is_dir():
        notice = file.with_name(f"{file.stem}-收回{file.suffix}")
    own.handover.recall(ids, reason, notice)
    return len(ids)
