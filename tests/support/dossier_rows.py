"""Sign-offs as they print, for :mod:`tests.support.dossiers`."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from qz_review.archive.dossier import NotedItem, SignOffRow
from qz_review.assets import resource_path
from qz_review.model.checklist import AnswerSummary
from qz_review.model.manuscript import Decision, Part
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, text_hash

FIRST = datetime(2026, 11, 20, 1, 42, tzinfo=UTC)


def signature(account: str) -> bytes:
    """A sample signature picture."""
    return resource_path("samples", "signatures", f"{account}.png").read_bytes()


def digest(words: str) -> str:
    """A hash for something that only needs one."""
    return hashlib.sha256(words.encode()).hexdigest()


def sign_off(
    seq: int,
    stage: Stage,
    name: str,
    opinion: str,
    *,
    part: Part = Part.SIGNER,
    decision: Decision = Decision.PROOF_CLEAN,
    role: str = "",
    hours: float = 0.0,
    hash_: str = "",
    picture: str = "",
    changes: int = 0,
    **more: object,
) -> SignOffRow:
    """A sign-off; hours: after the first."""
    on_behalf_of = str(more.pop("on_behalf_of", ""))
    who = f"{name}，受 {on_behalf_of} 委托" if on_behalf_of else name
    values: dict[str, object] = {
        "answers": AnswerSummary(18, 0, 0, 18, 18),
        "checklist_version": "1",
        "all_yes": False,
        "noted": (),
        "instructions": (),
        **more,
    }
    return SignOffRow(
        seq=seq,
        stage=stage,
        label="审签" if part is Part.PRINCIPAL else stage.label,
        role_label=role,
        part=part,
        who=who,
        name=name,
        on_behalf_of=on_behalf_of,
        decision=decision,
        decision_label=decision.label,
        opinion=opinion,
        time=FIRST + timedelta(hours=hours),
        text_hash=hash_ or digest(f"text {seq}"),
        event_hash=digest(f"event {seq}"),
        key_code="" if more.get("paper") else digest(name)[:8].upper(),
        changes_made=changes,
        picture=signature(picture) if picture else None,
        **values,  # type: ignore[arg-type]
    )


def sign_offs(texts: dict[Stage, ManuscriptText]) -> tuple[SignOffRow, ...]:
    """Everybody's sign-offs, with a pair, a delegation, a paper one and the principal."""
    hashes = {stage: text_hash(text) for stage, text in texts.items()}
    s = Stage
    return (
        sign_off(
            3,
            s.REVIEW_1,
            "张某宁",
            "拟采用。来稿要素齐全，改动9处。",
            decision=Decision.ADOPT,
            role="采编人员",
            picture="zhangning",
            hash_=hashes[s.REVIEW_1],
            changes=9,
        ),
        sign_off(
            6,
            s.PROOF_1,
            "李某禾",
            "改正10处，其余与花脸稿一致。",
            part=Part.READER,
            role="读校",
            hours=5.5,
            picture="lihe",
            hash_=hashes[s.PROOF_1],
            changes=10,
        ),
        sign_off(
            7,
            s.PROOF_1,
            "张某宁",
            "改正10处，其余与花脸稿一致。",
            part=Part.CHECKER,
            role="读校",
            hours=5.6,
            picture="zhangning",
            hash_=hashes[s.PROOF_1],
            changes=10,
        ),
        sign_off(
            20,
            s.REVIEW_2,
            "周某远",
            "能发布。补贴对象已按办法改准。“走在全省前列”缺依据，请定。",
            decision=Decision.PUBLISHABLE,
            role="责任科室负责人",
            hours=73,
            picture="zhouyuan",
            hash_=hashes[s.REVIEW_2],
            changes=8,
            answers=AnswerSummary(20, 1, 2, 23, 23),
            noted=(NotedItem("二审（4）⑧", "没有无依据的评比、排名用语", "已报领导定夺"),),
        ),
        sign_off(
            22,
            s.PROOF_2,
            "张某宁",
            "数据与市民政局来函一致。",
            role="默读",
            hours=74,
            on_behalf_of="周某远",
            hash_=hashes[s.PROOF_2],
        ),
        sign_off(
            25,
            s.REVIEW_3,
            "陈某安",
            "修改后发布。删去“走在全省前列”。",
            decision=Decision.APPROVE_WITH_CHANGES,
            role="单位领导",
            hours=77.4,
            picture="chenan",
            hash_=hashes[s.REVIEW_3],
            changes=4,
            all_yes=True,
            instructions=("开放时间与市民政局再核一次。",),
        ),
        sign_off(
            27,
            s.REVIEW_3,
            "梁某",
            "",
            part=Part.PRINCIPAL,
            decision=Decision.PRINCIPAL_AGREE,
            role="主要领导",
            hours=78,
            hash_=hashes[s.REVIEW_3],
            answers=None,
            paper=True,
            recorded_by="周某远",
            sheet_name="签批单扫描.jpg",
            sheet_digest=digest("sheet"),
            check_code="QT0412-1A2B-3C4D-5E6F",
        ),
        sign_off(
            30,
            s.PROOF_3,
            "张某宁",
            "领导修改意见已誊正，数据、称谓复核一致。",
            part=Part.READER,
            decision=Decision.PROOF_RELEASE,
            role="读校",
            hours=78.8,
            picture="zhangning",
            hash_=hashes[s.PROOF_3],
            changes=1,
        ),
        sign_off(
            31,
            s.PROOF_3,
            "周某远",
            "同意登载。",
            part=Part.CHECKER,
            decision=Decision.PROOF_RELEASE,
            role="读校",
            hours=78.9,
            picture="zhouyuan",
            hash_=hashes[s.PROOF_3],
            changes=1,
        ),
    )
