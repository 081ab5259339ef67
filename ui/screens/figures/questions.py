"""监督提示: what deserves a question, each with the manuscripts it was seen on.

Signals: ``manuscript_opened(str)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from qz_review.services.supervision import HintView, SeenLine
from ui.text.moments import moment_words
from ui.text.supervision_texts import HEADINGS, question
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.empty_state import EmptyState
from ui.widgets.tag import Tag
from ui.widgets.text_label import ElidedLabel, TextLabel

_FEW = 5  # manuscripts shown at first


class QuestionList(QScrollArea):
    """Fill it with :meth:`set_questions`."""

    manuscript_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("supervision_questions")
        self.setAccessibleName("监督提示")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards: tuple[QuestionCard, ...] = ()

    def set_questions(self, hints: Sequence[HintView], now: datetime) -> None:
        """Show them, by kind."""
        content = QWidget()
        content.setProperty("plain", True)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 12, 24, 20)
        column.setSpacing(12)
        words = "只列事实和问题，不作结论，由人核实"
        column.addWidget(TextLabel(words, "caption", wrap=True))
        self.cards = tuple(QuestionCard(hint, now) for hint in hints)
        for card in self.cards:
            card.manuscript_opened.connect(self.manuscript_opened)
            column.addWidget(card)
        if not self.cards:
            empty = EmptyState("help", "没有要问的", "这段时间的签署里，没有哪一项多到要提出来")
            column.addWidget(empty, 1)
        else:
            column.addStretch(1)
        self.setWidget(content)


class QuestionCard(Card):
    """One question.  Signals: ``manuscript_opened(str)``."""

    manuscript_opened = Signal(str)

    def __init__(self, hint: HintView, now: datetime) -> None:
        super().__init__(padding=(16, 12, 16, 12), spacing=6)
        self.question = TextLabel(question(hint), "body", wrap=True)
        self.question.setObjectName("question")
        self.all = Button(f"全部 {len(hint.lines)} 件", self, kind="link", name="question_all")
        head = row(Tag(HEADINGS[hint.kind], "accent"), spacing=12)
        head.addWidget(self.question, 1)
        self.body.addLayout(head)
        self._rest: list[QWidget] = []
        for place, line in enumerate(hint.lines):
            shown = self._line(line, now)
            self.body.addWidget(shown)
            if place >= _FEW:
                shown.hide()
                self._rest.append(shown)
        self.all.setVisible(bool(self._rest))
        self.body.addLayout(row(self.all, None))
        self.all.clicked.connect(self._show_all)

    def _line(self, line: SeenLine, now: datetime) -> QWidget:
        holder = QWidget(self)
        number = Button(line.number, holder, kind="link")
        number.setAccessibleName(f"打开 {line.number} {line.title}")
        number.clicked.connect(lambda: self.manuscript_opened.emit(line.manuscript_id))
        title = ElidedLabel(line.title, "small", "text2", holder)
        when = TextLabel(moment_words(line.signed_at, now), "caption", "text3", holder)
        across = row(number, spacing=12)
        across.addWidget(title, 1)
        across.addWidget(when)
        holder.setLayout(across)
        return holder

    def _show_all(self) -> None:
        for line in self._rest:
            line.show()
        self.all.hide()
