"""归档成套: which days, how 档号 are made, where the folder goes.

Signals: ``wanted(SetOrder)`` after the dialog has closed itself; ``period_changed(Period)`` so that
somebody counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox, QWidget

from qz_review.errors import Refused
from qz_review.services.archive_set import FileNumbering, Retention
from ui.file_dialogs import ask_folder
from ui.text.error_texts import sentence_for
from ui.text.periods import Period
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.combo_box import ComboBox
from ui.widgets.form_field import FormField
from ui.widgets.period_field import PeriodField
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import ElidedLabel, TextLabel

_LAST = 9999


@dataclass(frozen=True, slots=True)
class SetOrder:
    """What is to be written.  folder: a new one."""

    period: Period
    numbering: FileNumbering
    folder: Path


@dataclass(frozen=True, slots=True)
class KeptCodes:
    """What was typed the last time."""

    fonds: str = ""
    section: str = ""
    retention: str = Retention.THIRTY_YEARS.value


class ArchiveSetDialog(SmallDialog):
    """today: in China."""

    wanted = Signal(object)
    period_changed = Signal(object)

    def __init__(self, host: QWidget, period: Period, kept: KeptCodes, today: date) -> None:
        super().__init__(host, "归档成套", width=560)
        self.setObjectName("archive_set_dialog")
        self._parent: Path | None = None
        self.period = PeriodField(today, self.panel)
        self.period.set_period(period)
        self.count = TextLabel("", "small", "text2", self.panel)
        self.fonds = _code(kept.fonds, "0123", self.panel)
        self.section = _code(kept.section, "XXK", self.panel)
        self.retention = ComboBox(self.panel)
        self.retention.set_choices([(r.value, r.label) for r in Retention], kept.retention)
        self.first = QSpinBox(self.panel)
        self.first.setRange(1, _LAST)
        self.example = TextLabel("", "small", "text2", self.panel)
        self.place = Button("选择位置…", self.panel, icon="folder", name="archive_set_place")
        self.folder = ElidedLabel("", "small", "text2", self.panel)
        self.accept = Button("导出", self.panel, kind="primary", name="archive_set_accept")
        self._fields = {
            "全宗号": FormField("全宗号", self.fonds, "大写字母和数字"),
            "机构代码": FormField("机构代码", self.section, "机构或问题的代码"),
        }
        self._place_field = FormField("存到", self.place)
        self._build()
        self._connect(today)
        self._show_example()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
        grid.addWidget(FormField("归档时间", self.period), 0, 0)
        grid.addWidget(FormField("保管期限", self.retention), 0, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._fields["全宗号"], 1, 0, top)
        grid.addWidget(self._fields["机构代码"], 1, 1, top)
        grid.addWidget(FormField("首件件号", self.first), 2, 0)
        grid.addWidget(self._place_field, 2, 1)
        self.body.addSpacing(4)
        self.body.addWidget(self.count)
        self.body.addSpacing(8)
        self.body.addLayout(grid)
        self.body.addLayout(row(TextLabel("档号", "small", "text3"), self.example, None))
        self.body.addWidget(self.folder)
        words = "每件一份归档PDF，附归档目录和校验清单；中途取消或出错，不留下半套"
        self.body.addSpacing(4)
        self.body.addWidget(TextLabel(words, "caption", parent=self.panel, wrap=True))
        cancel = Button("取消", self.panel, name="archive_set_cancel")
        cancel.clicked.connect(self.request_close)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.accept)

    def _connect(self, today: date) -> None:
        self._year = today.year
        self.period.period_changed.connect(self._on_period_changed)
        for line in (self.fonds, self.section):
            line.textChanged.connect(self._show_example)
        self.retention.currentIndexChanged.connect(self._show_example)
        self.first.valueChanged.connect(self._show_example)
        self.place.clicked.connect(self._on_place_clicked)
        self.accept.clicked.connect(self._on_accept)

    def set_count(self, count: int) -> None:
        """How many manuscripts were archived in the time."""
        self.count.setText(f"这段时间归档 {count:,} 件" if count else "这段时间没有归档的稿件")
        self.accept.setEnabled(count > 0)

    def set_place(self, parent: Path) -> None:
        """The folder in which the new one is made."""
        self._parent = parent
        self.folder.setText(f"新文件夹：{parent / self._name}")
        self._place_field.set_error("")

    @property
    def numbering(self) -> FileNumbering:
        """As the fields say."""
        return FileNumbering(
            self.fonds.text().strip(),
            Retention(self.retention.choice or Retention.THIRTY_YEARS.value),
            self.section.text().strip(),
            first=self.first.value(),
        )

    @property
    def _name(self) -> str:
        period = self.period.period
        days = "至".join(day.isoformat() for day in (period.first, period.last) if day is not None)
        return f"归档成套 {days}".strip()

    def _on_period_changed(self, period: Period) -> None:
        if self._parent is not None:
            self.set_place(self._parent)
        self.period_changed.emit(period)

    def _show_example(self, *_: object) -> None:
        for field in self._fields.values():
            field.set_error("")
        try:
            self.numbering.check()
            self.example.setText(self.numbering.of(self._year, 0))
        except Refused:
            self.example.setText("填好代码后显示")

    def _on_place_clicked(self) -> None:
        chosen = ask_folder(self, "归档成套存到哪里")
        if chosen is not None:
            self.set_place(chosen)

    def _on_accept(self) -> None:
        try:
            self.numbering.check()
        except Refused as error:
            field = self._fields.get(str(error.facts.get("field", "")))
            if field is not None:
                field.set_error(sentence_for(error))
                field.control.setFocus()
                return
            raise
        if self._parent is None:
            self._place_field.set_error("还没有选位置，选一个文件夹")
            return
        order = SetOrder(self.period.period, self.numbering, self._parent / self._name)
        self.close_overlay()
        self.wanted.emit(order)


def _code(words: str, example: str, parent: QWidget) -> QLineEdit:
    line = QLineEdit(words, parent)
    line.setPlaceholderText(f"如 {example}")
    line.setMaxLength(12)
    return line
