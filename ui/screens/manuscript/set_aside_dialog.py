"""The person's own text that clashed with what another saved: shown beside it, to be copied."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qz_review.markup.layers import compose
from qz_review.markup.marked import Version
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText
from ui.editor.opening import open_marked
from ui.editor.text_page import TextPage
from ui.widgets.button import Button
from ui.widgets.overlay_dialog import OverlayDialog


class SetAsideDialog(OverlayDialog):
    """present: the text as it stands; aside: the person's own."""

    def __init__(self, host: QWidget, present: ManuscriptText, aside: ManuscriptText) -> None:
        super().__init__(host, "搁置的改动", width=960, height=760)
        self.setObjectName("set_aside_dialog")
        marked = compose([Version(None, present), Version(Stage.REVIEW_1, aside)])
        self.page = TextPage(None, self.panel)
        self.page.setMinimumHeight(420)
        self.page.show_text(open_marked(marked, aside), aside)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self.page)
        self.set_content(content)
        self.set_note("线是与现在正文的差别，选中可复制")
        close = Button("关闭", self.panel, name="set_aside_close")
        self.add_action(close)
        close.clicked.connect(self.request_close)
