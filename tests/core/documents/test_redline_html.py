"""花脸稿 as HTML: nothing of either text is lost, nothing of it is taken for markup."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

from hypothesis import given, settings

from qz_review.documents.redline_html import redline_html
from qz_review.markup.layers import Version, compose
from qz_review.markup.lines import lines_of
from qz_review.markup.redline import Redline
from qz_review.model.stage import Stage
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Picture, Table
from tests.core.markup.test_properties import histories

HOSTILE = "<script>alert(1)</script>&amp;\"'<img src=x onerror=alert(2)>"
PNG = "a" * 64
_SAID = (["tag"], ["hidden"], ["missing"])  # classes of words that are the page's own


def page(old: ManuscriptText, new: ManuscriptText, author: str = "周某远") -> str:
    marked = compose([Version(None, old), Version(None, new, author)])
    names = ("初稿.docx", "二稿.docx")
    return redline_html(Redline(marked, *names, author, "2026年11月28日 10:20", {PNG: b"\x89PNG"}))


def text_of(*paragraphs: str, title: str = "我市新增长者食堂") -> ManuscriptText:
    return ManuscriptText(title, blocks=tuple(map(Paragraph, paragraphs)))


class _Reader(HTMLParser):
    """Tags and addresses of a page; the words of its marked text, with or without a side."""

    def __init__(self, html: str, without: str = "") -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self._without = without
        self._depth = 0  # inside <main> but not in what stands beside it
        self._skipped = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag == "main":
            self._depth = 1
        if tag in (self._without, "aside") or found.get("class", "").split()[:1] in _SAID:
            self._skipped += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._depth = 0
        if tag in (self._without, "aside", "span") and self._skipped:
            self._skipped -= 1

    def handle_data(self, data: str) -> None:
        if self._depth and not self._skipped:
            self.words += data


def letters(text: str) -> str:
    """What stays the same on the page: hidden characters are named there, ¶ is also a sign."""
    kept = (c for c in text if unicodedata.category(c)[0] in "LNPS" and c != "¶" and c < "\ufff9")
    return "".join(kept)


def test_the_page_is_one_file_without_scripts_and_addresses() -> None:
    html = page(text_of("甲方。", HOSTILE), text_of("乙方。", HOSTILE + "。", title=HOSTILE))
    reader = _Reader(html)
    tags = {tag for tag, _ in reader.tags}
    assert "script" not in tags
    assert "onerror" not in {name for _, attrs in reader.tags for name in attrs}
    for _, attrs in reader.tags:
        for name in ("href", "src"):
            assert attrs.get(name, "#").startswith(("#", "data:image/"))
    assert "http" not in re.sub(r"http-equiv", "", html)
    assert "default-src 'none'" in html


def test_every_address_within_the_page_leads_somewhere_and_no_name_stands_twice() -> None:
    old = text_of("为进一步完善老年食堂。", "多次召开专题会议部署。", "完。")
    new = text_of("为完善长者食堂。", "多次召开会议专题部署。", "", "完。")
    reader = _Reader(page(old, new))
    names = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(names) == len(set(names))
    wanted = {attrs["href"][1:] for _, attrs in reader.tags if "href" in attrs}
    assert wanted <= set(names)
    assert {"c1", "l1"} <= set(names)


@given(histories())
@settings(max_examples=60)
def test_without_one_side_the_page_has_the_other_text(versions: list[Version]) -> None:
    old, new = versions[0].text, versions[-1].text
    html = page(old, new)
    for text, without in ((old, "ins"), (new, "del")):
        wanted = "".join(line.text for line in lines_of(text))
        assert letters(_Reader(html, without).words) == letters(wanted)


def test_who_made_the_changes_and_when_stands_beside_them() -> None:
    html = page(text_of("为进一步完善。"), text_of("为完善。"))
    assert '<div class="who">周某远 2026年11月28日 10:20</div>' in html
    assert "初稿.docx" in html
    assert "二稿.docx" in html


def test_each_step_keeps_its_line() -> None:
    versions = [
        Version(None, text_of("完善老年食堂。")),
        Version(Stage.REVIEW_1, text_of("完善长者食堂。"), "张某宁"),
        Version(Stage.REVIEW_2, text_of("完善长者餐厅。"), "周某远"),
    ]
    html = redline_html(Redline(compose(versions), "甲", "乙", "", "今天"))
    assert "ins.s-review_1{text-decoration:underline solid 1.5px}" in html
    assert "ins.s-review_2{text-decoration:underline double 2.5px}" in html
    assert "一审 张某宁" in html


def test_what_cannot_be_seen_is_named() -> None:
    html = page(text_of("付款10万元。"), text_of("付款\u202e10万元\u202c。\u200b"))
    assert "U+202E" in html
    assert "U+200B" in html
    assert "\u202e" not in html


def test_tables_keep_their_rows_and_pictures_travel_inside_the_file() -> None:
    def text(*rows: tuple[str, ...]) -> ManuscriptText:
        table = Table(tuple(tuple(Cell((words,)) for words in row) for row in rows), "表1")
        return ManuscriptText("题", blocks=(Picture(PNG, "image/png", "图1"), table))

    html = page(text(("甲", "1"), ("乙", "2")), text(("甲", "1")))
    assert html.count("<tr") == 2 + 2  # the table and the list of changes
    assert "<tr class=gone>" in html
    assert 'src="data:image/png;base64,iVBORw=="' in html


def test_equal_files_say_so() -> None:
    text = text_of("没有改动。")
    assert "两份文件的文字没有不同" in page(text, text)
