"""F1: what the rule says of the waiting step, word for word."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qz_review.model.stage import Stage
from qz_review.services.rule_text import passages_for
from ui.widgets.button import Button
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.text_label import TextLabel


class RuleDialog(OverlayDialog):
    """The clauses of one step."""

    def __init__(self, host: QWidget, stage: Stage) -> None:
        super().__init__(host, f"{stage.label}的规定", width=720, height=680)
        self.setObjectName("rule_dialog")
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        for passage in passages_for(stage):
            layout.addWidget(TextLabel(passage.clause, "strong", parent=content))
            for words in passage.paragraphs:
                layout.addWidget(
                    TextLabel(words, "body", parent=content, wrap=True, selectable=True)
                )
            layout.addSpacing(8)
        layout.addStretch(1)
        self.set_content(content)
        self.set_note("《“三审三校”工作制度》")
        close = Button("关闭", self.panel, name="rule_close")
        self.add_action(close)
        close.clicked.connect(self.request_close)
