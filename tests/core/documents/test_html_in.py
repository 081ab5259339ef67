"""A saved web page gives its article, and never reads beyond its own file and folder."""

from __future__ import annotations

import base64
import hashlib
import socket
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.documents.html_in import read_html, read_pasted_html
from qz_review.documents.html_out import to_html
from qz_review.documents.imported import ImportedDocument, RevisionChoice
from qz_review.documents.read import read_document
from qz_review.errors import Refused
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Picture, Table

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DATA_ADDRESS = "data:image/png;base64," + base64.b64encode(PNG).decode()
DIGEST = hashlib.sha256(PNG).hexdigest()


def read(body: str, head: str = "") -> ImportedDocument:
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def words(document: ImportedDocument) -> list[str]:
    return [b.label + b.text for b in document.text.blocks if isinstance(b, Paragraph)]


def told(document: ImportedDocument) -> dict[str, object]:
    return {w.code: w.facts["count"] for w in document.warnings}


@pytest.mark.parametrize(
    ("head", "written"),
    [
        ("<meta charset=gb2312>", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030"),
        ("<meta charset='utf-8'>", "utf-8"),
        ("<meta charset=utf-8>", "gb18030"),  # says one thing and is another
        ("", "gb18030"),
        ("", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_the_declared_encoding_or_the_guess(tmp_path: Path, head: str, written: str) -> None:
    page = tmp_path / "公告.htm"
    page.write_bytes(
        f"<html><head>{head}</head><body><h1>关于夜间施工的公告</h1><p>请绕行。</p></body></html>".encode(
            written
        )
    )
    document = read_document(page)
    assert document.text == ManuscriptText("关于夜间施工的公告", "", (Paragraph("请绕行。"),))
    assert document.encoding == {"utf-16": "utf-16-le"}.get(written, written)


def test_white_space_breaks_and_indents_make_paragraphs_as_a_browser_shows_them() -> None:
    document = read(
        "<h1>标题</h1><div>　　各县\n  区人民政府：<br><br>Hello\nworld&nbsp;&nbsp;二\n"
        "<br>　　第三段<br>接着一行<p>第<b>四</b>段</p>五</div><pre>六  一\n七</pre>"
    )
    assert words(document) == [
        "各县区人民政府：", "Hello world  二", "第三段\n接着一行", "第四段", "五", "六  一\n七",
    ]  # fmt: skip


def test_headings_lists_and_word_s_own_list_numbers() -> None:
    document = read(
        "<h1>标题</h1><h2>总体</h2><ol start=3><li>甲<li value=7><p>乙</p><ul><li>丙</ul></ol>"
        "<ol style='list-style-type:cjk-ideographic'><li>丁</ol><ul style='list-style:none'><li>戊"
        "</ul><p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>（一）<span>"
        "&nbsp;&nbsp;</span></span><![endif]>己</p>"
        "<p><span style='font-family:Wingdings;mso-list:Ignore'>n<span>&nbsp;</span></span>庚</p>"
    )
    assert words(document) == [
        "总体", "3. 甲", "7. 乙", "• 丙", "一、丁", "戊", "（一）己", "■ 庚",
    ]  # fmt: skip
    assert document.text.blocks[0] == Paragraph("总体", level=1)


def test_tables_keep_spans_and_frames_are_no_tables() -> None:
    document = read(
        "<h1>标题</h1><table><tr><td><table><caption>表1 管网</caption>"
        "<tr><th rowspan=2>区<td colspan=2>管道<br>（公里）</tr>"
        "<tr><td>1<td><p>2</p><p>3</p></tr></table></td></tr></table>"
        "<table><tr><td>只有一格</table><table><tr><td><td></table>"
    )
    assert document.text.blocks == (
        Table(
            (
                (Cell(("区",), row_span=2), Cell(("管道\n（公里）",), column_span=2)),
                (Cell(("1",)), Cell(("2", "3"))),
            ),
            "表1 管网",
        ),
        Paragraph("只有一格"),
    )


@pytest.mark.parametrize("span", ["0", "-4", "99999999999", "x", ""])
def test_spans_that_no_table_has(span: str) -> None:
    page = (
        f"<h1>标题</h1><table><tr><td rowspan='{span}'>甲<td colspan='{span}'>乙<tr><td>丙</table>"
    )
    table = read(page).text.blocks[0]
    assert isinstance(table, Table)
    assert 1 <= table.rows[0][0].row_span <= 2
    assert 1 <= table.rows[0][1].column_span <= 200


def test_a_government_page_gives_its_article_without_the_site() -> None:
    document = read(
        "<header><div>市政府网站</div></header><nav>首页 要闻</nav><div>当前位置：首页</div>"
        "<h1>关于印发《办法》的通知</h1><div>发布时间：2026-01-01</div>"
        "<div id=UCAP-CONTENT><p>各县区人民政府：</p><p style='display:none'>暗字</p>"
        "<script>document.write('脚本')</script><style>p{}</style></div><footer>版权所有</footer>",
        '<title>通知-市政府</title><meta name="ArticleTitle" content="关于印发《办法》的通知">',
    )
    assert document.text.title == "关于印发《办法》的通知"
    assert words(document) == ["各县区人民政府："]
    assert told(document) == {"hidden_left_out": 1, "page_frame": 1}
    [frame] = [w for w in document.warnings if w.code == "page_frame"]
    assert "发布时间：2026-01-01" in str(frame.facts["texts"])


def test_without_signs_the_first_lines_are_the_title() -> None:
    document = read(
        "<p align=center>钦州市人民政府办公室</p><p align=center>关于供水的通知</p><p>正文。"
    )
    assert document.text.title == "钦州市人民政府办公室关于供水的通知"
    assert words(document) == ["正文。"]


def test_links_are_listed_and_their_words_stay() -> None:
    document = read(
        "<h1>标题</h1><p>见<a href='https://www.gov.cn/x'>原文</a><a href='#a'>注</a>。"
    )
    assert words(document) == ["见原文注。"]
    [links] = [w for w in document.warnings if w.code == "links"]
    assert links.facts == {"count": 1, "texts": ("原文 https://www.gov.cn/x",)}


def test_deleted_and_added_words_are_revisions() -> None:
    page = "<html><body><h1>标题</h1><p>供水<ins>主</ins><del>支</del>管</p></body></html>".encode()
    assert words(read_html(page)) == ["供水主管"]
    assert words(read_html(page, revisions=RevisionChoice.REJECT)) == ["供水支管"]


# --- pictures -------------------------------------------------------------------------------


def test_pictures_in_the_page_and_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "公告_files"
    folder.mkdir()
    (folder / "图 1.png").write_bytes(PNG + b"1")
    page = tmp_path / "公告.html"
    page.write_text(
        f"<html><h1>标题</h1><p><img src='{DATA_ADDRESS}' alt='甲'>一"
        "<img src='公告_files/%E5%9B%BE%201.png'></p></html>",
        "utf-8",
    )
    document = read_document(page)
    first, text, second = document.text.blocks
    assert first == Picture(DIGEST, "image/png", description="甲") and text == Paragraph("一")
    assert isinstance(second, Picture) and document.pictures[second.digest] == PNG + b"1"


def test_nothing_outside_the_folder_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    inside = tmp_path / "页"
    inside.mkdir()
    (tmp_path / "外.png").write_bytes(PNG)
    (inside / "链.png").symlink_to(tmp_path / "外.png")
    (inside / "文.png").write_text("不是图片", "utf-8")
    addresses = (
        "../外.png", "..\\外.png", str(tmp_path / "外.png"), (tmp_path / "外.png").as_uri(),
        "http://127.0.0.1/a.png", "//127.0.0.1/a.png", "链.png", "文.png", "没有.png", "", "\0.png",
        "a" * 5000,
        "data:image/png;base64,@@@", "data:,文", "cid:x", "http://[::1",
    )  # fmt: skip
    page = inside / "页.html"
    page.write_text("<h1>标题</h1>" + "".join(f"<img src='{a}'>" for a in addresses), "utf-8")
    document = read_document(page)
    assert document.text.blocks == () and document.pictures == {}
    assert told(document)["picture_missing"] == len(addresses)


def test_an_mht_brings_its_pictures_along() -> None:
    letter = EmailMessage()
    letter["Subject"] = "公告"
    page = "<html><h1>公告</h1><p>甲</p><img src='cid:p1'><img src='x.files/i.png'></html>"
    letter.set_content(page, subtype="html", charset="gb18030")
    letter.add_related(PNG, "image", "png", cid="<p1>")
    letter.add_related(PNG + b"2", "image", "png",
                       headers=["Content-Location: file:///C:/x.files/i.png"])  # fmt: skip
    document = read_document(letter.as_bytes(), "公告.mht")
    assert document.text.title == "公告" and len(document.pictures) == 2
    assert words(document) == ["甲"]


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/related; boundary=a\n\n" * 3_000,
        b"MIME-Version: 1.0\nContent-Type: text/html; charset=nonsense\n"
        b"Content-Transfer-Encoding: base64\n\n!!!!",
    ],
    ids=["no page", "endless envelopes", "not base64"],
)
def test_a_broken_mht_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_document(data, "a.mht")
    assert refused.value.code in ("mht.corrupt", "file.empty", "text.no_text")


# --- hostile and odd ------------------------------------------------------------------------


def test_endless_nesting_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read("<div>" * 100_000 + "底" + "</div>" * 100_000)
    assert refused.value.code == "html.too_deep"


@pytest.mark.parametrize("body", ["", "<script>x</script>", "<p>&nbsp;</p>", "<!-- 只有注释 -->"])
def test_a_page_without_words_is_refused(body: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body)
    assert refused.value.code == "text.no_text"


def test_xml_that_is_no_page_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_document(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a.xml")
    assert (refused.value.code, refused.value.facts["kind"]) == ("file.unsupported", "xml")


@given(st.text(alphabet="<>/=\"' &;#!-abdehilmoprtu标题\n", max_size=300))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    try:
        document = read_html(("<h1>标题</h1>" + markup).encode())
    except Refused as refused:
        assert refused.code in ("text.no_text", "html.too_deep")
    else:
        assert document.text.title


WORDS = (
    st.text(alphabet="供水管网abc 1，。<&\"'", min_size=1, max_size=20).map(str.strip).filter(bool)
)
CELLS = st.builds(Cell, st.lists(WORDS, min_size=1, max_size=1).map(tuple))
BLOCKS = st.one_of(
    st.builds(Paragraph, WORDS, st.integers(0, 4)),
    st.lists(st.lists(CELLS, min_size=2, max_size=2).map(tuple), min_size=1, max_size=3).map(
        lambda rows: Table(tuple(rows))
    ),
)


@given(WORDS, st.lists(BLOCKS, max_size=5))
def test_what_was_copied_for_publishing_comes_back(title: str, blocks: list[object]) -> None:
    text = ManuscriptText(title, "", tuple(blocks))  # type: ignore[arg-type]
    found = read_pasted_html(to_html(text)).text
    assert "".join(found.title.split()) == "".join(title.split())
    assert found.blocks == text.blocks


def test_a_table_from_the_clipboard_keeps_its_cells() -> None:
    words = (
        "<html><head><style>td{}</style></head><body><table><!--StartFragment--><tr><td>区</td>"
        "<td>管道</td></tr><tr><td>甲</td><td>82</td></tr><!--EndFragment--></table></body></html>"
    )
    document = read_pasted_html(words)
    assert document.text.title == "区"
    assert document.text.blocks == (
        Table(((Cell(("区",)), Cell(("管道",))), (Cell(("甲",)), Cell(("82",))))),
    )
