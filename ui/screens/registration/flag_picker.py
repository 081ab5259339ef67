"""What makes a manuscript need more than the plain route, each with what it adds.

Signals: ``changed()``.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from qz_review.model.manuscript import Flag
from ui.widgets.check_card import CheckCard

COLUMNS = 2
FLAGS = (
    (Flag.IMPORTANT, "重要稿件", "三审加主要领导审签"),
    (Flag.SPECIALIST, "专业性强", "三审前要有专业人员联审意见"),
    (Flag.OTHER_UNITS, "涉及其他单位", "二审前征求意见或会签"),
    (Flag.SERVICE_GUIDE, "办事指南", "二审加办事指南要点"),
    (Flag.REPRINT, "转载", "写明来源，附来源全文对照"),
    (Flag.QUOTATION, "引用", "写明来源、级别和版权情况"),
    (Flag.INTERNAL, "内部", "内部资料，列表里标明"),
)


class FlagPicker(QWidget):
    """Cards in two columns."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("稿件属性")
        self.cards: dict[Flag, CheckCard] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, (flag, title, caption) in enumerate(FLAGS):
            card = CheckCard(title, caption, self, name=f"flag_{flag.value}")
            card.toggled.connect(lambda _: self.changed.emit())
            self.cards[flag] = card
            grid.addWidget(card, place // COLUMNS, place % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)

    @property
    def flags(self) -> frozenset[Flag]:
        """Flags chosen."""
        return frozenset(flag for flag, card in self.cards.items() if card.isChecked())

    def set_flags(self, flags: Iterable[Flag]) -> None:
        """Choose these."""
        for flag, card in self.cards.items():
            card.setChecked(flag in flags)
