"""The tab 问题: six gates, how sure the software is, and the findings one by one.

Signals: ``finding_chosen(int)``, ``act_wanted(str, int)`` as of the list, ``level_chosen(str)``,
``read_first_skipped()`` when somebody wants to see findings before he has read to the end.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qz_review.model.checklist import Gate
from qz_review.scanning.level import Level
from qz_review.services.finding_views import Findings
from ui.screens.manuscript.finding_card import Abilities
from ui.screens.manuscript.finding_list import FindingListView
from ui.screens.manuscript.finding_rows import (
    FindingRow,
    GateHead,
    certainty_words,
    gate_counts,
    list_rows,
)
from ui.screens.manuscript.gate_strip import GateStrip
from ui.widgets.card import Divider
from ui.widgets.empty_state import EmptyState
from ui.widgets.segmented import SegmentedControl
from ui.widgets.text_label import ElidedLabel


class FindingsPanel(QWidget):
    """Shows what it is given; the watch decides what that is."""

    finding_chosen = Signal(int)
    act_wanted = Signal(str, int)
    level_chosen = Signal(str)
    read_first_skipped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings_panel")
        self.gates = GateStrip(self)
        self.counts = ElidedLabel("", "caption", parent=self)
        levels = [(level.value, level.label) for level in Level]
        self.level = SegmentedControl(levels, parent=self, accessible_name="扫描范围")
        self.list = FindingListView(self)
        self.empty = EmptyState("scan", "正在扫描", parent=self)
        self._stack = QStackedWidget(self)
        self._counts: dict[Gate, int] = {}
        self._build()
        self.gates.gate_wanted.connect(self._on_gate_wanted)
        self.level.value_changed.connect(self.level_chosen)
        self.list.finding_chosen.connect(self._on_finding_chosen)
        self.list.act_wanted.connect(self.act_wanted)
        self.empty.action_clicked.connect(self.read_first_skipped)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 8)
        head.setSpacing(8)
        head.addWidget(self.counts, 1)
        head.addWidget(self.level, 0, Qt.AlignmentFlag.AlignVCenter)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.gates)
        layout.addLayout(head)
        layout.addWidget(Divider(parent=self))
        layout.addWidget(self._stack, 1)

    # --- what is shown ------------------------------------------------------------------------

    def show_findings(
        self, findings: Findings, place_of: Callable[[int], str], may: Abilities, current: int
    ) -> None:
        """Show findings; current: number of the one to keep open, -1 for none."""
        rows = list_rows(findings, place_of)
        self._counts = gate_counts(findings)
        self.list.set_rows(rows, may, current)
        self._show_gates()
        self.counts.setText(certainty_words(findings) or "没有问题")
        if rows:
            self._stack.setCurrentWidget(self.list)
        else:
            self.empty.set_content("check-circle", "没有发现问题", "改稿时自动再扫，通读仍要做")
            self._stack.setCurrentWidget(self.empty)

    def leave_out(self, numbers: frozenset[int]) -> None:
        """Take findings out that are dealt with, until the next scan."""
        gone = numbers & set(self.list.rows.numbers())
        if gone:
            rows = [
                r for r in self.list.rows.shown if isinstance(r, GateHead) or r.number not in gone
            ]
            current = self.list.current_number
            self.list.set_rows(rows, self.list.may, -1 if current in gone else current)

    def show_scanning(self) -> None:
        """Nothing is known yet."""
        self._show_none("scan", "正在扫描", "可以照常读稿、改稿")

    def show_failed(self, words: str) -> None:
        """The rules could not be read."""
        self._show_none("alert", "没有扫描", words)

    def show_read_first(self, read: int, total: int) -> None:
        """校对 begins with reading; the software comes after."""
        self._show_none("eye", f"先通读，已读 {read}/{total} 段",
                        "校对以人工为主，读完全文后再看软件找到的问题", "现在看")  # fmt: skip

    def _show_none(self, icon: str, line: str, more: str, action: str = "") -> None:
        self._counts = {}
        self.list.set_rows((), Abilities())
        self._show_gates()
        self.counts.setText("")
        self.empty.set_content(icon, line, more, action)
        self._stack.setCurrentWidget(self.empty)

    def set_level(self, level: str) -> None:
        """标准 or 全面, without a signal."""
        blocked = self.level.blockSignals(True)
        self.level.set_value(level)
        self.level.blockSignals(blocked)

    def choose(self, number: int) -> None:
        """Open a finding, without a signal."""
        self.list.set_current(number)
        self._show_gates()

    def focus_list(self) -> None:
        """Put the keys into the list, on a finding."""
        if self.list.current_number < 0 and self.list.rows.numbers():
            self.list.set_current(self.list.rows.numbers()[0])
            self._on_finding_chosen(self.list.current_number)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_number(self, number: int) -> int:
        """The finding after one in the order of the list, the first after the last; -1: none."""
        numbers = self.list.rows.numbers()
        if number not in numbers:
            return numbers[0] if numbers else -1
        place = numbers.index(number) + 1
        rest = numbers[place:] or numbers[: place - 1]
        return rest[0] if rest else -1

    # --- slots --------------------------------------------------------------------------------

    def _show_gates(self) -> None:
        row = self.list.rows.row_at(self.list.currentIndex().row())
        current = row.view.finding.gate if isinstance(row, FindingRow) else None
        self.gates.set_counts(self._counts, current)

    def _on_finding_chosen(self, number: int) -> None:
        self._show_gates()
        self.finding_chosen.emit(number)

    def _on_gate_wanted(self, value: str) -> None:
        for place, row in enumerate(self.list.rows.shown):
            if isinstance(row, GateHead) and row.gate is not None and row.gate.value == value:
                self.list.scroll_to_row(place)
                return
