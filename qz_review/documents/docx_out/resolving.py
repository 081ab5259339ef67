"""Taking revisions (修订) in or out, in the XML itself: what 接受所有修订 and 拒绝 do.

Every kind is resolved: text put in, taken out and moved, paragraph marks, rows and cells, and
changes of properties.  ECMA-376 part 1, 17.13.5.
"""

from __future__ import annotations

from collections.abc import Iterable

from qz_review.documents.docx_out.wordml import (
    DEL,
    DEL_INSTR,
    DEL_TEXT,
    INS,
    INSTR,
    MOVE_FROM,
    MOVE_TO,
    NUM_PR,
    P_PR,
    TBL,
    TC,
    TR,
    P,
    T,
    local,
    properties_of,
    put_property,
)
from qz_review.documents.imported import RevisionChoice
from qz_review.documents.ooxml import Element, W

_CONTENT = frozenset((INS, DEL, MOVE_FROM, MOVE_TO))
_CELLS = frozenset((W + "cellIns", W + "cellDel", W + "cellMerge"))
_PROPERTY_CHANGES = frozenset(
    W + name + "Change"
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "numbering")
)
_RANGES = frozenset(
    W + prefix + end
    for prefix in (
        "moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange",
        "customXmlMoveFromRange", "customXmlMoveToRange",
    )
    for end in ("Start", "End")
)  # fmt: skip
_ALL = (*_CONTENT, *_CELLS, *_PROPERTY_CHANGES, *_RANGES)

_KEPT_PROPERTIES = {  # what a former set of properties does not tell
    "pPr": ("rPr", "sectPr"),
    "rPr": ("ins", "del", "moveFrom", "moveTo"),
    "sectPr": ("headerReference", "footerReference"),
    "trPr": ("ins", "del"),
    "tcPr": ("cellIns", "cellDel", "cellMerge"),
}
_WRAPPERS = ("hyperlink", "smartTag", "fldSimple", "sdtContent", "customXml", "ins", "moveTo", "r")
_NO_CONTENT = ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "proofErr")
_BETWEEN_BLOCKS = (
    "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr",
    "permStart", "permEnd", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
    "moveToRangeEnd",
)  # fmt: skip


def resolve(root: Element, choice: RevisionChoice) -> bool:
    """Take every revision below ``root`` in (ACCEPT) or out (REJECT); True where there was any."""
    revisions = [element for element in root.iter(*_ALL) if element is not root]
    if not revisions:
        return False
    rejecting = choice is RevisionChoice.REJECT
    dropped = frozenset((INS, MOVE_TO) if rejecting else (DEL, MOVE_FROM))
    joined: list[Element] = []
    for element in revisions:
        tag = element.tag
        if tag in _PROPERTY_CHANGES:
            _property_change(element, rejecting)
        elif tag in _RANGES:
            element.getparent().remove(element)
        elif tag in _CELLS:
            _cell(element, dropped)
        else:
            _content(element, tag in dropped, rejecting, joined)
    for paragraph in joined:
        _join(paragraph)
    for old, new in ((DEL_TEXT, T), (DEL_INSTR, INSTR)):
        for element in list(root.iter(old)):
            element.tag = new
    return True


def has_revisions(root: Element) -> bool:
    """True where anything waits to be accepted or rejected."""
    return next(root.iter(*_ALL), None) is not None


def remove_emptied(parent: Element | None) -> None:
    """Remove a link, control or the like whose content is all gone, and what held only it."""
    while parent is not None and local(parent) in _WRAPPERS and not _has_content(parent):
        gone = parent
        if local(parent) == "sdtContent":
            gone = parent.getparent()
        parent = gone.getparent()
        if parent is None:
            return
        parent.remove(gone)


def _property_change(element: Element, rejecting: bool) -> None:
    properties = element.getparent()
    properties.remove(element)
    name = local(properties)
    if not rejecting or local(element) == "numberingChange":
        return
    former = next(iter(element), None)
    kept = _KEPT_PROPERTIES.get(name, ())
    for child in list(properties):
        if local(child) not in kept:
            properties.remove(child)
    if former is None:
        return
    for at, child in enumerate(list(former)):
        if name == "pPr":
            put_property(properties, child)
        elif name == "sectPr" or name == "rPr":
            properties.append(child)
        else:
            properties.insert(at, child)


