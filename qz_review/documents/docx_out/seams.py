"""Paragraph marks where no paragraph follows: at the end of a cell, before a table.

A mark that is deleted runs its paragraph on into the next; one that is inserted does so when
it is rejected.  Where what follows is no paragraph, the mark before is taken instead and the
last one stays: what is read is the same, and every program agrees on it.
"""

from __future__ import annotations

from qz_review.documents.docx_out.outcome import Outcome
from qz_review.documents.docx_out.placing import has_section
from qz_review.documents.docx_out.properties import (
    change_properties,
    former_properties,
    mark_revision,
    record_change,
    revise_mark,
)
from qz_review.documents.docx_out.resolving import next_block, previous_block
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.wordml import DEL, INS, MOVE_FROM, MOVE_TO, P_PR, P, properties_of
from qz_review.documents.ooxml import Element, W, child_of

_IN = (INS, MOVE_TO)
_OUT = (DEL, MOVE_FROM)


def settle_seams(outcome: Outcome, revisions: Revisions) -> None:
    """Settle every mark that was touched."""
    for paragraph in list(outcome.touched):
        following = next_block(paragraph)
        if paragraph.getparent() is None or (following is not None and following.tag == P):
            continue
        came, went = _has(paragraph, _IN), _has(paragraph, _OUT)
        if came and went:
            _settle_passing(paragraph)
        elif went:
            _settle_deleted(paragraph, outcome, revisions)
        elif came:
            _settle_inserted(paragraph, outcome, revisions)


def _settle_passing(paragraph: Element) -> None:
    """A paragraph that came and went again is shown at the end of the one before it."""
    before = previous_block(paragraph)
    if before is not None and before.tag == P:
        before.extend([child for child in paragraph if child.tag != P_PR])
        paragraph.getparent().remove(paragraph)


def _settle_deleted(paragraph: Element, outcome: Outcome, revisions: Revisions) -> None:
    first = paragraph
    before = previous_block(first)
    while _is_paragraph(before) and _has(before, _OUT) and not _has(before, _IN):
        first, before = before, previous_block(before)
    if not _is_paragraph(before) or has_section(before):
        _clear(paragraph, _OUT)
        outcome.kept_marks.append(paragraph)
        return
    mark = outcome.touched[paragraph]
    _clear(paragraph, _OUT)
    if _has(before, _IN):
        _pour(before, first)
        outcome.stands_for(paragraph, before)
        return
    revise_mark(before, DEL, mark, revisions)
    change_properties(paragraph, properties_of(before), mark, revisions)
    outcome.stands_for(paragraph, before)
    outcome.touched[before] = mark


def _settle_inserted(paragraph: Element, outcome: Outcome, revisions: Revisions) -> None:
    first = paragraph
    before = previous_block(first)
    while _is_paragraph(before) and _has(before, _IN) and not _has(before, _OUT):
        first, before = before, previous_block(before)
    if not _is_paragraph(before) or has_section(before):
        return
    mark = outcome.touched[paragraph]
    _clear(paragraph, _IN)
    properties = properties_of(paragraph)
    former = properties_of(before).find(f"{W}pPrChange/{P_PR}")
    former = former_properties(properties_of(before) if former is None else former)
    if [(c.tag, dict(c.attrib)) for c in former.iter()] != [
        (c.tag, dict(c.attrib)) for c in former_properties(properties).iter()
    ]:
        record_change(properties, former, mark, revisions)
    if _has(before, _OUT):
        _pour(before, first)
    else:
        revise_mark(before, INS, mark, revisions)
        outcome.touched[before] = mark


def _pour(source: Element, target: Element) -> None:
    """Put the content of a paragraph before that of another, and remove it."""
    properties = child_of(target, P_PR)
    at = 0 if properties is None else target.index(properties) + 1
    target[at:at] = [child for child in source if child.tag != P_PR]
    source.getparent().remove(source)


def _clear(paragraph: Element, tags: tuple[str, ...]) -> None:
    for tag in tags:
        found = mark_revision(paragraph, tag)
        if found is not None:
            found.getparent().remove(found)


def _has(paragraph: Element, tags: tuple[str, ...]) -> bool:
    return any(mark_revision(paragraph, tag) is not None for tag in tags)


def _is_paragraph(element: Element | None) -> bool:
    return element is not None and element.tag == P
