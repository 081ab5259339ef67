"""What a docx holds twice, or fills in from elsewhere, brought in line with the edits."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from qz_review.documents.docx_out.resolving import has_revisions
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.wordml import (
    DEL,
    DEL_TEXT,
    INS,
    MOVE_FROM,
    MOVE_TO,
    P,
    R,
    T,
    local,
    mark_text_deleted,
)
from qz_review.documents.ooxml import MC, Element, W

_BOX = W + "txbxContent"
_COMMENTS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_MOVES = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
_FILLED_IN = ("dataBinding", "showingPlcHdr", "lock")


def repeat_in_fallbacks(root: Element, revisions: Revisions) -> None:
    """Older programs show the second branch of a text box: it gets the edits of the first."""
    for both in root.iter(MC + "AlternateContent"):
        choice, fallback = both.find(MC + "Choice"), both.find(MC + "Fallback")
        if choice is None or fallback is None:
            continue
        for box, twin in zip(_boxes(choice), _boxes(fallback), strict=False):
            if has_revisions(box) and _words_before(box) == _words_before(twin):
                blocks = [child for child in box if local(child) not in _MOVES]
                twin[:] = [_renumbered(child, revisions) for child in blocks]


def free_controls(root: Element) -> None:
    """A content control that was edited is filled in from nowhere else and locked no more."""
    for control in root.iter(W + "sdt"):
        properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
        if properties is None or content is None or not has_revisions(content):
            continue
        for child in list(properties):
            if local(child) in _FILLED_IN:
                properties.remove(child)


def _boxes(branch: Element) -> list[Element]:
    """The outermost text boxes."""
    return [
        box for box in branch.iter(_BOX) if not any(a.tag == _BOX for a in _within(box, branch))
    ]


def _within(element: Element, top: Element) -> Iterator[Element]:
    for above in element.iterancestors():
        if above is top:
            return
        yield above


def _words_before(box: Element) -> str:
    """The words of a box with every insertion rejected."""
    words = []
    for text in box.iter(T, DEL_TEXT, P):
        if text.tag == P:
            words.append("\n")
        elif not any(a.tag in (INS, MOVE_TO) for a in _within(text, box)):
            words.append(text.text or "")
    return "".join(words).strip("\n")


def _renumbered(element: Element, revisions: Revisions) -> Element:
    """A copy with ids of its own; a move is not made twice, so there it came and went."""
    copied = deepcopy(element)
    for item in list(copied.iter()):
        name = local(item)
        if name in (*_COMMENTS, *_MOVES) and item.getparent() is not None:
            item.getparent().remove(item)
        elif item.get(W + "id") is not None and item.get(W + "author") is not None:
            item.set(W + "id", revisions.next_id())
        if item.tag == MOVE_TO:
            item.tag = INS
        elif item.tag == MOVE_FROM:
            item.tag = DEL
            for run in item.iterchildren(R):
                mark_text_deleted(run)
    return copied