def _cell(element: Element, dropped: frozenset[str]) -> None:
    properties = element.getparent()
    properties.remove(element)
    gone = {"cellIns": INS, "cellDel": DEL}.get(local(element))
    cell = properties.getparent()
    if gone not in dropped or cell is None or cell.tag != TC:
        return
    row = cell.getparent()
    row.remove(cell)
    if row.find(TC) is None:
        _remove_row(row)


def _content(element: Element, gone: bool, rejecting: bool, joined: list[Element]) -> None:
    parent = element.getparent()
    name = local(parent)
    if name == "rPr":
        parent.remove(element)
        holder = parent.getparent()
        if holder is not None and holder.tag == P_PR and gone:
            paragraph = holder.getparent()
            if paragraph is not None and paragraph not in joined[-1:]:
                joined.append(paragraph)
    elif name == "trPr":
        parent.remove(element)
        if gone:
            _remove_row(parent.getparent())
    elif name == "numPr":
        parent.remove(element)
        if rejecting and element.tag == INS:
            parent.getparent().remove(parent)
    elif gone:
        parent.remove(element)
        remove_emptied(parent)
    else:
        unwrap(element)


def unwrap(element: Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def _remove_row(row: Element) -> None:
    holder = row.getparent()
    if holder is None:
        return
    holder.remove(row)
    table = holder
    while table is not None and table.tag != TBL:
        if next(table.iter(TR), None) is not None:
            return
        table = table.getparent()
    if table is None or next(table.iter(TR), None) is not None:
        return
    place = table.getparent()
    following = next_block(table)
    if place.tag == TC and (following is None or following.tag != P):
        table.addnext(table.makeelement(P))  # a cell ends with a paragraph
    place.remove(table)


def _join(paragraph: Element) -> None:
    """Run a paragraph without mark on into the next."""
    following = next_block(paragraph)
    if following is not None and following.tag == P:
        content = [child for child in paragraph if child.tag != P_PR]
        properties = following.find(P_PR)
        at = 0 if properties is None else following.index(properties) + 1
        following[at:at] = content
        paragraph.getparent().remove(paragraph)
    elif not _has_content(paragraph) and is_removable(paragraph):
        parent = paragraph.getparent()
        parent.remove(paragraph)
        remove_emptied(parent)
    elif not _has_content(paragraph):
        # It has to stay, as the end of a cell or between two tables; without its number.
        number = put_property(properties_of(paragraph), paragraph.makeelement(NUM_PR))
        number.append(number.makeelement(W + "numId", {W + "val": "0"}))


def is_removable(paragraph: Element) -> bool:
    """True for an empty paragraph that neither a cell's end nor two tables need."""
    before, after = previous_block(paragraph), next_block(paragraph)
    if after is None:
        return before is not None and before.tag == P
    return before is None or not (before.tag == TBL and after.tag == TBL)


def next_block(element: Element) -> Element | None:
    """The next paragraph or table beside an element; None at the end of what holds it."""
    return _block(element.itersiblings())


def previous_block(element: Element) -> Element | None:
    """The paragraph or table before an element; None at the start of what holds it."""
    return _block(element.itersiblings(preceding=True))


def _block(siblings: Iterable[Element]) -> Element | None:
    for sibling in siblings:
        name = local(sibling)
        if name in _BETWEEN_BLOCKS:
            continue
        return None if name in ("sectPr", "tcPr", "sdtPr") else sibling
    return None


def _has_content(parent: Element) -> bool:
    return any(
        local(child) not in _NO_CONTENT and local(child) not in _BETWEEN_BLOCKS for child in parent
    )


__all__ = [
    "has_revisions", "is_removable", "next_block", "previous_block", "remove_emptied",
    "resolve", "unwrap",
]  # fmt: skip
