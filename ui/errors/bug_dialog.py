"""What is shown after an error nobody foresaw: what is safe, the report, the log's place.

Signals: ``closed()``; the application then ends in order.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.theme.theme import current_theme
from ui.widgets.button import Button
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

_REPORT_HEIGHT = 220  # px at 100 %


class BugDialog(SmallDialog):
    """report: text to copy; log: where it was kept, None where it could not be."""

    def __init__(self, host: QWidget, report: str, log: Path | None) -> None:
        super().__init__(host, "程序出错，须关闭后重新打开", width=640)
        self.setObjectName("bug_dialog")
        self._report = report
        words = "草稿已存，签过的都在台账里。把报告交技术人员，报告里没有稿件内容。"
        place = f"报告存在 {log}" if log else "报告没能存盘，复制后留存"
        self.body.addSpacing(6)
        self.body.addWidget(TextLabel(words, "small", "text2", self.panel, wrap=True))
        self.body.addSpacing(8)
        self._text = QPlainTextEdit(report, self.panel)
        self._text.setObjectName("bug_report")
        self._text.setAccessibleName("错误报告")
        self._text.setReadOnly(True)
        self._text.setFont(current_theme().font("hash"))
        self._text.setFixedHeight(current_theme().px(_REPORT_HEIGHT))
        self.body.addWidget(self._text)
        self.body.addSpacing(8)
        self.body.addWidget(TextLabel(place, "caption", parent=self.panel, wrap=True,
                                      selectable=True))  # fmt: skip
        self.copy = Button("复制报告", self.panel, icon="copy", name="bug_copy")
        self.quit = Button("关闭程序", self.panel, kind="primary", name="bug_close")
        self.buttons.addWidget(self.copy)
        self.buttons.addWidget(self.quit)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.quit.clicked.connect(self.request_close)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy.setText("已复制")
