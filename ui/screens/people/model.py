"""The rows of 人员名册; active people first, retired ones below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from qz_review.model.person import Person, Role
from qz_review.services.views import PersonRow
from ui.widgets.cell_delegate import BOLD_ROLE, TAG_ROLE, TONE_ROLE, CellTag

COLUMNS = (
    ("name", "姓名", 80),
    ("roles", "角色", 200),
    ("section", "科室", 104),
    ("duty", "职务", 120),
    ("account", "账号", 112),
    ("key", "密钥", 104),
    ("picture", "签名图", 72),
    ("open", "待办", 60),
    ("state", "状态", 80),
)
_Index = QModelIndex | QPersistentModelIndex


def role_words(person: Person) -> str:
    """The roles in the rule's order: 采编人员、管理员."""
    return "、".join(role.label for role in Role if role in person.roles)


class PeopleModel(QAbstractTableModel):
    """Shows frozen rows."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[PersonRow, ...] = ()

    def set_rows(self, rows: Sequence[PersonRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, place: int) -> PersonRow | None:
        """The person of a row."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, person_id: str) -> int:
        """The row of a person, -1 where he is not listed."""
        ids = [row.person.id for row in self._rows]
        return ids.index(person_id) if person_id in ids else -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][1]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: cells."""
        row = self._rows[index.row()]
        key = COLUMNS[index.column()][0]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _words(row, key) or None
        if role == TAG_ROLE and key == "state" and not row.person.active:
            return CellTag("已停用")
        if role == TONE_ROLE:
            if not row.person.active:
                return "text3"
            return "text" if key in ("name", "roles") else "text2"
        if role == BOLD_ROLE:
            return key == "name" and row.person.active
        return None


def _words(row: PersonRow, key: str) -> str:
    person = row.person
    return {
        "name": person.name,
        "roles": role_words(person),
        "section": row.section,
        "duty": person.duty,
        "account": person.account,
        "key": row.key_code,
        "picture": "有" if row.has_picture else "",
        "open": str(row.open_steps) if row.open_steps else "",
        "state": "在职" if person.active else "",
    }[key]
