"""The workbench of a Monday morning, as the design shows it."""

from __future__ import annotations

from datetime import datetime, timedelta

from qz_review.model.manuscript import Flag, Part
from qz_review.model.stage import Phase, Stage
from qz_review.services.views import (
    CameHow,
    LedgerStatus,
    ProgressItem,
    ReleaseRow,
    Reminder,
    ReminderKind,
    ReminderLine,
    TodoRow,
    WorkbenchView,
)

NOW = datetime(2026, 11, 23, 10, 20).astimezone()


def at(words: str) -> datetime:
    """The moment ``11-20 16:40`` of that year."""
    return datetime.strptime(f"2026-{words}", "%Y-%m-%d %H:%M").astimezone()


TODO = (
    TodoRow("m8", "QT-2026-0408", "关于调整城区公交3路、17路运行线路的公告", Stage.PROOF_2,
            Part.SIGNER, "信息公开栏目", frozenset(), (0, 0), "", CameHow.PASSED_ON,
            at("11-20 16:40"), at("11-23 08:00")),
    TodoRow("m12", "QT-2026-0412", "我市新增12个社区长者食堂 本月起分批开放", Stage.REVIEW_2,
            Part.SIGNER, "青汀要闻", frozenset({Flag.IMPORTANT, Flag.OTHER_UNITS}), (2, 2),
            "张某宁", CameHow.PASSED_ON, at("11-20 15:18"), at("11-23 12:00")),
    TodoRow("m5", "QT-2026-0405", "一图读懂：青汀市既有住宅加装电梯补助办法", Stage.PROOF_3,
            Part.CHECKER, "政策解读", frozenset(), (0, 0), "李某禾", CameHow.PARTNER_SIGNED,
            at("11-23 09:26"), at("11-23 15:30"), waits_for_partner=True),
    TodoRow("m13", "QT-2026-0413", "国家节水行动进校园活动启动", Stage.REVIEW_2, Part.SIGNER,
            "公众号“青汀发布”", frozenset({Flag.REPRINT}), (0, 0), "李某禾", CameHow.PASSED_ON,
            at("11-23 08:52"), at("11-24 12:00")),
)  # fmt: skip


def item(
    key: str, title: str, position: int, holders: str, since: timedelta,
    due: timedelta | None = None, returned: bool = False,
) -> ProgressItem:  # fmt: skip
    """A manuscript at a place of the route."""
    names = tuple(holders.split())
    stage = tuple(Stage)[position] if position < 6 else None
    phase = Phase.IN_REVIEW if stage else Phase.FINAL_SCAN
    return ProgressItem(key, f"QT-2026-{key}", title, position, stage, phase, returned, names,
                        "周某远" in names, NOW - since, NOW + due if due else None)  # fmt: skip


HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
UNDER_WAY = (
    item("m5", "一图读懂：青汀市既有住宅加装电梯补助办法", 5, "周某远", 50 * MINUTE, 5 * HOUR),
    item("m3", "全市秋冬季森林防火工作视频会议召开", 4, "陈某安", 2 * HOUR),
    item("m4", "市民营企业座谈会在青汀举行", 4, "陈某安", 35 * MINUTE),
    item("m8", "关于调整城区公交3路、17路运行线路的公告", 3, "周某远", 3 * HOUR, -140 * MINUTE),
    item("m12", "我市新增12个社区长者食堂 本月起分批开放", 2, "周某远", HOUR, 100 * MINUTE),
    item("m13", "国家节水行动进校园活动启动", 2, "周某远", HOUR, 26 * HOUR),
    item("m14", "澄湖区开展农贸市场计量专项检查", 1, "张某宁 李某禾", HOUR),
    item("m15", "11月第3周网民留言答复", 1, "张某宁", HOUR, -40 * MINUTE),
    item("m16", "市博物馆“汀上人家”特展延期至12月31日", 0, "李某禾", 20 * MINUTE),
    item("m17", "2027年城乡居民医保缴费问答", 0, "张某宁", 70 * MINUTE, returned=True),
    item(
        "m18", "青汀市人民政府关于印发城市更新三年行动方案的通知及政策解读材料汇编节选", 6, "", HOUR
    ),
)
REMINDERS = (
    Reminder(ReminderKind.OVERDUE, 2, (
        ReminderLine("m8", "关于调整城区公交3路、17路运行线路的公告", Stage.PROOF_2, ("周某远",),
                     True, at("11-23 08:00")),
        ReminderLine("m15", "11月第3周网民留言答复", Stage.PROOF_1, ("张某宁",), False,
                     at("11-23 09:40")))),
    Reminder(ReminderKind.CONSULTATION, 5, (
        ReminderLine("m12", "我市新增12个社区长者食堂 本月起分批开放", Stage.REVIEW_2, ("周某远",),
                     True, at("11-19 09:00")),)),
    Reminder(ReminderKind.TO_ARCHIVE, 1, (
        ReminderLine("m1", "我市入选全省气候适应型城市试点", None, (), False, at("11-20 17:05")),)),
)  # fmt: skip
RELEASES = (
    ReleaseRow("m1", "我市入选全省气候适应型城市试点", "青汀要闻", at("11-20 17:05")),
    ReleaseRow("m2", "青汀大桥11月25日夜间临时封闭公告", "通知公告", at("11-20 11:30")),
)
LEDGER = LedgerStatus(1286, at("11-23 09:02"))
VIEW = WorkbenchView(NOW, TODO, UNDER_WAY, 14, REMINDERS, RELEASES, LEDGER)
EMPTY = WorkbenchView(NOW, (), (), 0, (), (), LedgerStatus(12, None))
