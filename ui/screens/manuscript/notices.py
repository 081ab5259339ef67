"""The banners over the text: what a person must know before he reads on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from qz_review.model.manuscript import ScanResult
from qz_review.model.stage import Phase, Stage
from qz_review.services.handover_views import CustodyView
from qz_review.services.views import ManuscriptView, NodeState, OpinionView, ScanView
from ui.text.moments import (
    deadline_tone,
    deadline_words,
    elapsed_words,
    moment_words,
    span_words,
)

_CLOCK_SLACK = timedelta(minutes=1)
MOST = 2  # banners shown at once; the first matter most


@dataclass(frozen=True, slots=True)
class Notice:
    """One banner.  act: what its button does, empty for none; icon: None for the variant's."""

    variant: str
    fact: str
    detail: str = ""
    action: str = ""
    act: str = ""
    icon: str | None = None


def returned_by(view: ManuscriptView) -> OpinionView | None:
    """The return that brought the manuscript to the waiting step, while nothing came after it."""
    acts = [opinion for opinion in view.opinions if opinion.stage is not None]
    newest = max(acts, key=lambda opinion: opinion.seq, default=None)
    if newest is None or newest.label != "退回" or view.stage is None:
        return None
    return newest


def is_reopened(view: ManuscriptView) -> bool:
    """True when a change after 三校 brought it back to 三校."""
    if view.stage is not Stage.PROOF_3:
        return False
    proofs = [o for o in view.opinions if o.stage is Stage.PROOF_3 and o.label != "退回"]
    if not proofs or not proofs[0].superseded:
        return False
    changed = [v for v in view.versions if v.seq > proofs[0].seq]
    back = any(o.label == "退回" and o.seq > proofs[0].seq for o in view.opinions)
    return bool(changed) and not back


def notices(
    view: ManuscriptView,
    now: datetime,
    *,
    edited: bool = False,
    custody: CustodyView | None = None,
) -> tuple[Notice, ...]:
    """What to show, the most pressing first; ``edited``: the person's text is not the saved one.

    custody: where another desk has it in hand, that is all that matters here.
    """
    found: list[Notice] = []
    if view.set_aside is not None:
        found.append(
            Notice("warn", "同一处另有人改过，你的改动已搁置", "正文是他存下的，你的没有丢",
                   "看搁置的改动", "set_aside")
        )  # fmt: skip
    found += _clock(view, now)
    if custody is not None and not custody.held_here:
        found.append(elsewhere(custody, now))
    elif view.phase is Phase.IN_REVIEW:
        found += _at_step(view, now)
    else:
        found += _after_proofs(view, now, edited)
    if view.corrects is not None:
        found.append(Notice("accent", f"本稿更正 {view.corrects[1]}", "", "打开原稿件",
                            f"open:{view.corrects[0]}"))  # fmt: skip
    for other_id, number in view.corrected_by:
        found.append(Notice("accent", f"已登记更正稿 {number}", "", "打开更正稿",
                            f"open:{other_id}"))  # fmt: skip
    return tuple(found)


def _clock(view: ManuscriptView, now: datetime) -> list[Notice]:
    moments = [o.at for o in view.opinions] + [v.at for v in view.versions]
    last = max(moments, default=None)
    if last is None or last - now <= _CLOCK_SLACK:
        return []
    return [Notice("warn", f"电脑时间比上一条记录早{span_words(last - now)}", "签署时写入台账",
                   icon="clock")]  # fmt: skip


def elsewhere(custody: CustodyView, now: datetime) -> Notice:
    """已交给 陈某安，未签收 2天: nothing can be done here until it comes back."""
    when = moment_words(custody.since, now)
    if not custody.under_way:
        words = "这里只能看，交回后接着办"
        return Notice("accent", f"在{custody.person}手中", f"{when} 签收，{words}", icon="send")
    waits = f"已交给{custody.person}，未签收 {elapsed_words(custody.since, now)}"
    if custody.given_here:
        detail = f"{when} 交出，这里只能看；要接着办就收回"
        return Notice("warn", waits, detail, "收回…", "recall", icon="send")
    return Notice("warn", waits, f"{when} 交出，这里只能看", icon="send")


