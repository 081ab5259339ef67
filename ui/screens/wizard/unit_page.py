"""单位: name, number, sections, 主管科室."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.screens.wizard.page import WizardPage
from ui.widgets.combo_box import ComboBox
from ui.widgets.field_message import FieldMessage
from ui.widgets.form_field import FormField
from ui.widgets.name_rows import NameRows
from ui.widgets.text_label import TextLabel

MOST_PREFIX = 6


class UnitPage(WizardPage):
    """The first page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("单位", "名称和科室印在审签单上，以后可在设置里改", parent)
        self.name = QLineEdit()
        self.name.setObjectName("wizard_name")
        self.name.setPlaceholderText("青汀市人民政府办公室")
        self.prefix = QLineEdit("GJ")
        self.prefix.setObjectName("wizard_prefix")
        self.prefix.setMaxLength(MOST_PREFIX)
        self.sections = NameRows("科室名称，如 信息科", "加科室")
        self.lead = ComboBox()
        self.lead.setObjectName("wizard_lead")
        self._name = FormField("单位名称", self.name)
        self._prefix = FormField("编号前缀", self.prefix, "字母或数字，编号为 GJ-2026-0001")
        self._sections = FieldMessage()
        self._build()
        self.sections.set_rows([("", "")])
        self._show_lead()
        self.sections.changed.connect(self._on_sections_changed)
        self.name.textEdited.connect(lambda _: self._name.set_error(""))
        self.prefix.textEdited.connect(lambda _: self._prefix.set_error(""))

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._name, 0, 0, top)
        grid.addWidget(self._prefix, 0, 1, top)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addWidget(TextLabel("科室", "small-strong"))
        self.body.addWidget(self.sections)
        self.body.addWidget(self._sections)
        self.body.addWidget(
            FormField("主管科室", self.lead, "主管政府网站和政务新媒体的科室", note="可不选")
        )

    @property
    def section_names(self) -> tuple[str, ...]:
        """Names of the sections typed."""
        return tuple(name for _, name in self.sections.rows())

    @property
    def lead_section(self) -> str:
        """主管科室, or empty."""
        chosen = self.lead.choice or ""
        return chosen if chosen in self.section_names else ""

    def check(self) -> bool:
        """Name, number, at least one section, none twice."""
        prefix = self.prefix.text().strip()
        names = self.section_names
        twice = next((name for name in names if names.count(name) > 1), "")
        self._name.set_error("" if self.name.text().strip() else "还没填单位名称")
        fine = 1 <= len(prefix) <= MOST_PREFIX and prefix.isascii() and prefix.isalnum()
        self._prefix.set_error("" if fine else f"填1至{MOST_PREFIX}个字母或数字")
        words = "至少填一个科室" if not names else (f"“{twice}”重复，改一个" if twice else "")
        self._sections.set_error(words)
        self.sections.mark_error(twice)
        return not (self._name.error or self._prefix.error or words)

    def start(self) -> None:
        """The unit's name first."""
        self.name.setFocus()

    def _on_sections_changed(self) -> None:
        self._sections.set_error("")
        self.sections.mark_error("")
        self._show_lead()

    def _show_lead(self) -> None:
        kept = self.lead.choice or ""
        choices = [("", "未定"), *((name, name) for name in dict.fromkeys(self.section_names))]
        known = [key for key, _ in choices]
        self.lead.set_choices(choices, kept if kept in known else "")
