"""The one table of what the window can do by key: name, shortcut, words.

Keys of a screen (Ctrl S, F8 …) belong to that screen; these work on every page of the desk.
"""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.navigation_item import NavGroup, NavItem


@dataclass(frozen=True, slots=True)
class Action:
    """id: name for the program; text: verb for people; keys: Qt's spelling, empty for none."""

    id: str
    text: str
    keys: str = ""
    tooltip: str = ""


NAVIGATION = (
    NavGroup(
        "审校",
        (
            NavItem("workbench", "工作台", "home", "Ctrl 1"),
            NavItem("manuscripts", "稿件", "doc", "Ctrl 2"),
            NavItem("batch", "批量扫描", "scan", "Ctrl 3"),
        ),
    ),
    NavGroup(
        "管理",
        (
            NavItem("people", "人员名册", "users", "Ctrl 4"),
            NavItem("lexicons", "词库", "lexicon", "Ctrl 5"),
            NavItem("settings", "设置", "settings", "Ctrl 6", at_bottom=True),
        ),
    ),
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
