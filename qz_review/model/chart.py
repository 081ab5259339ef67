"""A bar chart as data: one account for the screen and for the PDF, each draws it its own way.

Why there is no chart library: ``docs/adr/0006-own-charts.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qz_review.model.stage import Stage


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.  words: the value as it is written beside it; stage: whose colour it has."""

    label: str
    value: float
    words: str
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under each other, the first on top.  left_out: how many had no room."""

    title: str
    bars: tuple[Bar, ...]
    left_out: int = 0

    def share(self, bar: Bar) -> float:
        """How long a bar is, from 0 to 1, 1 for the longest."""
        longest = max((each.value for each in self.bars), default=0.0)
        return bar.value / longest if longest > 0 else 0.0

    @property
    def spoken(self) -> str:
        """The chart for those who hear it."""
        return f"{self.title}：" + "，".join(f"{bar.label} {bar.words}" for bar in self.bars)


def chart_of(title: str, bars: Sequence[Bar], most: int = 12) -> Chart:
    """A chart of the first ``most`` bars."""
    return Chart(title, tuple(bars[:most]), max(len(bars) - most, 0))
