"""The banner over every page while the machine's clock runs behind the last record."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.text.moments import span_words
from ui.widgets.banner import Banner

LEAST = timedelta(minutes=1)  # less is nobody's concern; every event records it all the same

_ADVICE = "签署时写入台账，先把电脑时间调准"


class ClockBanner(QWidget):
    """Hidden while the clock is right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clock_banner")
        self.banner = Banner("warn", "", _ADVICE, "", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 0)
        layout.addWidget(self.banner)
        self.hide()

    def set_behind(self, behind: timedelta | None) -> None:
        """How far the clock runs behind, None where it does not."""
        if behind is None or behind < LEAST:
            self.hide()
            return
        self.banner.set_content(
            "warn",
            f"电脑时间比上一条记录早{span_words(behind)}",
            "签署时写入台账，先把电脑时间调准",
        )
        self.show()
