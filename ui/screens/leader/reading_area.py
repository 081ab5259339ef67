"""Banners and text at the left, opinions at the right; or that nothing waits any more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.editor.page_images import BlobSource
from ui.pictures import PictureShelf
from ui.screens.leader.page import LeaderPage
from ui.screens.leader.side_column import SideColumn
from ui.screens.leader.words import BannerWords
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState

NARROW_WINDOW = 1440  # px


class ReadingArea(QStackedWidget):
    """blob: gives a picture's bytes by digest."""

    def __init__(self, blob: BlobSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures = PictureShelf()
        self.page = LeaderPage(blob, self, shelf=self.pictures)
        self.side = SideColumn(self)
        self.empty = EmptyState(
            "check", "待签已清", "报送给你签的稿件会出现在这里", "返回工作台", self
        )
        self.banners: list[Banner] = []
        self._banner_rows = QVBoxLayout()
        self._banner_rows.setContentsMargins(24, 0, 24, 0)
        self._banner_rows.setSpacing(8)
        centre = QVBoxLayout()
        centre.setContentsMargins(0, 0, 0, 0)
        centre.setSpacing(0)
        centre.addLayout(self._banner_rows)
        centre.addWidget(self.page, 1)
        self._reading = QWidget(self)
        line = QHBoxLayout(self._reading)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addLayout(centre, 1)
        line.addWidget(self.side)
        blank = QFrame(self)
        for page in (blank, self._reading, self.empty):
            self.addWidget(page)

    @property
    def shows_text(self) -> bool:
        """True while a manuscript is open."""
        return self.currentWidget() is self._reading

    @property
    def shows_empty(self) -> bool:
        """True once nothing waits."""
        return self.currentWidget() is self.empty

    def show_text(self) -> None:
        """Turn to the manuscript."""
        self.setCurrentWidget(self._reading)

    def show_empty(self) -> None:
        """Turn to 待签已清."""
        self.setCurrentWidget(self.empty)

    def set_banners(self, words: Sequence[BannerWords]) -> None:
        """Show other facts over the text."""
        for old in self.banners:
            self._banner_rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.banners = [Banner(w.variant, w.fact, w.detail, parent=self._reading) for w in words]
        for banner in self.banners:
            banner.setObjectName("leader_banner")
            self._banner_rows.addWidget(banner)
            banner.show()
        margin = 12 if self.banners else 0
        self._banner_rows.setContentsMargins(24, margin, 24, margin)

    def is_folded(self, width: int) -> bool:
        """True where text and opinions have no room beside each other in ``width`` px."""
        self.side.set_narrow(width < NARROW_WINDOW)
        return self.page.room_needed() > width - self.side.wanted_width
