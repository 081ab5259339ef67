"""The words of the workbench's rows, formed from view data."""

from __future__ import annotations

from datetime import datetime

from qz_review.model.manuscript import Flag, Part
from qz_review.model.stage import Stage
from qz_review.services.views import CameHow, ProgressItem, ReminderKind, ReminderLine, TodoRow
from ui.text.moments import deadline_words, elapsed_words, moment_words, span_words
from ui.text.names import holders_words

FLAG_ICONS = {
    Flag.IMPORTANT: "star",
    Flag.REPRINT: "link",
    Flag.QUOTATION: "comment",
    Flag.SERVICE_GUIDE: "list",
    Flag.AUDIOVISUAL: "film",
    Flag.INTERNAL: "lock",
}

REMINDERS = {
    ReminderKind.OVERDUE: ("办理超时", "clock", "danger"),
    ReminderKind.CONSULTATION: ("会签未答复", "stamp", "warn"),
    ReminderKind.JOINT_REVIEW: ("联审未答复", "users", "warn"),
    ReminderKind.RETURNED: ("退回重办", "undo", "danger"),
    ReminderKind.READY: ("待发布", "send", "accent"),
    ReminderKind.TO_ARCHIVE: ("待归档", "box", "accent"),
}

_HOW = {
    CameHow.REGISTERED: "登记",
    CameHow.PASSED_ON: "报送",
    CameHow.RETURNED: "退回",
    CameHow.OVERRULED: "不同意，继续办理",
    CameHow.REOPENED: "改动，须重校",
    CameHow.JOINT_REVIEW: "提请联审",
    CameHow.FINAL_SCAN: "三校签毕",
    CameHow.READY: "终扫后",
}


def came_words(row: TodoRow) -> str:
    """张某宁 报送, 你本人 一审后, 李某禾 已朗读."""
    who = row.came_from or "你本人"
    if row.came_how is CameHow.PARTNER_SIGNED:
        done = {Part.CHECKER: "已朗读", Part.READER: "已核对"}.get(row.part, "已签")
        return f"{who} {done}"
    if row.came_how is CameHow.PASSED_ON and not row.came_from and row.stage.position:
        return f"{who} {tuple(Stage)[row.stage.position - 1].label}后"
    return f"{who} {_HOW[row.came_how]}"


def act_words(row: TodoRow) -> str:
    """The verb of the row's button: 去二审, 去联审, 去发布."""
    target = {
        CameHow.JOINT_REVIEW: "联审",
        CameHow.FINAL_SCAN: "终扫",
        CameHow.READY: "发布",
    }.get(row.came_how, row.stage.label)
    return f"去{target}"


def todo_facts(row: TodoRow) -> tuple[tuple[str, str, str], ...]:
    """(icon, words, tone) behind the row's caption: 重要, 会签 2/2, 等你核对, 委托."""
    facts: list[tuple[str, str, str]] = []
    if Flag.IMPORTANT in row.flags:
        facts.append(("star", Flag.IMPORTANT.label, "danger"))
    answered, asked = row.consultations
    if asked:
        facts.append(("stamp", f"会签 {answered}/{asked}", "text3"))
    facts += [
        (icon, flag.label, "text3")
        for flag, icon in FLAG_ICONS.items()
        if flag in row.flags and flag is not Flag.IMPORTANT
    ]
    if row.waits_for_partner:
        act = {Part.CHECKER: "等你核对", Part.READER: "等你朗读"}.get(row.part, "等你签")
        facts.append(("ear", act, "accent"))
    if row.delegated_by:
        facts.append(("person-switch", f"受 {row.delegated_by} 委托", "accent"))
    return tuple(facts)


def holding_words(item: ProgressItem, own_name: str, now: datetime) -> tuple[str, str]:
    """在谁手上 and its tone: 你 · 剩 1小时40分, 陈某安 · 2小时, 张某宁 李某禾."""
    who = holders_words(item.holders, own_name)
    if item.due is not None and now >= item.due:
        return _joined(who, deadline_words(item.due, now)), "danger"
    if item.returned:
        return _joined(who, moment_words(item.since, now)), "text2"
    if item.mine and item.due is not None:
        return _joined(who, deadline_words(item.due, now)), "text2"
    return _joined(who or item.phase.label, elapsed_words(item.since, now)), "text2"


def reminder_caption(kind: ReminderKind, line: ReminderLine, own_name: str, now: datetime) -> str:
    """二校 · 你 · 超 2小时20分 under a reminder's title."""
    parts = [line.stage.label if line.stage else "", holders_words(line.holders, own_name)]
    if line.moment is not None:
        if kind is ReminderKind.OVERDUE:
            parts.append(f"超 {span_words(now - line.moment)}")
        else:
            parts.append(moment_words(line.moment, now))
    return " · ".join(part for part in parts if part)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
