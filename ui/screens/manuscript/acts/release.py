"""Forms of what follows 三校: 终扫, 放行, 登记发布, 归档."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qz_review.jobs import JobContext, SilentJob
from qz_review.model.finding import Severity
from qz_review.model.manuscript import ScanResult
from qz_review.model.scan_certificate import Fate, ScanCertificate
from qz_review.services.phrases import load_phrases
from qz_review.services.views import ManuscriptView
from ui.screens.manuscript.acts.at_step import reason
from ui.screens.manuscript.acts.form import ActForm, Ask, Values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from qz_review.services.archive_pieces import MissingPiece
    from qz_review.workspace import Workspace

_MOST_SERIOUS = 8
_PIECES = {
    "scan": "终扫记录",
    "release": "发布登记",
    "address": "发布网址",
    "opinion": "意见",
    "joint_review": "联审意见",
    "consultation": "会签答复",
    "countersign_sheet": "会签扫描件",
    "paper_sheet": "纸质签批扫描件",
    "source_text": "来源全文",
    "source_file": "收到的原文件",
    "markup": "花脸稿所需文本",
    "file": "存下的文件",
    "certificate": "单位签名，管理员登录一次即补上",
}
_PIECES_NAMED = 6


def scan_form(view: ManuscriptView) -> ActForm:
    """终扫 of the text that 三校 signed."""

    def perform(own: Workspace, _values: Values, _password: str) -> str:
        scan = own.release.final_scan(view.manuscript_id)
        if scan.result is ScanResult.NOT_CONFIGURED:
            return "终扫已记录：未配置规则"
        return f"终扫已记录：{scan.result.label}"

    return ActForm("终扫", "终扫", "扫描三校签署的文本，结果和所用规则的版本记入台账。", perform)


def waive_form(view: ManuscriptView, certificate: ScanCertificate | None) -> ActForm:
    """The section chief lets serious findings stand; he sees which, and why others did."""

    def perform(own: Workspace, values: Values, password: str) -> str:
        own.release.waive_scan(view.manuscript_id, values["reason"], password)
        return "已放行"

    words = "终扫的严重问题不改，由科室负责人写明理由放行，记入台账。"
    return ActForm(
        "放行问题", "放行", f"{words}{_serious_words(certificate)}", perform,
        (reason("放行理由", load_phrases().waivers),), password=True, danger=True,
    )  # fmt: skip


def _serious_words(certificate: ScanCertificate | None) -> str:
    """The serious findings, each on a line, with the reason it was set aside for."""
    serious = [
        f"“{one.quote}”{one.message}" + (f"（{one.by}：{one.reason}）" if one.reason else "")
        for one in (certificate.findings if certificate is not None else ())
        if one.severity is Severity.SERIOUS and one.fate is not Fate.FIXED
    ]
    rest = len(serious) - _MOST_SERIOUS
    more = [f"另有 {rest} 处，见扫描证书"] if rest > 0 else []
    return "".join(f"\n· {line}" for line in (*serious[:_MOST_SERIOUS], *more))


def release_form(view: ManuscriptView, now: datetime) -> ActForm:
    """登记发布 on one channel."""
    waiting = [channel for channel in view.channels if channel.released_at is None]

    def perform(own: Workspace, values: Values, password: str) -> str:
        channel_id = values["channel"]
        name = next(c.channel for c in waiting if c.channel_id == channel_id)
        own.release.record_release(
            view.manuscript_id, channel_id, values[f"address_{channel_id}"],
            values["released_at"], password,
        )  # fmt: skip
        return f"已登记发布：{name}"

    return ActForm(
        "登记发布", "登记", "在网站或新媒体发布后登记；发布的须是三校签署的文本。", perform,
        (
            Ask("channel", "栏目", "choice", "选栏目",
                choices=tuple((c.channel_id, c.channel) for c in waiting)),
            *(
                # never the column's own address: it would go into the sheet for the article's
                Ask(f"address_{c.channel_id}", "发布网址", "line", "填这篇发布后的网址或文章名",
                    help=f"栏目网址 {c.address}" if c.address else "",
                    only_for=("channel", (c.channel_id,)))
                for c in waiting
            ),
            Ask("released_at", "发布时间", "moment", value=now.astimezone()),
        ),
        password=True,
    )  # fmt: skip


def address_form(view: ManuscriptView) -> ActForm:
    """补登网址 of a release; after archiving 归档补充单 is written too."""
    released = [c for c in view.channels if c.released_at is not None]

    def perform(own: Workspace, values: Values, _password: str) -> str:
        channel_id = values["channel"]
        address = values[f"address_{channel_id}"]
        path = own.archive.add_address(view.manuscript_id, channel_id, address)
        return "已补登网址" if path is None else f"已补登网址，补充单 {path.name}"

    words = "网址记入台账。已归档的稿件另存一份归档补充单，原归档文件不动。"
    return ActForm(
        "补登网址", "补登", words, perform,
        (
            Ask("channel", "栏目", "choice", "选栏目",
                choices=tuple((c.channel_id, c.channel) for c in released)),
            *(
                Ask(f"address_{c.channel_id}", "发布网址", "line", "填发布后的网址或文章名",
                    c.address, only_for=("channel", (c.channel_id,)))
                for c in released
            ),
        ),
    )  # fmt: skip


def _missing_words(missing: Sequence[MissingPiece]) -> str:
    """意见（一审 张某宁）、收到的原文件 …: the first few by name, the rest by number."""
    named = [
        _PIECES.get(piece.code, piece.code) + (f"（{piece.where}）" if piece.where else "")
        for piece in missing[:_PIECES_NAMED]
    ]
    left = len(missing) - len(named)
    return "、".join(named) + (f"等{len(missing)}项" if left > 0 else "")


def archive_form(view: ManuscriptView, workspace: Workspace) -> ActForm:
    """归档, the last signed act."""
    items = workspace.archive.archive_items(view.manuscript_id)
    missing = workspace.archive.missing_pieces(view.manuscript_id)
    words = "归档后不能再改，档案 PDF 存入档案文件夹。"
    if missing:
        words = f"{words}还缺：{_missing_words(missing)}。"

    def watched(own: Workspace, values: Values, password: str, job: JobContext) -> str:
        answers = tuple(values[item.id] for item in items.items)
        path = own.archive.archive(view.manuscript_id, answers, password, job)
        return f"已归档，档案 {path.name}"

    def perform(own: Workspace, values: Values, password: str) -> str:
        return watched(own, values, password, SilentJob())

    return ActForm(
        "归档", "归档", words, perform,
        tuple(
            Ask(item.id, f"{item.number} {item.statement}", "item", "答复后才能归档；答否须写明",
                item=item)
            for item in items.items
        ),
        password=True, watched=watched,
    )  # fmt: skip
