"""The words of 交接包: what a verdict means and what to do, how long something waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qz_review.errors import Refused
from qz_review.handover.verdict import Verdict
from qz_review.services.handover_views import OutboxRow, OutboxState, PackageView
from qz_review.services.inbox import InboxRow
from ui.text.error_texts import sentence_for
from ui.text.moments import moment_words, span_words

LONG = timedelta(days=3)
"""What nobody has received for so long stands among what needs somebody."""

PURPOSES = {
    "handover": "稿件",
    "receipt": "回执",
    "recall": "收回通知",
    "branch": "分叉的一支",
    "roster": "人员名册",
}


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """label: two to four characters for a tag; what: what it is; then: what to do."""

    variant: str
    label: str
    what: str
    then: str


_VERDICTS = {
    Verdict.FAST_FORWARD: VerdictWords(
        "ok", "可接收", "包完好，签名成立，接得上", "接收后由你办理，回执交还给交出人"
    ),
    Verdict.ALREADY_HAVE: VerdictWords("accent", "已有", "里面的内容这里都有", "不用再收"),
    Verdict.GAP: VerdictWords(
        "warn", "缺前面", "这里的记录和包之间缺了一段", "先收前面的包，或让交出人再交一次"
    ),
    Verdict.FORKED: VerdictWords(
        "warn", "分叉", "两台机器各自往下办了", "留下另一支，由科室负责人或单位领导确定以哪一支为准"
    ),
    Verdict.UNTRUSTED: VerdictWords(
        "danger", "不可信", "包是完整的，来历不能确认", "不要接收，打电话问交出人"
    ),
    Verdict.CORRUPT: VerdictWords(
        "danger", "已损坏", "包损坏了，或在签名后被改动过", "没有接收，让交出人再写一次"
    ),
}
_LEFT = VerdictWords("ok", "可签收", "内容这里已有，还没有签收", "签收后由你办理，回执交还给交出人")
_ROSTER = VerdictWords("ok", "可接收", "名册由管理员签名，接得上", "接收后按新名册核验")
_NEWS = VerdictWords("ok", "可接收", "包完好，签名成立，接得上", "接收后记入台账")


def verdict_words(view: PackageView) -> VerdictWords:
    """What a verdict means here and now, the particular reason first."""
    if view.admissible and view.verdict is Verdict.ALREADY_HAVE:
        return _LEFT
    if view.verdict is Verdict.FAST_FORWARD and view.purpose != "handover":
        return _ROSTER if view.purpose == "roster" else _NEWS
    words = _VERDICTS[view.verdict]
    if view.admissible and not view.for_me and view.purpose == "handover":
        return VerdictWords(
            "warn", "给别人", f"这份交给{view.recipient or '别人'}", "由本人登录后接收"
        )
    if not view.reason:
        return words
    reason = sentence_for(Refused(view.reason, **dict(view.facts)))
    return VerdictWords(words.variant, words.label, words.what, reason)


def may_admit(view: PackageView) -> bool:
    """Whether 接收 stands there for who is logged in."""
    return view.admissible and (view.for_me or view.purpose != "handover")


def row_words(row: InboxRow) -> VerdictWords:
    """The same for a package in the inbox, which may not even open."""
    if row.view is not None:
        return verdict_words(row.view)
    then = sentence_for(row.error) if row.error is not None else ""
    return VerdictWords("danger", "打不开", "包打不开", then)


def arrival_words(rows: Sequence[InboxRow], now: datetime) -> tuple[str, str, str]:
    """Fact, detail and action on 工作台 for what can be taken in; empty for nothing."""
    mine = [row for row in rows if row.for_me and row.view is not None]
    if not mine:
        return "", "", ""
    if len(mine) > 1:
        return f"收件夹里有{len(mine)}个交接包待收", "核验都已通过", "查看"
    view = mine[0].view
    assert view is not None
    titles = titles_words(tuple(m.title or m.number for m in view.manuscripts))
    when = moment_words(view.made_at, now) if view.made_at else ""
    detail = " · ".join(filter(None, (f"{view.sender} 交来", when, "核验通过")))
    return f"待收：{titles or PURPOSES.get(view.purpose, '交接包')}", detail, "接收"


def titles_words(titles: tuple[str, ...]) -> str:
    """标题, or 标题 等3件."""
    if not titles:
        return ""
    return titles[0] if len(titles) == 1 else f"{titles[0]} 等{len(titles)}件"


def outcome_words(row: OutboxRow, now: datetime) -> tuple[str, str]:
    """Words and tag variant of what became of a handing over."""
    if row.state is OutboxState.RECEIVED:
        when = f" {moment_words(row.settled_at, now)}" if row.settled_at else ""
        return f"已签收{when}", "ok"
    if row.state is OutboxState.RECALLED:
        return "已收回", "normal"
    return f"未签收 {span_words(row.waiting)}", "warn" if row.waiting >= LONG else "accent"


def size_words(size: int) -> str:
    """Free room of a drive: 剩 12GB; empty where it does not say."""
    if size < 0:
        return ""
    gigabytes = size / 1024**3
    return f"剩 {gigabytes:.0f}GB" if gigabytes >= 1 else f"剩 {size // 1024**2}MB"
