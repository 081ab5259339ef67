"""花脸稿, as mock-up 03: two texts of a manuscript beside each other, with who changed what.

Signals: ``back_requested()`` to where the person came from; ``title_changed(str)`` for the window.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qz_review.model.stage import Stage
from qz_review.services.comparison_views import ChangeView
from ui.files_out import EXPORTS, FilesOut
from ui.jobs.job_runner import JobRunner
from ui.pictures import PictureShelf
from ui.screens.compare.change_acts import ChangeActs
from ui.screens.compare.change_panel import ChangePanel
from ui.screens.compare.change_rows import list_rows
from ui.screens.compare.column_heads import OLD, ColumnHeads
from ui.screens.compare.columns import SheetLayout
from ui.screens.compare.faces import Face
from ui.screens.compare.filter_row import FilterRow
from ui.screens.compare.frame import CompareFrame
from ui.screens.compare.header import CompareHeader
from ui.screens.compare.legend import Legend
from ui.screens.compare.presenter import ComparePresenter, Material
from ui.screens.compare.selection import Selection, hidden_numbers, same_or_nearest
from ui.screens.compare.sheet_view import SheetView
from ui.screens.compare.shortcuts import install_shortcuts
from ui.screens.compare.text_places import Range, range_of_words
from ui.screens.compare.words import counter, note_told, note_when, told, who_and_when
from ui.widgets.overlay import Overlay
from ui.widgets.themed import Themed
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet
    from qz_review.workspace import Workspace

LOW_WINDOW = 840  # px
LAYOUT = "compare.layout"
FIRST_NOTE = -1  # its number, as make_sheet counts notes


class CompareScreen(Themed, QWidget):
    """manuscript_id: whose 花脸稿; text_hash: of the new side, empty for the present text; toasts:
    of the window; at_notes: begin at the first 附注; now: the present moment.
    """

    back_requested = Signal()
    title_changed = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        jobs: JobRunner,
        manuscript_id: str,
        toasts: ToastHost,
        text_hash: str = "",
        parent: QWidget | None = None,
        *,
        at_notes: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compare_screen")
        self._at_notes = at_notes
        self._workspace, self._id, self._now = workspace, manuscript_id, now
        self._toasts = toasts
        self._material: Material | None = None
        self._changes: dict[int, ChangeView] = {}
        self._selection = Selection()
        self._sides = ("", text_hash)
        self._current = 0
        self.header = CompareHeader([(key, e.words) for key, e in EXPORTS.items()], self)
        self.filters = FilterRow(self)
        self.frame = CompareFrame(self)
        self.heads = ColumnHeads()
        pictures = PictureShelf()
        self.sheet = SheetView(workspace.manuscripts.blob, pictures)
        self.panel = ChangePanel(self._told, self._when)
        self.legend = Legend(self)
        self.presenter = ComparePresenter(jobs, manuscript_id, pictures, self)
        self.files = FilesOut(self, jobs)
        self.acts = ChangeActs(self, jobs, manuscript_id, toasts, self._selected)
        self._build()
        self._connect()
        install_shortcuts(self)
        self._follow_theme()
        self.presenter.load(*self._sides)

    def _build(self) -> None:
        self.frame.set_parts(self.heads, self.sheet, self.panel, self.sheet.least_width)
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
        self.header.export_chosen.connect(self.export)
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
        self.panel.list.key_pressed.connect(self._on_list_key_pressed)
        self.panel.revert_wanted.connect(lambda: self.acts.revert(self._current))
        self.panel.note_wanted.connect(self.write_note)
        self.panel.settle_wanted.connect(lambda: self.acts.settle(self._current))
        for part in (self.sheet, self.panel.list):
            part.menu_wanted.connect(self.show_menu)
        self.sheet.selected_changed.connect(self._show_acts)
        self.acts.changed.connect(self.refresh)
        self.acts.ended.connect(self._take_keys)
        self.acts.other_end_wanted.connect(self.sheet.go_to_other_end)
        self.files.told.connect(self._toasts.show_toast)
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

    def leave(self) -> None:
        """The page is left: what was undone here becomes a version."""
        self.acts.leave()
        self.sheet.forget()
        self.panel.list.delegate.forget()

    # --- loading ------------------------------------------------------------------------------

    def _on_loaded(self, material: Material) -> None:
        before, view = self._material, material.view
        if before is None:
            self.header.set_layout(self._first_layout(view.stage))
        self._material = material
        self._changes = {change.number: change for change in view.changes}
        self.acts.set_material(material)
        self._selection = self._selection.fitting(view.changes)
        self.header.set_manuscript(view.title, view.number)
        self.heads.set_view(view, self._now())
        if before is not None and _shown(before) == _shown(material):
            self._show_acts()
            return  # the person's place in text and list stays
        self.legend.set_coarse(view.document.coarse)
        self.legend.set_kinds(material.sheet.kinds.values(), notes=bool(material.notes))
        self.legend.set_source(any(change.stage is None for change in view.changes))
        if before is None:
            self.title_changed.emit(f"花脸稿 {view.title}")
        same = before is not None and _sides(before) == _sides(material)
        kept = before.view.changes if before is not None and same else ()
        self._current = same_or_nearest(self._current, kept, view.changes)
        steps = {change.number: change.stage for change in view.changes}
        steps |= {-1 - at: placed.note.stage for at, placed in enumerate(material.notes)}
        self.sheet.set_sheet(material.sheet, steps, self._told, keeps_place=same)
        self.filters.set_changes(view.changes, view.people, self._selection)
        self._show_changes()
        if self._at_notes and material.notes:
            self._at_notes = False
            self.frame.show_panel()
            self.choose(FIRST_NOTE)

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
        changes, notes = self._material.view.changes, self._material.notes
        hidden = hidden_numbers(changes, self._selection)
        self.sheet.set_hidden(hidden)
        self.panel.list.set_rows(list_rows(changes, hidden, notes))
        if notes:
            self.panel.set_empty("")
        elif not changes:
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
        material = self._material
        total, notes = (len(self._changes), len(material.notes)) if material else (0, 0)
        words = counter(len(numbers), place, total=total, notes=notes)
        self.panel.set_counter(words, any_listed=bool(numbers))
        self.filters.set_counter(words)
        self._show_acts()

    def _show_acts(self) -> None:
        number, acts = self._current, self.acts
        self.panel.set_acts(
            note=acts.may_note(number),
            revert=acts.may_revert(number),
            settle=acts.may_settle(number),
        )

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

    def _told(self, number: int) -> str:
        note = self.acts.note(number)
        if note is not None:
            return note_told(note, self._now())
        return told(self._changes[number], self._now()) if number in self._changes else ""

    def _when(self, number: int) -> str:
        note = self.acts.note(number)
        if note is not None:
            return note_when(note, self._now())
        return who_and_when(self._changes[number], self._now())

    def _selected(self) -> tuple[Range, str] | None:
        """The words selected in a column of the new text, and where they stand in it."""
        chosen, material = self.sheet.selected(), self._material
        if chosen is None or material is None or chosen.face is Face.OLD:
            return None
        first, last = chosen.ends
        document = material.view.document
        start, _ = range_of_words(
            document, self.sheet.paragraph_at(chosen.face, first), first.unit, first.unit
        )
        _, end = range_of_words(
            document, self.sheet.paragraph_at(chosen.face, last), last.unit, last.unit
        )
        words = self.sheet.words_of(chosen)
        return ((start, max(start, end)), words) if words else None

    def write_note(self) -> None:
        """Ctrl M: a note on the selected words, or on the chosen change."""
        if self._current <= 0 and self._selected() is None:
            self._toasts.show_toast("先选一处改动或几个字", "alert")
            return
        self.acts.write_note(self._current)

    def _on_list_key_pressed(self, letter: str) -> None:
        if letter == "N":
            self.write_note()
        else:
            self.acts.revert(self._current)

    # --- slots --------------------------------------------------------------------------------

    def _on_layout_chosen(self, layout: SheetLayout) -> None:
        self.sheet.set_layout(layout)
        self.frame.fit()
        if self._material is not None:
            self._workspace.settings.set_preference(LAYOUT, layout.value)

    def _on_selection_changed(self, selection: Selection) -> None:
        self._selection = selection
        self._show_changes()

    def _on_text_chosen(self, side: str, key: str) -> None:
        old, new = self._sides
        self._sides = (key, new) if side == OLD else (old, key)
        self.presenter.load(*self._sides)

    def export(self, key: str) -> None:
        """Make one of the files of the menu 导出."""
        if self._material is not None:
            view = self._material.view
            self.files.export(key, self._id, view.number, drafted=view.has_draft)

    def print_marked(self) -> None:
        """Ctrl P."""
        if self._material is not None:
            view = self._material.view
            self.files.print_marked(self._id, view.number, drafted=view.has_draft)

    def escape(self) -> None:
        """Close the list where it was opened by the button, or go back."""
        if not self.frame.hide_panel():
            self.back_requested.emit()

    def _take_keys(self) -> None:
        """An act is over: F7 and Esc go on from the list or the text, whatever had the focus."""
        asking = any(overlay.is_open for overlay in self.window().findChildren(Overlay))
        parts = (self.sheet, self.panel.list)
        if self.isVisible() and not asking and not any(part.hasFocus() for part in parts):
            (self.panel.list if self.panel.isVisible() else self.sheet).setFocus()

    def show_menu(self, number: int, where: QPoint) -> None:
        """What can be done with a change or note."""
        if number:
            self.choose(number, scroll=False)
        menu = self.acts.make_menu(number, self)
        if not menu.isEmpty():
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(where)

    # --- room ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """The keys belong to the text."""
        super().showEvent(event)
        self.sheet.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Heights follow the window."""
        super().resizeEvent(event)
        self.header.set_low(self.window().height() < LOW_WINDOW)


def _shown(material: Material) -> tuple[object, ...]:
    """What sheet and list are made from."""
    return material.view.document, material.notes, material.view.changes


def _sides(material: Material) -> tuple[str, bool]:
    """What is compared, whatever was done to it meanwhile."""
    return material.view.old.key, material.view.is_present
