"""F1: the rule in its own words, at the step on the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from qz_review.model.stage import Stage
from qz_review.services.rule_text import passages_for, rule_paragraphs
from ui.theme.theme import current_theme
from ui.widgets.button import Button
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.segmented import SegmentedControl

_WHOLE = "whole"


class RuleDialog(OverlayDialog):
    """stage: whose clauses are shown first; None shows the whole rule."""

    def __init__(self, host: QWidget, stage: Stage | None) -> None:
        super().__init__(host, "“三审三校”工作制度", width=860, height=720)
        self.setObjectName("rule_dialog")
        content = QWidget()
        options = (*((s.value, s.label) for s in Stage), (_WHOLE, "全文"))
        self._choice = SegmentedControl(
            options, stage.value if stage else _WHOLE, content, accessible_name="环节"
        )
        self._text = QTextEdit(content)
        self._text.setObjectName("rule_text")
        self._text.setAccessibleName("制度原文")
        self._text.setReadOnly(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        layout = QVBoxLayout(content)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self._choice)
        layout.addWidget(self._text, 1)
        self.set_content(content)
        close = self.add_action(Button("关闭", self.panel, name="rule_close"))
        close.clicked.connect(self.request_close)
        self._choice.value_changed.connect(self._show)
        self._show(self._choice.value or _WHOLE)

    def _show(self, key: str) -> None:
        if key == _WHOLE:
            parts = [("", rule_paragraphs())]
        else:
            parts = [(p.clause, p.paragraphs) for p in passages_for(Stage(key))]
        theme = current_theme()
        block = QTextBlockFormat()
        block.setLineHeight(160, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(theme.px(6))
        words, caption = QTextCharFormat(), QTextCharFormat()
        words.setFont(theme.font("body"))
        words.setForeground(theme.color("text"))
        caption.setFont(theme.font("caption-strong"))
        caption.setForeground(theme.color("accent"))
        self._text.clear()
        cursor = QTextCursor(self._text.document())
        cursor.setBlockFormat(block)
        for clause, paragraphs in parts:
            if clause:
                cursor.insertText(clause, caption)
                cursor.insertBlock(block)
            for paragraph in paragraphs:
                cursor.insertText(paragraph, words)
                cursor.insertBlock(block)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)
