"""Names, order and small pieces of WordprocessingML (ECMA-376 part 1, 17)."""

from __future__ import annotations

import re
from copy import copy

from lxml import etree

from qz_review.documents.ooxml import Element, W, child_of
from qz_review.documents.runs import NO_BREAK_HYPHEN

P, P_PR, R, R_PR, TBL, TR, TC = (W + n for n in ("p", "pPr", "r", "rPr", "tbl", "tr", "tc"))
T, DEL_TEXT, INSTR, DEL_INSTR = (W + n for n in ("t", "delText", "instrText", "delInstrText"))
INS, DEL, MOVE_FROM, MOVE_TO = (W + n for n in ("ins", "del", "moveFrom", "moveTo"))
P_PR_CHANGE, SECT_PR, NUM_PR = W + "pPrChange", W + "sectPr", W + "numPr"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

PARAGRAPH_PROPERTIES = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
)  # fmt: skip
"""The order that the schema asks of the children of ``w:pPr`` (CT_PPr)."""

MARK_PROPERTIES = ("ins", "del", "moveFrom", "moveTo")
"""What stands first in the ``w:rPr`` of a paragraph mark (CT_ParaRPr)."""

_SPECIAL = re.compile(f"([\t\n{NO_BREAK_HYPHEN}])")
_ELEMENTS = {"\t": W + "tab", "\n": W + "br", NO_BREAK_HYPHEN: W + "noBreakHyphen"}
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_RUN, _DELETED_RUN = etree.Element(R), etree.Element(R)
for _run, _text in ((_RUN, T), (_DELETED_RUN, DEL_TEXT)):
    etree.SubElement(_run, _text).set(SPACE, "preserve")


def local(element: Element) -> str:
    """The name without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def put_property(properties: Element, child: Element) -> Element:
    """Put a child of ``w:pPr`` in its place, over one of the same name.

    One that the schema does not know, as other programs write them, goes before the first that
    every writer has to put last.
    """
    order = _order_of(child)
    for at, present in enumerate(properties):
        if present.tag == child.tag:
            properties.replace(present, child)
            return child
        if _order_of(present, -1) > order:
            properties.insert(at, child)
            return child
    properties.append(child)
    return child


def _order_of(property_: Element, unknown: int = PARAGRAPH_PROPERTIES.index("rPr") - 1) -> int:
    name = local(property_)
    return PARAGRAPH_PROPERTIES.index(name) if name in PARAGRAPH_PROPERTIES else unknown


def properties_of(paragraph: Element) -> Element:
    """``w:pPr`` of a paragraph, made where there is none."""
    found = child_of(paragraph, P_PR)
    if found is None:
        found = etree.Element(P_PR)
        paragraph.insert(0, found)
    return found


def run_of(words: str, properties: Element | None, *, deleted: bool = False) -> Element:
    """A ``w:r`` with the words; properties (``w:rPr``) are copied.

    Characters that XML cannot carry are left out.
    """
    words = _ILLEGAL.sub("", words)
    if words and _SPECIAL.search(words) is None:
        run = copy(_DELETED_RUN if deleted else _RUN)  # a third of what making one costs
        run[0].text = words
        if properties is not None and len(properties):
            run.insert(0, copy(properties))
        return run
    run = etree.Element(R)
    if properties is not None and len(properties):
        run.append(copy(properties))  # lxml copies what is below as well
    for part in _SPECIAL.split(words):
        if not part:
            continue
        special = _ELEMENTS.get(part)
        if special is not None:
            etree.SubElement(run, special)
        else:
            run.append(text_of(part, deleted=deleted))
    return run


def text_of(words: str, *, deleted: bool = False) -> Element:
    """A ``w:t`` or ``w:delText``."""
    text = copy((_DELETED_RUN if deleted else _RUN)[0])
    text.text = words
    return text


def mark_text_deleted(node: Element) -> None:
    """Write the words of a deleted run as deleted; those of a text box in it stay."""
    for child in node.iterchildren():
        if child.tag == T:
            child.tag = DEL_TEXT
        elif child.tag == INSTR:
            child.tag = DEL_INSTR
        elif child.tag in (W + "ruby", W + "rt", W + "rubyBase", R):
            mark_text_deleted(child)
