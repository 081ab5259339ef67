"""One change after 签发稿: what went, what came, how it is classed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qz_review.model.manuscript import ClassedChange
from qz_review.model.stage import Stage
from ui.theme.stage_lines import draw_delete_line, draw_insert_line
from ui.widgets.themed import Themed

_INDENT, _GAP = 12, 8  # px
UNCLASSED = "未归类"


class ChangeLine(Themed, QWidget):
    """Deleted words struck, inserted words underlined in the step's line; the class right."""

    def __init__(
        self, change: ClassedChange, stage: Stage = Stage.PROOF_3, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._change, self._stage = change, stage
        self._kind = change.kind.label if change.kind is not None else UNCLASSED
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        said = [f"删除 {change.deleted}"] if change.deleted else []
        said += [f"增加 {change.inserted}"] if change.inserted else []
        words = f"{change.place} {' '.join(said)}"
        self.setAccessibleName(f"{words} {self._kind}")
        self.setToolTip(words)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """One line of small text."""
        return QSize(self._theme.px(160), self._theme.line_height("small") + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, their lines, the class."""
        theme = self._theme
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        right = QFontMetricsF(painter.font()).horizontalAdvance(self._kind)
        painter.setPen(theme.color("danger" if self._change.kind is None else "text3"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(self.rect(), flags, self._kind)
        font = theme.font("small")
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        room = self.width() - _INDENT - right - _GAP
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        x = float(_INDENT)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        painter.drawText(QPointF(x, baseline), self._change.place)
        x += QFontMetricsF(painter.font()).horizontalAdvance(self._change.place) + _GAP
        painter.setFont(font)
        end_of_room = _INDENT + room
        deleted, inserted = self._change.deleted, self._change.inserted
        if deleted:
            free = end_of_room - x
            wanted = metrics.horizontalAdvance(inserted)
            share = free if not inserted else max(free / 2, free - wanted)
            words = metrics.elidedText(_one_line(deleted), Qt.TextElideMode.ElideMiddle, share)
            painter.setPen(theme.color("text3"))
            painter.drawText(QPointF(x, baseline), words)
            end = x + metrics.horizontalAdvance(words)
            draw_delete_line(painter, x, end, baseline, self._stage, theme.is_dark,
                             font_px=font.pixelSize())  # fmt: skip
            x = end + (2 if inserted else 0)
        if inserted:
            left = end_of_room - x
            words = metrics.elidedText(_one_line(inserted), Qt.TextElideMode.ElideMiddle, left)
            painter.setPen(theme.color(self._stage.value))
            painter.drawText(QPointF(x, baseline), words)
            end = x + metrics.horizontalAdvance(words)
            draw_insert_line(painter, x, end, baseline, self._stage, theme.is_dark)


def _one_line(words: str) -> str:
    return " ".join(words.split())
