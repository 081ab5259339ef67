"""关于三审三校: version, what it stands on, the licences of everything bundled."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from qz_review import __version__
from qz_review.assets import resource_path
from ui.widgets.button import Button
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.product_mark import ProductMark
from ui.widgets.text_label import TextLabel


class AboutDialog(OverlayDialog):
    """Reads ``resources/LICENSES.md`` when it opens."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, "关于三审三校", width=640, height=560)
        self.setObjectName("about_dialog")
        content = QWidget()
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(ProductMark(48, content))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(f"三审三校 {__version__}", "section-title", parent=content))
        engine = f"Python {platform.python_version()} · Qt {qVersion()}"
        words.addWidget(TextLabel(engine, "caption", parent=content))
        head.addLayout(words, 1)
        licences = QPlainTextEdit(content)
        licences.setObjectName("about_licences")
        licences.setAccessibleName("许可")
        licences.setReadOnly(True)
        licences.setPlainText(resource_path("LICENSES.md").read_text(encoding="utf-8"))
        layout = QVBoxLayout(content)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addLayout(head)
        words_below = "稿件、台账和密钥都在本机，不联网。自带的字体、图标和组件许可如下"
        layout.addWidget(TextLabel(words_below, "small", "text2", content, wrap=True))
        layout.addWidget(licences, 1)
        self.set_content(content)
        close = self.add_action(Button("关闭", self.panel, name="about_close"))
        close.clicked.connect(self.request_close)
