"""A docx with something of everything, for what is written back into it."""

from __future__ import annotations

from tests.support.docx_parts import OFFICE, docx, numbered, numbering_part, paragraph, run

CENTRED = '<w:jc w:val="center"/>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/><w:basedOn w:val="a"/>'
    f"<w:pPr>{CENTRED}</w:pPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="L"><w:name w:val="Hyperlink"/></w:style>'
)
INDENT = '<w:ind w:firstLineChars="200"/>'


def dressed(text: str, properties: str) -> str:
    """A run with properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def field(instruction: str, result: str | None = None) -> str:
    """A complex field in four runs and its result."""
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def link(inner: str) -> str:
    """A hyperlink over runs."""
    return f'<w:hyperlink r:id="link1" w:history="1">{inner}</w:hyperlink>'


def control(inner: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def text_box(inner: str) -> str:
    """A run with a text box, and its second branch for older programs."""
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    place = "".join(
        f'<wp:position{way} relativeFrom="{what}"><wp:posOffset>360000</wp:posOffset>'
        f"</wp:position{way}>"
        for way, what in (("H", "column"), ("V", "paragraph"))
    )
    shape = (
        "<wps:wsp><wps:cNvSpPr txBox='1'/><wps:spPr><a:xfrm><a:off x='0' y='0'/>"
        "<a:ext cx='1800000' cy='900000'/></a:xfrm><a:prstGeom prst='rect'><a:avLst/>"
        f"</a:prstGeom></wps:spPr><wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'{place}<wp:extent cx="1800000" cy="900000"/><wp:wrapTopAndBottom/>'
        '<wp:docPr id="7" name="文本框"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def drawing() -> str:
    """A run with a picture (relationship ``pic1``)."""
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/>'
        '<wp:docPr id="5" name="图" descr="巡查现场"/><a:graphic>'
        f'<a:graphicData uri="{uri}"><pic:pic xmlns:pic="{uri}"><pic:nvPicPr>'
        '<pic:cNvPr id="5" name="图"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:embed="pic1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def cell(content: str, properties: str = "") -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of ready cells."""
    written = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    grid = '<w:gridCol w:w="2500"/>' * max(map(len, rows))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"


def rich_body(*, for_office: bool = False) -> str:
    """Title, subtitle, headings, lists, links, fields, boxes, controls, a table, notes.

    for_office: without what LibreOffice 7.4 cannot do with tracked changes: it takes none in a
    control around paragraphs, forgets that the mark of a paragraph with a note was deleted, the
    level of a number when it rejects its change, and the text box of a paragraph all of whose
    words it rejects.
    """
    indented = dressed("　　各区", "<w:b/>") + run("各单位要") + dressed("高度重视", "<w:i/>")
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    footnote = f'<w:r>{raised}<w:footnoteReference w:id="2"/></w:r>'
    linked = '<w:rStyle w:val="L"/>'
    counted = (
        run("截至") + field(" DATE ", run("11月23日")) + run("共排查")
        + field(r" EQ \o\ac(○,11) ") + run("处，见")
        + field(' HYPERLINK "http://a/" ', dressed("公告", linked)) + run("。")
    )  # fmt: skip
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    bookmarked = (
        '<w:bookmarkStart w:id="1" w:name="b"/>' + run("第一行")
        + "<w:r><w:br/><w:t>第二行</w:t><w:tab/></w:r>" + run("尾") + '<w:bookmarkEnd w:id="1"/>'
    )  # fmt: skip
    paged = "<w:r><w:t>（</w:t><w:lastRenderedPageBreak/><w:t>工作日）</w:t></w:r>"
    box = text_box(paragraph("框内第一段") + paragraph("框内第二段"))
    unit = control(run("控件内文字"), '<w:alias w:val="单位"/>')
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>gēng</w:t></w:r></w:rt>"
        f"<w:rubyBase>{run('庚辰')}</w:rubyBase></w:ruby></w:r>"
    )
    rows = (
        (cell(paragraph("区"), '<w:vMerge w:val="restart"/>'),
         cell(paragraph("管道（公里）"), '<w:gridSpan w:val="2"/>')),
        (cell("<w:p/>", "<w:vMerge/>"), cell(paragraph("82") + paragraph("其中主管40")),
         cell("<w:p/>")),
        (cell(paragraph("东汀区")), cell(p(dressed("64", "<w:b/>"))), cell(paragraph("9处"))),
    )  # fmt: skip
    blocks = paragraph("块控件一段文字。") + paragraph("块控件又一段文字。")
    site = link(dressed("市政府网站", linked))
    return (
        paragraph("青汀市开展冬季供水管网巡查", style="T")
        + paragraph("（2026年11月17日）", properties=CENTRED)
        + paragraph("一、总体要求", style="1")
        + p(indented + run("，认真落实。"), INDENT)
        + "<w:p/>"
        + p(
            run("　　供水量")
            + ("" if for_office else footnote)
            + run("比上年增长12.5%，详见")
            + site
            + run("。")
        )
        + numbered("加强值班值守，受理报修。")
        + numbered("做好应急物资储备。")
        + numbered("完善预案，组织演练。", depth=0 if for_office else 1)
        + numbered("加强宣传。")
        + paragraph("二、工作安排", style="1")
        + p(counted)
        + table(*rows)
        + p(run("前") + unit + ruby + tick + run("后"))
        + p(("" if for_office else box) + run("带文本框的一段文字。"))
        + (blocks if for_office else control(blocks))
        + p(drawing())
        + paragraph("图1 巡查现场")
        + p(bookmarked)
        + p(run("联系电话：") + run("0777-1234567 ") + paged)
        + "<w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr>"
    )


def rich_docx(*, for_office: bool = False) -> bytes:
    """The package."""
    footnotes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        f"{run(' 来源：市水务局')}</w:p>{paragraph('统计至月末')}</w:footnote>"
    )
    return docx(
        rich_body(for_office=for_office),
        styles=STYLES,
        numbering=numbering_part(("chineseCounting", "（%1）"), ("decimal", "%2.")),
        footnotes=footnotes,
        relations=(
            f'<Relationship Id="pic1" Type="{OFFICE}image" Target="media/i.png"/>'
            f'<Relationship Id="link1" Type="{OFFICE}hyperlink" Target="http://a/" '
            'TargetMode="External"/>'
        ),
        files={"word/media/i.png": PNG},
    )
