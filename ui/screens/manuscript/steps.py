"""The nine nodes of the stepper from view data."""

from __future__ import annotations

from datetime import datetime

from qz_review.services.views import ManuscriptView, NodeState, StepNode
from ui.text.moments import moment_words
from ui.widgets.step_node import StepView

_ICONS = {"scan": "scan", "release": "send", "archive": "box"}
_STATES = {NodeState.DONE: "done", NodeState.NOW: "now", NodeState.LATER: "later"}


def step_views(view: ManuscriptView, now: datetime, *, returned: bool) -> tuple[StepView, ...]:
    """Nodes with who and when; ``returned``: the present step came back."""
    return tuple(_step(node, now, returned) for node in view.nodes)


def _step(node: StepNode, now: datetime, returned: bool) -> StepView:
    state = _STATES[node.state]
    mark = _ICONS.get(node.key, "")
    if node.stage is not None:
        mark = "pen" if state == "now" else str(node.stage.position + 1)
    if state == "now" and returned and node.stage is not None:
        state = "returned"
    tooltip = f"{node.label} {node.who}".strip()
    if node.at is not None:
        tooltip = f"{tooltip} {moment_words(node.at, now)}"
    elif node.due is not None:
        tooltip = f"{tooltip} 限 {moment_words(node.due, now)}"
    return StepView(node.key, node.label, state, node.stage, caption(node, now), mark, tooltip)


def caption(node: StepNode, now: datetime) -> str:
    """张某宁 20日09:42, 李某禾读 张某宁核, 周某远 · 限12:00, or a dash."""
    if node.state is NodeState.DONE and node.at is not None and " " not in node.who:
        return f"{node.who} {short_moment(node.at, now)}".strip()
    if node.state is NodeState.NOW and node.due is not None:
        parts = [node.who, f"限{short_moment(node.due, now)}"]
        return " · ".join(part for part in parts if part)
    return node.who or "—"


def short_moment(moment: datetime, now: datetime) -> str:
    """10:26 today, 20日09:42 in this month, 10月20日 before."""
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"{local:%H:%M}"
    if (local.year, local.month) == (today.year, today.month):
        return f"{local.day}日{local:%H:%M}"
    return f"{local.month}月{local.day}日"
