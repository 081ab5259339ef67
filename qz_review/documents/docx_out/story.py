"""All lines of the source with their edits: words, paragraph marks, whole new lines.

One walk over the source's lines in reading order.  What may be open between two lines is a
line whose own mark was deleted: it runs on into the next (接排).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from qz_review.documents.docx_out.edits import Deletion, LineEdits, edits_of
from qz_review.documents.docx_out.line_writer import LineWriter, Written
from qz_review.documents.docx_out.moves import Move
from qz_review.documents.docx_out.new_lines import NewLines
from qz_review.documents.docx_out.note_signs import NoteSigns
from qz_review.documents.docx_out.origins import Stretch, find_origins
from qz_review.documents.docx_out.outcome import Numbered, OpenLine, Outcome
from qz_review.documents.docx_out.pictures import Pictures
from qz_review.documents.docx_out.placing import has_section
from qz_review.documents.docx_out.plain_lines import PlainLines
from qz_review.documents.docx_out.properties import (
    change_properties,
    clean_copy,
    mark_revision,
    revise_mark,
)
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.spots import Spot, start_of
from qz_review.documents.docx_out.stream import Atom, Break, SourceLine, Words
from qz_review.documents.docx_out.wordml import (
    DEL,
    INS,
    MOVE_FROM,
    P_PR,
    P,
    T,
    local,
    properties_of,
)
from qz_review.documents.ooxml import Element, W, child_of
from qz_review.documents.sources import LineSource
from qz_review.jobs import JobContext
from qz_review.markup.changes import BlockKind
from qz_review.markup.lines import Line
from qz_review.markup.marked import Mark

_TELL_EVERY = 100
_TRIMMED = frozenset((T, *(W + name for name in ("tab", "br", "cr"))))
_HOLDERS = (W + "txbxContent", W + "drawing", W + "pict", W + "object")


class Story:
    """Writes the edits of all lines into the trees that the lines were read from."""

    def __init__(
        self,
        lines: Sequence[Line],
        sources: Sequence[LineSource],
        revisions: Revisions,
        new_lines: NewLines,
        moves: Mapping[int, Move],
        pictures: Pictures,
        signs: NoteSigns,
    ) -> None:
        self._pictures = pictures
        self._lines = lines
        self._sources = sources
        self._revisions = revisions
        self._new_lines = new_lines
        self._moves = moves
        self._writer = LineWriter(revisions, signs)
        self._plain_lines = PlainLines(revisions, self._writer)
        self._open: OpenLine | None = None
        self.outcome = Outcome()

    def write(
        self,
        story: Sequence[SourceLine],
        swept: Sequence[tuple[Element, Mark]],
        job: JobContext,
    ) -> Outcome:
        """Carry everything out.  Raises Cancelled.

        swept: empty paragraphs between two that were joined (``joins``).
        """
        for paragraph, mark in swept:
            revise_mark(paragraph, DEL, mark, self._revisions)
            self.outcome.touched[paragraph] = mark
        self.outcome.lines_gone.update(line.index for line in story[:-1] if line.is_gone)
        for line in story:
            if line.is_untouched and self._open is None:
                continue
            if line.index % _TELL_EVERY == 0:
                job.check_cancelled()
                job.progress(line.index, len(story))
            if line.before:
                self._open = self._new_lines.write(line, self._open, self.outcome)
            if line.end is not None:
                self._line(line, line.end)
        return self.outcome

    # --- one line of the source ---

    def _line(self, line: SourceLine, end: Break) -> None:
        source, text = self._sources[line.index], self._lines[line.index]
        if text.place.kind is BlockKind.PICTURE:
            self._picture(line, end, source)
            return
        if text.place.kind is BlockKind.NOTE and line.is_gone and self._reference_is_gone(source):
            return  # who takes the sign out of the text takes the note out
        if not source.paragraphs:
            self._without_place(line)
            return
        label = len(source.label) if text.text.startswith(source.label) else 0
        if self._open is None and end.deleted is None and len(source.paragraphs) == 1:
            own, edits = source.paragraphs[0], edits_of(line.atoms, label)
            head = self._plain_lines.write(text.text, label, own, edits)
            if head is not None:
                if label or edits.label:
                    number = self._number(line, edits, Written([], head), [own.element])
                    self._close(own.element, number)
                return
        stretches = find_origins(text.text, source)
        atoms = _indented(line.atoms, _indent(source)) if not line.is_gone else line.atoms
        joined = self._open is not None and text.place.kind is not BlockKind.NOTE
        edits = edits_of(atoms, label, self._open.mark if self._open and joined else None)
        paragraphs = [p.element for p in source.paragraphs]
        unshown: dict[int, Deletion] = {}
        if stretches is None:
            stretches, edits, unshown = self._rewritten(text.text, source, atoms)
        elif line.is_gone and end.deleted is not None:
            unshown = _all_unshown(stretches, end.deleted, moved=end.move is not None)
        else:
            unshown = self._trimmed(stretches, end)
        written = self._writer.write(text.text, stretches, paragraphs, edits, unshown)
        self.outcome.note_deleted(written.bits)
        self._marks(line, end, edits, written, paragraphs)
        if end.move is not None:
            self._new_lines.open_move(paragraphs[0], self._moves[end.move], end.deleted)

    def _marks(
        self, line: SourceLine, end: Break, edits: LineEdits, written: Written,
        paragraphs: Sequence[Element],
    ) -> None:  # fmt: skip
        """The paragraph marks of a line: its own, those put into it, those of a title's lines."""
        last = paragraphs[-1]
        number = self._number(line, edits, written, paragraphs)
        lives = _living_parts(line.atoms)
        for (paragraph, mark), is_alive in zip(written.splits, lives, strict=False):
            assert mark.inserted is not None
            self._dress_split(paragraph, last, mark)
            if mark.is_alive:
                self._close(paragraph, number)
                number = Numbered(paragraph, "", start_of(last), mark.inserted)
            elif is_alive or self._open is not None:
                self._leave_open(paragraph, mark, number)
        if end.deleted is None:
            self._close(last, number)
        elif line.is_gone:
            tag = MOVE_FROM if end.move is not None else DEL
            for paragraph in paragraphs:
                self._delete_mark(paragraph, tag, end.deleted, line.index)
        else:
            self._delete_mark(last, DEL, end.deleted, line.index)
            if lives[-1] or self._open is not None:
                self._leave_open(last, end, number)
        if not line.is_gone:
            self._delete_emptied(written, paragraphs, line.index)

    def _number(
        self, line: SourceLine, edits: LineEdits, written: Written, paragraphs: Sequence[Element]
    ) -> Numbered:
        first = written.splits[0][0] if written.splits else paragraphs[0]
        bit = next((b for b in written.bits if b.unit is not None), None)
        head = written.head if written.head is not None or bit is None else bit.node
        while head is not None and head.getparent().tag != P:
            head = head.getparent()
        is_first = head is not None and head.getparent() is first
        spot = Spot(before=head) if is_first else start_of(first)
        kept = "".join(words.text for words in edits.label if words.is_alive)
        marks = (words.inserted or words.deleted for words in edits.label)
        return Numbered(paragraphs[0], kept, spot, next((m for m in marks if m), None))

    def _close(self, paragraph: Element, number: Numbered) -> None:
        """A line of the last version ends with the mark of ``paragraph``."""
        opened, self._open = self._open, None
        if opened is not None:
            number = opened.number
            mark = None if mark_revision(paragraph, INS) is not None else opened.mark
            wanted = properties_of(opened.head)
            change_properties(paragraph, wanted, mark, self._revisions)
        number.paragraph = paragraph
        self.outcome.numbered.append(number)

    def _leave_open(self, paragraph: Element, mark: Break, number: Numbered) -> None:
        assert mark.deleted is not None
        if self._open is None:
            self._open = OpenLine(paragraph, mark.deleted, number)
        else:
            self._open.mark = mark.deleted

    def _dress_split(self, paragraph: Element, rest: Element, mark: Break) -> None:
        """The first part of a parted paragraph has its properties and an inserted mark."""
        assert mark.inserted is not None
        properties = clean_copy(child_of(rest, P_PR))
        present = child_of(paragraph, P_PR)
        if present is not None:
            paragraph.remove(present)
        paragraph.insert(0, properties)
        revise_mark(paragraph, INS, mark.inserted, self._revisions)
        if mark.deleted is not None:
            revise_mark(paragraph, DEL, mark.deleted, self._revisions)
        self.outcome.touched[paragraph] = mark.inserted

    def _delete_mark(self, paragraph: Element, tag: str, mark: Mark, index: int) -> None:
        """Mark a paragraph mark as deleted, unless more than the line hangs on it."""
        alive = self._shared.get(id(paragraph), set()) - {index} - self.outcome.lines_gone
        holds = next(paragraph.iter(*_HOLDERS), None) is not None and self._open is None
        if has_section(paragraph) or (alive and self._open is None) or holds:
            self.outcome.kept_marks.append(paragraph)
            return
        if mark_revision(paragraph, tag) is None:
            revise_mark(paragraph, tag, mark, self._revisions)
            self.outcome.touched[paragraph] = mark

    def _delete_emptied(self, written: Written, paragraphs: Sequence[Element], index: int) -> None:
        """A line of a title that lost all its words goes; so does a mark inside a note."""
        for bit in written.bits:
            if bit.unit is None and bit.deletion is not None and self._is_note(index):
                self._delete_mark(paragraphs[bit.paragraph], DEL, bit.deletion.mark, index)
        for number, paragraph in enumerate(paragraphs[:-1]):
            bits = [bit for bit in written.bits if bit.paragraph == number and bit.unit is not None]
            gone = [bit.deletion for bit in bits if bit.deletion is not None]
            is_empty = bits and len(gone) == len(bits) and next(paragraph.iter(INS), None) is None
            if is_empty and not written.splits and not self._is_note(index):
                self._delete_mark(paragraph, DEL, gone[0].mark, index)

    # --- what a line does not show ---

    def _trimmed(self, stretches: Sequence[Stretch], end: Break) -> dict[int, Deletion]:
        """The spaces at the seam of two paragraphs that are joined."""
        shown = [index for index, stretch in enumerate(stretches) if stretch.start >= 0]
        first = shown[0] if shown else len(stretches)
        last = shown[-1] if shown else -1
        gone: dict[int, Deletion] = {}
        if self._open is not None:
            gone.update(_unshown(stretches, range(first), self._open.mark))
        if end.deleted is not None:
            gone.update(_unshown(stretches, range(last + 1, len(stretches)), end.deleted))
        return gone

    def _rewritten(
        self, text: str, source: LineSource, atoms: Sequence[Atom]
    ) -> tuple[list[Stretch], LineEdits, dict[int, Deletion]]:
        """A line whose characters were not found: all its words out, all of them in again."""
        marks = [m for a in atoms if isinstance(a, Words | Break) for m in (a.inserted, a.deleted)]
        mark = min((m for m in marks if m is not None), key=lambda m: m.version, default=None)
        mark = mark or (self._open.mark if self._open else Mark(0, None))
        stretches = [
            Stretch(-1, len(words), element, 0, number)
            for number, paragraph in enumerate(source.paragraphs)
            for words, element in paragraph.pieces
        ]
        edits = LineEdits()
        for atom in atoms:
            if isinstance(atom, Words) and atom.inserted is None:
                if atom.deleted != mark:
                    edits.insert(0, Words(atom.text, mark, atom.deleted))
            else:
                edits.insert(0, atom)
        gone = _unshown(stretches, range(len(stretches)), mark)
        return stretches, edits, gone

    # --- lines that are no paragraphs of their own ---

    def _picture(self, line: SourceLine, end: Break, source: LineSource) -> None:
        if end.deleted is None or source.picture is None:
            return
        self._pictures.take_out(source.picture, end.deleted)
        paragraph = source.paragraphs[0].element
        if self._is_picture_only(paragraph):
            self._delete_mark(paragraph, DEL, end.deleted, line.index)

    def _is_picture_only(self, paragraph: Element) -> bool:
        owners = self._shared.get(id(paragraph), set())
        kinds = {self._lines[index].place.kind for index in owners}
        return kinds == {BlockKind.PICTURE}

    def _without_place(self, line: SourceLine) -> None:
        """A title that stands nowhere in the XML; of anything else the written file is refused."""
        if line.is_untouched:
            return
        alive = "".join(a.text for a in line.atoms if isinstance(a, Words) and a.is_alive)
        if self._lines[line.index].place.kind is BlockKind.TITLE:
            self._new_lines.title_before_table(line, alive)

    @cached_property
    def _shared(self) -> dict[int, set[int]]:
        """Which lines each paragraph gives, by the paragraph's identity."""
        owners: dict[int, set[int]] = {}
        for index, source in enumerate(self._sources):
            for paragraph in source.paragraphs:
                owners.setdefault(id(paragraph.element), set()).add(index)
        return owners

    def _is_note(self, index: int) -> bool:
        return self._lines[index].place.kind is BlockKind.NOTE

    def _reference_is_gone(self, source: LineSource) -> bool:
        if not source.paragraphs:
            return True
        for above in source.paragraphs[0].element.iterancestors():
            if local(above) in ("footnote", "endnote"):
                key = (local(above) + "Reference", above.get(W + "id"))
                return key in self.outcome.references_gone
        return False


