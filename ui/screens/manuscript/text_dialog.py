"""A text to read beside the manuscript: the source of a reprint, one's own edits laid aside."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qz_review.model.text import ManuscriptText
from ui.editor.marked_lines import Lines
from ui.editor.page_images import BlobSource
from ui.editor.text_page import TextPage
from ui.widgets.button import Button
from ui.widgets.overlay_dialog import OverlayDialog


class TextDialog(OverlayDialog):
    """lines: of ``text``, with marks or without; nothing in it can be changed."""

    def __init__(
        self, host: QWidget, title: str, lines: Lines, text: ManuscriptText, blob: BlobSource
    ) -> None:
        super().__init__(host, title, width=960, height=760)
        self.setObjectName("text_dialog")
        self.page = TextPage(blob, self.panel)
        self.page.setAccessibleName(title)
        self.page.setMinimumHeight(420)
        self.page.show_text(lines, text)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self.page)
        self.set_content(content)
        close = Button("关闭", self.panel, name="text_close")
        self.add_action(close)
        close.clicked.connect(self.request_close)
