"""Does what 词库 asks: queries and signed changes, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from qz_review.errors import Refused
from qz_review.model.finding import Finding
from qz_review.model.listed import Listed, ListedTerm
from qz_review.scanning.layers import Layer
from qz_review.services.finding_views import IgnoredView
from qz_review.services.lexicon_views import (
    CategoryCount,
    ChangeRow,
    EntryPage,
    EntryRow,
    ImportPreview,
)
from ui.errors.presenter import ErrorPresenter
from ui.file_dialogs import ask_file, ask_new_file
from ui.jobs.job_runner import FILES, JobRunner
from ui.screens.lexicons.entry_dialog import EntryDialog
from ui.screens.lexicons.import_dialog import ImportDialog
from ui.screens.lexicons.models import PAGE
from ui.screens.lexicons.screen import LexiconsScreen
from ui.text.error_texts import sentence_for
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet
    from qz_review.workspace import Workspace

_READ = "词库文件 (*.xlsx *.csv *.txt)"
_WRITE = "Excel 工作簿 (*.xlsx);;CSV (*.csv);;文本 (*.txt)"
_Loaded = tuple[
    bool, tuple[CategoryCount, ...], EntryPage, tuple[ChangeRow, ...], tuple[IgnoredView, ...]
]


class LexiconsPresenter(QObject):
    """The workspace is used by workers alone."""

    def __init__(
        self,
        screen: LexiconsScreen,
        workspace: Workspace,
        jobs: JobRunner,
        errors: ErrorPresenter,
        toasts: ToastHost,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or screen)
        self._screen, self._workspace = screen, workspace
        self._jobs, self._errors, self._toasts = jobs, errors, toasts
        self._round = 0
        screen.query_changed.connect(lambda *_: self._load_entries())
        screen.page_wanted.connect(self._load_page)
        screen.add_requested.connect(self._on_add_requested)
        screen.change_requested.connect(self._on_change_requested)
        screen.remove_requested.connect(self._on_remove_requested)
        screen.set_aside_requested.connect(self._on_set_aside_requested)
        screen.undo_requested.connect(self._on_undo_requested)
        screen.restore_requested.connect(self._on_restore_requested)
        screen.import_requested.connect(self._on_import_requested)
        screen.export_requested.connect(self._on_export_requested)
        screen.try_requested.connect(self._on_try_requested)

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Load tree, entries and history; only where the roster's chain moved."""
        if changes is not None and not changes.roster:
            return
        code, words = self._screen.query

        def load(own: Any, job: object) -> _Loaded:
            lists = own.lexicons
            return (
                lists.may_change(),
                lists.categories(),
                lists.entries(code, words, limit=PAGE),
                lists.history(),
                own.findings.ignored_for_unit(),
            )

        def done(loaded: _Loaded) -> None:
            may_change, categories, page, history, ignored = loaded
            now = datetime.now().astimezone()
            self._round += 1
            self._screen.set_may_change(may_change)
            self._screen.set_categories(categories)
            self._screen.set_page(page, now)
            self._screen.set_history(history, now)
            self._screen.set_ignored(ignored, now)

        self._jobs.run(self, "词库", load, done, self._errors, replaces=True, shown=False)

    def _load_entries(self) -> None:
        self._round += 1
        code, words = self._screen.query

        def load(own: Any, job: object) -> EntryPage:
            page: EntryPage = own.lexicons.entries(code, words, limit=PAGE)
            return page

        def done(page: EntryPage) -> None:
            self._screen.set_page(page, datetime.now().astimezone())

        self._jobs.run(self, "词条", load, done, self._errors, replaces=True, shown=False)

    def _load_page(self, offset: int) -> None:
        asked = self._round
        code, words = self._screen.query

        def load(own: Any, job: object) -> EntryPage:
            page: EntryPage = own.lexicons.entries(code, words, offset=offset, limit=PAGE)
            return page

        def done(page: EntryPage) -> None:
            if asked == self._round:
                self._screen.model.add_page(offset, page)

        self._jobs.run(self, f"词条 {offset}", load, done, self._errors, shown=False)

    # --- changing ---

    def _on_add_requested(self, code: str) -> None:
        self._edit(EntryDialog(self._screen, code), None)

    def _on_change_requested(self, row: EntryRow) -> None:
        code = row.entry.category if isinstance(row.entry, ListedTerm) else ""
        self._edit(EntryDialog(self._screen, code, row.entry), row)

    def _edit(self, dialog: EntryDialog, row: EntryRow | None) -> None:
        def submit(entry: Listed, reason: str) -> None:
            layer = Layer(dialog.layer.value or Layer.UNIT.value)

            def work(own: Any, job: object) -> None:
                if row is None:
                    own.lexicons.add([entry], reason, layer)
                else:
                    own.lexicons.replace(row.entry, entry, reason, row.layer)

            def done(_nothing: object) -> None:
                dialog.close_overlay()
                self._toasts.show_toast("已新增" if row is None else "已修改")
                self.refresh()

            dialog.set_busy(True)
            self._run(dialog, "修改词库", work, done)

        dialog.submitted.connect(submit)
        dialog.open()

    def _on_remove_requested(self, row: EntryRow) -> None:
        words = _words(row.entry)
        told = f"“{words}”移出{row.layer.label}词库，以后的扫描不再用它；移除可以撤销。"
        dialog = ConfirmDialog(self._screen, "移除词条", told, reason_label="原因")

        def work_of(reason: str) -> Callable[[Any, object], None]:
            return lambda own, job: own.lexicons.remove([row.entry], reason, row.layer)

        dialog.confirmed.connect(lambda reason: self._act("移除词条", work_of(reason), "已移除"))
        dialog.open()

    def _on_set_aside_requested(self, row: EntryRow) -> None:
        words = _words(row.entry)
        told = f"把“{words}”列为本单位的保护词，任何规则都不再对它提示；可以撤销。"
        dialog = ConfirmDialog(self._screen, "不再提示", told, reason_label="原因", danger=False)

        def work_of(reason: str) -> Callable[[Any, object], None]:
            return lambda own, job: own.lexicons.set_aside(words, reason)

        dialog.confirmed.connect(
            lambda reason: self._act("不再提示", work_of(reason), "已列为保护词")
        )
        dialog.open()

    def _on_undo_requested(self, change: ChangeRow) -> None:
        told = "撤销后词库回到这次修改之前；其后又改过的词条保持现在的样子。"
        dialog = ConfirmDialog(self._screen, "撤销修改", told, reason_label="原因", danger=False)

        def work_of(reason: str) -> Callable[[Any, object], None]:
            return lambda own, job: own.lexicons.undo(change.change_id, reason)

        dialog.confirmed.connect(lambda reason: self._act("撤销修改", work_of(reason), "已撤销"))
        dialog.open()

    def _on_restore_requested(self, act: IgnoredView) -> None:
        told = f"恢复后，各稿件的“{act.suppression.quote}”重新提示。"
        dialog = ConfirmDialog(self._screen, "恢复检查", told, reason_label="原因", danger=False)

        def work_of(reason: str) -> Callable[[Any, object], None]:
            return lambda own, job: own.findings.restore_for_unit(act.suppression_id, reason)

        dialog.confirmed.connect(lambda reason: self._act("恢复检查", work_of(reason), "已恢复"))
        dialog.open()

    def _act(self, name: str, work: Callable[[Any, object], Any], told: str) -> None:
        def done(_nothing: object) -> None:
            self._toasts.show_toast(told)
            self.refresh()

        self._jobs.run(self, name, work, done, self._errors, shown=False)

    # --- files ---

    def _on_import_requested(self, code: str) -> None:
        path = ask_file(self._screen, "导入词库", _READ)
        if path is not None:
            self.preview_file(path, code)

    def preview_file(self, path: Path, code: str, layer: Layer = Layer.UNIT) -> None:
        """Show what taking in a file would change."""

        def load(own: Any, job: object) -> ImportPreview:
            from qz_review.services.lexicons import read_list_bytes

            preview: ImportPreview = own.lexicons.preview_import(
                read_list_bytes(path), path.name, _term_category(code), layer
            )
            return preview

        def done(preview: ImportPreview) -> None:
            self._confirm_import(path, code, preview)

        self._jobs.run(self, "读词库文件", load, done, self._errors, lane=FILES)

    def _confirm_import(self, path: Path, code: str, preview: ImportPreview) -> None:
        dialog = ImportDialog(self._screen, path.name, preview)
        dialog.layer_chosen.connect(lambda layer: self.preview_file(path, code, Layer(layer)))

        def submit(reason: str) -> None:
            def work(own: Any, job: object) -> None:
                own.lexicons.take_in(preview, reason)

            def done(_nothing: object) -> None:
                dialog.close_overlay()
                self._toasts.show_toast(f"已导入 {len(preview.entries):,} 条")
                self.refresh()

            dialog.set_busy(True)
            self._run(dialog, "导入词库", work, done)

        dialog.submitted.connect(submit)
        dialog.open()

    def _on_export_requested(self, code: str) -> None:
        name = f"词库-{datetime.now():%Y%m%d}.xlsx"
        path = ask_new_file(self._screen, "导出词库", name, _WRITE)
        if path is None:
            return
        if not path.suffix:
            path = path.with_suffix(".xlsx")
        written = path

        def work(own: Any, job: object) -> None:
            own.lexicons.export_to(written, code)

        def done(_nothing: object) -> None:
            self._toasts.show_toast(f"已导出到 {written.name}")

        self._jobs.run(self, "导出词库", work, done, self._errors)

    # --- trying ---

    def _on_try_requested(self, text: str) -> None:
        def work(own: Any, job: object) -> tuple[Finding, ...]:
            found: tuple[Finding, ...] = own.lexicons.try_on(text)
            return found

        self._jobs.run(
            self, "试一试", work, self._screen.side.show_found, self._errors,
            replaces=True, shown=False,
        )  # fmt: skip

    def _run(
        self,
        dialog: EntryDialog | ImportDialog,
        name: str,
        work: Callable[[Any, object], Any],
        done: Callable[[Any], None],
    ) -> None:
        def failed(error: Exception) -> None:
            dialog.set_busy(False)
            if isinstance(error, Refused):
                dialog.show_refusal(error.code, sentence_for(error))
            else:
                self._errors.show(error)

        self._jobs.run(dialog, name, work, done, failed, shown=False)


def _words(entry: Listed) -> str:
    return entry.text if isinstance(entry, ListedTerm) else f"{entry.name} {entry.title}".strip()


def _term_category(code: str) -> str:
    """The category for terms of a file that name none: the one shown, if it takes terms."""
    from qz_review.scanning.terms.categories import category_of

    return code if category_of(code) is not None else "own"
