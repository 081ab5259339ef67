"""The one table of what the window can do by key: name, shortcut, words.

Keys of a screen (Ctrl S, F8 …) belong to that screen; these work on every page of the desk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ui.widgets.navigation_item import NavGroup, NavItem


@dataclass(frozen=True, slots=True)
class Action:
    """id: name for the program; text: verb for people; keys: Qt's spelling, empty for none."""

    id: str
    text: str
    keys: str = ""
    tooltip: str = ""


def _numbered(groups: tuple[NavGroup, ...]) -> tuple[NavGroup, ...]:
    """Ctrl 1 … Ctrl 9 in the order of the bar."""
    keys = (f"Ctrl {place}" for place in range(1, 10))
    return tuple(
        NavGroup(group.label, tuple(replace(item, keys=next(keys, "")) for item in group.items))
        for group in groups
    )


NAVIGATION = _numbered(
    (
        NavGroup(
            "审校",
            (
                NavItem("workbench", "工作台", "home"),
                NavItem("manuscripts", "稿件", "doc"),
                NavItem("handover", "交接包", "box"),
                NavItem("batch", "批量扫描", "scan"),
            ),
        ),
        NavGroup("监督", (NavItem("ledger", "台账", "book"),)),
        NavGroup("统计", (NavItem("figures", "统计", "chart"),)),
        NavGroup(
            "管理",
            (
                NavItem("people", "人员名册", "users"),
                NavItem("lexicons", "词库", "lexicon"),
                NavItem("settings", "设置", "settings", at_bottom=True),
            ),
        ),
    )
)
NAVIGATION_KEYS = tuple(item.key for group in NAVIGATION for item in group.items)

ACTIONS = (
    Action("search", "搜索", "Ctrl+K", "搜稿件、人名、原文"),
    Action("next_pane", "到下一栏", "F6"),
    Action("previous_pane", "到上一栏", "Shift+F6"),
    Action("rule", "看制度", "F1", "这一步的制度原文"),
    Action("larger", "放大文字", "Ctrl++"),
    Action("larger_plain", "放大文字", "Ctrl+="),
    Action("smaller", "缩小文字", "Ctrl+-"),
    Action("normal_size", "文字原大", "Ctrl+0"),
    Action("change_password", "修改密码…"),
    Action("signature", "我的签名图…"),
    Action("switch", "换人"),
    Action("lock", "锁定"),
    Action("about", "关于三审三校"),
    *(
        Action(f"go_{key}", "", f"Ctrl+{place}")
        for place, key in enumerate(NAVIGATION_KEYS, start=1)
    ),
)
PERSON_MENU = ("change_password", "signature", "", "switch", "lock", "", "rule", "about")


def action(action_id: str) -> Action:
    """The action of this name; raises KeyError for an unknown one."""
    for found in ACTIONS:
        if found.id == action_id:
            return found
    raise KeyError(action_id)
