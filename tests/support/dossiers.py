"""Dossiers to print: a manuscript on its whole route, with real texts and real marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from qz_review.archive.dossier import (
    AttachedFile,
    ConsultationRow,
    DelegationRow,
    Dossier,
    HistoryRow,
    JointReviewRow,
    NotedItem,
    ProofText,
    ReleaseRow,
    ReturnRow,
    ScanRow,
    StageMarkup,
    StageSheet,
)
from qz_review.markup.layers import compose
from qz_review.markup.marked import Version
from qz_review.model.check_code import check_code
from qz_review.model.manuscript import (
    CarriedOut,
    ChangeClass,
    ClassedChange,
    ConsultationKind,
    Decision,
    Flag,
    Outcome,
    ScanResult,
    SourceFacts,
)
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import ManuscriptText, text_hash
from tests.support.dossier_rows import FIRST, digest, sign_off, sign_offs, signature
from tests.support.dossier_texts import (
    PICTURE,
    PICTURE_DIGEST,
    Step,
    marked_over,
    original_text,
    steps,
)

MADE = datetime(2026, 11, 23, 8, 55, tzinfo=UTC)


def full_dossier() -> Dossier:
    """A manuscript that has been everywhere: returned, delegated, on paper, released."""
    way = steps()
    texts = {step.stage: step.text for step in way}
    original = original_text()
    last = way[-1].text
    signed = sign_offs(texts)
    release = text_hash(last)
    head = digest("head")
    channels = (
        ReleaseRow(
            "市人民政府网站 青汀要闻",
            "https://www.qingting.example/news/412.html",
            MADE - timedelta(minutes=7),
            "张某宁",
            release,
        ),
        ReleaseRow("青汀发布（微信）", "", None, ""),
    )
    return Dossier(
        unit_name="青汀市人民政府办公室",
        number="QT-2026-0412",
        title=last.title,
        subtitle=last.subtitle,
        section="信息科",
        author="市民政局",
        editor="张某宁",
        registered_at=FIRST - timedelta(hours=1),
        made_at=MADE,
        phase=Phase.RELEASED,
        stage=None,
        flags=frozenset({Flag.IMPORTANT, Flag.OTHER_UNITS, Flag.SPECIALIST}),
        flags_line="重要稿件；涉及其他单位；非转载",
        source=SourceFacts(
            "市民政局网站", "本市政府部门", "https://mz.example/1", "已获授权", release
        ),
        channels=channels,
        characters=507,
        picture_count=1,
        sign_offs=signed,
        superseded=(
            sign_off(
                10,
                Stage.REVIEW_2,
                "周某远",
                "能发布。",
                decision=Decision.PUBLISHABLE,
                role="责任科室负责人",
                hours=20,
                superseded=True,
            ),
        ),
        returns=(
            ReturnRow(
                14,
                Stage.REVIEW_3,
                Stage.REVIEW_2,
                "陈某安",
                "补贴对象与办法不一致，核准后再报。",
                FIRST + timedelta(hours=30),
            ),
            ReturnRow(
                16,
                Stage.REVIEW_2,
                Stage.PROOF_1,
                "周某远",
                "材料已补齐。",
                FIRST + timedelta(hours=31),
                overruled=True,
            ),
        ),
        consultations=(
            ConsultationRow(
                ConsultationKind.COUNTERSIGN,
                "市财政局",
                "补贴分担比例",
                FIRST,
                Outcome.AGREE,
                "",
                "章某",
                True,
                FIRST + timedelta(hours=7),
                "会签单-财政.png",
                digest("c1"),
            ),
            ConsultationRow(
                ConsultationKind.OPINION,
                "澄湖区人民政府",
                "开放时间",
                FIRST,
                Outcome.DISAGREE,
                "建议暂缓公布第二批名单。",
                "吴某",
                False,
                FIRST + timedelta(hours=8),
                "",
                "",
                "名单已经市政府常务会议审定。",
            ),
        ),
        joint_reviews=(
            JointReviewRow(
                "孙某岚",
                "补贴政策表述",
                Outcome.AGREE,
                "与现行办法一致。",
                FIRST + timedelta(hours=76),
                digest("j"),
                signature("sunlan"),
            ),
        ),
        delegations=(
            DelegationRow(
                Stage.PROOF_2,
                "周某远",
                "张某宁",
                "外出开会",
                FIRST,
                FIRST + timedelta(days=5),
                False,
            ),
        ),
        scan=ScanRow(
            ScanResult.NOT_CONFIGURED, MADE - timedelta(minutes=20), "张某宁", release, 0, 0, 0
        ),
        original_text=original,
        signed_text=last,
        approved_text=texts[Stage.REVIEW_3],
        release_text=last,
        original_hash=text_hash(original),
        text_hash=release,
        approved_hash=text_hash(texts[Stage.REVIEW_3]),
        release_hash=release,
        source_text=None,
        proofs=_proofs(original, texts),
        marked=marked_over(original, way),
        by_stage=_by_stage(original, way),
        changes_after_approval=(
            ClassedChange("a", "第2段", "陆续", "分批", ChangeClass.CARRIES_OUT),
            ClassedChange("b", "第3段", "", "已", None),
        ),
        carried_out=(
            CarriedOut("e1", "edit", "删去“走在全省前列。”", True, ""),
            CarriedOut(
                "i1",
                "instruction",
                "开放时间与市民政局再核一次。",
                True,
                "已电话核实，改为“分批”。",
            ),
            CarriedOut(
                "i2", "instruction", "补充第二批选址。", False, "尚未确定，报领导同意不写。"
            ),
        ),
        history=tuple(
            HistoryRow(
                n,
                FIRST + timedelta(hours=n),
                f"一审签署{n}",
                "张某宁，受 周某远 委托",
                digest(str(n))[:8],
                4200 if n == 5 else 0,
            )
            for n in range(1, 42)
        ),
        files=(
            AttachedFile("食堂名单.xlsx", "ab" * 32, 35210, "application/vnd.ms-excel", "附件"),
            AttachedFile("会签单-财政.png", digest("c1"), 16639, "image/png", "会签单"),
        ),
        head_seq=41,
        head_hash=head,
        event_count=41,
        roster_seq=23,
        roster_hash=digest("roster"),
        check_code=check_code("QT-2026-0412", release),
        archive_answers=(NotedItem("三校（6）", "清样、花脸稿、签发稿齐全", "会签单原件另存"),),
        pictures={PICTURE_DIGEST: PICTURE},
    )


def _proofs(original: ManuscriptText, texts: dict[Stage, ManuscriptText]) -> tuple[ProofText, ...]:
    pairs = (
        (Stage.PROOF_1, Stage.REVIEW_1, "李某禾读 张某宁核", 5.6),
        (Stage.PROOF_2, Stage.REVIEW_2, "张某宁，受 周某远 委托", 74),
        (Stage.PROOF_3, Stage.REVIEW_3, "张某宁读 周某远核", 78.9),
    )
    return tuple(
        ProofText(
            stage,
            f"{stage.label}清样",
            texts[stage],
            text_hash(texts[stage]),
            compose([Version(None, texts[before]), Version(stage, texts[stage])]),
            signers,
            FIRST + timedelta(hours=hours),
        )
        for stage, before, signers, hours in pairs
    )


def _by_stage(original: ManuscriptText, way: tuple[Step, ...]) -> tuple[StageMarkup, ...]:
    made = []
    before = original
    for step in way:
        marked = compose([Version(None, before), Version(step.stage, step.text, step.author)])
        title = f"{step.stage.label}花脸稿"
        made.append(StageMarkup(step.stage, title, step.author, marked, len(marked.changes)))
        before = step.text
    return tuple(made)


def paper_sheet() -> StageSheet:
    """三审 before the leader: an empty form over 二校's clean proof."""
    dossier = full_dossier()
    way = steps()
    early = tuple(s for s in dossier.sign_offs if s.stage.position < Stage.REVIEW_3.position)
    waiting = replace(
        dossier,
        phase=Phase.IN_REVIEW,
        stage=Stage.REVIEW_3,
        sign_offs=early,
        scan=None,
        release_text=None,
        release_hash="",
        approved_text=None,
        approved_hash="",
        channels=tuple(replace(c, released_at=None, who="") for c in dossier.channels),
        proofs=dossier.proofs[:2],
    )
    text = way[3].text
    marked = compose([Version(None, way[1].text), Version(Stage.REVIEW_2, way[2].text)])
    hash_ = text_hash(text)
    return StageSheet(
        waiting, Stage.REVIEW_3, text, hash_, marked, check_code(dossier.number, hash_), True
    )