def _living_parts(atoms: Sequence[Atom]) -> list[bool]:
    """For each part between inserted paragraph marks whether it has words of the last version."""
    parts = [False]
    for atom in atoms:
        if isinstance(atom, Break) and atom.inserted is not None:
            parts.append(False)
        elif isinstance(atom, Words) and atom.is_alive:
            parts[-1] = True
    return parts


def _indent(source: LineSource) -> str:
    """The spaces that a paragraph begins with."""
    raw = "".join(words for words, _ in source.paragraphs[0].pieces)
    return raw[: len(raw) - len(raw.lstrip(" \u3000"))] if raw.strip() else ""


def _indented(atoms: Sequence[Atom], indent: str) -> list[Atom]:
    """After a paragraph mark that was put in, the spaces that open the paragraph come again."""
    if not indent:
        return list(atoms)
    written: list[Atom] = []
    for atom in atoms:
        written.append(atom)
        if isinstance(atom, Break) and atom.inserted is not None and atom.is_alive:
            written.append(Words(indent, atom.inserted))
    return written


def _all_unshown(stretches: Sequence[Stretch], mark: Mark, *, moved: bool) -> dict[int, Deletion]:
    return {
        index: Deletion(-1, -1, mark, moved)
        for index, stretch in enumerate(stretches)
        if stretch.start < 0 and stretch.element is not None
        and stretch.element.tag in (T, W + "tab")
    }  # fmt: skip


def _unshown(stretches: Sequence[Stretch], indexes: range, mark: Mark) -> dict[int, Deletion]:
    gone: dict[int, Deletion] = {}
    for index in indexes:
        stretch = stretches[index]
        if stretch.start < 0 and stretch.element is not None and stretch.element.tag in _TRIMMED:
            gone[index] = Deletion(-1, -1, mark)
    return gone
