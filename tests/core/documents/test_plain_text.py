"""Plain text in any usual encoding, and text out for publishing."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.documents.encoding import decode_text
from qz_review.documents.html_out import to_html, to_plain
from qz_review.documents.read import read_document
from qz_review.documents.text_in import read_pasted, read_text
from qz_review.errors import Refused
from qz_review.model.text import Cell, ManuscriptText, Note, Paragraph, Picture, Table

SENTENCES = [
    "市民政局开展巡查",
    "关于印发办法的通知",
    "全市新增12个社区长者食堂，本月起分批开放。",
    "会议强调，要加强管理。",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_simplified_text_in_any_encoding(sentence: str, encoding: str) -> None:
    assert decode_text(sentence.encode(encoding)).text == sentence


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gbk", "gb18030"), ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)  # fmt: skip
def test_the_guess_is_told_and_may_be_overruled(written: str, told: str) -> None:
    data = "\n".join(SENTENCES).encode(written)
    assert read_text(data).encoding == told
    assert read_text(data, told) == read_text(data)
    with pytest.raises(Refused) as wrong:
        read_text("关于印发办法的通知".encode("gbk"), "utf-8")
    assert wrong.value.code == "text.wrong_encoding"
    assert read_text("關於".encode("big5"), "gb18030").text.title != "關於"


@pytest.mark.parametrize("words", ["通知", "联通", "通知\n联通"])
def test_a_word_whose_bytes_are_utf_8_by_chance_is_read_as_what_it_is(words: str) -> None:
    assert decode_text(words.encode("gb18030")).text == words


@pytest.mark.parametrize("words", ["Приложение", "Ñandú é", "☎☎☎", "𠮷野", "é"])
def test_utf_8_of_other_writing_stays_utf_8(words: str) -> None:
    assert decode_text(words.encode()).text == words


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_few_broken_bytes_cost_only_themselves(encoding: str) -> None:
    data = bytearray(("关于印发办法的通知\n" + "市民政局开展巡查。\n" * 40).encode(encoding))
    data[60:62] = b"\xff\xdc" if encoding.startswith("utf-16") else b"\xff\xff"
    document = read_text(bytes(data))
    assert document.text.title == "关于印发办法的通知" and len(document.text.blocks) >= 39
    [warning] = [w for w in document.warnings if w.code == "undecoded"]
    assert 1 <= warning.facts["count"] <= 4  # type: ignore[operator]


def test_control_characters_become_signs_and_marks_of_direction_stay_and_are_told() -> None:
    words = "通知\n金额\x00 100\x07万元\n\u202e万01\u202c元，第\u200b一季度"
    words += "\n" + "落实值班制度。" * 20 + "\x1a"
    document = read_document(words.encode(), "通知.txt")
    assert [b.text for b in document.text.blocks[:2]] == [  # type: ignore[union-attr]
        "金额\u2400 100\u2407万元", "\u202e万01\u202c元，第\u200b一季度",
    ]  # fmt: skip
    told = {w.code: w.facts["count"] for w in document.warnings}
    assert told == {"replaced_control_characters": 2, "direction_marks": 2, "invisible": 1}


@pytest.mark.parametrize(
    "sentence", ["市政府公佈實施辦法", "關於進一步加強管理的通知", "會議強調要加強領導"]
)
def test_traditional_text_in_big5(sentence: str) -> None:
    assert decode_text(sentence.encode("big5")).text == sentence


def test_what_is_no_text_is_refused() -> None:
    for data, code in (
        (b"", "file.empty"),
        (b"\x01\x02\x03abc" * 50, "file.unsupported"),
        (bytes(range(256)) * 8, "text.undecodable"),
        (b"\xef\xbb\xbf\xff\xfe\xfa", "text.undecodable"),
        (b" \n\t\n", "text.no_text"),
    ):
        with pytest.raises(Refused) as refused:
            read_text(data)
        assert refused.value.code == code


def test_the_first_line_is_the_title_and_each_line_a_paragraph() -> None:
    text = read_text("标题\r\n\r\n　　第一段。\r\n第二段。".encode("gb18030")).text
    assert text == ManuscriptText("标题", "", (Paragraph("第一段。"), Paragraph("第二段。")))


@given(st.text(max_size=200))
def test_pasting_keeps_every_word_or_refuses(pasted: str) -> None:
    try:
        document = read_pasted(pasted)
    except Refused as refused:
        assert refused.code == "text.no_text"
        return
    assert document.text.title.strip()
    shown = "".join(c for c in to_plain(document.text) if c.isalnum())
    assert shown == "".join(c for c in pasted if c.isalnum())


class Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_html_is_escaped_and_complete() -> None:
    text = ManuscriptText(
        "标题<script>",
        "副题",
        (
            Paragraph("总体要求", 1, "一、"),
            Paragraph("甲 & 乙 <b>\n第二行"),
            Table(((Cell(("区",), 2), Cell(("管道", "（公里）"), 1, 2)),), "表1"),
            Picture("ab" * 32, "image/png", "图1", '引"号'),
        ),
        (Note("①", "来源"),),
    )
    page = Shown()
    page.feed(to_html(text))
    assert (
        "".join("".join(page.words).split())
        == "标题<script>副题一、总体要求甲&乙<b>第二行表1区管道（公里）图1①来源"
    )
    assert ("td", {"rowspan": "2"}) in page.tags and ("td", {"colspan": "2"}) in page.tags
    assert ("h2", {}) in page.tags
    assert ("figure", {"data-picture": "abababababab", "aria-label": '引"号'}) in page.tags
    assert to_html(text).startswith("<h1>标题&lt;script&gt;</h1>")
    assert to_plain(text).splitlines()[:4] == [
        "标题<script>",
        "副题",
        "一、总体要求",
        "甲 & 乙 <b>",
    ]
