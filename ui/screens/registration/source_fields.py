"""Where a reprint or a quotation comes from; a reprint's own words are kept for comparing.

Signals: ``changed()``.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from qz_review.model.manuscript import Flag, SourceFacts
from ui.widgets.form_field import FormField
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_TEXT_HEIGHT = 120  # px at 100 %
_FIELDS = (
    ("source", "来源", "发布单位和栏目", "还没写来源"),
    ("authority", "来源级别", "如 省级政府网站、中央媒体", "还没写来源级别"),
    ("address", "网址", "原文所在网页", "还没写网址"),
    ("copyright", "版权情况", "如 允许转载、已获授权", "还没写版权情况"),
)


class SourceFields(Themed, QWidget):
    """Shown for 转载 and 引用 only; the source's whole text for 转载."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, FormField] = {}
        self._edits: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for place, (key, label, hint, _) in enumerate(_FIELDS):
            edit = QLineEdit(self)
            edit.setObjectName(f"source_{key}")
            edit.setPlaceholderText(hint)
            edit.setMaxLength(400)
            edit.textChanged.connect(self._on_text_changed)
            self._edits[key] = edit
            self._fields[key] = FormField(label, edit, parent=self)
            grid.addWidget(self._fields[key], place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._count = TextLabel("", "caption", parent=self)
        self.whole = QPlainTextEdit(self)
        self.whole.setObjectName("source_text")
        self.whole.setTabChangesFocus(True)
        self.whole.setPlaceholderText("粘贴来源全文，供对照断章缺行、多段重句")
        self.whole.textChanged.connect(self._on_text_changed)
        self.whole_field = FormField("来源全文", self.whole, parent=self, trailing=self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(grid)
        layout.addWidget(self.whole_field)
        self._follow_theme()
        self._on_theme_changed()
        self.set_flags(())

    def set_flags(self, flags: Collection[Flag]) -> None:
        """Show what these flags require."""
        self.setVisible(Flag.REPRINT in flags or Flag.QUOTATION in flags)
        self.whole_field.setVisible(Flag.REPRINT in flags)

    def facts(self, flags: Collection[Flag]) -> SourceFacts | None:
        """The facts, None where none are required."""
        if not {Flag.REPRINT, Flag.QUOTATION} & set(flags):
            return None
        return SourceFacts(**{key: edit.text().strip() for key, edit in self._edits.items()})

    def source_text(self, flags: Collection[Flag]) -> str:
        """The source's words; empty unless it is a reprint."""
        return self.whole.toPlainText().strip() if Flag.REPRINT in flags else ""

    @property
    def has_words(self) -> bool:
        """True when anything was typed."""
        return any(e.text() for e in self._edits.values()) or bool(self.whole.toPlainText())

    def show_faults(self, flags: Collection[Flag]) -> list[QWidget]:
        """Say what is missing beside each field; returns those fields."""
        wrong: list[QWidget] = []
        wanted = bool({Flag.REPRINT, Flag.QUOTATION} & set(flags))
        for key, _, _, words in _FIELDS:
            fault = wanted and not self._edits[key].text().strip()
            self._fields[key].set_error(words if fault else "")
            if fault:
                wrong.append(self._edits[key])
        fault = Flag.REPRINT in flags and not self.source_text(flags)
        self.whole_field.set_error("转载要附来源全文" if fault else "")
        if fault:
            wrong.append(self.whole)
        return wrong

    def _on_text_changed(self) -> None:
        for key, edit in self._edits.items():
            if edit.text().strip():
                self._fields[key].set_error("")
        typed = sum(1 for sign in self.whole.toPlainText() if not sign.isspace())
        self._count.setText(f"{typed} 字" if typed else "")
        if typed:
            self.whole_field.set_error("")
        self.changed.emit()

    def _on_theme_changed(self) -> None:
        self.whole.setFixedHeight(self._theme.px(_TEXT_HEIGHT))
        super()._on_theme_changed()
