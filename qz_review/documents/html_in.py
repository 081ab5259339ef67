"""A saved web page, or what a word processor put on the clipboard, as a manuscript text.

Only what the file itself holds is read: no script runs, nothing is fetched, and pictures come
from the file or from its own folder.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree

from qz_review.documents.body import Item
from qz_review.documents.captions import with_captions
from qz_review.documents.encoding import Decoded, decode_text
from qz_review.documents.html_blocks import HtmlBlocks, words_outside
from qz_review.documents.html_pictures import HtmlPictures
from qz_review.documents.imported import ImportedDocument, RevisionChoice, WarningLog
from qz_review.documents.invisible import with_control_signs
from qz_review.documents.ooxml import Element
from qz_review.documents.titled import titled
from qz_review.documents.titles import FirstLine
from qz_review.errors import Refused
from qz_review.model.text import Paragraph

MAX_HTML = 20 * 1024 * 1024  # bytes; pictures in the page itself included
_DEEPEST = 250  # elements inside each other; the parser stops there and would lose the rest
_HEAD = 4_096  # bytes in which a page names its encoding
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_FAMILIES = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5",
             "big5hkscs": "big5", "utf-8": "utf-8"}  # fmt: skip
_FRAGMENT = ("<!--StartFragment-->", "<!--EndFragment-->")
# 《政府网站网页标签规范》: the page's own title, without the site's name.
_TITLE_NAMES = ("articletitle",)
# Where the words of an article stand, from the surest sign to the least sure one.
_CONTENT_MARKS = (
    ".//article",
    ".//main",
    ".//*[@id='UCAP-CONTENT' or @id='zoom' or @id='Zoom']",
    ".//*[contains(concat(' ', @class, ' '), ' TRS_Editor ')]",
)


def read_html(
    data: bytes,
    *,
    encoding: str = "",
    folder: Path | None = None,
    parts: Mapping[str, bytes] | None = None,
    revisions: RevisionChoice = RevisionChoice.ACCEPT,
) -> ImportedDocument:
    """A page's title, headings, paragraphs, lists, tables and pictures.

    encoding: as somebody chose it; empty: as the page declares, else found out.
    folder: where the page lies; only pictures below it are taken.  parts: files that came in one
    archive with it, by address.
    Raises Refused: file.empty, file.too_large, file.unsupported, text.undecodable,
    text.wrong_encoding, html.too_deep, text.no_text.
    """
    if len(data) > MAX_HTML:
        raise Refused("file.too_large", size=len(data), limit=MAX_HTML)
    decoded = _decoded(data, encoding)
    log = WarningLog()
    log.add("undecoded", count=decoded.replaced)
    document = _read(decoded.text, log, HtmlPictures(log, folder, parts or {}), revisions)
    return replace(document, encoding=decoded.encoding)


def read_pasted_html(words: str) -> ImportedDocument:
    """What a word processor or browser put on the clipboard, tables and headings kept.

    Raises Refused: file.too_large, html.too_deep, text.no_text.
    """
    if len(words) > MAX_HTML:
        raise Refused("file.too_large", size=len(words), limit=MAX_HTML)
    begin, end = (words.find(mark) for mark in _FRAGMENT)
    if 0 <= begin < end:
        # Outside the fragment stand style sheets, and a body that the browser made up.
        words = words[begin + len(_FRAGMENT[0]) : end]
        if words.lstrip()[:3].lower() in ("<tr", "<td", "<th"):
            words = f"<table>{words}</table>"
    log = WarningLog()
    return _read(words, log, HtmlPictures(log, None, {}), RevisionChoice.ACCEPT)


def _decoded(data: bytes, encoding: str) -> Decoded:
    if encoding:
        return decode_text(data, encoding)
    has_mark = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = None if has_mark else _CHARSET.search(data[:_HEAD])
    if declared:
        name = declared.group(1).decode("ascii", "replace").lower().replace("_", "")
        with_family = _FAMILIES.get(name.replace("utf8", "utf-8"))
        if with_family:
            try:
                return decode_text(data, with_family)
            except Refused:
                pass  # a page that says one thing and is another
    return decode_text(data)


def _read(
    words: str, log: WarningLog, pictures: HtmlPictures, revisions: RevisionChoice
) -> ImportedDocument:
    root = _parsed(with_control_signs(words, log))
    content = _content(root)
    reader = HtmlBlocks(log, pictures, revisions)
    items = with_captions(reader.read(content))
    if content is not root:
        _note_frame(" ".join(words_outside(root, content)), log)
    text = titled(_from_headline(root, content, items, log), (), log, "text.no_text").text
    log.add("links", "、".join(dict.fromkeys(reader.links)), len(reader.links))
    return ImportedDocument(text, pictures.collected, log.warnings())


def _parsed(words: str) -> Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    root = etree.fromstring(words.encode("utf-8"), parser)
    if root is None:
        raise Refused("text.no_text")
    if any(depth >= _DEEPEST for depth in _depths(root)):
        raise Refused("html.too_deep")
    return root


def _depths(root: Element) -> list[int]:
    depth, deepest = 0, 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return [deepest]


def _content(root: Element) -> Element:
    """The one element that holds the article, where the page says which; else all of it."""
    for mark in _CONTENT_MARKS:
        found = root.xpath(mark)
        if len(found) == 1 and "".join(found[0].itertext()).strip():
            return found[0]
    return root


def _from_headline(
    root: Element, content: Element, items: list[Item], log: WarningLog
) -> list[Item]:
    """The items from the page's own title on: what stands before it is the site, not the text."""
    heading = _only_heading(root)
    wanted = _declared_title(root) or heading
    if not wanted:
        return items
    if wanted == heading:  # the title is the first level of headings
        items = [_one_level_up(item) for item in items]
    headline = FirstLine(wanted, level=1, role="title")
    for place, item in enumerate(items):
        if item.line is not None and "".join(item.line.text.split()) == "".join(wanted.split()):
            before = [i.line.text for i in items[:place] if i.line is not None and i.line.text]
            _note_frame(" ".join(before), log)
            return [Item(item.block, headline), *items[place + 1 :]]
    if content is root:
        return items
    return [Item(Paragraph(wanted), headline), *items]


def _declared_title(root: Element) -> str:
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() in _TITLE_NAMES:
            return " ".join((meta.get("content") or "").split())
    return ""


def _only_heading(root: Element) -> str:
    headings = [" ".join("".join(h.itertext()).split()) for h in root.iter("h1")]
    headings = [heading for heading in headings if heading]
    return headings[0] if len(headings) == 1 else ""


def _one_level_up(item: Item) -> Item:
    block, line = item.block, item.line
    if not isinstance(block, Paragraph) or line is None or block.level < 2:
        return item
    level = block.level - 1
    return Item(replace(block, level=level), line._replace(level=level))


def _note_frame(words: str, log: WarningLog) -> None:
    """What a site puts around its articles is told, so that nothing is missing unseen."""
    if words:
        log.add("page_frame", words)
