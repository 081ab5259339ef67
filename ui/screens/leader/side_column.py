"""Right column of the leader view: earlier opinions, then what the signature needs.

Signals: ``all_yes_clicked()``, ``checklist_wanted()``.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qz_review.model.checklist import AnswerSummary
from qz_review.services.results import short_code
from ui.screens.leader.material import LeaderMaterial
from ui.screens.leader.words import elapsed, timeline
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.check_line import CheckLine
from ui.widgets.fitting_scroll import FittingScrollArea
from ui.widgets.headings import SectionTitle
from ui.widgets.opinion_timeline import OpinionTimeline
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

WIDE, NARROW = 400, 360  # px at 100 %; in windows under 1440 px


class FactsBox(Card):
    """审核要点 with its two ways to answer, 文本指纹."""

    all_yes_clicked = Signal()
    checklist_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=(14, 8, 14, 10), spacing=0, role="well")
        self.checklist = CheckLine("审核要点", parent=self, divided=False, value_role="small")
        self.checklist.setObjectName("checklist_line")
        self.hash = CheckLine("文本指纹", parent=self, divided=False, value_role="hash")
        self.hash.setObjectName("hash_line")
        self.all_yes = Button("各项均为是", self, size="small", icon="check", name="all_yes")
        self.one_by_one = Button(
            "逐项回答…", self, kind="flat", size="small", name="answer_one_by_one"
        )
        self.body.addWidget(self.checklist)
        self.body.addWidget(self.hash)
        self.body.addSpacing(6)
        self.body.addLayout(row(self.all_yes, self.one_by_one, None))
        self.all_yes.clicked.connect(self.all_yes_clicked)
        self.one_by_one.clicked.connect(self.checklist_wanted)

    def set_counts(self, counts: AnswerSummary, all_yes: bool) -> None:
        """8/8 ✓; 否 2 where there are any."""
        value = f"{counts.answered}/{counts.total}"
        if counts.no:
            value = f"否 {counts.no} · {value}"
        elif all_yes:
            value = f"各项均为是 · {value}"
        done = counts.answered == counts.total
        self.checklist.set_value(value, "ok" if done else "warn")
        self.all_yes.setText("其余均为是" if counts.no else "各项均为是")
        self.all_yes.setVisible(not done)
        self.one_by_one.setText("看要点…" if done else "逐项回答…")

    def set_hash(self, digest: str) -> None:
        """E1B6 33D8."""
        self.hash.set_value(short_code(digest))
        self.hash.setToolTip(digest.upper())


class SideColumn(Themed, QFrame):
    """400 px wide, 360 in windows under 1440."""

    all_yes_clicked = Signal()
    checklist_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "panel")
        self._narrow = False
        self.title = SectionTitle("前面的意见", parent=self)
        self.elapsed = TextLabel("", "small", "text3", self)
        self.title.add_action(self.elapsed)
        self.opinions = OpinionTimeline(parent=self)
        self.opinions.setObjectName("opinions")
        self.opinion_scroll = FittingScrollArea(self)
        self.box = FactsBox(self)
        self._build()
        self.box.all_yes_clicked.connect(self.all_yes_clicked)
        self.box.checklist_wanted.connect(self.checklist_wanted)
        self._follow_theme()
        self._on_theme_changed()

    def _build(self) -> None:
        self.opinion_scroll.set_content(self.opinions)
        column = QVBoxLayout()
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addSpacing(14)
        column.addWidget(self.opinion_scroll)
        column.addSpacing(16)
        column.addWidget(self.box)
        column.addStretch(1)
        edge = QFrame(self)
        edge.setProperty("frameRole", "divider-vertical")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(edge)
        layout.addLayout(column, 1)

    def set_material(
        self, material: LeaderMaterial, quotes: tuple[str, ...], now: datetime
    ) -> None:
        """Show the opinions on another manuscript; the latest are in view."""
        self.elapsed.setText(elapsed(material, now))
        self.opinions.set_opinions(timeline(material, quotes, now))
        bar = self.opinion_scroll.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(bar.maximum()))

    def set_narrow(self, narrow: bool) -> None:
        """360 px in windows under 1440."""
        self._narrow = narrow
        self._on_theme_changed()

    @property
    def wanted_width(self) -> int:
        """Width in px at the present scale."""
        return self._theme.px(NARROW if self._narrow else WIDE)

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(self.wanted_width)
        super()._on_theme_changed()
