"""The card that says who wrote some words, what stood there before, and who signed them.

Signals: ``closed()``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.editor.line_picture import SOURCE_INK, units
from ui.editor.page_painting import line_pieces
from ui.text.trace_texts import COMMA, Tone, TraceCard, TraceLine, TraceWords
from ui.text.visible_signs import shown
from ui.theme.stage_lines import (
    INSERT_GAP,
    STRIKE_HEIGHT,
    draw_delete_line,
    draw_insert_line,
    draw_source_line,
)
from ui.widgets.card import Divider
from ui.widgets.popover import Popover
from ui.widgets.stage_chip import StageChip
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

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
        rows: list[QWidget] = [_Words((quote,), most_lines=2), _Lines(card.written)]
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
            grid.addWidget(_Words(line.words), row, 1)
            when = TextLabel(line.when, "caption", "text3", line=20)
            grid.addWidget(when, row, 2, top | Qt.AlignmentFlag.AlignRight)


class _Words(Themed, QWidget):
    """Words that wrap, with the lines of steps under and through them."""

    def __init__(self, words: Sequence[TraceWords], *, most_lines: int = 0) -> None:
        super().__init__()
        self._text, self._places = _placed(words)
        self._most = most_lines
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(" ".join(part.text for part in words))
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """One line of the usual width."""
        width = self._theme.px(220)
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need."""
        return self._lay_out(width).lineCount() * self._theme.line_height("small")

    def _lay_out(self, width: int) -> QTextLayout:
        theme = self._theme
        layout = QTextLayout(self._text, theme.font("small"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        formats = []
        for start, end, part in self._places:
            form = QTextLayout.FormatRange()
            form.start, form.length = start, end - start  # type: ignore[attr-defined]
            kind = form.format  # type: ignore[attr-defined]
            kind.setFont(theme.font("small", bold=part.tone is Tone.NAME))
            kind.setForeground(theme.color(_ink(part)))
            form.format = kind  # type: ignore[attr-defined]
            formats.append(form)
        layout.setFormats(formats)
        layout.beginLayout()
        height = theme.line_height("small")
        while not self._most or layout.lineCount() < self._most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, (layout.lineCount() - 1) * height))
        layout.endLayout()
        return layout

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, then their lines."""
        theme, layout = self._theme, self._lay_out(self.width())
        painter = QPainter(self)
        px = theme.font("small").pixelSize()
        layout.draw(painter, QPointF(0, 0))
        for start, end, part in self._places:
            for x0, x1, baseline in line_pieces(layout, QPointF(0, 0), start, end):
                if part.tone is Tone.GONE and part.stage is not None:
                    draw_delete_line(
                        painter, x0, x1, baseline, part.stage, theme.is_dark, font_px=px
                    )
                elif part.tone is Tone.CAME and part.stage is not None:
                    draw_insert_line(painter, x0, x1, baseline, part.stage, theme.is_dark)
                elif part.tone in (Tone.GONE, Tone.CAME):
                    gone = part.tone is Tone.GONE
                    y = baseline - STRIKE_HEIGHT * px if gone else baseline + INSERT_GAP
                    draw_source_line(painter, x0, x1, y, theme.color(SOURCE_INK))


def _placed(words: Sequence[TraceWords]) -> tuple[str, list[tuple[int, int, TraceWords]]]:
    """The words as one text, each with its place in UTF-16 units."""
    text = ""
    places: list[tuple[int, int, TraceWords]] = []
    for part in words:
        if text and part.text != COMMA:
            text += "" if text.endswith(COMMA) else " "
        start = units(text)
        text += shown(part.text)
        places.append((start, units(text), part))
    return text, places


def _ink(part: TraceWords) -> str:
    if part.tone is Tone.CAME:
        return part.stage.value if part.stage is not None else SOURCE_INK
    return {Tone.GONE: "text3", Tone.ASIDE: "text2"}.get(part.tone, "text")
