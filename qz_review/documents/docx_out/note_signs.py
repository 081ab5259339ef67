"""Notes and their signs in the text: a note goes with its sign, and comes again with it.

The sign of a note is three characters of the text, ``[1]``, and one element of the XML that
the word processor numbers itself.  So: a sign that was moved gets a copy of its note; a note
whose words were deleted leaves its sign as words; a note that lost its sign is written at the
end; and a sign that would be numbered otherwise than the text has it is given its own mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from qz_review.documents.docx_out.origins import find_origins
from qz_review.documents.docx_out.package import WritablePackage
from qz_review.documents.docx_out.reading_order import paragraphs_of
from qz_review.documents.docx_out.resolving import resolve
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.stream import (
    Atom,
    Break,
    NewLine,
    NewRow,
    NoteKey,
    SourceLine,
    Words,
    isolate,
)
from qz_review.documents.docx_out.table_plan import TablePlan
from qz_review.documents.docx_out.wordml import DEL, INS, MOVE_FROM, R_PR, R, local, text_of
from qz_review.documents.imported import RevisionChoice
from qz_review.documents.notes import NoteBook
from qz_review.documents.ooxml import Element, W, child_of
from qz_review.documents.sources import LineSource
from qz_review.markup.changes import BlockKind
from qz_review.markup.lines import Line
from qz_review.markup.marked import Mark

SIGNS = (W + "footnoteReference", W + "endnoteReference")


@dataclass(frozen=True, slots=True)
class _Sign:
    """Where a note's sign stands: line, characters ``start`` to ``end`` of it, element."""

    line: int
    start: int
    end: int
    element: Element


class NoteSigns:
    """The notes of one docx and their signs."""

    def __init__(
        self,
        package: WritablePackage,
        lines: Sequence[Line],
        sources: Sequence[LineSource],
        revisions: Revisions,
    ) -> None:
        self._package = package
        self._lines = lines
        self._sources = sources
        self._revisions = revisions
        has_notes = any(line.place.kind is BlockKind.NOTE for line in lines)
        self._signs = dict(_signs(lines, sources)) if has_notes else {}
        self._marks: dict[NoteKey, str] = {}
        self._copied: dict[Element, NoteKey] = {}

    def prepare(self, story: Sequence[SourceLine], plan: TablePlan) -> None:
        """Settle, before anything is written, what becomes of notes without sign and signs
        without note.

        plan: with the rows of tables that go as wholes, the signs in them too, and that come.
        """
        rows = [row for _, _, row in plan.came]
        rows += [r for line in story for new in line.before if new.table for r in new.table.rows]
        for line in story[:-1]:
            if self._lines[line.index].place.kind is not BlockKind.NOTE:
                continue
            key = _key_of(self._sources[line.index])
            sign = self._signs.get(key) if key is not None else None
            if key is None or sign is None:
                continue
            self._marks[key] = self._sources[line.index].label
            gone = plan.lines_gone.get(sign.line)
            parts: list[Words] = []
            if gone is None:
                parts = isolate(story[sign.line], sign.start, sign.end)
                gone = next((part.deleted for part in parts if part.deleted is not None), None)
            if gone is None and line.is_gone:
                assert line.end is not None and line.end.deleted is not None
                _write_as_words(story[sign.line], parts, line.end.deleted)
            elif gone is not None and not line.is_gone:
                mark = self._marks[key]
                if not (_sign_in_row(rows, mark, key) or _sign_again(story, mark, key)):
                    self._write_at_end(story, line, gone)

    def run(self, key: NoteKey) -> Element:
        """A run with a sign for a copy of a note; :meth:`settle` makes the copy."""
        sign = self._signs[key].element
        run = etree.Element(R)
        properties = child_of(sign.getparent(), R_PR)
        if properties is not None:
            run.append(deepcopy(properties))
        copied = etree.SubElement(run, sign.tag)
        self._copied[copied] = key
        return run

    def settle(self, body: Element, first: Mark) -> None:
        """Copy the notes that were signed again; where a number comes out wrong, write it."""
        for element, key in self._copied.items():
            element.set(W + "id", self._copy_note(key))
        if not self._marks:
            return
        parts = (self._package.related_xml(name) for name in ("footnotes", "endnotes", "settings"))
        book = NoteBook(*parts)
        for section in body.iter(W + "sectPr"):
            for kind in ("footnote", "endnote"):
                book.set_format(kind, section.find(f"{W}{kind}Pr"))
        for paragraph in paragraphs_of(body):
            for element in [e for e in paragraph.iter(*SIGNS) if _owner(e) is paragraph]:
                if not any(a.tag in (DEL, MOVE_FROM) for a in element.iterancestors()):
                    self._number(element, book, first)

    def _number(self, element: Element, book: NoteBook, first: Mark) -> None:
        kind = local(element).removesuffix("Reference")
        key = self._copied.get(element) or (kind, element.get(W + "id", ""))
        wanted = self._marks.get(key)
        if wanted is None or element.get(W + "customMarkFollows") is not None:
            book.refer(kind, element.get(W + "id", ""), "?" if wanted is None else wanted)
            return
        before = book.state()
        if book.refer(kind, element.get(W + "id", ""), "") == wanted:
            return
        book.go_back(before)
        if element not in self._copied:
            element = self._replaced(element, key, first)
        element.set(W + "customMarkFollows", "1")
        element.getparent().append(text_of(wanted))

    def _replaced(self, element: Element, key: NoteKey, mark: Mark) -> Element:
        """The sign taken out, and one for a copy of its note put in behind it."""
        old = element.getparent()
        wrapper = self._revisions.make(DEL, mark)
        old.addprevious(wrapper)
        wrapper.append(old)
        added = self._revisions.make(INS, mark)
        wrapper.addnext(added)
        run = self.run(key)
        added.append(run)
        copied = run.find(element.tag)
        copied.set(W + "id", self._copy_note(key))
        return copied

    def _copy_note(self, key: NoteKey) -> str:
        kind, number = key
        part = self._package.related(kind + "s")[0]
        root = self._package.xml(part)
        notes = list(root.iterchildren(W + kind))
        note = next(note for note in notes if note.get(W + "id") == number)
        used = [int(n.get(W + "id")) for n in notes if n.get(W + "id", "").isdecimal()]
        copied = deepcopy(note)
        resolve(copied, RevisionChoice.ACCEPT)
        copied.set(W + "id", str(max(used) + 1))
        root.append(copied)
        self._package.touch(part)
        return str(max(used) + 1)

    def _write_at_end(self, story: Sequence[SourceLine], line: SourceLine, mark: Mark) -> None:
        words = "".join(a.text for a in line.atoms if isinstance(a, Words) and a.is_alive)
        place = self._lines[line.index].place
        story[-1].before.append(NewLine([Words(words, mark)], Break(mark, place=place)))
        line.atoms, line.end, line.before = [], Break(), []


