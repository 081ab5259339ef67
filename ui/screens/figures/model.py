"""The table of 统计; every number knows the rows of 台账 behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from qz_review.model.stage import Stage
from qz_review.services.figure_charts import GROUP_WORDS
from qz_review.services.figures import FigureRow, Figures, Grouping
from qz_review.services.ledger_views import LedgerMark, LedgerQuery
from ui.widgets.cell_delegate import STAGE_ROLE, TONE_ROLE

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of counts.  mark: narrows 台账 to what is counted; None: all of the group."""

    key: str
    heading: str
    mark: LedgerMark | None = None


FIGURES = (
    Figure("manuscripts", "稿件"),
    Figure("released", "发布", LedgerMark.RELEASED),
    Figure("characters", "字数"),
    Figure("returns", "退回次数", LedgerMark.SENT_BACK),
    Figure("sent_back", "有退回", LedgerMark.SENT_BACK),
    Figure("late", "有超时", LedgerMark.LATE),
    Figure("delegated", "有委托", LedgerMark.DELEGATED),
)
STAGES = tuple(Stage)
_COUNT_WIDTHS = {"characters": 84, "returns": 76}
WIDTHS = (100, *(_COUNT_WIDTHS.get(f.key, 64) for f in FIGURES), *(84 for _ in STAGES))
"""px at 100 %; the first takes what is left."""


class FiguresModel(QAbstractTableModel):
    """Group, counts, hours that each step waited."""

    def __init__(self) -> None:
        super().__init__()
        self._figures = Figures(Grouping.MONTH, None, None, ())

    def set_figures(self, figures: Figures) -> None:
        """Show others."""
        self.beginResetModel()
        self._figures = figures
        self.endResetModel()

    def query_at(self, index: _Index) -> LedgerQuery | None:
        """The rows of 台账 behind a number; None where there are none."""
        row = self.row_at(index.row())
        if row is None:
            return None
        place = index.column() - 1
        if not 0 <= place < len(FIGURES):
            return row.rows
        figure = FIGURES[place]
        if not getattr(row, figure.key):
            return None
        return row.rows if figure.mark is None else row.rows_with(figure.mark)

    def row_at(self, place: int) -> FigureRow | None:
        """The group of a line."""
        rows = self._figures.rows
        return rows[place] if 0 <= place < len(rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._figures.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: columns."""
        return 0 if parent.isValid() else 1 + len(FIGURES) + len(STAGES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: titles; the hours of a step stand under its chip."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        place = section - 1
        step = place - len(FIGURES)
        if role == STAGE_ROLE:
            return STAGES[step] if step >= 0 else None
        if role == Qt.ItemDataRole.ToolTipRole and step >= 0:
            return f"{STAGES[step].label}每次签署平均等候的时间"
        if role == Qt.ItemDataRole.DisplayRole and step < 0:
            return FIGURES[place].heading if place >= 0 else GROUP_WORDS[self._figures.grouping]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: cells; a number that opens rows has the colour of a link."""
        row = self.row_at(index.row())
        if row is None:
            return None
        place = index.column() - 1
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, place)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "在台账里看" if self.query_at(index) is not None else None
        if role == TONE_ROLE:
            if place >= len(FIGURES):
                return "text2"
            opens = place >= 0 and self.query_at(index) is not None
            return "accent" if opens else "text" if place < 0 else "text3"
        return None

    @staticmethod
    def _words(row: FigureRow, place: int) -> str:
        if place < 0:
            return row.label or "未分"
        if place < len(FIGURES):
            return f"{getattr(row, FIGURES[place].key):,}"
        step = row.steps.get(STAGES[place - len(FIGURES)])
        if step is None or step.hours is None:
            return ""
        hours = max(step.hours, 0.0)
        return f"{hours / 24:,.1f} 天" if hours >= 48 else f"{hours:,.1f} 小时"
