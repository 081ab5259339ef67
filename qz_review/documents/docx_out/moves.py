"""Paragraphs that were moved as wholes: native moves where both ends allow it.

A move is native where the paragraph is the source's own, nobody had put words into it before
it was moved, and its new end is still there; what was moved are then copies of its own runs.
What was edited on the way is a deletion at the old place and an insertion at the new one.
Any other move is all deletion here and insertion there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from qz_review.documents.docx_out.objects import is_plain, unit_of
from qz_review.documents.docx_out.origins import find_origins
from qz_review.documents.docx_out.placing import container_of, local_of
from qz_review.documents.docx_out.properties import clean_copy
from qz_review.documents.docx_out.stream import Break, NewLine, SourceLine, Words
from qz_review.documents.docx_out.wordml import (
    DEL_TEXT,
    P_PR,
    R_PR,
    R,
    T,
    local,
    mark_text_deleted,
    run_of,
)
from qz_review.documents.ooxml import Element, W, child_of
from qz_review.documents.sources import LineSource
from qz_review.markup.changes import BlockKind
from qz_review.markup.lines import Line

_NOT_COPIED = frozenset(
    W + name
    for name in ("footnoteReference", "endnoteReference", "fldChar", "drawing", "pict", "object")
)
_NOT_NATIVE = (W + "sdt", W + "ruby")  # not every program moves what these hold


@dataclass(slots=True)
class _Sample:
    """Characters ``start`` to ``end`` of the source line as runs that can be written again."""

    start: int
    end: int
    run: Element
    text: str | None  # None for an object
    link: dict[str, str] | None = None


@dataclass(slots=True)
class Move:
    """One paragraph that was moved.

    name: what both its ends are called.  properties: of the paragraph.  is_native: False where
    it is written as a deletion and an insertion, of copies all the same.
    """

    number: int
    name: str
    label: str
    properties: Element
    is_native: bool = True
    places: list[int] = field(default_factory=list)  # character moved → place in the line
    samples: list[_Sample] = field(default_factory=list)
    used: int = 0

    def runs(self, words: Words) -> Iterator[tuple[Element, dict[str, str] | None]]:
        """Copies of the source's runs for the next words of the new end, links apart."""
        wanted = self.places[self.used : self.used + len(words.text)]
        self.used += len(words.text)
        at = 0
        while at < len(wanted):
            sample = next((s for s in self.samples if s.start <= wanted[at] < s.end), None)
            end = at + 1
            while end < len(wanted) and sample is not None and wanted[end] < sample.end:
                end += 1
            piece = words.text[at:end]
            if sample is None or (sample.text is None and len(piece) < sample.end - sample.start):
                run = run_of(piece, None)
            elif sample.text is None:
                run = deepcopy(sample.run)
            else:
                run = run_of(piece, child_of(sample.run, R_PR))
            if words.deleted is not None:
                mark_text_deleted(run)
            yield run, None if sample is None else sample.link
            at = end


def find_moves(
    story: Sequence[SourceLine], lines: Sequence[Line], sources: Sequence[LineSource]
) -> dict[int, Move]:
    """The moves by number, each paragraph numbered anew; all other marks become ordinary ones.

    Several paragraphs moved together are as many moves.
    """
    sources_of: dict[int, list[SourceLine]] = {}
    targets_of: dict[int, list[NewLine]] = {}
    for line in story:
        if line.end is not None and line.end.move is not None:
            sources_of.setdefault(line.end.move, []).append(line)
        for new in line.before:
            if new.end.move is not None:
                targets_of.setdefault(new.end.move, []).append(new)
    moves: dict[int, Move] = {}
    renumbered: set[int] = set()
    for number, from_lines in sources_of.items():
        to_lines = targets_of.get(number, [])
        if len(from_lines) != len(to_lines):
            continue
        for line, target in zip(from_lines, to_lines, strict=True):
            move = _move(line, target, lines[line.index], sources[line.index])
            if move is None:
                continue
            move.number = len(moves) + 1
            move.name = f"move{move.number}"
            moves[move.number] = move
            renumbered |= {id(line), id(target)}
            _renumber(target, number, move.number)
            _renumber(line, number, move.number if move.is_native else None)
    for line in story:
        if len(line.atoms) < 2 and not line.before and line.end and line.end.move is None:
            continue  # nearly always: nothing happened to it
        holders: list[SourceLine | NewLine] = [line, *line.before]
        for holder in holders:
            if id(holder) not in renumbered:
                _renumber(holder, None, None)
    return moves


def _renumber(holder: SourceLine | NewLine, old: int | None, new: int | None) -> None:
    """Give what has the number ``old`` another; all other marks of moves become ordinary."""
    for atom in (*holder.atoms, holder.end):
        if isinstance(atom, Words | Break):
            atom.move = new if atom.move == old and old is not None else None


def _move(line: SourceLine, target: NewLine, text: Line, source: LineSource) -> Move | None:
    end = line.end
    assert end is not None and end.move is not None
    if text.place.kind is not BlockKind.PARAGRAPH or len(source.paragraphs) != 1:
        return None
    paragraph = source.paragraphs[0].element
    if local_of(container_of(paragraph)) != "body":
        return None
    if next(paragraph.iter(*_NOT_COPIED), None) is not None or not target.end.is_alive:
        return None
    if not all(isinstance(a, Words) and a.inserted is None and a.deleted for a in line.atoms):
        return None
    moved = "".join(a.text for a in target.atoms if isinstance(a, Words) and a.move == end.move)
    places: list[int] = []
    at = 0
    for atom in line.atoms:
        assert isinstance(atom, Words)
        if atom.move == end.move:
            places.extend(range(at, at + len(atom.text)))
        at += len(atom.text)
    stretches = find_origins(text.text, source)
    if "".join(text.text[place] for place in places) != moved or stretches is None:
        return None
    label = source.label if moved.startswith(source.label) else ""
    is_native = next(paragraph.iter(*_NOT_NATIVE), None) is None
    move = Move(0, "", label, clean_copy(child_of(paragraph, P_PR)), is_native, places)
    for stretch in stretches:
        if stretch.start >= 0 and stretch.element is not None:
            move.samples.append(_sample(stretch.start, stretch.end, stretch.element, text.text))
    return move


def _sample(start: int, end: int, element: Element, text: str) -> _Sample:
    unit = unit_of(element)
    run = unit.getparent()
    if run.tag != R:  # a formula stands beside runs
        return _Sample(start, end, deepcopy(unit), None)
    link = next((a for a in run.iterancestors() if local(a) == "hyperlink"), None)
    attributes = None if link is None else dict(link.attrib)
    copied = etree.Element(R)
    properties = child_of(run, R_PR)
    if properties is not None:
        copied.append(deepcopy(properties))
    if is_plain(element, unit) and element.tag in (T, DEL_TEXT):
        return _Sample(start, end, copied, text[start:end], attributes)
    copied.append(deepcopy(unit))
    return _Sample(start, end, copied, None, attributes)
