"""Where in the XML an insertion goes, and in what dress."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from qz_review.documents.docx_out.cutting import Bit
from qz_review.documents.docx_out.objects import Field
from qz_review.documents.docx_out.wordml import (
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    P_PR,
    R_PR,
    P,
    R,
    local,
)
from qz_review.documents.ooxml import Element, W, child_of
from qz_review.markup.marked import Mark

_REVISIONS = frozenset((INS, DEL, MOVE_FROM, MOVE_TO))
_UNWANTED = frozenset(
    W + name
    for name in (
        "vanish", "specVanish", "webHidden", "rPrChange", "ins", "del", "moveFrom", "moveTo",
    )
)  # fmt: skip


@dataclass(slots=True)
class Spot:
    """A place between two elements: behind ``after``, before ``before``, or last in ``end_of``."""

    after: Element | None = None
    before: Element | None = None
    end_of: Element | None = None

    def put(self, element: Element) -> None:
        """Insert an element here; the next one goes behind it."""
        if self.after is not None:
            self.after.addnext(element)
        elif self.before is not None:
            self.before.addprevious(element)
        else:
            assert self.end_of is not None
            self.end_of.append(element)
        self.after, self.before, self.end_of = element, None, None

    @property
    def paragraph(self) -> Element:
        """The ``w:p`` that it lies in."""
        found = self.after if self.after is not None else self.before
        found = self.end_of if found is None else found
        assert found is not None  # one of the three is given
        while found.tag != P:
            found = found.getparent()
        return found


def start_of(paragraph: Element) -> Spot:
    """Before everything that a paragraph holds."""
    first = next((child for child in paragraph if child.tag != P_PR), None)
    return Spot(end_of=paragraph) if first is None else Spot(before=first)


class Spots:
    """Finds the spots of one line once it is cut."""

    def __init__(
        self, bits: Sequence[Bit], fields: Sequence[Field], gone: Sequence[Field],
        paragraphs: Sequence[Element],
    ) -> None:  # fmt: skip
        self._bits = bits
        self._fields = fields
        self._gone = {id(item) for item in gone}
        self._paragraphs = paragraphs
        self._at = 0

    def neighbours(self, position: int) -> tuple[Bit | None, Bit | None]:
        """The bits before and behind a position; ask for positions in ascending order."""
        while self._at < len(self._bits) and self._bits[self._at].end <= position:
            self._at += 1
        left = self._bits[self._at - 1] if self._at else None
        right = self._bits[self._at] if self._at < len(self._bits) else None
        return left, right

    def find(self, position: int, mark: Mark | None) -> Spot:
        """The spot for what ``mark`` inserts at a position."""
        left, right = self.neighbours(position)
        if left is not None and left.unit is None:
            left = None if right is not None and right.unit is not None else left
        if right is not None and right.unit is None:
            right = None
        if left is not None and left.unit is None:
            return Spot(end_of=self._paragraphs[left.paragraph])
        if left is None and right is None:
            return Spot(end_of=self._paragraphs[-1])
        if left is not None and right is not None and left.paragraph != right.paragraph:
            right = None
        if left is None:
            assert right is not None
            return self._before(right, mark)
        return self._behind(left, right, mark)

    def _before(self, right: Bit, mark: Mark | None) -> Spot:
        node = self._edge(right, None, is_start=True)
        if not _replaces(right, mark):
            node = _lifted(node, frozenset())
        return Spot(before=node)

    def _behind(self, left: Bit, right: Bit | None, mark: Mark | None) -> Spot:
        if right is None:
            node = self._edge(left, None, is_start=False)
            return Spot(after=node if _replaces(left, mark) else _lifted(node, frozenset()))
        node, following = self._edge(left, right, is_start=False), right.node
        if node.getparent() is following.getparent():
            outer = self._edge(right, left, is_start=True)
            return Spot(after=node) if outer is following else Spot(before=outer)
        if _replaces(left, mark):
            return Spot(after=node)
        if _replaces(right, mark):
            return Spot(before=following)
        return Spot(after=_lifted(node, frozenset(following.iterancestors())))

    def _edge(self, bit: Bit, other: Bit | None, *, is_start: bool) -> Element:
        """The node of a bit, or the end of the field that it closes (the start that it opens)."""
        node = bit.node
        for item in self._fields:
            if item.end is None or bit.unit not in item.result:
                continue
            if other is not None and other.unit in item.result:
                continue
            if bit.deletion is not None and id(item) not in self._gone:
                continue
            child = item.begin if is_start else item.end
            node = child.getparent()
            above = node.getparent()
            node = above if above.tag in _REVISIONS else node
        return node


def _replaces(bit: Bit, mark: Mark | None) -> bool:
    return bit.deletion is not None and bit.deletion.mark == mark


def _lifted(node: Element, ancestors: frozenset[Element]) -> Element:
    """The node, or what holds it, that stands in the paragraph (or in one of ``ancestors``)."""
    while True:
        parent = node.getparent()
        if parent.tag == P or parent in ancestors:
            return node
        node = parent


class Dress:
    """The run properties that inserted words take from their neighbours."""

    def __init__(self, bits: Sequence[Bit], paragraphs: Sequence[Element]) -> None:
        self._bits = bits
        self._paragraphs = paragraphs

    def at(self, left: Bit | None, right: Bit | None, spot: Spot) -> Element | None:
        """``w:rPr`` for words at a spot: of what they replace, else of the words before them."""
        holder = spot.paragraph if spot.end_of is not None else _holder(spot)
        if left is not None and left.plain and left.deletion is None and holder.tag == P:
            properties = _run_properties(left)
            if not _is_raised(properties) and left.node.getparent() is holder:
                return wanted(properties)  # nearly always: the words before are plain ones
        raised = self._is_raised(left) and self._is_raised(right)
        for bit in self._candidates(left, right):
            properties = _run_properties(bit)
            if not bit.plain or bit.unit is None:
                continue
            if bit.deletion is None and _is_raised(properties) and not raised:
                continue
            if _in_link(bit) and not _is_inside(bit, holder):
                continue
            return wanted(properties)
        mark = spot.paragraph.find(f"{W}pPr/{W}rPr")
        return wanted(mark)

    def _candidates(self, left: Bit | None, right: Bit | None) -> Iterator[Bit]:
        at = next((i for i, bit in enumerate(self._bits) if bit is left), -1)
        if left is not None and left.deletion is not None:
            first = at
            while first and self._bits[first - 1].deletion == left.deletion:
                first -= 1
            yield from self._bits[first : at + 1]
        elif left is not None:
            yield left
        if right is not None:
            yield right
        yield from reversed(self._bits[: max(at, 0)])
        yield from self._bits[at + 1 :]

    @staticmethod
    def _is_raised(bit: Bit | None) -> bool:
        return bit is None or _is_raised(_run_properties(bit))


def wanted(properties: Element | None) -> Element | None:
    """A copy of run properties without what must not go over to new words."""
    if properties is None or not len(properties):
        return None
    if not any(child.tag in _UNWANTED for child in properties):
        return properties
    copied = deepcopy(properties)
    for child in list(copied):
        if child.tag in _UNWANTED:
            copied.remove(child)
    return copied


def _run_properties(bit: Bit) -> Element | None:
    if bit.unit is None:
        return None
    parent = bit.unit.getparent()
    return child_of(parent, R_PR) if parent.tag == R else None


def _is_raised(properties: Element | None) -> bool:
    return properties is not None and (
        properties.find(W + "vertAlign") is not None or properties.find(W + "position") is not None
    )


def _in_link(bit: Bit) -> bool:
    return any(local(above) == "hyperlink" for above in bit.node.iterancestors())


def _holder(spot: Spot) -> Element:
    beside = spot.after if spot.after is not None else spot.before
    assert beside is not None
    return beside.getparent()


def _is_inside(bit: Bit, holder: Element) -> bool:
    return any(above is holder for above in bit.node.iterancestors()) and local(holder) != "p"
