"""What the panel 问题 lists: heads of the gates, findings, and what was set aside.  No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.services.finding_views import Findings, FindingView, IgnoredView

_ORDER = tuple(Gate)


@dataclass(frozen=True, slots=True)
class GateHead:
    """The bar over the findings of one gate, or over those set aside (gate None)."""

    gate: Gate | None
    label: str
    counted: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding.  number: its place in the text's order; place: 第3段, 标题, 文件.

    alike: how many findings of its rule 全部采纳 would take along, itself among them; 0 where it
    is not offered.
    """

    number: int
    view: FindingView
    place: str
    alike: int = 0


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A finding that was set aside, and the act that did it."""

    number: int
    view: FindingView
    place: str
    act: IgnoredView


PanelRow = GateHead | FindingRow | IgnoredRow


def gate_counts(findings: Findings) -> dict[Gate, int]:
    """Open findings by gate, all six."""
    counts = dict.fromkeys(_ORDER, 0)
    for view in findings.open:
        counts[view.finding.gate] += 1
    return counts


def certainty_words(findings: Findings) -> str:
    """必错 2 · 疑似 5 · 提示 1; those that are none are left out."""
    counts = ((c.label, findings.count(c)) for c in Certainty)
    return " · ".join(f"{label} {count}" for label, count in counts if count)


def list_rows(findings: Findings, place_of: Callable[[int], str]) -> tuple[PanelRow, ...]:
    """Heads and findings: gates in their order, one with 严重 before those without.

    place_of: names the place of an offset of the plain text.
    """
    by_gate: dict[Gate, list[FindingRow]] = {}
    alike = _alike(findings.open)
    for number, view in enumerate(findings.open):
        finding = view.finding
        count = alike.get(finding.rule, 0) if finding.can_accept_all else 0
        row = FindingRow(number, view, place_of(finding.start), count if count > 1 else 0)
        by_gate.setdefault(finding.gate, []).append(row)
    rows: list[PanelRow] = []
    for gate in sorted(by_gate, key=lambda g: (not _grave(by_gate[g]), _ORDER.index(g))):
        found = sorted(by_gate[gate], key=lambda row: (_weight(row), row.number))
        rows += [GateHead(gate, gate.label, _counted(found)), *found]
    if findings.ignored:
        rows.append(GateHead(None, "已忽略", str(len(findings.ignored))))
        rows += [
            IgnoredRow(len(findings.open) + at, view, place_of(view.finding.start), act)
            for at, (view, act) in enumerate(findings.ignored)
        ]
    return tuple(rows)


def same_rule(findings: Findings, rule: str) -> Iterable[tuple[int, FindingView]]:
    """What 全部采纳 of one rule takes: its 必错 with a suggestion."""
    for number, view in enumerate(findings.open):
        if view.finding.rule == rule and view.finding.can_accept_all:
            yield number, view


def _alike(views: Sequence[FindingView]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for view in views:
        if view.finding.can_accept_all:
            counts[view.finding.rule] = counts.get(view.finding.rule, 0) + 1
    return counts


def _grave(rows: Iterable[FindingRow]) -> bool:
    return any(row.view.finding.severity is Severity.SERIOUS for row in rows)


def _weight(row: FindingRow) -> int:
    """严重 first, then in the order of the text."""
    return 0 if row.view.finding.severity is Severity.SERIOUS else 1


def _counted(rows: Sequence[FindingRow]) -> str:
    """严重 1 · 一般 2 · 提示 1."""
    grades: tuple[Severity | None, ...] = (Severity.SERIOUS, Severity.MINOR, None)
    counts = [(s.label if s else "提示", sum(r.view.finding.severity is s for r in rows))
              for s in grades]  # fmt: skip
    return " · ".join(f"{label} {count}" for label, count in counts if count)


def suggestion_words(words: str) -> str:
    """A suggestion as it is shown; an empty one means: delete."""
    return words if words else "删去"


def spoken(row: FindingRow | IgnoredRow) -> str:
    """The row for a screen reader."""
    finding = row.view.finding
    grade = finding.severity.label if finding.severity else "提示"
    words = f"{grade}，{row.view.name}，{row.place}，“{finding.quote}”"
    if finding.suggestions:
        words += f"，建议{suggestion_words(finding.suggestions[0])}"
    if isinstance(row, IgnoredRow):
        words += f"，已忽略，{row.act.suppression.reason}"
    return words
