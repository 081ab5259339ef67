"""Dossiers to print: a manuscript on its whole route, with real texts and real marks."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from PIL import Image, ImageDraw

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
    SignOffRow,
    StageMarkup,
    StageSheet,
)
from qz_review.assets import resource_path
from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedDocument, Version
from qz_review.model.check_code import check_code
from qz_review.model.checklist import AnswerSummary
from qz_review.model.manuscript import (
    CarriedOut,
    ChangeClass,
    ClassedChange,
    ConsultationKind,
    Decision,
    Flag,
    Outcome,
    Part,
    ScanResult,
    SourceFacts,
)
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import (
    Attachment,
    Cell,
    ManuscriptText,
    Note,
    Paragraph,
    Picture,
    Table,
    text_hash,
)

MADE = datetime(2026, 11, 23, 8, 55, tzinfo=UTC)
FIRST = datetime(2026, 11, 20, 1, 42, tzinfo=UTC)

BODY = (
    "为完善居家和社区养老服务网络，今年以来，市民政局联合市财政局、澄湖区政府，在全市新建社区"
    "长者食堂12个。截至11月15日，已有9个建成开放，其余3个计划于12月底前投入使用。",
    "长者食堂实行“政府补一点、企业让一点、个人付一点”的运行办法。全市60周岁以上老年人凭身份证"
    "登记后，午餐每餐补贴3元；80周岁以上老年人每餐补贴5元；五保、低保老年人每餐补贴8元。",
    "11月16日（星期一）中午，在桂园社区长者食堂，刚过11点，前来就餐的老人已排起队。“比在家做饭"
    "还便宜！”家住桂园社区的王老伯今年75岁，补贴后只需支付9元。",
)


def picture_bytes(side: int = 240) -> bytes:
    """A small picture that can be decoded."""
    image = Image.new("RGB", (side, side * 2 // 3), "#D8E4EA")
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 20, side - 20, side * 2 // 3 - 20), fill="#1B5F83")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


PICTURE = picture_bytes()
PICTURE_DIGEST = hashlib.sha256(PICTURE).hexdigest()


def original_text() -> ManuscriptText:
    """The 原稿: headings, a table with merged cells, a picture, notes, an attachment."""
    return ManuscriptText(
        title="我市新增12家社区老年食堂 本月起陆续开放",
        subtitle="——青汀市推进居家养老服务纪实",
        blocks=(
            Paragraph("基本情况", level=1, label="一、"),
            Paragraph(BODY[0].replace("长者", "老年").replace("12个", "12家")),
            Paragraph("补贴办法", level=2, label="（一）"),
            Paragraph(BODY[1].replace("长者", "老年")),
            Table(
                rows=(
                    (Cell(("年龄",), row_span=2), Cell(("每餐补贴（元）",), column_span=2)),
                    (Cell(("午餐",)), Cell(("晚餐",))),
                    (Cell(("60周岁以上",)), Cell(("3",)), Cell(("3",))),
                    (Cell(("80周岁以上", "含五保、低保")), Cell(("5",)), Cell(("8",))),
                ),
                caption="表1　补贴标准",
            ),
            Picture(PICTURE_DIGEST, "image/png", "图1　桂园社区食堂", "老人就餐"),
            Paragraph(BODY[2].replace("长者", "老年").replace("星期一", "星期二")),
            Paragraph("走在全省前列。"),
        ),
        notes=(Note("①", "数据截至2026年11月15日，由市民政局提供。"),),
        attachments=(Attachment("食堂名单.xlsx", "ab" * 32, 35210),),
    )


@dataclass(frozen=True)
class _Step:
    stage: Stage
    text: ManuscriptText
    author: str


def _changed(
    text: ManuscriptText, old: str, new: str, *, title: str | None = None
) -> ManuscriptText:
    blocks = tuple(
        replace(block, text=block.text.replace(old, new)) if isinstance(block, Paragraph) else block
        for block in text.blocks
    )
    return replace(text, blocks=blocks, title=title or text.title)


def steps() -> tuple[_Step, ...]:
    """The text as each step left it; 二校 changes nothing."""
    first = _changed(
        original_text(), "老年食堂", "长者食堂", title="我市新增12家社区长者食堂 本月起陆续开放"
    )
    proof = _changed(first, "12家", "12个", title="我市新增12个社区长者食堂　本月起分批开放")
    proof = _changed(proof, "星期二", "星期一")
    second = replace(
        proof,
        blocks=tuple(
            replace(
                b,
                rows=(*b.rows, (Cell(("90周岁以上",)), Cell(("8",)), Cell(("8",)))),
            )
            if isinstance(b, Table)
            else b
            for b in proof.blocks
        ),
    )
    second = _changed(second, "五保、低保", "特困、低保")
    third = replace(second, blocks=second.blocks[:-1])
    third = _changed(third, "投入使用", "陆续投入使用")
    last = _changed(third, "陆续投入", "分批投入")
    return (
        _Step(Stage.REVIEW_1, first, "张某宁"),
        _Step(Stage.PROOF_1, proof, "李某禾"),
        _Step(Stage.REVIEW_2, second, "周某远"),
        _Step(Stage.PROOF_2, second, "周某远"),
        _Step(Stage.REVIEW_3, third, "陈某安"),
        _Step(Stage.PROOF_3, last, "张某宁"),
    )


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


def marked_over(original: ManuscriptText, way: tuple[_Step, ...]) -> MarkedDocument:
    """花脸稿 of these steps."""
    versions = [Version(None, original)]
    versions.extend(Version(s.stage, s.text, s.author) for s in way)
    return compose(versions)


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


def _by_stage(original: ManuscriptText, way: tuple[_Step, ...]) -> tuple[StageMarkup, ...]:
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
