"""The charts of 统计: manuscripts of each group, hours that each step waited for a signature."""

from __future__ import annotations

from qz_review.model.chart import Bar, Chart, chart_of
from qz_review.model.stage import Stage
from qz_review.services.figures import Figures, Grouping

GROUP_WORDS = {
    Grouping.MONTH: "月份",
    Grouping.SECTION: "科室",
    Grouping.PERSON: "人员",
    Grouping.CHANNEL: "栏目",
}


_MONTHS, _GROUPS = 12, 8  # bars of the first chart


def charts_of(figures: Figures) -> tuple[Chart, Chart]:
    """Both charts.  Of months the latest are shown, else the groups with most manuscripts."""
    by_month = figures.grouping is Grouping.MONTH
    rows = figures.rows[-_MONTHS:] if by_month else figures.rows
    bars = [Bar(row.label, row.manuscripts, f"{row.manuscripts:,} 件") for row in rows]
    title = f"稿件（按{GROUP_WORDS[figures.grouping]}）"
    by_group = chart_of(title, bars, _MONTHS if by_month else _GROUPS)
    return by_group, chart_of("各环节等候签署（平均）", _waited(figures))


def _waited(figures: Figures) -> list[Bar]:
    """Each step's average over all groups, weighted by how many sign-offs each has."""
    bars = []
    for stage in Stage:
        found = [row.steps[stage] for row in figures.rows if stage in row.steps]
        known = [step for step in found if step.hours is not None]
        count = sum(step.count for step in known)
        if count:
            hours = sum((step.hours or 0.0) * step.count for step in known) / count
            bars.append(Bar(stage.label, max(hours, 0.0), hours_words(hours), stage))
    return bars


def sums_in_words(figures: Figures) -> str:
    """What the lines add up to; empty where a manuscript stands in several of them."""
    if figures.grouping not in (Grouping.MONTH, Grouping.SECTION):
        return ""
    rows = figures.rows
    return (
        f"合计 {sum(row.manuscripts for row in rows):,} 件，"
        f"发布 {sum(row.released for row in rows):,} 件，"
        f"退回 {sum(row.returns for row in rows):,} 次，"
        f"有超时 {sum(row.late for row in rows):,} 件"
    )


def hours_words(hours: float) -> str:
    """3.5 小时; from two days on 2.1 天."""
    return f"{hours / 24:,.1f} 天" if hours >= 48 else f"{hours:,.1f} 小时"
