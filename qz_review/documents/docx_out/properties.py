"""Paragraph properties: copied for new paragraphs, changed with a record, marks inserted or not."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.wordml import (
    MARK_PROPERTIES,
    NUM_PR,
    P_PR,
    P_PR_CHANGE,
    R_PR,
    SECT_PR,
    local,
    properties_of,
    put_property,
)
from qz_review.documents.ooxml import Element, W, child_of
from qz_review.markup.marked import Mark

_OWN = (R_PR, SECT_PR, P_PR_CHANGE)
_NOT_FOR_NEW = ("numPr", "pageBreakBefore", "framePr", "sectPr", "pPrChange", "cnfStyle")


def mark_revision(paragraph: Element, tag: str) -> Element | None:
    """The ``w:ins``, ``w:del`` … of a paragraph's mark, None where it has none of that kind."""
    properties = child_of(paragraph, P_PR)
    run_properties = None if properties is None else child_of(properties, R_PR)
    return None if run_properties is None else child_of(run_properties, tag)


def revise_mark(paragraph: Element, tag: str, mark: Mark, revisions: Revisions) -> None:
    """Mark a paragraph's mark as inserted, deleted or moved."""
    put_mark_revision(paragraph, revisions.make(tag, mark))


def put_mark_revision(paragraph: Element, revision: Element) -> None:
    """Put a revision element in its place among the properties of the paragraph mark."""
    properties = properties_of(paragraph)
    run_properties = child_of(properties, R_PR)
    if run_properties is None:
        run_properties = put_property(properties, etree.Element(R_PR))
    order = MARK_PROPERTIES.index(local(revision))
    at = 0
    for child in run_properties:
        name = local(child)
        if name not in MARK_PROPERTIES or MARK_PROPERTIES.index(name) > order:
            break
        at += 1
    run_properties.insert(at, revision)


def clean_copy(properties: Element | None) -> Element:
    """Properties for the first part of a paragraph that is parted: no section, no revisions."""
    copied = etree.Element(P_PR) if properties is None else deepcopy(properties)
    for child in list(copied):
        if child.tag in (SECT_PR, P_PR_CHANGE):
            copied.remove(child)
        elif child.tag == R_PR:
            for part in list(child):
                if local(part) in (*MARK_PROPERTIES, "rPrChange"):
                    child.remove(part)
    return copied


def copy_for_new(properties: Element | None, *, numbered_by_style: bool) -> Element:
    """Properties for a new paragraph beside another: neither its number nor its page break."""
    copied = clean_copy(properties)
    for child in list(copied):
        if local(child) in _NOT_FOR_NEW:
            copied.remove(child)
    if numbered_by_style:
        take_number_off(copied)
    return copied


def take_number_off(properties: Element) -> None:
    """Say that a paragraph has no automatic number, whatever its style says.

    Its level in the list stays: LibreOffice does not bring it back when the change is rejected.
    """
    number = etree.Element(NUM_PR)
    level = properties.find(f"{NUM_PR}/{W}ilvl")
    if level is not None:
        number.append(deepcopy(level))
    etree.SubElement(number, W + "numId", {W + "val": "0"})
    put_property(properties, number)


def change_properties(
    paragraph: Element, wanted: Element, mark: Mark | None, revisions: Revisions
) -> None:
    """Give a paragraph other properties; its mark, its section and the record stay its own.

    mark: who changed them, on record as ``w:pPrChange``; None leaves no record.
    """
    present = properties_of(paragraph)
    if _written(present) == _written(wanted):
        return
    former = former_properties(present)
    for child in list(present):
        if child.tag not in _OWN:
            present.remove(child)
    for child in wanted:
        if child.tag not in _OWN:
            put_property(present, deepcopy(child))
    if mark is not None:
        record_change(present, former, mark, revisions)


def former_properties(properties: Element) -> Element:
    """A copy of properties as ``w:pPrChange`` keeps them."""
    former = etree.Element(P_PR)
    former.extend(deepcopy(child) for child in properties if child.tag not in _OWN)
    return former


def record_change(properties: Element, former: Element, mark: Mark, revisions: Revisions) -> None:
    """Note what the properties were; a note that stands already has the older ones."""
    if child_of(properties, P_PR_CHANGE) is not None:
        return
    change = revisions.make(P_PR_CHANGE, mark)
    change.append(former)
    put_property(properties, change)


def _written(properties: Element) -> list[bytes]:
    return [etree.tostring(child) for child in properties if child.tag not in _OWN]
