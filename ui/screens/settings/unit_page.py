"""单位: name, 分管领导, 主管科室, number, sections, channels, the route's limits.

Signals: ``save_requested(Unit)``.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from qz_review.model.person import Channel, Person, Role, RouteSettings, Section, Unit
from qz_review.model.stage import Stage
from ui.screens.settings.page import SettingsPage
from ui.widgets.button import Button
from ui.widgets.channel_rows import ChannelEntry, ChannelRows
from ui.widgets.combo_box import ComboBox
from ui.widgets.field_message import FieldMessage
from ui.widgets.form_field import FormField
from ui.widgets.name_rows import NameRows
from ui.widgets.stage_chip import StageChip
from ui.widgets.text_label import TextLabel

MOST_HOURS = 24 * 365
_LEADERS = frozenset({Role.UNIT_LEADER, Role.PRINCIPAL})


class UnitPage(SettingsPage):
    """administrator: others see the same and change nothing."""

    save_requested = Signal(object)

    def __init__(self, administrator: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._administrator = administrator
        self._unit: Unit | None = None
        self.name = QLineEdit()
        self.name.setObjectName("unit_name")
        self.prefix = QLineEdit()
        self.prefix.setObjectName("unit_prefix")
        self.deputy = ComboBox()
        self.lead = ComboBox()
        self.sections = NameRows("科室名称", "加科室")
        self.channels = ChannelRows()
        self.strict = QCheckBox("一人在一篇稿件上只办一个环节")
        self.strict.setObjectName("unit_strict")
        self.hours = {stage: QSpinBox() for stage in Stage}
        self.save = Button("保存", kind="primary", name="unit_save")
        self.certificate = TextLabel("", "hash-large", selectable=True)
        self.certificate.setObjectName("unit_certificate")
        self._message = FieldMessage()
        self._fields = {
            "name": FormField("单位名称", self.name),
            "prefix": FormField("编号前缀", self.prefix, "如 QT，编号为 QT-2026-0412"),
        }
        self._build()
        self._connect()
        self._show_rights()

    def _build(self) -> None:
        card = self.group("单位")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._fields["name"], 0, 0, top)
        grid.addWidget(self._fields["prefix"], 0, 1, top)
        grid.addWidget(FormField("分管领导", self.deputy), 1, 0, top)
        grid.addWidget(FormField("主管科室", self.lead), 1, 1, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        about = "归档 PDF 用它签名；公布校验码，收到归档 PDF 的人据此核对"
        self.group("单位证书校验码", about).body.addWidget(self.certificate)
        self.group("科室").body.addWidget(self.sections)
        self.group("发布渠道", "用过的渠道不删除，不用了就停用").body.addWidget(self.channels)
        route = self.group("办理", "在办稿件仍按登记时的时限和分工")
        limits = QGridLayout()
        limits.setHorizontalSpacing(16)
        limits.setVerticalSpacing(8)
        for place, stage in enumerate(Stage):
            box = self.hours[stage]
            box.setRange(1, MOST_HOURS)
            box.setSuffix(" 小时")
            box.setObjectName(f"hours_{stage.value}")
            box.setAccessibleName(f"{stage.label}时限")
            line = QHBoxLayout()
            line.setSpacing(12)
            line.addWidget(StageChip(stage))
            line.addWidget(box, 1)
            limits.addLayout(line, place // 3, place % 3)
        route.body.addWidget(TextLabel("每个环节的时限", "small-strong"))
        route.body.addLayout(limits)
        route.body.addWidget(self.strict)
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 8, 0, 0)
        line.addWidget(self._message, 1)
        line.addStretch(1)
        line.addWidget(self.save)
        self.foot(foot)

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save)
        for edit in (self.name, self.prefix):
            edit.textEdited.connect(self._on_edited)
        self.sections.changed.connect(self._on_edited)
        self.channels.changed.connect(self._on_edited)

    def set_certificate(self, code: str) -> None:
        """Show the 校验码 of the unit's certificate; empty where none was made yet."""
        self.certificate.setText(code or "尚未建立，管理员登录一次即建立")

    def set_unit(self, unit: Unit, people: Sequence[Person]) -> None:
        """Show the unit; what is being typed stays until the unit itself has changed."""
        if unit == self._unit:
            return
        self._unit = unit
        self.name.setText(unit.name)
        self.prefix.setText(unit.route.number_prefix)
        leaders = [p for p in people if p.active and p.roles & _LEADERS]
        self.deputy.set_choices(
            [("", "未定"), *((p.id, f"{p.name} {p.duty}".strip()) for p in leaders)],
            unit.deputy_id if any(p.id == unit.deputy_id for p in leaders) else "",
        )
        self.lead.set_choices(
            [("", "未定"), *((s.id, s.name) for s in unit.sections)], unit.lead_section_id or ""
        )
        self.sections.set_rows([(s.id, s.name) for s in unit.sections])
        self.channels.set_entries(
            [ChannelEntry(c.name, c.kind, c.address, c.id, c.closed) for c in unit.channels]
        )
        hours = dict(unit.route.hours)
        for stage, box in self.hours.items():
            box.setValue(hours.get(stage.value, 24))
        self.strict.setChecked(unit.route.strict_separation)
        self._show_rights()

    def show_refusal(self, code: str, facts: dict[str, object], words: str) -> None:
        """Show a refusal of the service where it belongs."""
        name = str(facts.get("name", ""))
        if code == "unit.no_name":
            self._fields["name"].set_error(words)
        elif code == "unit.bad_prefix":
            self._fields["prefix"].set_error(words)
        else:
            self.sections.mark_error(name)
            self.channels.mark_error(name)
            self._message.set_error(words)

    def show_saved(self) -> None:
        """The unit is signed."""
        self._on_edited()

    def _on_edited(self, *_: object) -> None:
        self._message.set_error("")
        for field in self._fields.values():
            field.set_error("")
        self.sections.mark_error("")
        self.channels.mark_error("")

    def _on_save(self) -> None:
        self._on_edited()
        sections = tuple(
            Section(key or uuid.uuid4().hex, name) for key, name in self.sections.rows()
        )
        channels = tuple(
            Channel(e.key or uuid.uuid4().hex, e.name, e.kind, e.address, e.closed)
            for e in self.channels.entries()
        )
        lead = self.lead.choice or ""
        unit = Unit(
            name=self.name.text().strip(),
            deputy_id=self.deputy.choice or "",
            lead_section_id=lead if any(s.id == lead for s in sections) else "",
            sections=sections,
            channels=channels,
            route=RouteSettings(
                hours=tuple((stage.value, box.value()) for stage, box in self.hours.items()),
                strict_separation=self.strict.isChecked(),
                number_prefix=self.prefix.text().strip(),
            ),
        )
        self.save_requested.emit(unit)

    def _show_rights(self) -> None:
        admin = self._administrator
        self.save.setVisible(admin)
        for edit in (self.name, self.prefix):
            edit.setReadOnly(not admin)
        for widget in (self.deputy, self.lead, self.strict, *self.hours.values()):
            widget.setEnabled(admin)
        self.sections.set_editable(admin)
        self.channels.set_editable(admin)
        self._message.set_help("" if admin else "单位设置由管理员修改")
