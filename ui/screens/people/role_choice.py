"""The roles of a person as check boxes, in the rule's order.  Signals: ``changed()``."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from qz_review.model.person import Role

_COLUMNS = 2


class RoleChoice(QWidget):
    """Several may be chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[Role, QCheckBox] = {}
        self.setAccessibleName("角色")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        for place, role in enumerate(Role):
            box = QCheckBox(role.label, self)
            box.setObjectName(f"role_{role.value}")
            box.toggled.connect(lambda _: self.changed.emit())
            self._boxes[role] = box
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)

    @property
    def roles(self) -> frozenset[Role]:
        """Roles chosen."""
        return frozenset(role for role, box in self._boxes.items() if box.isChecked())

    def set_roles(self, roles: Iterable[Role]) -> None:
        """Choose these."""
        wanted = frozenset(roles)
        for role, box in self._boxes.items():
            box.setChecked(role in wanted)
