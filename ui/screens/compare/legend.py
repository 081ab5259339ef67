"""Foot of the sheet: the line of each step, the marks in use, what a line means."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from qz_review.markup.changes import ChangeKind
from qz_review.markup.proof_marks import ProofMark, mark_of
from qz_review.markup.stage_marks import look_of
from qz_review.model.stage import Stage
from ui.screens.compare.mark_painting import paint_symbol
from ui.screens.compare.selection import Step
from ui.screens.compare.styles import step_ink
from ui.screens.compare.words import step_name
from ui.theme.stage_lines import draw_insert_line, draw_source_line, line_thickness
from ui.widgets.themed import Themed

_HEIGHT, _SIDE, _GAP, _SAMPLE, _SYMBOL = 44, 24, 18, 28, 20  # px at 100 %
_RULE = "线在字下为增，线穿字为删"
_STEPS = tuple(sorted(Stage, key=lambda stage: (stage.is_proof, stage.position)))
_COARSE = "改动过大的段落按整段比较"
_ALWAYS = (ProofMark.REPLACED, ProofMark.DELETED, ProofMark.INSERTED, ProofMark.TRANSPOSED)


class Legend(Themed, QFrame):
    """44 px high; in a narrow window the rule goes first, then marks from the end: all of it is
    in the tooltip.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "footer")
        self.setObjectName("legend")
        self._marks: tuple[ProofMark, ...] = _ALWAYS
        self._rule = _RULE
        self._source = False
        self._follow_theme()
        self._on_theme_changed()
        self._tell()

    def set_kinds(self, kinds: Iterable[ChangeKind], *, notes: bool = False) -> None:
        """Show the usual marks, and others that are in use."""
        found = {mark_of(kind) for kind in kinds}
        if notes:
            found.add(ProofMark.NOTE)
        self._marks = tuple(mark for mark in ProofMark if mark in found or mark in _ALWAYS)
        self._tell()
        self.update()

    def set_source(self, occurs: bool) -> None:
        """Marks that the 原稿 came with occur: their line is explained, before the steps'."""
        self._source = occurs
        self._tell()
        self.update()

    @property
    def _steps(self) -> tuple[Step, ...]:
        return (None, *_STEPS) if self._source else _STEPS

    def set_coarse(self, coarse: bool) -> None:
        """Some paragraphs were compared only as wholes: that is said instead of the rule."""
        self._rule = _COARSE if coarse else _RULE
        self._tell()
        self.update()

    def _tell(self) -> None:
        steps = [_words(step) for step in self._steps]
        marks = [f"{mark.label}：{mark.meaning}" for mark in self._marks]
        self.setAccessibleName("图例")
        self.setAccessibleDescription("，".join([*steps, *marks, self._rule]))
        self.setToolTip("\n".join(["　".join(steps), *marks, self._rule]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Steps, a divider, marks, and the rule at the right."""
        super().paintEvent(event)
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        metrics = QFontMetrics(theme.font("caption"))
        x = float(_SIDE)
        for step in self._steps:
            x = self._paint_step(painter, metrics, x, step)
        painter.fillRect(QRectF(x, (self.height() - 18) / 2, 1, 18), theme.color("line"))
        x += _GAP
        rule = metrics.horizontalAdvance(self._rule)
        need = sum(self._mark_width(metrics, mark) for mark in self._marks)
        end = self.width() - _SIDE
        tells_rule = x + need + rule <= end
        for mark in self._marks:
            width = self._mark_width(metrics, mark)
            if x + width - _GAP > end:
                break
            self._paint_mark(painter, x, mark)
            x += width
        if tells_rule:
            painter.setPen(theme.color("text3"))
            room = QRectF(end - rule - 1, 0, rule + 1, self.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._rule)

    def _paint_step(self, painter: QPainter, metrics: QFontMetrics, x: float, step: Step) -> float:
        theme = self._theme
        words = _words(step)
        sample = theme.px(_SAMPLE)
        middle = self.height() / 2
        if step is None:
            draw_source_line(painter, x, x + sample, middle, theme.color(step_ink(step)))
        else:
            middle -= line_thickness(step) / 2
            draw_insert_line(painter, x, x + sample, middle, step, theme.is_dark, gap=0.0)
        x += sample + 6
        width = metrics.horizontalAdvance(words)
        painter.setPen(theme.color("text2"))
        room = QRectF(x, 0, width + 1, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        return x + width + _GAP

    def _mark_width(self, metrics: QFontMetrics, mark: ProofMark) -> float:
        return self._theme.px(_SYMBOL) + 6 + metrics.horizontalAdvance(mark.label) + _GAP

    def _paint_mark(self, painter: QPainter, x: float, mark: ProofMark) -> None:
        theme = self._theme
        side = theme.px(_SYMBOL)
        centre = QPointF(x + side / 2, self.height() / 2)
        scale = 0.9 * theme.text_scale / 100
        paint_symbol(painter, mark, centre, theme.color("text"), scale)
        painter.setPen(theme.color("text2"))
        room = QRectF(x + side + 6, 0, self.width(), self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), mark.label)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT))
        super()._on_theme_changed()


def _words(step: Step) -> str:
    """一审 实线; of what the 原稿 came with 来稿 细线."""
    return f"{step_name(step)} {look_of(step).line.name}"
