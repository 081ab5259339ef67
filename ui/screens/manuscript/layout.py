"""The widgets of the manuscript screen and where they stand; no behaviour."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.editor.find_bar import FindBar
from ui.editor.page_images import BlobSource
from ui.editor.text_page import TextPage
from ui.pictures import PictureShelf
from ui.screens.manuscript.footer import ManuscriptFooter
from ui.screens.manuscript.header import ManuscriptHeader
from ui.screens.manuscript.notices import MOST, Notice
from ui.screens.manuscript.page_frame import PageFrame
from ui.screens.manuscript.side_panel import SidePanel
from ui.screens.manuscript.tool_row import ToolRow
from ui.widgets.banner import Banner
from ui.widgets.stepper import Stepper

LOW_WINDOW = 840  # px, under which header, stepper and footer are compact


class NoticeStack(QWidget):
    """Banners over the text.  Signals: ``act_wanted(str)``."""

    act_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banners: list[Banner] = []
        self._shown: tuple[Notice, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 0, 24, 12)
        self._layout.setSpacing(8)
        self.hide()

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        """Show the first few; the rest is in the tooltip of the last."""
        if notices == self._shown:
            return
        self._shown = notices
        for banner in self._banners:
            self._layout.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self._banners = []
        for notice in notices[:MOST]:
            banner = Banner(notice.variant, notice.fact, notice.detail, notice.action, self,
                            icon=notice.icon)  # fmt: skip
            banner.action.setObjectName(f"notice_{notice.act.partition(':')[0]}")
            banner.action_clicked.connect(lambda n=notice: self.act_wanted.emit(n.act))
            self._layout.addWidget(banner)
            banner.show()
            self._banners.append(banner)
        rest = [notice.fact for notice in notices[MOST:]]
        if self._banners and rest:
            self._banners[-1].setToolTip("\n".join(rest))
        self.setVisible(bool(self._banners))


class ManuscriptLayout(QWidget):
    """Header, stepper, tool row, text and panel, footer."""

    def __init__(self, blob: BlobSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = ManuscriptHeader(self)
        self.stepper = Stepper(parent=self)
        self.frame = PageFrame(self)
        self.text_side = QWidget(self.frame)
        self.tools = ToolRow(self.text_side)
        self.notices = NoticeStack(self.text_side)
        self.pictures = PictureShelf()
        self.page = TextPage(blob, self.text_side, shelf=self.pictures)
        self.find_bar = FindBar(self.page, self.text_side)
        self.panel = SidePanel(self.frame)
        self.footer = ManuscriptFooter(self)
        column = QVBoxLayout(self.text_side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.tools, self.find_bar, self.notices):
            column.addWidget(widget)
        column.addWidget(self.page, 1)
        self.frame.set_parts(self.text_side, self.panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.stepper)
        layout.addWidget(self.frame, 1)
        layout.addWidget(self.footer)
        self.frame.folded.connect(self.tools.panel.setVisible)
        self.tools.panel_wanted.connect(self.frame.toggle_panel)
        self.fit()

    def fit(self) -> None:
        """Compact in low windows; room for the page at its text size."""
        compact = self.window().height() < LOW_WINDOW
        self.header.set_compact(compact)
        self.stepper.set_compact(compact)
        self.footer.set_compact(compact)
        bar = self.page.verticalScrollBar().sizeHint().width()
        self.frame.set_least_text(self.page.least_width + bar)
        self.tools.panel.setVisible(self.frame.is_folded)