def _at_step(view: ManuscriptView, now: datetime) -> list[Notice]:
    found: list[Notice] = []
    assert view.stage is not None
    back = returned_by(view)
    if back is not None:
        detail = f"{back.who} · {moment_words(back.at, now)}"
        found.append(
            Notice("danger", f"{back.decision_label}：{back.opinion}", detail, icon="undo")
        )
    elif is_reopened(view):
        saved = view.versions[-1] if view.versions else None
        newest = max(view.versions, key=lambda v: v.seq, default=saved)
        detail = f"{newest.who} {moment_words(newest.at, now)}" if newest else ""
        found.append(Notice("danger", "三校后有改动，须重新三校", detail, "看改动", "next_change"))
    if not view.parts:
        found.append(_waits(view, now))
    elif view.delegated_by:
        found.append(
            Notice("accent", f"受 {view.delegated_by} 委托办理{view.stage.label}",
                   "谁签字谁负责、谁委托谁负责", icon="users")
        )  # fmt: skip
    return found


def _waits(view: ManuscriptView, now: datetime) -> Notice:
    assert view.stage is not None
    node = next((n for n in view.nodes if n.state is NodeState.NOW), None)
    who = node.who if node is not None else ""
    detail = deadline_words(view.due, now) if view.due is not None else ""
    late = view.due is not None and deadline_tone(view.due, now) == "danger"
    asked = "give_joint_review" in view.may
    if asked:
        return Notice("accent", "待你出具联审意见", detail, "出具意见…", "give_joint_review")
    mine = any(member.is_me and member.signed_at for member in view.pair)
    words = f"你已签，等 {who}" if mine else f"等 {who or '指定的人'} 办{view.stage.label}"
    suffix = "，只能看" if not view.may_edit else ""
    return Notice("warn" if late else "accent", f"{words}{suffix}", detail, icon="clock")


def _after_proofs(view: ManuscriptView, now: datetime, edited: bool) -> list[Notice]:
    phase, scan = view.phase, view.scan
    if phase in (Phase.FINAL_SCAN, Phase.READY) and edited:
        return [Notice("danger", "正文已改，存为版本后须重新三校", "", "存为版本", "reopen")]
    if phase is Phase.FINAL_SCAN:
        if scan is not None and scan.serious and not scan.waiver_reason:
            return [Notice("danger", f"终扫有严重问题 {scan.serious} 处，不能发布",
                           f"{scan.by} · {moment_words(scan.at, now)}",
                           *_certificate(scan))]  # fmt: skip
        return [Notice("accent", "三校已签，待终扫", _holders(view), icon="scan")]
    if phase is Phase.READY:
        found = [_scan_notice(view, now)] if scan is not None else []
        waiting = "、".join(c.channel for c in view.channels if c.released_at is None)
        return [*found, Notice("accent", f"待发布：{waiting}", _holders(view), icon="send")]
    if phase is Phase.RELEASED:
        channels = "、".join(c.channel for c in view.channels if c.released_at is not None)
        return [Notice("ok", f"已发布：{channels}", "待归档")]
    if phase is Phase.ARCHIVED:
        return [Notice("ok", "已归档，不能再改", "")]
    return [Notice("danger", f"{phase.label}：{view.end_reason}" if view.end_reason
                   else phase.label, "已签的环节保留在台账", icon="ban")]  # fmt: skip


def _scan_notice(view: ManuscriptView, now: datetime) -> Notice:
    scan = view.scan
    assert scan is not None
    who = f"{scan.by} · {moment_words(scan.at, now)}"
    if scan.result is ScanResult.NOT_CONFIGURED:
        return Notice("warn", "终扫：未配置规则", f"没有扫描内容，不算通过 · {who}", icon="scan")
    if scan.waiver_reason:
        return Notice("warn", f"终扫：严重问题 {scan.serious} 处已放行", scan.waiver_reason,
                      *_certificate(scan))  # fmt: skip
    if scan.result is ScanResult.FINDINGS:
        counted = (("一般", scan.minor), ("提示", scan.hints))
        found = "，".join(f"{word} {count} 处" for word, count in counted if count)
        return Notice("warn", f"终扫：有问题，{found}", who, *_certificate(scan))
    return Notice("ok", f"终扫：{scan.result.label}", who, *_certificate(scan))


def _certificate(scan: ScanView) -> tuple[str, str]:
    """Word and act of the way to the certificate, empty where there is none."""
    return ("看扫描证书", "certificate") if scan.certificate else ("", "")


def _holders(view: ManuscriptView) -> str:
    node = next((n for n in view.nodes if n.state is NodeState.NOW), None)
    return node.who if node is not None else ""
