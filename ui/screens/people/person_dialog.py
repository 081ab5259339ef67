"""新增人员 and 修改人员.

Signals: ``submitted(PersonForm)``; ``closed()``.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from qz_review.model.person import Person, Role, Section
from ui.screens.people.role_choice import RoleChoice
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.form_field import FormField
from ui.widgets.password_field import PasswordField
from ui.widgets.small_dialog import SmallDialog

LEAST = 8  # characters of a password
_FIELDS = {
    "roster.account_taken": "account",
    "roster.name_missing": "name",
    "roster.last_administrator": "roles",
    "session.password_too_short": "password",
}


@dataclass(frozen=True, slots=True)
class PersonForm:
    """What the dialog was told; password: empty when a person is changed."""

    name: str
    account: str
    roles: frozenset[Role]
    section_id: str
    duty: str
    password: str = ""


class PersonDialog(SmallDialog):
    """person: who is changed, None for a new one."""

    submitted = Signal(object)

    def __init__(
        self, host: QWidget, sections: tuple[Section, ...], person: Person | None = None
    ) -> None:
        super().__init__(host, "修改人员" if person else "新增人员", width=560)
        self.setObjectName("person_dialog")
        self._is_new = person is None
        self.name = QLineEdit(person.name if person else "", self.panel)
        self.account = QLineEdit(person.account if person else "", self.panel)
        self.duty = QLineEdit(person.duty if person else "", self.panel)
        self.section = ComboBox(self.panel)
        self.roles = RoleChoice(self.panel)
        self.password = PasswordField(self.panel, accessible_name="首个密码")
        self.name.setObjectName("person_name")
        self.account.setObjectName("person_account")
        self.duty.setObjectName("person_duty")
        self.section.setObjectName("person_section")
        choices = [("", "不属科室"), *((s.id, s.name) for s in sections)]
        current = person.section_id if person else (sections[0].id if sections else "")
        self.section.set_choices(choices, current)
        if self.section.currentIndex() < 0:
            self.section.setCurrentIndex(0)
        self.roles.set_roles(person.roles if person else {Role.EDITOR})
        self.account.setReadOnly(person is not None)
        self._fields = {
            "name": FormField("姓名", self.name, parent=self.panel),
            "account": FormField(
                "账号", self.account, "登录用，定了不改" if person is None else "", self.panel
            ),
            "section": FormField("科室", self.section, parent=self.panel),
            "duty": FormField("职务", self.duty, parent=self.panel),
            "roles": FormField("角色", self.roles, parent=self.panel, note="可多选"),
            "password": FormField(
                "首个密码", self.password, "当面交给本人，登录后改掉", self.panel
            ),
        }
        self._build()
        self.cancel = Button("取消", self.panel, name="person_cancel")
        self.submit = Button("保存" if person else "新增", self.panel, kind="primary",
                             name="person_submit")  # fmt: skip
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.submit)
        self.cancel.clicked.connect(self.request_close)
        self.submit.clicked.connect(self._on_submit)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._fields["name"], 0, 0, top)
        grid.addWidget(self._fields["account"], 0, 1, top)
        grid.addWidget(self._fields["section"], 1, 0, top)
        grid.addWidget(self._fields["duty"], 1, 1, top)
        grid.addWidget(self._fields["roles"], 2, 0, 1, 2)
        if self._is_new:
            grid.addWidget(self._fields["password"], 3, 0, 1, 2)
        else:
            self._fields["password"].hide()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addSpacing(12)
        self.body.addLayout(grid)

    def set_busy(self, busy: bool) -> None:
        """While the key is being made."""
        self.submit.setEnabled(not busy)

    def show_refusal(self, code: str, words: str) -> None:
        """Show a refusal of the service beside its field."""
        self._fields[_FIELDS.get(code, "name")].set_error(words)

    def _on_submit(self) -> None:
        for field in self._fields.values():
            field.set_error("")
        form = PersonForm(
            self.name.text().strip(),
            self.account.text().strip(),
            self.roles.roles,
            self.section.choice or "",
            self.duty.text().strip(),
            self.password.text() if self._is_new else "",
        )
        checks = (
            ("name", bool(form.name), "还没填姓名"),
            ("account", bool(form.account), "还没填账号"),
            ("roles", bool(form.roles), "至少选一个角色"),
            ("password", not self._is_new or len(form.password) >= LEAST,
             f"密码至少{LEAST}个字符"),
        )  # fmt: skip
        wrong = [(name, words) for name, fine, words in checks if not fine]
        for name, words in wrong:
            self._fields[name].set_error(words)
        if not wrong:
            self.submitted.emit(form)
