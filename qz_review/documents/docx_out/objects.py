"""What in a paragraph stands or falls as a whole: fields, formulas, ruby, references to notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qz_review.documents.docx_out.wordml import DEL_TEXT, INSTR, P, R, T, local
from qz_review.documents.ooxml import Element, W

FIELD_CHAR = W + "fldChar"
_PLAIN = frozenset((T, DEL_TEXT, *(W + n for n in ("tab", "ptab", "br", "cr", "noBreakHyphen"))))
_BOXES = frozenset((W + "txbxContent", P))


@dataclass(slots=True)
class Field:
    """A complex field that begins and ends in one paragraph.

    members: its marks and instruction, everything but the result.
    """

    begin: Element
    end: Element | None = None
    members: list[Element] = field(default_factory=list)
    result: set[Element] = field(default_factory=set)
    instruction: str = ""

    @property
    def is_link(self) -> bool:
        """True for a hyperlink written as a field."""
        return self.instruction.strip().upper().startswith("HYPERLINK")


def fields_of(paragraph: Element) -> list[Field]:
    """The fields of a paragraph, inner ones first; those that reach beyond it are left out."""
    open_fields: list[tuple[Field, bool]] = []
    closed: list[Field] = []
    for child in _run_children(paragraph):
        kind = child.get(W + "fldCharType") if child.tag == FIELD_CHAR else None
        if kind == "begin":
            open_fields.append((Field(child), False))
        for at, (item, in_result) in enumerate(open_fields):
            is_own = at == len(open_fields) - 1
            if in_result and not (is_own and kind == "end"):
                item.result.add(child)
            else:
                item.members.append(child)
                if child.tag == INSTR:
                    item.instruction += child.text or ""
        if kind == "separate" and open_fields:
            open_fields[-1] = (open_fields[-1][0], True)
        elif kind == "end" and open_fields:
            item, _ = open_fields.pop()
            item.end = child
            closed.append(item)
    return closed


def _run_children(parent: Element) -> Iterator[Element]:
    """The children of all runs of a paragraph in order, text boxes apart."""
    for child in parent.iterchildren():
        if child.tag == R:
            yield from (item for item in child.iterchildren() if local(item) != "rPr")
        elif child.tag not in _BOXES:
            yield from _run_children(child)


def unit_of(element: Element) -> Element:
    """What has to be taken out for an element: itself, or the ruby or alternative around it.

    The result is a child of a run, or stands beside runs (a formula, a simple field).
    """
    parent = element.getparent()
    if parent.tag == R and parent.getparent().tag == P:
        return element
    unit = child = element
    above = parent
    while above is not None and above.tag != P:
        if above.tag == R:
            unit = child
        child, above = above, above.getparent()
    return unit


def is_plain(element: Element, unit: Element) -> bool:
    """True for characters that can be edited one by one."""
    return unit is element and element.tag in _PLAIN and element.getparent().tag == R