def _signs(lines: Sequence[Line], sources: Sequence[LineSource]) -> Iterator[tuple[NoteKey, _Sign]]:
    for index, (line, source) in enumerate(zip(lines, sources, strict=True)):
        elements = (e for p in source.paragraphs for _, e in p.pieces if e.tag in SIGNS)
        if next(elements, None) is None:
            continue
        for stretch in find_origins(line.text, source) or ():
            element = stretch.element
            if element is not None and element.tag in SIGNS and stretch.start >= 0:
                kind = local(element).removesuffix("Reference")
                key = (kind, element.get(W + "id", ""))
                yield key, _Sign(index, stretch.start, stretch.end, element)


def _key_of(source: LineSource) -> NoteKey | None:
    if not source.paragraphs:
        return None
    for above in source.paragraphs[0].element.iterancestors():
        if local(above) in ("footnote", "endnote"):
            return local(above), above.get(W + "id", "")
    return None


def _write_as_words(line: SourceLine, parts: list[Words], mark: Mark) -> None:
    at = next(i for i, atom in enumerate(line.atoms) if atom is parts[-1])
    words = "".join(part.text for part in parts)
    for part in parts:
        part.deleted = mark
    line.atoms.insert(at + 1, Words(words, mark))


def _sign_in_row(rows: Sequence[NewRow], mark: str, key: NoteKey) -> bool:
    """Find the sign in a row that comes; True where it is there."""
    for row in rows:
        words = (line for _, _, _, lines in row.cells for line in lines)
        if mark not in row.signs and any(mark in line for line in words):
            row.signs[mark] = key
            return True
    return False


def _sign_again(story: Sequence[SourceLine], mark: str, key: NoteKey) -> bool:
    """Find the sign among the words put in, and make it one; True where it is there."""
    for line in story:
        for atoms in (*(new.atoms for new in line.before), line.atoms):
            for at, atom in enumerate(atoms):
                if not (isinstance(atom, Words) and atom.inserted and atom.is_alive):
                    continue
                start = atom.text.find(mark)
                if start < 0 or atom.note is not None:
                    continue
                sign = replace(atom, text=mark, note=key)
                parts: list[Atom] = [replace(atom, text=atom.text[:start]), sign]
                parts.append(replace(atom, text=atom.text[start + len(mark) :]))
                atoms[at : at + 1] = [p for p in parts if isinstance(p, Words) and p.text]
                return True
    return False


def _owner(element: Element) -> Element | None:
    return next((above for above in element.iterancestors() if local(above) == "p"), None)
