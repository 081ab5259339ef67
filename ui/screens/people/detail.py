"""One person at the right of the roster: facts, and the acts open to who looks.

Signals: ``change_clicked()``, ``key_clicked()``, ``retire_clicked()``, ``password_clicked()``,
``picture_clicked()``, ``sheet_chosen(str)`` the way in which 签署清单 is wanted.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from qz_review.model.person import Role
from qz_review.services.views import PersonRow
from ui.person_sheets import person_sheet_menu
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.card import Card, Divider
from ui.widgets.drop_menu import drop_menu
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.signature_view import SignatureView
from ui.widgets.tag import Tag
from ui.widgets.text_label import ElidedLabel, TextLabel

_FACTS = (("section", "科室"), ("duty", "职务"), ("account", "账号"), ("key", "密钥"),
          ("open", "待办"))  # fmt: skip


class PersonDetail(Card):
    """Empty until a person is chosen."""

    change_clicked = Signal()
    key_clicked = Signal()
    retire_clicked = Signal()
    password_clicked = Signal()
    picture_clicked = Signal()
    sheet_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=16, spacing=8)
        self.setObjectName("person_detail")
        self._avatar = Avatar("", self, size=40)
        self._name = ElidedLabel("", "section-title", parent=self)
        self._state = ElidedLabel("", "caption", parent=self)
        self._roles = QWidget(self)
        self._flow = FlowLayout(self._roles, spacing_x=4, spacing_y=4)
        self._values = {
            key: TextLabel("", "hash" if key == "key" else "small", parent=self, selectable=True)
            for key, _ in _FACTS
        }
        self._signature = SignatureView("", None, self)
        self.change = Button("修改…", self, icon="pen", name="person_change")
        self.key = Button("补发密钥…", self, icon="key", name="person_key")
        self.retire = Button("停用…", self, kind="danger", name="person_retire")
        self.password = Button("修改密码…", self, icon="lock", name="person_password")
        self.picture = Button("签名图…", self, icon="signature", name="person_picture")
        self.sheet = Button("签署清单…", self, icon="list", name="person_sheet")
        self._build()
        self.sheet.clicked.connect(lambda: drop_menu(self.sheet_menu(), self.sheet))
        self.change.clicked.connect(self.change_clicked)
        self.key.clicked.connect(self.key_clicked)
        self.retire.clicked.connect(self.retire_clicked)
        self.password.clicked.connect(self.password_clicked)
        self.picture.clicked.connect(self.picture_clicked)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._state)
        head.addWidget(self._avatar)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._roles)
        self.body.addWidget(Divider(parent=self))
        for key, label in _FACTS:
            line = QHBoxLayout()
            line.addWidget(TextLabel(label, "small", "text2", self))
            line.addStretch(1)
            line.addWidget(self._values[key])
            self.body.addLayout(line)
        self.body.addWidget(Divider(parent=self))
        self.body.addWidget(TextLabel("签名图", "small", "text2", self))
        self.body.addWidget(self._signature)
        self.body.addSpacing(8)
        for button in (self.sheet, self.password, self.picture, self.change, self.key, self.retire):
            self.body.addWidget(button)
        self.body.addStretch(1)

    def sheet_menu(self) -> QMenu:
        """The ways to bring out everything the person signed."""
        menu = person_sheet_menu(self)
        menu.triggered.connect(lambda entry: self.sheet_chosen.emit(str(entry.data())))
        return menu

    def set_row(
        self, row: PersonRow, picture: bytes | None, *, own: bool, administrator: bool
    ) -> None:
        """Show a person; only the acts that are open stand there."""
        person = row.person
        self._avatar.set_name(person.name)
        self._name.setText(person.name)
        self._state.setText("已停用" if not person.active else ("你" if own else "在职"))
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for role in Role:
            if role in person.roles:
                tag = Tag(role.label, parent=self._roles)
                self._flow.addWidget(tag)
                tag.show()
        values = {
            "section": row.section or "不属科室",
            "duty": person.duty or "未填",
            "account": person.account,
            "key": row.key_code or "已收回",
            "open": f"{row.open_steps} 件" if row.open_steps else "没有",
        }
        for key, words in values.items():
            self._values[key].setText(words)
        self._signature.set_signature(person.name, picture)
        active = person.active
        self.password.setVisible(own and active)
        self.picture.setVisible(own and active)
        self.change.setVisible(administrator and active)
        self.key.setVisible(administrator and active and not own)
        self.retire.setVisible(administrator and active and not own)
