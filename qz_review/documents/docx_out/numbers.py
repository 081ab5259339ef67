"""Automatic numbers after the edits: automatic where they come out right, else as words.

A number is part of the signed text and no part of the XML: the word processor works it out.
Where what it would show in the last version is not what the text has (a paragraph before it
went, or the number itself was changed), the number is written out and the numbering taken off
that paragraph, both as revisions, so that the first version shows its number again.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from qz_review.documents.docx_out.line_writer import LineWriter
from qz_review.documents.docx_out.outcome import Numbered, Outcome
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
    P_PR,
    properties_of,
    put_property,
)
from qz_review.documents.numbering import Numbering
from qz_review.documents.ooxml import Element, W, value_of
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
    ) -> None:
        self._numbering = numbering
        self._revisions = revisions
        self._outcome = outcome
        self._last = first
        self._writer = writer

    def settle(self, body: Element, lines: Sequence[Line], sources: Sequence[LineSource]) -> None:
        """Compare every number of the last version with what would be shown."""
        wanted_numbers = self._wanted(lines, sources)
        emptied = set(self._outcome.kept_marks)
        for paragraph in list(paragraphs_of(body)):
            self._last = self._outcome.touched.get(paragraph, self._last)
            if _is_gone(paragraph):
                continue
            properties = paragraph.find(P_PR)
            before = self._numbering.state()
            shown = self._numbering.label(properties, value_of(properties, "pStyle"))
            number = wanted_numbers.get(paragraph)
            if number is None and paragraph in emptied:
                number = Numbered(paragraph, "", start_of(paragraph))
            if number is not None and number.label != shown:
                self._numbering.go_back(before)
                self._write_out(paragraph, number, shown)

    def _wanted(
        self, lines: Sequence[Line], sources: Sequence[LineSource]
    ) -> dict[Element, Numbered]:
        wanted_numbers: dict[Element, Numbered] = {}
        for line, source in zip(lines, sources, strict=True):
            own = line.place.kind not in (BlockKind.NOTE, BlockKind.PICTURE)
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
        if shown:
            properties = properties_of(paragraph)
            former = former_properties(properties)
            indent = self._numbering.indent(properties, value_of(properties, "pStyle"))
            take_number_off(properties)
            if indent is not None and properties.find(W + "ind") is None:
                put_property(properties, deepcopy(indent))
            if mark_revision(paragraph, INS) is None and mark_revision(paragraph, MOVE_TO) is None:
                record_change(properties, former, mark, self._revisions)
        if number.label:
            dress = wanted(main_run_properties(paragraph))
            number.spot.put(self._writer.inserted(Words(number.label, mark), dress))


def _is_gone(paragraph: Element) -> bool:
    return any(mark_revision(paragraph, tag) is not None for tag in (DEL, MOVE_FROM))
