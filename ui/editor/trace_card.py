"""The card that says who wrote some words, what stood there before, and who signed them.

Signals: ``closed()``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.editor.trace_words import TraceWordsView
from ui.text.trace_texts import Tone, TraceCard, TraceLine, TraceWords
from ui.widgets.card import Divider
from ui.widgets.popover import Popover
from ui.widgets.stage_chip import StageChip
from ui.widgets.text_label import TextLabel

WIDTH, MOST = 400, 460  # px at 100 %
_PAD, _STEP = 16, 56


class TracePopover(Popover):
    """Open it with :meth:`open_at`, fill it with :meth:`show_card`."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, WIDTH, MOST)
        self.setObjectName("trace_card")
        self.setAccessibleName("谁写的")
        self._content: QWidget | None = None
        self._scroll = QScrollArea(self.panel)
        self._scroll.setObjectName("trace_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._fill([TextLabel("正在查是谁写的", "small", "text2")])

    def show_card(self, card: TraceCard) -> None:
        """Say it."""
        quote = TraceWords(card.quote, Tone.GONE if card.is_gone else Tone.NAME)
        rows: list[QWidget] = [TraceWordsView((quote,), most_lines=2), _Lines(card.written)]
        if card.signed_head:
            rows += [Divider(), TextLabel(card.signed_head, "small", "text2")]
        if card.signed:
            rows.append(_Lines(card.signed))
        self._fill(rows)
        said = [card.quote, *(line.spoken for line in card.written), card.signed_head]
        said += [line.spoken for line in card.signed]
        self.setAccessibleDescription("；".join(filter(None, said)))
        if self.isVisible():
            self.place()

    def _fill(self, rows: Sequence[QWidget]) -> None:
        content = QWidget()
        content.setProperty("plain", True)
        content.setMinimumHeight(1)  # else that of its narrowest shape, higher than it needs
        column = QVBoxLayout(content)
        column.setContentsMargins(_PAD, 12, _PAD, 12)
        column.setSpacing(8)
        for row in rows:
            column.addWidget(row)
        column.addStretch(1)
        self._content = content
        self._scroll.setWidget(content)

    def height_for(self, width: int) -> int:
        """As high as the words need."""
        if self._content is None:
            return super().height_for(width)
        for part in self._content.findChildren(QWidget):
            part.ensurePolished()  # before that they know no type size
        return self._content.heightForWidth(width - 2) + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move a long card."""
        bar = self._scroll.verticalScrollBar()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            bar.setValue(bar.value() + step * bar.singleStep())
            event.accept()
            return
        super().keyPressEvent(event)


class _Lines(QWidget):
    """Step, words and time under each other in columns."""

    def __init__(self, lines: Sequence[TraceLine]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _STEP)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, line in enumerate(lines):
            step: QWidget = (
                StageChip(line.stage) if line.stage is not None
                else TextLabel(line.step, "small-strong", "text2")
            )  # fmt: skip
            grid.addWidget(step, row, 0, top | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(TraceWordsView(line.words), row, 1)
            when = TextLabel(line.when, "caption", "text3", line=20)
            grid.addWidget(when, row, 2, top | Qt.AlignmentFlag.AlignRight)
