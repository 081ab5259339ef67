"""Time limits of the steps in hours, folded away until somebody wants other ones.

Signals: ``changed()``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from qz_review.model.stage import Stage
from ui.widgets.button import Button
from ui.widgets.stage_chip import StageChip
from ui.widgets.text_label import ElidedLabel

LONGEST = 24 * 365  # hours
_COLUMNS = 2


class HoursFields(QWidget):
    """unit_hours: the unit's limits by ``Stage`` value."""

    changed = Signal()

    def __init__(
        self, unit_hours: Sequence[tuple[str, int]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._unit_hours = dict(unit_hours)
        self._spins: dict[Stage, QSpinBox] = {}
        self._summary = ElidedLabel("", "small", "text2", self)
        self._summary.setObjectName("hours_summary")
        self.fold = Button("改时限", self, size="small", name="hours_fold")
        self._box = QWidget(self)
        self._box.hide()
        grid = QGridLayout(self._box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for place, stage in enumerate(Stage):
            grid.addLayout(self._make_line(stage), place // _COLUMNS, place % _COLUMNS)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._summary, 1)
        head.addWidget(self.fold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._box)
        self.fold.clicked.connect(self._on_fold_clicked)
        self._show_summary()

    def _make_line(self, stage: Stage) -> QHBoxLayout:
        spin = QSpinBox(self._box)
        spin.setObjectName(f"hours_{stage.value}")
        spin.setRange(1, LONGEST)
        spin.setSuffix(" 小时")
        spin.setValue(self._unit_hours.get(stage.value, 24))
        spin.setAccessibleName(f"{stage.label}时限")
        spin.valueChanged.connect(self._on_value_changed)
        self._spins[stage] = spin
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(StageChip(stage, parent=self._box))
        line.addWidget(spin, 1)
        return line

    def different_hours(self) -> tuple[tuple[str, int], ...]:
        """Limits that differ from the unit's, by ``Stage`` value."""
        return tuple(
            (stage.value, spin.value())
            for stage, spin in self._spins.items()
            if spin.value() != self._unit_hours.get(stage.value)
        )

    def _on_fold_clicked(self) -> None:
        self._box.setVisible(self._box.isHidden())
        self.fold.setText("收起" if not self._box.isHidden() else "改时限")

    def _on_value_changed(self) -> None:
        self._show_summary()
        self.changed.emit()

    def _show_summary(self) -> None:
        limits = [f"{stage.label} {spin.value()}小时" for stage, spin in self._spins.items()]
        own = "本稿另定" if self.different_hours() else "按单位规定"
        self._summary.setText(f"{own}：{'，'.join(limits)}")
