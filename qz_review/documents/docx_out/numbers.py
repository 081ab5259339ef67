"""Automatic numbers after the edits: automatic where they come out right, else as words.

A number is part of the signed text and no part of the XML: the word processor works it out.
Where what it would show in the last version is not what the text has, because a paragraph
before it went or came, the list goes on from the right number there.  Where somebody changed
the number itself, it is written out and the numbering taken off that paragraph.  Both are
revisions, so that the first version shows its number again.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from qz_review.documents.docx_out.line_writer import LineWriter
from qz_review.documents.docx_out.outcome import Numbered, Outcome
from qz_review.documents.docx_out.package import WritablePackage
from qz_review.documents.docx_out.placing import main_run_properties
from qz_review.documents.docx_out.properties import (
    former_properties,
    mark_revision,
    record_change,
    take_number_off,
)
from qz_review.documents.docx_out.reading_order import paragraphs_of
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.spots import start_of, wanted
from qz_review.documents.docx_out.stream import Words
from qz_review.documents.docx_out.wordml import (
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    NUM_PR,
    P_PR,
    properties_of,
    put_property,
)
from qz_review.documents.numbering import Numbering
from qz_review.documents.ooxml import Element, W, child_of, value_of
from qz_review.documents.sources import LineSource
from qz_review.markup.changes import BlockKind
from qz_review.markup.lines import Line
from qz_review.markup.marked import Mark


class Numbers:
    """Settles the numbers of one docx.  numbering: fresh, it counts from the start."""

    def __init__(
        self,
        numbering: Numbering,
        revisions: Revisions,
        outcome: Outcome,
        writer: LineWriter,
        first: Mark,
        package: WritablePackage,
    ) -> None:
        self._package = package
        self._numbering = numbering
        self._revisions = revisions
        self._outcome = outcome
        self._last = first
        self._writer = writer
        self._broken: set[str] = set()  # lists that a number was taken off
        self._goes_on: dict[str, str] = {}  # list id → the one that its paragraphs have now

    def settle(self, body: Element, lines: Sequence[Line], sources: Sequence[LineSource]) -> None:
        """Compare every number of the last version with what would be shown."""
        wanted_numbers = self._wanted(lines, sources)
        emptied = set(self._outcome.kept_marks)
        touched = self._outcome.touched
        bare_is_numbered = self._numbering.is_numbered(None, None)
        for paragraph in paragraphs_of(body):
            if paragraph in touched:
                self._last = touched[paragraph]
                if _is_gone(paragraph):
                    continue
            properties = child_of(paragraph, P_PR)
            number = wanted_numbers.get(paragraph)
            if properties is None and number is None and not bare_is_numbered:
                continue
            style = value_of(properties, "pStyle")
            if number is None and paragraph in emptied:
                number = Numbered(paragraph, "", start_of(paragraph))
            if not self._numbering.is_numbered(properties, style):
                if number is not None and number.label:
                    self._write_out(paragraph, number, "")
                continue
            before = self._numbering.state()
            shown = self._numbering.label(properties, style)
            if number is not None and number.label != shown:
                self._numbering.go_back(before)
                self._write_out(paragraph, number, shown)
            elif shown:
                self._follow(paragraph)

    def _wanted(
        self, lines: Sequence[Line], sources: Sequence[LineSource]
    ) -> dict[Element, Numbered]:
        wanted_numbers: dict[Element, Numbered] = {}
        for index, (line, source) in enumerate(zip(lines, sources, strict=True)):
            own = line.place.kind not in (BlockKind.NOTE, BlockKind.PICTURE)
            own = own and index not in self._outcome.lines_gone
            if own and source.paragraphs and source.label:
                first = source.paragraphs[0].element
                paragraph = self._outcome.replaced.get(first, first)
                number = Numbered(paragraph, source.label, start_of(first))
                wanted_numbers[paragraph] = number
        for number in self._outcome.numbered:
            wanted_numbers[number.paragraph] = number
        return wanted_numbers

    def _write_out(self, paragraph: Element, number: Numbered, shown: str) -> None:
        mark = number.mark or self._last
        if shown and number.label and number.mark is None and self._restart(paragraph, number):
            return
        if shown:
            properties = properties_of(paragraph)
            former = former_properties(properties)
            self._broken.add(self._list_of(properties)[1])
            indent = self._numbering.indent(properties, value_of(properties, "pStyle"))
            take_number_off(properties)
            if indent is not None and properties.find(W + "ind") is None:
                put_property(properties, deepcopy(indent))
            self._record(paragraph, former, mark)
        if number.label:
            dress = wanted(main_run_properties(paragraph))
            number.spot.put(self._writer.inserted(Words(number.label, mark), dress))

    def _restart(self, paragraph: Element, number: Numbered) -> bool:
        """Let the list go on from the number that the text has; False where none gives it."""
        properties = properties_of(paragraph)
        style = value_of(properties, "pStyle")
        found = self._numbering.start_giving(properties, style, number.label)
        part = next(iter(self._package.related("numbering")), None)
        if found is None or part is None:
            return False
        list_id, depth, start = found
        new = restarted(self._package.xml(part), list_id, depth, start)
        self._package.touch(part)
        self._numbering.add(new)
        abstract = self._list_of(properties)[1]
        self._take_number(paragraph, new.get(W + "numId"), depth)
        self._numbering.label(properties, style)
        if abstract in self._broken:
            self._goes_on[list_id] = new.get(W + "numId")
        return True

    def _follow(self, paragraph: Element) -> None:
        """What follows in a list that begins anew goes along, where a number was taken off.

        Word would count on by itself; LibreOffice parts the two when all is rejected.
        """
        list_id, _, depth = self._list_of(properties_of(paragraph))
        if list_id in self._goes_on:
            self._take_number(paragraph, self._goes_on[list_id], depth)

    def _take_number(self, paragraph: Element, list_id: str, depth: int) -> None:
        properties = properties_of(paragraph)
        former = former_properties(properties)
        reference = etree.Element(NUM_PR)
        etree.SubElement(reference, W + "ilvl", {W + "val": str(depth)})
        etree.SubElement(reference, W + "numId", {W + "val": list_id})
        put_property(properties, reference)
        self._record(paragraph, former, self._last)

    def _list_of(self, properties: Element) -> tuple[str, str, int]:
        return self._numbering.list_of(properties, value_of(properties, "pStyle"))

    def _record(self, paragraph: Element, former: Element, mark: Mark) -> None:
        """Note the former properties, unless the paragraph itself is new."""
        if mark_revision(paragraph, INS) is None and mark_revision(paragraph, MOVE_TO) is None:
            record_change(properties_of(paragraph), former, mark, self._revisions)


def restarted(root: Element, list_id: str, depth: int, start: int) -> Element:
    """A new ``w:num`` of the same list that begins at ``start`` on a level."""
    numbers = list(root.iterchildren(W + "num"))
    old = next(item for item in numbers if item.get(W + "numId") == list_id)
    used = [int(n.get(W + "numId")) for n in numbers if n.get(W + "numId", "").isdecimal()]
    new = deepcopy(old)
    new.set(W + "numId", str(max(used, default=0) + 1))
    override = next((o for o in new if o.get(W + "ilvl") == str(depth)), None)
    if override is None:
        override = etree.SubElement(new, W + "lvlOverride", {W + "ilvl": str(depth)})
    for item in list(override.iterchildren(W + "startOverride")):
        override.remove(item)
    override.insert(0, etree.Element(W + "startOverride", {W + "val": str(start)}))
    numbers[-1].addnext(new)
    return new


def _is_gone(paragraph: Element) -> bool:
    return any(mark_revision(paragraph, tag) is not None for tag in (DEL, MOVE_FROM))
