"""Whole lines that the source does not have: new paragraphs, moved ones, pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lxml import etree

from qz_review.documents.docx_out.line_writer import LineWriter, anchor_elements
from qz_review.documents.docx_out.moves import Move
from qz_review.documents.docx_out.note_signs import NoteSigns
from qz_review.documents.docx_out.outcome import Numbered, OpenLine, Outcome
from qz_review.documents.docx_out.pictures import Pictures
from qz_review.documents.docx_out.placing import Home, Places, main_run_properties
from qz_review.documents.docx_out.properties import clean_copy, copy_for_new, revise_mark
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.spots import start_of, wanted
from qz_review.documents.docx_out.stream import Anchor, NewLine, NewTable, SourceLine, Words
from qz_review.documents.docx_out.table_rows import TableRows
from qz_review.documents.docx_out.wordml import (
    DEL,
    INS,
    MOVE_TO,
    P_PR,
    SECT_PR,
    P,
    put_property,
)
from qz_review.documents.ooxml import Element, W, child_of, value_of
from qz_review.documents.sources import LineSource
from qz_review.documents.styles import Styles
from qz_review.markup.changes import BlockKind, Place
from qz_review.markup.marked import Mark


class NewLines:
    """Writes the lines that stand between two lines of the source."""

    def __init__(
        self,
        body: Element,
        places: Places,
        sources: Sequence[LineSource],
        styles: Styles,
        revisions: Revisions,
        moves: Mapping[int, Move],
        pictures: Pictures,
        signs: NoteSigns,
        tables: TableRows,
    ) -> None:
        self._tables = tables
        self._body = body
        self._places = places
        self._sources = sources
        self._styles = styles
        self._revisions = revisions
        self._moves = moves
        self._pictures = pictures
        self._behind: dict[Element, Element] = {}  # what was put behind a block last
        self._writer = LineWriter(revisions, signs)

    def write(self, line: SourceLine, opened: OpenLine | None, outcome: Outcome) -> OpenLine | None:
        """Write what stands before a line; returns the line that is open after it.

        opened: a line whose mark was deleted just before.
        """
        home: Home | None = None
        cell: tuple[int, ...] | None = None
        for new in line.before:
            if cell != _cell_of(new.end.place):
                home, cell = None, _cell_of(new.end.place)
            home = home or self._home(line, new)
            beside = home.after
            while home.after in self._behind:
                home = Home(after=self._behind[home.after])
            if new.table is not None:
                table = self._tables.table(new.table)
                home.put(table)
                home = Home(after=table)
                if beside is not None:
                    self._behind[beside] = table
                self._close_body(table, new.table)
                continue
            paragraph = etree.Element(P)
            home.put(paragraph)
            opened = self._paragraph(paragraph, new, line, home, opened, outcome)
            assert new.end.inserted is not None
            outcome.touched[paragraph] = new.end.inserted
            following = paragraph.getnext()
            is_range = following is not None and following.tag == W + "moveToRangeEnd"
            home = Home(after=following if is_range else paragraph)
            if beside is not None:
                self._behind[beside] = home.after
        return opened

    def title_before_table(self, line: SourceLine, words: str) -> None:
        """The words of a first cell were the title: another title needs a paragraph of its own."""
        mark = next(
            (m for a in line.atoms if isinstance(a, Words) for m in (a.inserted, a.deleted) if m),
            Mark(0, None),
        )
        paragraph = etree.Element(P)
        properties = etree.SubElement(paragraph, P_PR)
        put_property(properties, etree.Element(W + "jc", {W + "val": "center"}))
        revise_mark(paragraph, INS, mark, self._revisions)
        self._body.insert(0, paragraph)
        paragraph.append(self._writer.inserted(Words(words, mark), None))

    def open_move(self, paragraph: Element, move: Move, mark: Mark | None) -> None:
        """Set the two range marks around the paragraph that a move begins at."""
        if mark is not None:
            self._range(paragraph, "moveFromRange", move, mark)

    def _close_body(self, table: Element, new: NewTable) -> None:
        """A text ends with a paragraph, as every word processor has it behind a table."""
        following = table.getnext()
        if following is None or following.tag == SECT_PR:
            paragraph = etree.Element(P)
            table.addnext(paragraph)
            revise_mark(paragraph, INS, new.rows[0].mark, self._revisions)

    # --- one new paragraph ---

    def _paragraph(
        self, paragraph: Element, new: NewLine, line: SourceLine, home: Home,
        opened: OpenLine | None, outcome: Outcome,
    ) -> OpenLine | None:  # fmt: skip
        end = new.end
        assert end.inserted is not None
        move = self._moves.get(end.move) if end.move is not None else None
        dress, indent = self._dress(paragraph, line.index, end.place, home, opened, move)
        is_native = move is not None and move.is_native
        revise_mark(paragraph, MOVE_TO if is_native else INS, end.inserted, self._revisions)
        if end.deleted is not None:
            revise_mark(paragraph, DEL, end.deleted, self._revisions)
        label = self._content(paragraph, new, dress, indent, move, opened is not None)
        if move is not None and move.is_native:
            self._range(paragraph, "moveToRange", move, end.inserted)
        number = Numbered(paragraph, label, start_of(paragraph), end.inserted)
        if opened is not None:
            number = opened.number
        if end.deleted is None:
            number.paragraph = paragraph
            outcome.numbered.append(number)
            return None
        if opened is None and not any(isinstance(a, Words) and a.is_alive for a in new.atoms):
            return None
        head = paragraph if opened is None else opened.head
        return OpenLine(head, end.deleted, number)

    def _dress(
        self, paragraph: Element, index: int, place: Place | None, home: Home,
        opened: OpenLine | None, move: Move | None,
    ) -> tuple[Element | None, str]:  # fmt: skip
        """Give a new paragraph its properties; returns those of its words, and its indent."""
        if move is not None:
            paragraph.append(move.properties)
            return None, ""
        if opened is not None:
            paragraph.append(clean_copy(child_of(opened.head, P_PR)))
            return wanted(main_run_properties(opened.head)), ""
        model, level = self._model(index, place, home)
        if model < 0:
            properties = etree.SubElement(paragraph, P_PR)
            dress, indent = None, ""
        else:
            like = self._places.first(model)
            assert like is not None
            style = value_of(child_of(like, P_PR), "pStyle")
            by_style = self._styles.facts(style).numbering is not None
            properties = copy_for_new(child_of(like, P_PR), numbered_by_style=by_style)
            paragraph.append(properties)
            dress, indent = wanted(main_run_properties(like)), self._indent(model)
        if level:
            outline = etree.Element(W + "outlineLvl", {W + "val": str(level - 1)})
            put_property(properties, outline)
        return dress, indent

    def _model(self, index: int, place: Place | None, home: Home) -> tuple[int, int]:
        """The line to make it after, and the outline level to write where that has another."""
        found = self._places.model(index, place, home)
        if found >= 0 or place is None:
            return found, 0
        plain = place._replace(kind=BlockKind.PARAGRAPH, level=0)
        return self._places.model(index, plain, home), place.level

    def _indent(self, model: int) -> str:
        raw = "".join(words for words, _ in self._sources[model].paragraphs[0].pieces)
        return raw[: len(raw) - len(raw.lstrip(" \u3000"))] if raw.strip() else ""

    def _content(
        self, paragraph: Element, new: NewLine, dress: Element | None, indent: str,
        move: Move | None, opened: bool,
    ) -> str:  # fmt: skip
        """Write the words; returns the living characters of a moved number, which are none."""
        place = new.end.place
        if place is not None and place.kind is BlockKind.PICTURE:
            self._picture(paragraph, new, place)
            return ""
        label, left = "", 0
        alive = [atom for atom in new.atoms if isinstance(atom, Words) and atom.is_alive]
        if move is not None and not opened and alive and alive[0].move is not None:
            left = len(move.label)
        assert new.end.inserted is not None
        has_words = any(isinstance(atom, Words) and atom.is_alive for atom in new.atoms)
        if indent and has_words and new.end.is_alive:
            paragraph.append(self._writer.inserted(Words(indent, new.end.inserted), dress))
        for atom in new.atoms:
            if isinstance(atom, Anchor):
                paragraph.extend(anchor_elements(atom))
            elif isinstance(atom, Words):
                words = atom
                if move is not None and atom.move is not None:
                    if left:
                        head = atom.text[:left]
                        left -= len(head)
                        label += head if atom.is_alive else ""
                        move.used += len(head)
                        words = replace(atom, text=atom.text[len(head) :])
                    self._moved(paragraph, words, move)
                else:
                    paragraph.append(self._writer.inserted(words, dress))
        return label

    def _moved(self, paragraph: Element, words: Words, move: Move) -> None:
        assert words.inserted is not None
        for run, link in move.runs(words):
            holder = paragraph
            if link is not None:
                holder = etree.SubElement(paragraph, W + "hyperlink", link)
            tag = MOVE_TO if move.is_native else INS
            holder = self._revisions.add(holder, tag, words.inserted)
            if words.deleted is not None:
                holder = self._revisions.add(holder, DEL, words.deleted)
            holder.append(run)

    def _picture(self, paragraph: Element, new: NewLine, place: Place) -> None:
        run = self._pictures.run(place)
        if run is None or new.end.inserted is None:
            return
        holder = self._revisions.add(paragraph, INS, new.end.inserted)
        if new.end.deleted is not None:
            holder = self._revisions.add(holder, DEL, new.end.deleted)
        holder.append(run)

    def _range(self, paragraph: Element, kind: str, move: Move, mark: Mark) -> None:
        start = self._revisions.make(W + kind + "Start", mark)
        start.set(W + "name", move.name)
        spot = start_of(paragraph)
        spot.put(start)
        end = etree.Element(W + kind + "End", {W + "id": start.get(W + "id")})
        paragraph.addnext(end)

    def _home(self, line: SourceLine, new: NewLine) -> Home:
        """Beside the lines it came between; a note that has no sign stands at the end."""
        place = new.end.place
        if place is None or place.kind is not BlockKind.NOTE:
            home = self._places.home(line.index, place)
            if home is not None:
                return home
        last = next((c for c in reversed(self._body) if c.tag in (P, W + "tbl")), None)
        if last is not None:
            return Home(after=last)
        section = child_of(self._body, SECT_PR)
        if section is not None:
            return Home(before=section)
        return Home(after=etree.SubElement(self._body, P))


def _cell_of(place: Place | None) -> tuple[int, ...] | None:
    """Which cell a place is in; None outside of tables."""
    if place is None or place.kind is not BlockKind.CELL:
        return None
    return place.block, place.row, place.column
