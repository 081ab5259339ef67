"""导入: what a file would change, row by row, before anything is changed.

Signals: ``submitted(str)`` with the reason; ``layer_chosen(str)`` with another list to take it
into, for which the file is to be looked at anew; ``closed()``.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qz_review.model.listed import Listed, ListedTerm
from qz_review.scanning.layers import Layer
from qz_review.services.lexicon_views import ImportPreview
from ui.widgets.button import Button
from ui.widgets.form_field import FormField
from ui.widgets.segmented import SegmentedControl
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

LAYERS = ((Layer.UNIT.value, "本单位词库"), (Layer.REGION.value, "自治区词库"))
"""Lists that the unit keeps itself."""
_SHOWN = 6  # examples of each kind
_REASONS = {
    "no_text": "没有词语或姓名",
    "too_short": "太短，会到处命中",
    "too_long": "太长",
    "too_many_stars": "* 太多",
    "no_wildcards": "保护词不用通配符",
    "unknown_category": "没有这个分类",
    "bad_certainty": "程度写得不对",
    "bad_date": "日期写得不对",
    "bad_order": "排序不是数字",
    "formula": "单元格是公式，不读",
}


class ImportDialog(SmallDialog):
    """name: of the file."""

    submitted = Signal(str)
    layer_chosen = Signal(str)

    def __init__(self, host: QWidget, name: str, preview: ImportPreview) -> None:
        super().__init__(host, "导入词库", width=560)
        self.setObjectName("import_dialog")
        count = len(preview.entries)
        head = TextLabel(f"{name}，导入前看清要改什么", "small", "text2", self.panel, wrap=True)
        self.body.addSpacing(4)
        self.body.addWidget(head)
        self.layer = SegmentedControl(
            LAYERS, preview.layer.value, self.panel, accessible_name="导入到"
        )
        self.layer.value_changed.connect(self._on_layer_chosen)
        self.body.addSpacing(8)
        self.body.addWidget(self.layer)
        new = _examples(preview.new)
        self._line(f"新增 {len(preview.new):,} 条", new)
        changed = "、".join(_words(now) for _, now in preview.changed[:_SHOWN])
        self._line(f"改动 {len(preview.changed):,} 条", changed)
        self._line(f"已有 {preview.same:,} 条", "内容相同，不动" if preview.same else "")
        bad = "；".join(
            f"第 {row.number} 行 {row.words} {_REASONS.get(row.reason, row.reason)}"
            for row in preview.bad[:_SHOWN]
        )
        self._line(f"没有读入 {len(preview.bad):,} 行", bad, "warn" if preview.bad else "")
        self.reason = QLineEdit(self.panel)
        self.reason.setObjectName("import_reason")
        self._field = FormField("原因", self.reason, "随导入记入台账，可整次撤销", self.panel)
        self.body.addSpacing(12)
        self.body.addWidget(self._field)
        self._field.setVisible(bool(count))
        self.cancel = Button("取消" if count else "关闭", self.panel, name="import_cancel")
        self.submit = Button(f"导入 {count:,} 条", self.panel, kind="primary",
                             name="import_submit")  # fmt: skip
        self.submit.setVisible(bool(count))
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.submit)
        self.cancel.clicked.connect(self.request_close)
        self.submit.clicked.connect(self._on_submit)

    def _line(self, head: str, words: str, tone: str = "") -> None:
        self.body.addSpacing(10)
        self.body.addWidget(TextLabel(head, "small-strong", tone or None, self.panel))
        if words:
            self.body.addWidget(TextLabel(words, "small", "text2", self.panel, wrap=True))

    def _on_layer_chosen(self, layer: str) -> None:
        self.close_overlay()
        self.layer_chosen.emit(layer)

    def set_busy(self, busy: bool) -> None:
        """While the change is signed."""
        self.submit.setEnabled(not busy)

    def show_refusal(self, _code: str, words: str) -> None:
        """Show a refusal of the service."""
        self._field.set_error(words)

    def _on_submit(self) -> None:
        reason = self.reason.text().strip()
        self._field.set_error("" if reason else "还没写原因")
        if reason:
            self.submitted.emit(reason)


def _words(entry: Listed) -> str:
    return entry.text if isinstance(entry, ListedTerm) else f"{entry.name} {entry.title}".strip()


def _examples(entries: tuple[Listed, ...]) -> str:
    more = " …" if len(entries) > _SHOWN else ""
    return "、".join(map(_words, entries[:_SHOWN])) + more
