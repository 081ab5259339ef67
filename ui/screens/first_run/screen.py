"""The ways to begin.

Signals: ``found_requested()``, ``sample_requested()``, ``open_requested()``,
``join_requested()`` a unit that has another machine already,
``return_requested()`` to the unit that is open, ``cancel_requested()`` while the sample office is
being made.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.first_run.way_card import WayCard
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.product_mark import ProductMark
from ui.widgets.progress import LabelledProgress
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_WIDTH = 720  # px at 100 %
_SAMPLE, _AGAIN = "打开示例单位", "继续示例单位"
_SAMPLE_WORDS = "人员、渠道、稿件都已备好，走一遍三审三校再建自己的"
_AGAIN_WORDS = "接着上次办，人员、渠道、稿件和签过的都在"


class FirstRunScreen(Themed, QWidget):
    """Two cards and a link; a progress card while 示例单位 is being made."""

    found_requested = Signal()
    sample_requested = Signal()
    open_requested = Signal()
    join_requested = Signal()
    return_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_run_screen")
        self.found = WayCard(
            "building", "新建单位", "填单位、科室、渠道和人员，几分钟建好，开始办自己的稿件", self
        )
        self.sample = WayCard("users", _SAMPLE, _SAMPLE_WORDS, self)
        self.found.setObjectName("first_run_found")
        self.sample.setObjectName("first_run_sample")
        self.other = Button("打开已有的单位", self, kind="link", name="first_run_open")
        self.join = Button("用名册文件加入单位", self, kind="link", name="first_run_join")
        self.back = Button("返回登录", self, kind="link", name="first_run_return")
        self.back.hide()
        self._missing = TextLabel("", "caption", "warn", self, wrap=True)
        self._missing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._missing.setObjectName("first_run_missing")
        self._missing.hide()
        self._place = TextLabel("", "caption", parent=self, wrap=True)
        self._place.setObjectName("first_run_place")
        self._place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._progress = LabelledProgress("建示例单位", parent=self)
        self.cancel = Button("取消", self, size="small", name="first_run_cancel")
        self._progress_card = Card(self)
        self._middle = QWidget(self)
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self._connect()
        self.set_progress(None)

    def _build(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        ways = QHBoxLayout()
        ways.setSpacing(16)
        ways.addWidget(self.found, 1)
        ways.addWidget(self.sample, 1)
        self._progress_card.body.addWidget(self._progress)
        line = QHBoxLayout()
        line.addWidget(TextLabel("几秒建好，取消后不留下文件", "caption", parent=self), 1)
        line.addWidget(self.cancel)
        self._progress_card.body.addLayout(line)
        inside = QVBoxLayout(self._middle)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(ProductMark(56, self), 0, centre)
        inside.addSpacing(12)
        inside.addWidget(TextLabel("三审三校", "page-title", parent=self), 0, centre)
        inside.addSpacing(2)
        inside.addWidget(
            TextLabel("稿件的三审三校、签署与归档，全程在本机", "small", "text2", self), 0, centre
        )
        inside.addSpacing(32)
        inside.addLayout(ways)
        inside.addWidget(self._progress_card)
        inside.addSpacing(16)
        links = QHBoxLayout()
        links.setSpacing(16)
        links.addStretch(1)
        links.addWidget(self.join)
        links.addWidget(self.other)
        links.addWidget(self.back)
        links.addStretch(1)
        inside.addLayout(links)
        inside.addSpacing(4)
        inside.addWidget(self._missing)
        inside.addWidget(self._place)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self._middle, 0, centre)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.found.clicked.connect(self.found_requested)
        self.sample.clicked.connect(self.sample_requested)
        self.other.clicked.connect(self.open_requested)
        self.join.clicked.connect(self.join_requested)
        self.back.clicked.connect(self.return_requested)
        self.cancel.clicked.connect(self.cancel_requested)

    def set_places(self, found: str, sample: str, *, sample_exists: bool) -> None:
        """Where the data of each way will lie, or lies already."""
        if found == sample:
            self._place.setText(f"数据存放在 {found}")
        else:
            self._place.setText(f"新建的单位存放在 {found}\n示例单位存放在 {sample}")
        self.sample.set_words(
            _AGAIN if sample_exists else _SAMPLE, _AGAIN_WORDS if sample_exists else _SAMPLE_WORDS
        )

    def set_missing(self, folder: str) -> None:
        """The folder of the unit opened last where it is there no longer; empty for none."""
        words = f"上次的单位不在 {folder}，接上存放它的磁盘，或用“打开已有的单位”指出新位置"
        self._missing.setText(words if folder else "")
        self._missing.setVisible(bool(folder))

    def set_return(self, possible: bool) -> None:
        """Whether a unit is open behind this page."""
        self.back.setVisible(possible)

    def set_progress(self, progress: tuple[int, int] | None) -> None:
        """(done, total) while the sample office is being made, else None."""
        working = progress is not None
        for widget in (self.found, self.sample, self.join, self.other, self._place):
            widget.setVisible(not working)
        if working:
            self.back.hide()
            self._missing.hide()
        self._progress_card.setVisible(working)
        if progress is not None:
            self._progress.set_progress(*progress)

    def _on_theme_changed(self) -> None:
        self._middle.setFixedWidth(self._theme.px(_WIDTH))
        super()._on_theme_changed()
