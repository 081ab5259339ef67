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

_FEW, _AT_ONCE = 5, 100  # manuscripts shown at first, and with each click
_CARDS = 30


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
        self.set_questions((), datetime.now().astimezone())

    def set_questions(self, hints: Sequence[HintView], now: datetime) -> None:
        """Show them, by kind."""
        content = QWidget()
        content.setProperty("plain", True)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 12, 24, 20)
        column.setSpacing(12)
        words = "只列事实和问题，不作结论，由人核实"
        column.addWidget(TextLabel(words, "caption", wrap=True))
        self._hints, self._now = tuple(hints), now
        self.cards: tuple[QuestionCard, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        column.addLayout(self._column)
        self.more = Button("", content, kind="link", name="questions_more")
        self.more.clicked.connect(self._show_more)
        column.addLayout(row(self.more, None))
        if not hints:
            empty = EmptyState("help", "没有要问的", "这段时间的签署里，没有哪一项多到要提出来")
            column.addWidget(empty, 1)
        else:
            column.addStretch(1)
        self._show_more()
        self.setWidget(content)

    def _show_more(self) -> None:
        """The next cards: a year of a large office may ask hundreds of questions."""
        known = len(self.cards)
        added = tuple(QuestionCard(hint, self._now) for hint in self._hints[known : known + _CARDS])
        for card in added:
            card.manuscript_opened.connect(self.manuscript_opened)
            self._column.addWidget(card)
        self.cards += added
        rest = len(self._hints) - len(self.cards)
        self.more.setText(f"再看 {min(rest, _CARDS)} 条，共 {len(self._hints)} 条")
        self.more.setVisible(rest > 0)


class QuestionCard(Card):
    """One question.  Signals: ``manuscript_opened(str)``."""

    manuscript_opened = Signal(str)

    def __init__(self, hint: HintView, now: datetime) -> None:
        super().__init__(padding=(16, 12, 16, 12), spacing=6)
        self.question = TextLabel(question(hint), "body", wrap=True)
        self.question.setObjectName("question")
        self.all = Button("", self, kind="link", name="question_all")
        head = row(Tag(HEADINGS[hint.kind], "accent"), spacing=12)
        head.addWidget(self.question, 1)
        self.body.addLayout(head)
        self._lines, self._now, self._shown = hint.lines, now, 0
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self.body.addLayout(self._column)
        self.body.addLayout(row(self.all, None))
        self.all.clicked.connect(lambda: self._show_lines(_AT_ONCE))
        self._show_lines(_FEW)

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

    def _show_lines(self, count: int) -> None:
        end = min(self._shown + count, len(self._lines))
        for line in self._lines[self._shown : end]:
            self._column.addWidget(self._line(line, self._now))
        self._shown = end
        rest = len(self._lines) - end
        whole = rest <= _AT_ONCE
        self.all.setText(
            f"{'全部' if whole else f'再看 {_AT_ONCE} 件，共'} {len(self._lines):,} 件"
        )
        self.all.setVisible(rest > 0)
