"""Make ``resources/samples/样稿.docx``, the manuscript that the demo takes by default.

It holds what manuscripts from offices hold: title and subtitle, headings numbered by the word
processor (一、 and （一）), a table, a footnote, and a few mistakes for the steps to find.
Run: ``python tools/make_sample_docx.py``.  The result is the same bytes every time.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

OUTPUT = Path(__file__).parents[1] / "resources" / "samples" / "样稿.docx"
MADE = datetime(2026, 11, 20, 9, 0)
NUMBERING_ID = 41
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

TITLE = "我市老旧小区改造今年已完工62个"
SUBTITLE = "惠及居民1万8千余户"
FOOTNOTE = "停车泊位含地面划线车位和小型立体车位。"
NOTED = "增设停车泊位2600个"

# Kind and words: 1 and 2 are numbered headings, 0 is body text, "table" stands for the table.
BODY: tuple[tuple[int | str, str], ...] = (
    (
        0,
        "记者近日从市住房和城乡建设局获悉，今年全市计划改造老旧小区86个，截止10月底，已完工62个，"
        "其余24个正在抓紧施工，预计12月中旬全部完成。",
    ),
    (1, "改造内容"),
    (2, "补齐基础设施"),
    (
        0,
        "对供水、排水、燃气、供电等老化管线进行更新，全年更换各类管网146公里，新建雨污分流管道38公里，"
        "基本消除雨天积水、水压不足等问题。",
    ),
    (2, "完善配套服务"),
    (
        0,
        "各区因地治宜，利用小区内闲置房屋和边角地，新建养老服务站21个、托育点9个、"
        "电动自行车集中充电设施430处，增设停车泊位2600个。",
    ),
    (1, "进展情况"),
    (
        0,
        "今年共筹集改造资金4.6亿元，其中争取上级补助资金2.1亿元，市、区两级财政安排1.7亿元，"
        "管线单位和社会资本出资0.8亿元。各区进展情况见下表。",
    ),
    ("table", ""),
    (1, "群众参与"),
    (
        0,
        "改造前，社区通过居民议事会、线上问卷等方式征求意见，列出“改不改、改什么、怎么管”三张清单；"
        "改造中，邀请居民代表担任义务监督员，对隐蔽工程逐项查验；改造后，引导居民选聘物业或者成立自管小组，"
        "做到建管并重。",
    ),
    (
        0,
        "“以前一下雨楼道口就积水，现在路平了、灯亮了，还装上了晾衣架。”家住汀岸花园的居民刘女士说。",
    ),
    (
        0,
        "市住建局有关负责人表示，明年计划改造老旧小区73个，目前正在进行项目申报和方案公示。"
        "居民可登陆市人民政府网站“老旧小区改造”专栏查看方案、提出意见，也可拨打12345热线反映。",
    ),
)
ROWS = (
    ("区域", "计划（个）", "已完工（个）", "惠及居民（户）"),
    ("澄湖区", "41", "30", "9200"),
    ("东汀区", "28", "21", "5900"),
    ("汀南新区", "17", "11", "3100"),
)

_NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBERING_ID}">
  <w:multiLevelType w:val="multilevel"/>
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>
    <w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>
    <w:lvlText w:val="（%2）"/><w:lvlJc w:val="left"/></w:lvl>
</w:abstractNum>"""
_NUMBER = (
    f'<w:num {nsdecls("w")} w:numId="{NUMBERING_ID}">'
    f'<w:abstractNumId w:val="{NUMBERING_ID}"/></w:num>'
)
_FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>
</w:footnote>
<w:footnote w:id="1"><w:p>
<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>
<w:r><w:t>{FOOTNOTE}</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def main() -> None:
    """Write the file."""
    document = docx.Document()
    document.core_properties.author = "青汀市住房和城乡建设局"
    document.core_properties.title = TITLE
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = MADE
    normal = document.styles["Normal"]
    normal.font.size = Pt(16)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "仿宋")
    _define_numbering(document)
    _centred(document.add_paragraph(TITLE, style="Title"))
    _centred(document.add_paragraph(SUBTITLE, style="Subtitle"))
    for kind, words in BODY:
        if kind == "table":
            _add_table(document)
        elif kind == 0:
            _add_body(document, words)
        else:
            _add_heading(document, int(kind), words)
    _add_footnotes_part(document)
    stream = io.BytesIO()
    document.save(stream)
    OUTPUT.write_bytes(_with_fixed_times(stream.getvalue()))


def _define_numbering(document: docx.document.Document) -> None:
    numbering = document.part.numbering_part.element
    first_number = numbering.find(qn("w:num"))
    first_number.addprevious(parse_xml(_NUMBERING))  # every abstractNum before every num
    numbering.append(parse_xml(_NUMBER))


def _centred(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_heading(document: docx.document.Document, level: int, words: str) -> None:
    paragraph = document.add_paragraph(words, style=f"Heading {level}")
    properties = paragraph._p.get_or_add_pPr()
    number = properties.get_or_add_numPr()
    number.get_or_add_ilvl().val = level - 1
    number.get_or_add_numId().val = NUMBERING_ID


def _add_body(document: docx.document.Document, words: str) -> None:
    before, noted, after = words.partition(NOTED)
    paragraph = document.add_paragraph(before + noted)
    paragraph.paragraph_format.first_line_indent = Pt(32)
    if noted:
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="1"/>'))
        paragraph.add_run(after)


def _add_table(document: docx.document.Document) -> None:
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]), style="Table Grid")
    for row, words in zip(table.rows, ROWS, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word


def _add_footnotes_part(document: docx.document.Document) -> None:
    part = Part(
        PackURI("/word/footnotes.xml"),
        FOOTNOTES_TYPE,
        _FOOTNOTES.encode("utf-8"),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _with_fixed_times(data: bytes) -> bytes:
    """The same zip with one time on every member."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            info = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return out.getvalue()


if __name__ == "__main__":
    main()
