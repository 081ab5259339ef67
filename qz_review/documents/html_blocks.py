"""The blocks of a page in reading order: paragraphs, headings, lists, tables, pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from qz_review.documents.body import Item
from qz_review.documents.html_lists import ListMarks, word_list_mark
from qz_review.documents.html_pictures import HtmlPictures
from qz_review.documents.html_tables import is_layout, own_rows, read_html_table
from qz_review.documents.html_text import FlowText
from qz_review.documents.imported import RevisionChoice, WarningLog
from qz_review.documents.ooxml import Element
from qz_review.documents.titles import FirstLine
from qz_review.model.text import Paragraph, Picture

_BLOCK_NAMES = """
    address article blockquote body caption center dd details div dl dt fieldset figcaption figure
    form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td
    tfoot th thead tr ul
"""
_LEFT_OUT_NAMES = """
    applet area aside audio base basefont bgsound button canvas col colgroup command datalist embed
    footer frame frameset head iframe input link map meta nav noframes noscript object option output
    param progress script select source style svg template textarea title track video wbr xml
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_LEFT_OUT = frozenset(_LEFT_OUT_NAMES.split())
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
_ROLES = {
    "msotitle": "title",
    "msosubtitle": "subtitle",
    "msocaption": "caption",
    "subtitle": "subtitle",
}


@dataclass(slots=True)
class _Look:
    """What the block elements around some words say of them."""

    level: int = 0
    centred: bool = False
    role: str = ""


@dataclass(slots=True)
class _Open:
    """A paragraph that is being filled."""

    text: FlowText = field(default_factory=FlowText)
    label: str = ""
    before: list[Item] = field(default_factory=list)
    after: list[Item] = field(default_factory=list)


class HtmlBlocks:
    """Reads the blocks below an element.

    links: what became of ``a href``, as 文字 网址, in reading order.
    """

    def __init__(self, log: WarningLog, pictures: HtmlPictures, revisions: RevisionChoice) -> None:
        self._log = log
        self._pictures = pictures
        self._revisions = revisions
        self._dropped = "ins" if revisions is RevisionChoice.REJECT else "del"
        self.links: list[str] = []
        self._items: list[Item] = []
        self._looks: list[_Look] = [_Look()]
        self._open = _Open()
        self._lists = ListMarks()
        self._as_written = 0

    def read(self, parent: Element) -> list[Item]:
        """All blocks of an element; iterative, since pages nest as deep as they like."""
        walk = etree.iterwalk(parent, events=("start", "end"))
        skipped: Element | None = None
        for event, element in walk:
            if event == "end":
                if element is skipped:
                    skipped = None
                else:
                    self._end(element)
                if element is not parent and element.tail:
                    self._words(element.tail)
            elif element is not parent and self._skips(element):
                skipped = element
                walk.skip_subtree()
            else:
                self._begin(element)
                if element.text:
                    self._words(element.text)
        self._flush()
        return self._items

    # --- elements -----------------------------------------------------------------------------

    def _skips(self, element: Element) -> bool:
        """True for an element that is done with as a whole: left out, or read at once."""
        tag, style = element.tag, element.get("style") or ""
        if tag in _LEFT_OUT or not isinstance(tag, str):
            return True
        if tag == "header" and next(element.iter("h1"), None) is None:
            return True
        if element.get("hidden") is not None or _HIDDEN.search(style):
            words = "".join(element.itertext()).strip()
            if words:
                self._log.add("hidden_left_out", words)
            return True
        if tag in ("ins", "del"):
            self._log.add("revisions")
            return bool(tag == self._dropped)
        if tag in ("rt", "rp"):
            if tag == "rt":
                self._log.add("ruby", "".join(element.itertext()))
            return True
        mark = word_list_mark(element)
        if mark is not None:
            self._open.label = self._open.label or mark
            return True
        if tag == "table" and not is_layout(element):
            self._table(element)
            return True
        if tag == "math":
            formula = "".join(element.itertext()).strip()
            self._log.add("formula", formula)
            self._words(formula)
            return True
        return False

    def _begin(self, element: Element) -> None:
        tag = element.tag
        look = self._looks[-1]
        if tag in _BLOCKS:
            self._flush()
            look = _Look(
                int(tag[1]) if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else look.level,
                _centres(element, look),
                _ROLES.get((element.get("class") or "").lower(), look.role),
            )
        self._looks.append(look)
        if tag == "br":
            self._open.text.line_break()
        elif tag == "img":
            self._picture(element)
        elif tag == "pre":
            self._as_written += 1
        elif tag in ("ol", "ul"):
            self._lists.begin(element)
        elif tag == "li":
            self._open.label = self._lists.next_mark(element)
        elif tag == "a":
            self._link(element)

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            if tag == "pre":
                self._as_written -= 1
            elif tag in ("ol", "ul"):
                self._lists.end()
        self._looks.pop()

    def _words(self, words: str) -> None:
        if self._as_written:
            self._open.text.add_as_written(words)
        else:
            self._open.text.add(words)

    def _link(self, element: Element) -> None:
        address = (element.get("href") or "").strip()
        words = " ".join("".join(element.itertext()).split())
        if address and not address.startswith("#") and address[:11].lower() != "javascript:":
            self.links.append(f"{words} {address}".strip())

    def _picture(self, element: Element) -> None:
        picture = self._pictures.take(element.get("src") or "", element.get("alt") or "")
        if picture is not None:
            place = self._open.before if self._open.text.is_blank else self._open.after
            place.append(Item(picture))

    # --- blocks -------------------------------------------------------------------------------

    def _flush(self) -> None:
        closed, self._open = self._open, _Open()
        words = closed.text.paragraphs()
        if not words and not (closed.before or closed.after):
            self._open.label = closed.label  # a list item whose words stand in a block of their own
            return
        look = self._looks[-1]
        self._items.extend(closed.before)
        for place, text in enumerate(words):
            label = closed.label if place == 0 else ""
            line = FirstLine(label + text, look.centred, look.level, look.role)
            self._items.append(Item(Paragraph(text, look.level, label), line))
        self._items.extend(closed.after)

    def _table(self, element: Element) -> None:
        self._flush()
        rows = own_rows(element)
        pictures: list[Item] = []

        def words(cell: Element) -> tuple[str, ...]:
            return self._cell(cell, pictures)

        table = read_html_table(rows, element.find("caption"), words)
        if any(line for row in table.rows for cell in row for line in cell.paragraphs):
            self._items.append(Item(table))
        self._items.extend(pictures)

    def _cell(self, cell: Element, pictures: list[Item]) -> tuple[str, ...]:
        inner = HtmlBlocks(self._log, self._pictures, self._revisions)
        words: list[str] = []
        for item in inner.read(cell):
            if isinstance(item.block, Paragraph):
                words.append(item.block.label + item.block.text)
            elif isinstance(item.block, Picture):
                self._log.add("picture_in_table")
                pictures.append(item)
        self.links.extend(inner.links)
        return tuple(words) or ("",)


def words_outside(root: Element, content: Element) -> list[str]:
    """What a page shows around its article, menus and footers that say so left out."""
    words: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start" and (element is content or element.tag in _LEFT_OUT):
            walk.skip_subtree()
        elif event == "start":
            words.append(element.text or "")
        elif element is not root:
            words.append(element.tail or "")
    return [" ".join(piece.split()) for piece in words if piece.strip()]


def _centres(element: Element, around: _Look) -> bool:
    align = (element.get("align") or "").lower()
    if element.tag == "center" or align == "center" or _CENTRED.search(element.get("style") or ""):
        return True
    return around.centred and not align and element.tag not in ("td", "th", "table")
