"""花脸稿, as mock-up 03: two texts of a manuscript beside each other, with who changed what.

Signals: ``back_requested()`` to where the person came from; ``told(str, str)`` words of a toast
and its icon; ``title_changed(str)`` for the window.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qz_review.model.stage import Stage
from qz_review.services.comparison_views import ChangeView
from ui.jobs.job_runner import JobRunner
from ui.screens.compare.change_panel import ChangePanel
from ui.screens.compare.change_rows import list_rows
from ui.screens.compare.column_heads import OLD, ColumnHeads
from ui.screens.compare.columns import SheetLayout
from ui.screens.compare.files_out import EXPORTS, FilesOut
from ui.screens.compare.filter_row import FilterRow
from ui.screens.compare.frame import CompareFrame
from ui.screens.compare.header import CompareHeader
from ui.screens.compare.legend import Legend
from ui.screens.compare.presenter import ComparePresenter, Material
from ui.screens.compare.selection import Selection, hidden_numbers
from ui.screens.compare.sheet_view import SheetView
from ui.screens.compare.shortcuts import install_shortcuts
from ui.screens.compare.words import counter, told, who_and_when
from ui.widgets.themed import Themed

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet
    from qz_review.workspace import Workspace

LOW_WINDOW = 840  # px
LAYOUT = "compare.layout"


class CompareScreen(Themed, QWidget):
    """manuscript_id: whose 花脸稿; text_hash: of the new side, empty for the present text; now:
    the present moment.
    """

    back_requested = Signal()
    told = Signal(str, str)
    title_changed = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        jobs: JobRunner,
        manuscript_id: str,
        text_hash: str = "",
        parent: QWidget | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compare_screen")
        self._workspace, self._id, self._now = workspace, manuscript_id, now
        self._material: Material | None = None
        self._changes: dict[int, ChangeView] = {}
        self._selection = Selection()
        self._sides = ("", text_hash)
        self._current = 0
        self.header = CompareHeader([(key, e.words) for key, e in EXPORTS.items()], self)
        self.filters = FilterRow(self)
        self.frame = CompareFrame(self)
        self.heads = ColumnHeads()
        self.sheet = SheetView(workspace.manuscripts.blob)
        self.panel = ChangePanel(self._told, self._when)
        self.legend = Legend(self)
        self.presenter = ComparePresenter(jobs, manuscript_id, self)
        self.files = FilesOut(self, jobs)
        self._build()
        self._connect()
        install_shortcuts(self)
        self._follow_theme()
        self.presenter.load(*self._sides)

    def _build(self) -> None:
        self.frame.set_parts(self.heads, self.sheet, self.panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.filters)
        layout.addWidget(self.frame, 1)
        layout.addWidget(self.legend)

    def _connect(self) -> None:
        self.header.back_clicked.connect(self.back_requested)
        self.header.layout_chosen.connect(self._on_layout_chosen)
        self.header.print_clicked.connect(self.print_marked)
        self.header.export_chosen.connect(self._on_export_chosen)
        self.filters.selection_changed.connect(self._on_selection_changed)
        self.filters.step_wanted.connect(self.go_to_change)
        self.filters.list_wanted.connect(self.frame.toggle_panel)
        self.frame.folded.connect(self.filters.set_folded)
        self.frame.panel_shown.connect(self.filters.set_list_open)
        self.filters.set_folded(self.frame.is_folded)
        self.heads.text_chosen.connect(self._on_text_chosen)
        self.sheet.columns_changed.connect(self.heads.set_columns)
        self.sheet.change_clicked.connect(self.choose)
        self.panel.step_wanted.connect(self.go_to_change)
        self.panel.list.change_chosen.connect(self.choose)
        self.files.told.connect(self.told)
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.failed.connect(self._on_failed)

    # --- what the window asks -----------------------------------------------------------------

    @property
    def manuscript_id(self) -> str:
        """Whose 花脸稿 is shown."""
        return self._id

    @property
    def current_stage(self) -> Stage | None:
        """For F1: the rule of the step that waits."""
        return self._material.view.stage if self._material is not None else None

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self.header, self.filters, self.heads, self.sheet, self.panel)

    def refresh(self, change: ChangeSet | None = None) -> None:
        """Something changed in the workspace (None: anything)."""
        if change is None or self._id in change.manuscripts:
            self.presenter.load(*self._sides)

    # --- loading ------------------------------------------------------------------------------

    def _on_loaded(self, material: Material) -> None:
        before, view = self._material, material.view
        if before is None:
            self.header.set_layout(self._first_layout(view.stage))
        self._material = material
        self._changes = {change.number: change for change in view.changes}
        self._selection = self._selection.fitting(view.changes)
        self.header.set_manuscript(view.title, view.number)
        self.heads.set_view(view, self._now())
        self.legend.set_kinds(material.sheet.kinds.values())
        if before is None:
            self.title_changed.emit(f"花脸稿 {view.title}")
        same = before is not None and before.view.document == view.document
        if not same:
            self._current = 0
            steps = {change.number: change.stage for change in view.changes}
            self.sheet.set_sheet(material.sheet, steps, lambda n: self._told(self._changes[n]))
        self.filters.set_changes(view.changes, view.people, self._selection)
        self._show_changes()

    def _first_layout(self, stage: Stage | None) -> SheetLayout:
        """二校 compares 花脸稿 and 清样 with the 原稿; else what the person chose last."""
        if stage is Stage.PROOF_2:
            return SheetLayout.TRIPLE
        kept = self._workspace.settings.preference(LAYOUT, None)
        known = {layout.value for layout in SheetLayout}
        return SheetLayout(kept) if kept in known else SheetLayout.SIDE_BY_SIDE

    def _on_failed(self, _error: object) -> None:
        if self._material is None:
            self.back_requested.emit()

    # --- changes ------------------------------------------------------------------------------

    def _show_changes(self) -> None:
        if self._material is None:
            return
        changes = self._material.view.changes
        hidden = hidden_numbers(changes, self._selection)
        self.sheet.set_hidden(hidden)
        self.panel.list.set_rows(list_rows(changes, hidden))
        if not changes:
            self.panel.set_empty("各环节都没有改动", "两稿的标题、正文、表格和附件都相同")
        elif len(hidden) == len(changes):
            self.panel.set_empty("没有符合条件的改动", "换一个环节、人员或种类")
        else:
            self.panel.set_empty("")
        self.choose(0 if self._current in hidden else self._current, scroll=False)

    def choose(self, number: int, *, scroll: bool = True) -> None:
        """Ring a change in the text and mark it in the list; 0: none."""
        self._current = number
        self.sheet.set_current(number, scroll=scroll)
        self.panel.list.set_current(number)
        numbers = self.panel.list.rows.numbers()
        place = numbers.index(number) + 1 if number in numbers else 0
        words = counter(len(numbers), place)
        self.panel.set_counter(words, any_listed=bool(numbers))
        self.filters.set_counter(words)

    @property
    def current(self) -> int:
        """Number of the chosen change, 0 for none."""
        return self._current

    def go_to_change(self, step: int) -> None:
        """F7: the next (1) or previous (-1) change; round the end."""
        numbers = self.panel.list.rows.numbers()
        if not numbers:
            return
        if self._current in numbers:
            place = (numbers.index(self._current) + step) % len(numbers)
        else:
            first = self.sheet.first_in_view()
            place = numbers.index(first) if first in numbers else 0
        self.choose(numbers[place])

    def _told(self, change: ChangeView) -> str:
        return told(change, self._now())

    def _when(self, change: ChangeView) -> str:
        return who_and_when(change, self._now())

    # --- slots --------------------------------------------------------------------------------

    def _on_layout_chosen(self, layout: SheetLayout) -> None:
        self.sheet.set_layout(layout)
        if self._material is not None:
            self._workspace.settings.set_preference(LAYOUT, layout.value)

    def _on_selection_changed(self, selection: Selection) -> None:
        self._selection = selection
        self._show_changes()

    def _on_text_chosen(self, side: str, key: str) -> None:
        old, new = self._sides
        self._sides = (key, new) if side == OLD else (old, key)
        self.presenter.load(*self._sides)

    def _on_export_chosen(self, key: str) -> None:
        if self._material is not None:
            self.files.export(key, self._id, self._material.view.number)

    def print_marked(self) -> None:
        """Ctrl P."""
        if self._material is not None:
            self.files.print_marked(self._id, self._material.view.number)

    def escape(self) -> None:
        """Close the list laid over the text, or go back."""
        if not self.frame.hide_panel():
            self.back_requested.emit()

    def show_menu(self, number: int, where: QPoint) -> None:
        """What can be done with a change."""

    # --- room ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """The keys belong to the text."""
        super().showEvent(event)
        self.sheet.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Heights follow the window."""
        super().resizeEvent(event)
        self.header.set_low(self.window().height() < LOW_WINDOW)
