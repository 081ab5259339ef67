"""新增词条 and 修改词条: a term, or an officer with title and days.

Signals: ``submitted(Listed, str)`` with the entry and the reason; ``closed()``.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from qz_review.model.finding import Certainty
from qz_review.model.listed import Listed, ListedOfficer, ListedTerm
from qz_review.scanning.terms.categories import CATEGORIES
from qz_review.services.lexicon_views import OFFICERS
from ui.screens.lexicons.import_dialog import LAYERS
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.form_field import FormField
from ui.widgets.segmented import SegmentedControl
from ui.widgets.small_dialog import SmallDialog

_FIELDS = {
    "lists.unknown_category": "category",
    "lists.bad_certainty": "certainty",
    "lists.bad_date": "until",
    "lists.bad_order": "order",
    "lists.no_reason": "reason",
}
_SPLIT = "/、；;"


class EntryDialog(SmallDialog):
    """code: category of a new entry; entry: what is changed, None for a new one."""

    submitted = Signal(object, str)

    def __init__(self, host: QWidget, code: str, entry: Listed | None = None) -> None:
        officer = isinstance(entry, ListedOfficer) or (entry is None and code == OFFICERS)
        what = "人员" if officer else "词条"
        super().__init__(host, f"{'修改' if entry else '新增'}{what}", width=600)
        self.setObjectName("entry_dialog")
        self._officer = officer
        self._fields: dict[str, FormField] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        if officer:
            self._build_officer(entry if isinstance(entry, ListedOfficer) else None)
        else:
            self._build_term(code, entry if isinstance(entry, ListedTerm) else None)
        self._add("source", "依据", entry.source if entry else "", 4, 0, wide=True,
                  help_text="文件名称、文号或公告" if officer else "")  # fmt: skip
        self._add("reason", "原因", "", 5, 0, wide=True, help_text="随修改记入台账")
        if not officer:
            self.variants = QCheckBox("也查拼音、拆字和同音写法", self.panel)
            self.variants.setChecked(isinstance(entry, ListedTerm) and entry.variants)
            self._grid.addWidget(self.variants, 6, 0)
        self.body.addSpacing(12)
        self.body.addLayout(self._grid)
        self.layer = SegmentedControl(LAYERS, LAYERS[0][0], self.panel, accessible_name="加入到")
        self.layer.setVisible(entry is None)
        self._grid.addWidget(self.layer, 6, 1, Qt.AlignmentFlag.AlignRight)
        self.cancel = Button("取消", self.panel, name="entry_cancel")
        self.submit = Button("保存" if entry else "新增", self.panel, kind="primary",
                             name="entry_submit")  # fmt: skip
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.submit)
        self.cancel.clicked.connect(self.request_close)
        self.submit.clicked.connect(self._on_submit)

    def _build_term(self, code: str, entry: ListedTerm | None) -> None:
        self._add("words", "词语", entry.text if entry else "", 0, 0,
                  help_text="* 代表几个字，? 代表一个字")  # fmt: skip
        self.category = ComboBox(self.panel)
        choices = [(c.code, c.name) for c in CATEGORIES]
        chosen = entry.category if entry else code if code in dict(choices) else "own"
        self.category.set_choices(choices, chosen)
        self.certainty = ComboBox(self.panel)
        levels = [("", "按分类"), *((c.value, c.label) for c in Certainty)]
        self.certainty.set_choices(levels, entry.certainty if entry else "")
        self._put("category", FormField("分类", self.category, parent=self.panel), 0, 1)
        rights = "/".join(entry.replacements) if entry else ""
        self._add("rights", "替换", rights, 1, 0, help_text="几个说法用 / 隔开")
        self._put("certainty", FormField("程度", self.certainty, parent=self.panel), 1, 1)
        self._add("message", "说明", entry.message if entry else "", 2, 0, wide=True)
        self._add("since", "起始", entry.since if entry else "", 3, 0, help_text="2026-05-20")
        self._add("until", "截止", entry.until if entry else "", 3, 1, help_text="不写为一直有效")

    def _build_officer(self, entry: ListedOfficer | None) -> None:
        self._add("words", "姓名", entry.name if entry else "", 0, 0)
        order = str(entry.order or "") if entry else ""
        self._add("order", "排序", order, 0, 1, help_text="并列时的次序，小的在前")
        self._add("title", "职务", entry.title if entry else "", 1, 0, wide=True,
                  help_text="稿件里写在姓名前面的全称，如 钦州市市长")  # fmt: skip
        self._add("since", "任职", entry.since if entry else "", 3, 0, help_text="2026-05-20")
        self._add("until", "离任", entry.until if entry else "", 3, 1, help_text="不写为在任")

    def _add(
        self,
        key: str,
        label: str,
        words: str,
        row: int,
        column: int,
        *,
        wide: bool = False,
        help_text: str = "",
    ) -> None:
        edit = QLineEdit(words, self.panel)
        edit.setObjectName(f"entry_{key}")
        self._put(key, FormField(label, edit, help_text, self.panel), row, column, wide=wide)

    def _put(
        self, key: str, field: FormField, row: int, column: int, *, wide: bool = False
    ) -> None:
        self._fields[key] = field
        top = Qt.AlignmentFlag.AlignTop
        if wide:
            self._grid.addWidget(field, row, column, 1, 2)
        else:
            self._grid.addWidget(field, row, column, top)

    def set_busy(self, busy: bool) -> None:
        """While the change is signed."""
        self.submit.setEnabled(not busy)

    def show_refusal(self, code: str, words: str) -> None:
        """Show a refusal of the service beside its field."""
        self._fields.get(_FIELDS.get(code, "words"), self._fields["words"]).set_error(words)

    def _words(self, key: str) -> str:
        edit = self._fields[key].control
        assert isinstance(edit, QLineEdit)
        return edit.text().strip()

    def _on_submit(self) -> None:
        for field in self._fields.values():
            field.set_error("")
        if not self._words("words"):
            self._fields["words"].set_error("还没写姓名" if self._officer else "还没写词语")
            return
        if not self._words("reason"):
            self._fields["reason"].set_error("还没写原因")
            return
        entry = self._made()
        if entry is not None:
            self.submitted.emit(entry, self._words("reason"))

    def _made(self) -> Listed | None:
        if not self._officer:
            rights = self._words("rights")
            for sign in _SPLIT:
                rights = rights.replace(sign, "/")
            return ListedTerm(
                self._words("words"),
                self.category.choice or "own",
                self.certainty.choice or "",
                tuple(words.strip() for words in rights.split("/") if words.strip()),
                self._words("message"),
                self._words("source"),
                self._words("since"),
                self._words("until"),
                self.variants.isChecked(),
            )
        order = self._words("order")
        if order and not (order.isascii() and order.isdigit()):
            self._fields["order"].set_error("写数字")
            return None
        return ListedOfficer(
            self._words("words"),
            self._words("title"),
            int(order or 0),
            self._words("since"),
            self._words("until"),
            self._words("source"),
        )
