"""批量扫描: a folder or a pasted text, scanned without registering anything.

Signals: ``folder_wanted()``, ``paste_wanted()``, ``stop_wanted()``, ``save_wanted(str)`` with
``xlsx`` or ``pdf``, ``file_chosen(ScannedRow)``, ``level_chosen(str)``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from qz_review.scanning.level import Level
from qz_review.services.batch_scan import FoundPlace, ScannedRow
from ui.screens.batch.models import FILE_COLUMNS, FOUND_COLUMNS, FileModel, FoundModel
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.fill_column import FillColumn
from ui.widgets.headings import PageHeader, SectionTitle
from ui.widgets.progress import LabelledProgress
from ui.widgets.segmented import SegmentedControl
from ui.widgets.table_view import TableView

_TITLE = "批量扫描"
_ABOUT = "查一批文件里的问题，不登记，不改动原文件"


class BatchScreen(QWidget):
    """Files above, the findings of the chosen one below."""

    folder_wanted = Signal()
    paste_wanted = Signal()
    stop_wanted = Signal()
    save_wanted = Signal(str)
    file_chosen = Signal(object)
    level_chosen = Signal(str)

    def __init__(self, level: Level, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batch_screen")
        self.header = PageHeader(_TITLE, _ABOUT, self)
        levels = [(choice.value, choice.label) for choice in Level]
        self.level = SegmentedControl(levels, level.value, self, accessible_name="扫描范围")
        self.xlsx = Button("存 xlsx…", self, name="batch_xlsx")
        self.pdf = Button("存 PDF…", self, name="batch_pdf")
        self.paste = Button("粘贴文字…", self, name="batch_paste")
        self.folder = Button("选文件夹…", self, kind="primary", icon="folder", name="batch_folder")
        self.progress = LabelledProgress("正在扫描", "个", self)
        self.stop = Button("取消", self, name="batch_stop")
        self.files, self.found = FileModel(), FoundModel()
        self.file_table, self.found_table = TableView(self), TableView(self)
        self.found_title = SectionTitle("问题", parent=self)
        self.empty = EmptyState(
            "scan", "还没有扫描", "选一个文件夹，里面的 docx、网页、txt 逐个扫描", "选文件夹…", self
        )
        self._running = QWidget(self)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._stack = QStackedWidget(self)
        self._build()
        self._connect()
        self.show_nothing()

    def _build(self) -> None:
        for control in (self.level, self.xlsx, self.pdf, self.paste, self.folder):
            self.header.add_action(control)
        for table, model, columns, name, told in (
            (self.file_table, self.files, FILE_COLUMNS, "batch_files", "文件"),
            (self.found_table, self.found, FOUND_COLUMNS, "batch_found", "问题"),
        ):
            table.setObjectName(name)
            table.setAccessibleName(told)
            table.setModel(model)
            table.set_column_widths({i: width for i, (_, _, width) in enumerate(columns)})
        last = len(FOUND_COLUMNS) - 1
        self._fills = (
            FillColumn(self.file_table, 0, FILE_COLUMNS[0][2], ()),
            FillColumn(self.found_table, last, FOUND_COLUMNS[last][2], ()),
        )
        line = QHBoxLayout(self._running)
        line.setContentsMargins(24, 0, 24, 8)
        line.setSpacing(16)
        line.addWidget(self.progress, 1)
        line.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignVCenter)
        below = QWidget(self)
        below.setProperty("plain", True)
        self.found_title.setContentsMargins(12, 8, 12, 8)
        part = QVBoxLayout(below)
        part.setContentsMargins(0, 0, 0, 0)
        part.setSpacing(0)
        part.addWidget(self.found_title)
        part.addWidget(self.found_table, 1)
        card = Card(self, padding=1, spacing=0)
        card.body.addWidget(self._split)
        self._split.addWidget(self.file_table)
        self._split.addWidget(below)
        self._split.setHandleWidth(1)
        self._split.setSizes([320, 320])
        self._split.setChildrenCollapsible(False)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 8, 24, 20)
        column.addWidget(card)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._running)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.folder.clicked.connect(self.folder_wanted)
        self.empty.action_clicked.connect(self.folder_wanted)
        self.paste.clicked.connect(self.paste_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.xlsx.clicked.connect(lambda: self.save_wanted.emit("xlsx"))
        self.pdf.clicked.connect(lambda: self.save_wanted.emit("pdf"))
        self.level.value_changed.connect(self.level_chosen)
        self.file_table.row_selected.connect(self._on_row_selected)

    # --- what is shown ------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """Before the first scan."""
        self._running.hide()
        self._stack.setCurrentIndex(0)
        self._enable(has_results=False, running=False)

    def show_no_rules(self) -> None:
        """An office without rules."""
        self.show_nothing()
        self.empty.set_content("ban", "未配置规则", "没有规则，不能扫描")
        for button in (self.folder, self.paste):
            button.setEnabled(False)

    def begin(self, title: str) -> None:
        """A scan begins: the results before it go."""
        self.files.clear()
        self.found.set_places(())
        self.found_title.set_caption("")
        self.header.set_title(_TITLE, title)
        self.progress.set_progress(0, 0)
        self._running.show()
        self._stack.setCurrentIndex(1)
        self._enable(has_results=False, running=True)

    def take(self, rows: Sequence[ScannedRow], done: int, total: int) -> None:
        """Show what is there so far; the first file is chosen by itself."""
        self.files.take(rows)
        self.progress.set_progress(done, total)
        if rows and not self.file_table.currentIndex().isValid():
            self.file_table.setCurrentIndex(self.files.index(0, 0))

    def end(self, rows: Sequence[ScannedRow], summary: str) -> None:
        """The scan is over, or was stopped."""
        self.take(rows, len(rows), len(rows))
        self._running.hide()
        self.header.set_title(_TITLE, summary)
        if not rows:
            self.empty.set_content(
                "folder", "没有可扫描的文件", "文件夹里没有 docx、网页、txt 一类文件", "另选文件夹…"
            )
            self._stack.setCurrentIndex(0)
        self._enable(has_results=bool(rows), running=False)

    def show_found(self, row: ScannedRow, places: Sequence[FoundPlace]) -> None:
        """The findings of the chosen file."""
        self.found.set_places(places)
        self.found_title.set_caption(row.name)
        self.found_title.set_count(row.count)

    def _enable(self, *, has_results: bool, running: bool) -> None:
        for button in (self.xlsx, self.pdf):
            button.setEnabled(has_results)
        for control in (self.folder, self.paste, self.level):
            control.setEnabled(not running)

    def _on_row_selected(self, index: QModelIndex) -> None:
        row = self.files.row_at(index.row())
        if row is not None:
            self.file_chosen.emit(row)

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self.file_table, self.found_table)
