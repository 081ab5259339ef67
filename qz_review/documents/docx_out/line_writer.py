"""The edits of one line carried out in the paragraphs that it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from qz_review.documents.docx_out.cutting import Bit, Cutter, Line, take_apart
from qz_review.documents.docx_out.edits import Deletion, LineEdits, keep_whole
from qz_review.documents.docx_out.note_signs import NoteSigns
from qz_review.documents.docx_out.origins import Stretch
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.spots import Dress, Spot, Spots, start_of
from qz_review.documents.docx_out.stream import Anchor, Break, Words
from qz_review.documents.docx_out.wordml import DEL, INS, P_PR, P, R, local, run_of
from qz_review.documents.ooxml import WP, Element, W, child_of


@dataclass(slots=True)
class Written:
    """What writing a line came to.

    splits: new paragraphs, in order, each with the mark that was inserted at its end; the rest
        of the line is in the paragraph behind them.
    bits: the shown characters in order.
    head: what stands first in the line, its number apart; None where that is a bit.
    """

    bits: list[Bit]
    head: Element | None = None
    splits: list[tuple[Element, Break]] = field(default_factory=list)


class LineWriter:
    """Writes the lines of one docx; knows nothing of paragraph marks that were there before."""

    def __init__(self, revisions: Revisions, signs: NoteSigns) -> None:
        self._revisions = revisions
        self._signs = signs

    def write(
        self,
        text: str,
        stretches: list[Stretch],
        paragraphs: Sequence[Element],
        edits: LineEdits,
        unshown: dict[int, Deletion],
    ) -> Written:
        """Carry the edits out.

        stretches: where the characters of the line's text are (``origins``).
        unshown: what to delete besides, by index of stretch.
        """
        line = take_apart(stretches, paragraphs)
        keep_whole(edits, text, line.objects)
        cutter = Cutter(line, edits, self._revisions)
        bits = cutter.cut(unshown)
        written = Written(bits)
        spots = Spots(bits, line.fields, cutter.fields_gone, paragraphs)
        dress = Dress(bits, paragraphs)
        for position in sorted(edits.insertions):
            atoms = edits.insertions[position]
            mark = next((a.inserted for a in atoms if isinstance(a, Words | Break)), None)
            spot = spots.find(position, mark)
            properties = dress.at(*spots.neighbours(position), spot)
            for atom in atoms:
                if isinstance(atom, Break):
                    if atom.inserted is not None:
                        written.splits.append((self._split(spot, atom), atom))
                else:
                    self.put(spot, atom, properties)
                    if written.head is None and not (bits and bits[0].start < position):
                        written.head = spot.after
        return written

    def put(self, spot: Spot, atom: Words | Anchor, properties: Element | None) -> None:
        """Insert words, or one end of what a comment is about, at a spot."""
        if isinstance(atom, Anchor):
            for element in anchor_elements(atom):
                spot.put(element)
        else:
            spot.put(self.inserted(atom, properties))

    def inserted(self, words: Words, properties: Element | None) -> Element:
        """``w:ins`` of words, with a ``w:del`` inside where they went again."""
        assert words.inserted is not None
        outer = self._revisions.make(INS, words.inserted)
        is_gone = words.deleted is not None
        holder = outer
        if words.deleted is not None:
            holder = self._revisions.add(outer, DEL, words.deleted)
        if words.note is not None:
            holder.append(self._signs.run(words.note))
        else:
            holder.append(run_of(words.text, properties, deleted=is_gone))
        return outer

    def _split(self, spot: Spot, mark: Break) -> Element:
        """Part a paragraph at a spot; what stands before it goes into a new one."""
        paragraph = spot.paragraph
        new = etree.Element(P)
        paragraph.addprevious(new)
        properties = child_of(paragraph, P_PR)
        if properties is not None:
            new.append(deepcopy(properties))
        content = [child for child in paragraph if child.tag != P_PR]
        node, behind = _in_paragraph(spot)
        if node is not None:
            content = content[: content.index(node) + behind]
        new.extend(content)
        _keep_boxes(new, paragraph)
        rest = start_of(paragraph)
        spot.after, spot.before, spot.end_of = rest.after, rest.before, rest.end_of
        return new


def _keep_boxes(first: Element, rest: Element) -> None:
    """A text box is read behind the whole of what was its paragraph: it goes with the rest."""
    anchored = [
        run
        for run in first.iterchildren(R)
        if next(run.iter(W + "txbxContent"), None) is not None
        and next(run.iter(WP + "inline"), None) is None
    ]
    rest.extend(anchored)  # at its end: rejecting what was put in before takes no box along


def anchor_elements(anchor: Anchor) -> list[Element]:
    """``w:commentRangeStart``; or the end, with the sign that carries the comment."""
    number = str(anchor.number)
    if not anchor.is_end:
        return [etree.Element(W + "commentRangeStart", {W + "id": number})]
    run = etree.Element(W + "r")
    etree.SubElement(run, W + "commentReference", {W + "id": number})
    return [etree.Element(W + "commentRangeEnd", {W + "id": number}), run]


def _in_paragraph(spot: Spot) -> tuple[Element | None, int]:
    """The child of the paragraph at a spot, and 1 where the spot is behind it.

    Links and controls that the spot lies in are parted.
    """
    if spot.end_of is not None:
        return None, 0
    node = spot.after if spot.after is not None else spot.before
    assert node is not None
    behind = 1 if spot.after is not None else 0
    while node.getparent().tag != P:
        holder = node.getparent()
        rest = list(node.itersiblings())
        if not behind:
            rest.insert(0, node)
        if not any(_is_content(child) for child in rest):
            node, behind = holder, 1
        elif not any(_is_content(c) for c in holder if c not in rest):
            node, behind = holder, 0
        else:
            holder.addnext(_copy_with(holder, rest))
            node, behind = holder, 1
    return node, behind


def _copy_with(holder: Element, children: Sequence[Element]) -> Element:
    """The same link or control once more, around other children."""
    copied = holder.makeelement(holder.tag, dict(holder.attrib))
    for child in holder:
        if local(child) in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"):
            properties = deepcopy(child)
            for name in ("id", "dataBinding"):
                for found in list(properties.iterchildren(W + name)):
                    properties.remove(found)
            copied.append(properties)
    copied.extend(children)
    return copied


def _is_content(element: Element) -> bool:
    return not local(element).endswith("Pr")


__all__ = ["Line", "LineWriter", "Written", "anchor_elements"]
