"""人员名册: the table, one person at the right, 新增人员 for administrators.

Signals: ``add_requested()``; ``change_requested(PersonRow)``, ``key_requested(PersonRow)``,
``retire_requested(PersonRow)``; ``person_selected(PersonRow)``; ``password_requested()``,
``picture_requested()`` of oneself; ``sheet_requested(PersonRow, str)`` 签署清单 and in which way;
``export_requested()``, ``import_requested()`` of the roster file for other machines.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qz_review.services.views import PersonRow
from ui.screens.people.detail import PersonDetail
from ui.screens.people.model import COLUMNS, PeopleModel
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.fill_column import FillColumn
from ui.widgets.headings import PageHeader
from ui.widgets.table_view import TableView
from ui.widgets.themed import Themed

_DETAIL = 296  # px at 100 %
_SPARE = tuple(
    next(place for place, column in enumerate(COLUMNS) if column[0] == key)
    for key in ("key", "picture", "open", "duty")
)  # the detail at the right has them all


class PeopleScreen(Themed, QWidget):
    """own_id: who looks; administrator: whether he may change the roster."""

    add_requested = Signal()
    change_requested = Signal(object)
    key_requested = Signal(object)
    retire_requested = Signal(object)
    person_selected = Signal(object)
    password_requested = Signal()
    picture_requested = Signal()
    sheet_requested = Signal(object, str)
    export_requested = Signal()
    import_requested = Signal()

    def __init__(self, own_id: str, administrator: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("people_screen")
        self._own_id = own_id
        self._administrator = administrator
        self._wanted = own_id
        self.header = PageHeader("人员名册", parent=self)
        self.add = Button("新增人员", self, icon="plus", name="people_add")
        self.add.setVisible(administrator)
        self.bring = Button("导入名册…", self, icon="import", name="people_import")
        self.export = Button("导出名册文件…", self, icon="export", name="people_export")
        self.export.setVisible(administrator)
        self.model = PeopleModel()
        self.table = TableView(self)
        self.detail = PersonDetail(self)
        self._side = QScrollArea(self)
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self._connect()

    def _build(self) -> None:
        for button in (self.bring, self.export, self.add):
            self.header.add_action(button)
        self.table.setObjectName("people_table")
        self.table.setAccessibleName("人员列表")
        self.table.setModel(self.model)
        self.table.set_column_widths({i: width for i, (_, _, width) in enumerate(COLUMNS)})
        self._fill = FillColumn(self.table, 1, COLUMNS[1][2], _SPARE)
        card = Card(self, padding=1, spacing=0)
        card.body.addWidget(self.table)
        self._side.setWidget(self.detail)
        self._side.setWidgetResizable(True)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        inside = QHBoxLayout()
        inside.setContentsMargins(24, 8, 24, 20)
        inside.setSpacing(24)
        inside.addWidget(card, 1)
        inside.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(inside, 1)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_requested)
        self.bring.clicked.connect(self.import_requested)
        self.export.clicked.connect(self.export_requested)
        self.table.row_selected.connect(self._on_row_selected)
        self.table.row_opened.connect(self._on_row_opened)
        detail = self.detail
        detail.change_clicked.connect(lambda: self._emit(self.change_requested))
        detail.key_clicked.connect(lambda: self._emit(self.key_requested))
        detail.retire_clicked.connect(lambda: self._emit(self.retire_requested))
        detail.password_clicked.connect(self.password_requested)
        detail.picture_clicked.connect(self.picture_requested)
        detail.sheet_chosen.connect(self._on_sheet_chosen)

    @property
    def selected(self) -> PersonRow | None:
        """The person shown at the right."""
        return self.model.row_at(self.table.currentIndex().row())

    def set_rows(self, rows: Sequence[PersonRow]) -> None:
        """Show the roster; the person shown stays."""
        current = self.selected
        wanted = self._wanted or (current.person.id if current else self._own_id)
        self.model.set_rows(rows)
        active = sum(1 for row in rows if row.person.active)
        retired = f"，{len(rows) - active} 人已停用" if len(rows) > active else ""
        self.header.set_title("人员名册", f"在职 {active} 人{retired}")
        self.select(wanted)

    def select(self, person_id: str) -> None:
        """Show a person, at once or when the rows are there."""
        place = self.model.place_of(person_id)
        if place < 0:
            self._wanted = person_id
            return
        self._wanted = ""
        self.table.setCurrentIndex(self.model.index(place, 0))

    def set_picture(self, row: PersonRow, picture: bytes | None) -> None:
        """Show the person's facts and signature picture."""
        own = row.person.id == self._own_id
        self.detail.set_row(row, picture, own=own, administrator=self._administrator)

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self.table, self.detail)

    def _on_row_selected(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None:
            self.person_selected.emit(row)

    def _on_row_opened(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None and self._administrator and row.person.active:
            self.change_requested.emit(row)

    def _on_sheet_chosen(self, key: str) -> None:
        row = self.selected
        if row is not None:
            self.sheet_requested.emit(row, key)

    def _emit(self, signal: SignalInstance) -> None:
        row = self.selected
        if row is not None:
            signal.emit(row)

    def _on_theme_changed(self) -> None:
        self._side.setFixedWidth(self._theme.px(_DETAIL))
        super()._on_theme_changed()
