"""A button that names a person's roles and opens them as check boxes.

Signals: ``changed()``.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from qz_review.model.person import Role
from ui.widgets.button import Button


class RolesButton(Button):
    """fixed: roles that cannot be taken away.

    suggested: ``roles`` are a suggestion only, which the first role chosen takes the place of.
    """

    changed = Signal()

    def __init__(
        self,
        roles: Iterable[Role] = (),
        parent: QWidget | None = None,
        *,
        fixed: Iterable[Role] = (),
        suggested: bool = False,
    ) -> None:
        super().__init__("", parent, tooltip="角色，可多选")
        self._fixed = frozenset(fixed)
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setProperty("frameRole", "card")
        self._boxes: dict[Role, QCheckBox] = {}
        layout = QVBoxLayout(self._popup)
        layout.setContentsMargins(12, 8, 16, 8)
        layout.setSpacing(0)
        for role in Role:
            box = QCheckBox(role.label, self._popup)
            box.setObjectName(f"role_{role.value}")
            box.setEnabled(role not in self._fixed)
            box.toggled.connect(lambda on, role=role: self._on_toggled(role, on))
            self._boxes[role] = box
            layout.addWidget(box)
        self.set_roles(roles)
        self._suggested = self.roles - self._fixed if suggested else frozenset()
        self.clicked.connect(self._open)

    @property
    def roles(self) -> frozenset[Role]:
        """Roles chosen."""
        return frozenset(role for role, box in self._boxes.items() if box.isChecked())

    def set_roles(self, roles: Iterable[Role]) -> None:
        """Choose these, and the fixed ones."""
        wanted = frozenset(roles) | self._fixed
        for role, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(role in wanted)
            box.blockSignals(False)
        self._show()

    def box(self, role: Role) -> QCheckBox:
        """The check box of a role."""
        return self._boxes[role]

    def _open(self) -> None:
        self._popup.adjustSize()
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self._popup.show()
        first = next((box for box in self._boxes.values() if box.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_toggled(self, role: Role, on: bool) -> None:
        suggested, self._suggested = self._suggested, frozenset()
        if on and role not in suggested:
            self.set_roles(self.roles - suggested)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        chosen = [role.label for role in Role if role in self.roles]
        words = "选角色" if not chosen else chosen[0]
        if len(chosen) > 1:
            words = f"{chosen[0]}等{len(chosen)}项"
        self.setText(words)
        self.setToolTip("、".join(chosen) or "角色，可多选")
        self.setAccessibleName("角色 " + ("、".join(chosen) or "未选"))
