"""One person of the wizard: name, account, section, duty, roles, first password.

Signals: ``changed()``, ``remove_clicked()``.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from qz_review.model.person import Role
from qz_review.services.forms import NewPerson
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.roles_button import RolesButton
from ui.widgets.themed import Themed, repolish

LEAST = 8  # characters of a password
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read wrongly
WIDTHS = {"name": 96, "account": 116, "section": 132, "duty": 120, "roles": 152, "password": 132}
HEADS = {"name": "姓名", "account": "账号", "section": "科室", "duty": "职务", "roles": "角色",
         "password": "首个密码"}  # fmt: skip


class PersonLine(Themed, QWidget):
    """administrator: the first line, whose role 管理员 stays and who cannot be removed."""

    changed = Signal()
    remove_clicked = Signal()

    def __init__(self, administrator: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._administrator = administrator
        self.name, self.account, self.duty = (QLineEdit(self) for _ in range(3))
        self.section = ComboBox(self)
        role = Role.ADMINISTRATOR if administrator else Role.EDITOR
        self.roles = RolesButton(
            {role}, self, fixed={Role.ADMINISTRATOR} if administrator else (), suggested=True
        )
        self.password = QLineEdit(self)
        if not administrator:
            self.password.setText("".join(secrets.choice(_ALPHABET) for _ in range(LEAST)))
        self.remove = Button(parent=self, kind="flat", icon="close", tooltip="删除")
        policy = self.remove.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.remove.setSizePolicy(policy)
        self.remove.setVisible(not administrator)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for key in WIDTHS:
            widget = getattr(self, key)
            widget.setAccessibleName(HEADS[key])
            widget.setObjectName(f"line_{key}")
            layout.addWidget(widget)
        layout.addWidget(self.remove)
        layout.addStretch(1)
        self._follow_theme()
        self._on_theme_changed()
        for edit in (self.name, self.account, self.duty, self.password):
            edit.textEdited.connect(self._on_edited)
        self.roles.changed.connect(self._on_edited)
        self.section.currentIndexChanged.connect(self._on_edited)
        self.remove.clicked.connect(self.remove_clicked)

    @property
    def is_blank(self) -> bool:
        """Nothing typed: the line is left out."""
        typed = (self.name.text(), self.account.text(), self.duty.text())
        return not self._administrator and not any(text.strip() for text in typed)

    def set_sections(self, names: Sequence[str]) -> None:
        """Offer these sections; the choice stays where it can."""
        offered = self.section.count() > 1
        choices = [("", "不属科室"), *((name, name) for name in names)]
        wanted = (self.section.choice or "") if offered else (names[0] if names else "")
        known = [key for key, _ in choices]
        self.section.set_choices(choices, wanted if wanted in known else "")

    def person(self) -> NewPerson:
        """What is typed."""
        return NewPerson(
            name=self.name.text().strip(),
            account=self.account.text().strip(),
            roles=self.roles.roles,
            password=self.password.text(),
            section=self.section.choice or "",
            duty=self.duty.text().strip(),
        )

    def check(self, taken: set[str]) -> str:
        """What is wrong, empty where nothing is; marks the fields.

        taken: accounts of the lines above, folded.
        """
        person = self.person()
        account = person.account.casefold()
        faults = (
            (self.name, not person.name, "还没填姓名"),
            (self.account, not person.account, "还没填账号"),
            (self.account, bool(account) and account in taken, f"账号“{person.account}”重复"),
            (self.roles, not person.roles, "至少选一个角色"),
            (self.password, len(person.password) < LEAST, f"密码至少{LEAST}个字符"),
        )
        wrong = {id(widget): words for widget, fault, words in reversed(faults) if fault}
        for widget in (self.name, self.account, self.password):
            widget.setProperty("state", "error" if id(widget) in wrong else None)
            widget.setToolTip(wrong.get(id(widget), ""))
            widget.setAccessibleDescription(wrong.get(id(widget), ""))
            repolish(widget)
        first = next((words for _, fault, words in faults if fault), "")
        return f"{person.name or '第一人'}：{first}" if first and person.name else first

    def _on_edited(self, *_: object) -> None:
        for widget in (self.name, self.account, self.password):
            if widget.property("state"):
                widget.setProperty("state", None)
                repolish(widget)
        self.changed.emit()

    def _on_theme_changed(self) -> None:
        for key, width in WIDTHS.items():
            getattr(self, key).setFixedWidth(self._theme.px(width))
        super()._on_theme_changed()
