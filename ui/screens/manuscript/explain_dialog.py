"""解释: why a rule objects, by which source, with wrong and right examples."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qz_review.services.finding_views import Explanation
from ui.theme.tokens import ICON_SMALL
from ui.widgets.button import Button
from ui.widgets.icon_label import IconView
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

_EXAMPLE = 120  # characters


class ExplainDialog(SmallDialog):
    """message: what the finding itself says."""

    def __init__(self, host: QWidget, told: Explanation, message: str) -> None:
        super().__init__(host, f"{told.name}", width=560)
        self.setObjectName("explain_dialog")
        self._add(f"{told.code} · {' · '.join(told.facts)}", "caption", "text3", 4)
        self._add(message, "body", "text", 10)
        self._add(told.finds, "small", "text2", 8)
        self._add(told.why, "small", "text2", 4)
        self._add(f"依据：{told.source}", "caption", "text3", 4)
        for wrong, becomes in told.wrong:
            words = _cut(wrong) + (f"　→　{_cut(becomes)}" if becomes else "")
            self._add_example("close", words, "danger")
        for right in told.right:
            self._add_example("check", _cut(right), "ok")
        close = Button("关闭", self.panel, kind="primary", name="explain_close")
        self.buttons.addWidget(close)
        close.clicked.connect(self.request_close)

    def _add(self, words: str, role: str, tone: str, gap: int) -> None:
        if words:
            self.body.addSpacing(gap)
            self.body.addWidget(TextLabel(words, role, tone, self.panel, wrap=True))

    def _add_example(self, icon: str, words: str, tone: str) -> None:
        self.body.addSpacing(6)
        label = TextLabel(words, "small", "text", self.panel, wrap=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconView(icon, tone, ICON_SMALL, self.panel), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)
        self.body.addLayout(line)


def _cut(words: str) -> str:
    flat = " ".join(words.split("\n"))
    return flat if len(flat) <= _EXAMPLE else f"{flat[:_EXAMPLE]}…"
