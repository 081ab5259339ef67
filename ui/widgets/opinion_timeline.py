"""Earlier opinions along a line: ring in the step's colour, who, when, the words.

The last node, where the person stands now, is filled and carries the tag 你.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from qz_review.model.stage import Stage
from ui.theme.type_scale import TYPE_SCALE
from ui.widgets.stage_chip import StageChip
from ui.widgets.tag import Tag
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

_INDENT, _DOT, _RING = 28, 14, 2  # px


@dataclass(frozen=True, slots=True)
class OpinionView:
    """One entry.

    stage: gives chip and colour, None for a 会签 (then ``label`` is shown); name: who, in full,
    with 受…委托 where it applies; time: as shown; words: the opinion; quotes: (start, end) in code
    points of ``words`` to mark; tags: (text, variant) pairs; is_here: the present step;
    time_tone: ``text3`` or, near a limit, ``warn`` or ``danger``.
    """

    label: str
    name: str
    time: str
    words: str
    stage: Stage | None = None
    quotes: tuple[tuple[int, int], ...] = ()
    tags: tuple[tuple[str, str], ...] = field(default=())
    is_here: bool = False
    time_tone: str = "text3"


class _Words(Themed, QLabel):
    """Wrapped words of 15/25 with marked quotes."""

    def __init__(self, view: OpinionView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(view.words)
        self._follow_theme()
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        theme, view = self._theme, self._view
        size = TYPE_SCALE["opinion"]
        tone = theme.tokens.hex("text2" if view.is_here else "text")
        mark = f"background-color:{theme.tokens.warn_soft}; text-decoration:underline"
        parts, place = [], 0
        for start, end in sorted(view.quotes):
            if start < place or end > len(view.words):
                continue
            parts.append(escape(view.words[place:start]))
            parts.append(f'<span style="{mark}">{escape(view.words[start:end])}</span>')
            place = end
        parts.append(escape(view.words[place:]))
        words = "".join(parts).replace("\n", "<br>")
        line = round(size.line / size.px / 1.45 * 100)  # per cent of the face's own line height
        self.setText(
            f'<p style="font-size:{theme.px(size.px)}px; line-height:{line}%; color:{tone};'
            f' margin:0">{words}</p>'
        )
        super()._on_theme_changed()


class _Entry(Themed, QWidget):
    def __init__(self, view: OpinionView, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._last = view, last
        head = QHBoxLayout()
        head.setSpacing(8)
        if view.stage is not None:
            self._chip: QWidget = StageChip(view.stage, view.label or None, self)
        else:
            self._chip = TextLabel(view.label, "small-strong", parent=self)
        head.addWidget(self._chip)
        name = ElidedLabel(view.name, "body", parent=self)
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        head.addWidget(name)
        for text, variant in view.tags:
            head.addWidget(Tag(text, variant, parent=self))
        head.addStretch(1)
        head.addWidget(TextLabel(view.time, "caption", view.time_tone, self))
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(2)
        self._rows.addLayout(head)
        if view.words:
            self._rows.addWidget(_Words(view, self))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{view.label} {view.name} {view.time} {view.words}")
        self._follow_theme()
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._rows.setContentsMargins(self._theme.px(_INDENT), 0, 0, 0 if self._last else 16)
        super()._on_theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, stage = self._theme, self._view.stage
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self._chip.geometry().center().y()
        side = theme.px(_DOT)
        x = side / 2
        if not self._last:
            painter.setPen(QPen(theme.color("line"), 1.5))
            painter.drawLine(QLineF(x, middle + side / 2, x, self.height() + side))
        color = theme.color(stage.value if stage is not None else "ctl")
        painter.setPen(QPen(color, _RING))
        painter.setBrush(color if self._view.is_here else theme.color("paper"))
        inset = _RING / 2
        dot = QRectF(0, middle - side / 2, side, side).adjusted(inset, inset, -inset, -inset)
        painter.drawEllipse(dot)


class OpinionTimeline(QWidget):
    """Entries from top to bottom in the order given."""

    def __init__(self, views: Sequence[OpinionView] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[_Entry] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setAccessibleName("前面的意见")
        self.set_opinions(views)

    def set_opinions(self, views: Sequence[OpinionView]) -> None:
        """Show other opinions."""
        for entry in self._entries:
            self._layout.removeWidget(entry)
            entry.deleteLater()
        self._entries = [
            _Entry(view, place == len(views) - 1, self) for place, view in enumerate(views)
        ]
        for entry in self._entries:
            self._layout.addWidget(entry)
            entry.show()
