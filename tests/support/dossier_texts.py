"""The texts behind :mod:`tests.support.dossiers`: an 原稿 and what each step made of it."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedDocument, Version
from qz_review.model.stage import Stage
from qz_review.model.text import (
    Attachment,
    Cell,
    ManuscriptText,
    Note,
    Paragraph,
    Picture,
    Table,
)

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
class Step:
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


def steps() -> tuple[Step, ...]:
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
        Step(Stage.REVIEW_1, first, "张某宁"),
        Step(Stage.PROOF_1, proof, "李某禾"),
        Step(Stage.REVIEW_2, second, "周某远"),
        Step(Stage.PROOF_2, second, "周某远"),
        Step(Stage.REVIEW_3, third, "陈某安"),
        Step(Stage.PROOF_3, last, "张某宁"),
    )


def marked_over(original: ManuscriptText, way: tuple[Step, ...]) -> MarkedDocument:
    """花脸稿 of these steps."""
    versions = [Version(None, original)]
    versions.extend(Version(s.stage, s.text, s.author) for s in way)
    return compose(versions)
