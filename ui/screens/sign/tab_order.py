"""The order in which the tab key visits widgets, when some of them were made later."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain_tab_order(groups: Iterable[QWidget]) -> None:
    """Visit the groups in this order, and inside a group its children as they were made."""
    stops = [
        widget
        for group in groups
        for widget in (group, *group.findChildren(QWidget))
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    ]
    for one, two in pairwise(stops):
        QWidget.setTabOrder(one, two)
