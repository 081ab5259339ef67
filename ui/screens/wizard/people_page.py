"""人员: the administrator first, then everybody with roles and a first password; 分管领导."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qz_review.model.person import Role
from qz_review.services.forms import NewPerson
from ui.screens.wizard.page import WizardPage
from ui.screens.wizard.person_line import HEADS, WIDTHS, PersonLine
from ui.theme.theme import current_theme
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.field_message import FieldMessage
from ui.widgets.form_field import FormField
from ui.widgets.text_label import TextLabel

_LEADERS = frozenset({Role.UNIT_LEADER, Role.PRINCIPAL})
_NEEDED = (
    (frozenset({Role.EDITOR}), "采编人员"),
    (frozenset({Role.SECTION_CHIEF}), "责任科室负责人"),
    (_LEADERS, "单位领导"),
)


class PeoplePage(WizardPage):
    """The third page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "人员", "第一行是管理员，一人可兼几个角色；首个密码当面交给本人，登录后改掉", parent
        )
        self._sections: tuple[str, ...] = ()
        self._lines: list[PersonLine] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.add = Button("加人员", size="small", icon="plus", name="wizard_add_person")
        self.deputy = ComboBox()
        self.deputy.setObjectName("wizard_deputy")
        self._message = FieldMessage()
        self._missing = FieldMessage()
        self._build()
        self._append(administrator=True)
        self._append(administrator=False)
        self.add.clicked.connect(self._on_add)

    def _build(self) -> None:
        theme = current_theme()
        head = QHBoxLayout()
        head.setSpacing(8)
        for key, words in HEADS.items():
            label = TextLabel(words, "caption")
            label.setFixedWidth(theme.px(WIDTHS[key]))
            head.addWidget(label)
        head.addStretch(1)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        rows = QVBoxLayout()
        rows.setSpacing(8)
        rows.addLayout(head)
        rows.addLayout(self._rows)
        rows.addLayout(line)
        rows.addWidget(self._message)
        rows.addWidget(self._missing)
        self.body.addLayout(rows)
        deputy = FormField("分管领导", self.deputy, "从单位领导里选", note="可不选")
        deputy.setMaximumWidth(theme.px(320))
        self.body.addWidget(deputy)
        self._show_deputy()

    def set_sections(self, names: Sequence[str]) -> None:
        """Sections of the first page."""
        self._sections = tuple(names)
        for line in self._lines:
            line.set_sections(self._sections)

    @property
    def administrator(self) -> NewPerson:
        """The first line."""
        return self._lines[0].person()

    @property
    def people(self) -> tuple[NewPerson, ...]:
        """The other lines that are not blank."""
        return tuple(line.person() for line in self._lines[1:] if not line.is_blank)

    @property
    def lines(self) -> tuple[PersonLine, ...]:
        """The lines as widgets."""
        return tuple(self._lines)

    @property
    def deputy_account(self) -> str:
        """Account of 分管领导, or empty."""
        return self.deputy.choice or ""

    def check(self) -> bool:
        """Every line complete, no account twice."""
        taken: set[str] = set()
        words = []
        for line in self._lines:
            if line.is_blank:
                continue
            wrong = line.check(taken)
            if wrong:
                words.append(wrong)
            taken.add(line.person().account.casefold())
        self._message.set_error(words[0] if words else "")
        return not words

    def start(self) -> None:
        """The administrator's name."""
        self._lines[0].name.setFocus()

    def _append(self, administrator: bool) -> PersonLine:
        line = PersonLine(administrator, self)
        line.set_sections(self._sections)
        line.changed.connect(self._on_changed)
        line.remove_clicked.connect(lambda: self._on_remove(line))
        self._lines.append(line)
        self._rows.addWidget(line)
        return line

    def _on_add(self) -> None:
        self._append(administrator=False).name.setFocus()

    def _on_remove(self, line: PersonLine) -> None:
        self._lines.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._lines[-1].name.setFocus()
        self._on_changed()

    def _on_changed(self) -> None:
        self._message.set_error("")
        self._show_deputy()
        have = {role for line in self._lines if not line.is_blank for role in line.roles.roles}
        missing = [words for roles, words in _NEEDED if not roles & have]
        help_text = f"还没有{'、'.join(missing)}，稿件走不完，可以建好后在人员名册里加"
        self._missing.set_help(help_text if missing else "")

    def _show_deputy(self) -> None:
        kept = self.deputy.choice or ""
        people = [line.person() for line in self._lines if not line.is_blank]
        leaders = [p for p in people if p.roles & _LEADERS and p.account and p.name]
        choices = [("", "未定"), *((p.account, f"{p.name} {p.duty}".strip()) for p in leaders)]
        known = [key for key, _ in choices]
        self.deputy.set_choices(choices, kept if kept in known else "")
