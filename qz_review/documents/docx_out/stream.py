"""The marked document laid beside the lines of the source docx.

Version 0 of a marked document is the text of the source.  So its characters and paragraph
marks, in order, are those of the source's lines; everything else was inserted between them.
:func:`source_lines` cuts the document at the paragraph marks of version 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qz_review.documents.docx_out.revisions import author_of
from qz_review.markup.changes import BlockKind, Place
from qz_review.markup.marked import Mark, MarkedBlock, MarkedDocument

NoteKey = tuple[str, str]
"""``footnote`` or ``endnote``, and the note's ``w:id``."""


@dataclass(slots=True)
class Words:
    """Characters with one history; ``inserted`` None for the source's own.

    move: number of the change, where they are part of a paragraph that was moved as a whole.
    note: where they are the sign of a note that stood elsewhere before.
    """

    text: str
    inserted: Mark | None = None
    deleted: Mark | None = None
    move: int | None = None
    note: NoteKey | None = None

    @property
    def is_alive(self) -> bool:
        """True when the last version has them."""
        return self.deleted is None


@dataclass(slots=True)
class Break:
    """A paragraph mark, with the place of the line that it closes (None: not known any more)."""

    inserted: Mark | None = None
    deleted: Mark | None = None
    place: Place | None = None
    move: int | None = None

    @property
    def is_alive(self) -> bool:
        """True when the last version has it."""
        return self.deleted is None


@dataclass(slots=True)
class Anchor:
    """The start or the end of what a comment is about; ``number`` is the comment's."""

    number: int
    is_end: bool


Atom = Words | Break | Anchor


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row of a table that the source does not have.

    cells: column, columns and rows that it spans, its lines.  signs: the notes whose signs are
    among the words, by what is written for them.
    """

    cells: list[tuple[int, int, int, list[str]]]
    mark: Mark
    signs: dict[str, NoteKey] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewTable:
    """A table that the source does not have."""

    rows: list[NewRow]


@dataclass(slots=True)
class NewLine:
    """A whole line that stands between two lines of the source; ``end`` is inserted.

    table: what stands there instead, without words of its own.
    """

    atoms: list[Atom]
    end: Break
    table: NewTable | None = None


@dataclass(slots=True)
class SourceLine:
    """One line of the source with what was done to it.

    index: of the line; the number of lines for what follows the last one.
    before: whole lines inserted before it.  atoms: its characters and what was put among them.
    end: its own paragraph mark; None after the last line.
    """

    index: int
    before: list[NewLine] = field(default_factory=list)
    atoms: list[Atom] = field(default_factory=list)
    end: Break | None = None

    @property
    def is_untouched(self) -> bool:
        """True when nothing happened in it or before it."""
        if self.before or self.end is None or self.end.deleted is not None:
            return False
        for atom in self.atoms:
            if not isinstance(atom, Words) or atom.inserted or atom.deleted:
                return False
        return True

    @property
    def is_gone(self) -> bool:
        """True when the last version has nothing of it, neither words nor mark."""
        return (
            self.end is not None
            and not self.end.is_alive
            and not any(isinstance(atom, Words) and atom.is_alive for atom in self.atoms)
            and not any(isinstance(atom, Break) and atom.is_alive for atom in self.atoms)
        )

    def living_parts(self) -> list[tuple[str, Place | None]]:
        """Its words of the last version between marks of it, each with the place it ends at.

        The last has None where the line's own mark is gone: it runs on.
        """
        parts: list[tuple[str, Place | None]] = []
        words = ""
        for atom in self.atoms:
            if isinstance(atom, Words) and atom.is_alive:
                words += atom.text
            elif isinstance(atom, Break) and atom.is_alive:
                parts.append((words, atom.place))
                words = ""
        end = self.end
        parts.append((words, end.place if end is not None and end.is_alive else None))
        return parts


def source_lines(
    marked: MarkedDocument, anchors: Sequence[tuple[int, int, Anchor]] = ()
) -> list[SourceLine]:
    """All lines of the source in order, the last entry for what follows them.

    anchors: in order, each with the index of the atom (as :func:`atoms_of` counts) and the
    character in it that it stands before.
    Attachments are no part of a docx and left out.
    """
    lines: list[SourceLine] = []
    current: list[Atom] = []
    waiting = list(reversed(anchors))
    number = 0  # of the first atom of the block
    for block in marked.blocks:
        if block.kind is BlockKind.ATTACHMENT:
            continue
        count = _count_of(block) if waiting else 0
        anchored = waiting and waiting[-1][0] < number + count
        if not current and not anchored and _is_untouched(block):
            words: list[Atom] = [Words(run.text) for run in block.runs if run.text]
            lines.append(SourceLine(len(lines), [], words, Break(place=block.place)))
            number += count
            continue
        if not anchored:
            for atom in _atoms(block):
                if not _passed_unseen(atom):
                    _close_or_add(atom, current, lines)
            number += count
            continue
        for atom in _atoms(block):
            _take(atom, number, waiting, current, lines)
            number += 1
    current.extend(anchor for _, _, anchor in reversed(waiting))
    lines.append(_line(len(lines), current, None))
    return lines


def _count_of(block: MarkedBlock) -> int:
    """How many atoms a block gives."""
    return sum(bool(run.text) for run in block.runs) + block.end.is_break


def _take(
    atom: Words | Break,
    number: int,
    waiting: list[tuple[int, int, Anchor]],
    current: list[Atom],
    lines: list[SourceLine],
) -> None:
    """Put an atom and the anchors in it with those before."""
    done = 0
    while waiting and waiting[-1][0] == number:
        _, offset, anchor = waiting.pop()
        if isinstance(atom, Words) and offset > done:
            current.append(replace(atom, text=atom.text[: offset - done]))
            atom = replace(atom, text=atom.text[offset - done :])
            done = offset
        current.append(anchor)
    if not _passed_unseen(atom):
        _close_or_add(atom, current, lines)


def _close_or_add(atom: Words | Break, current: list[Atom], lines: list[SourceLine]) -> None:
    """The source's own mark ends a line; anything else is a part of it."""
    if isinstance(atom, Break) and atom.inserted is None:
        lines.append(_line(len(lines), list(current), atom))
        current.clear()
    elif isinstance(atom, Break) or atom.text:
        current.append(atom)


def _is_untouched(block: MarkedBlock) -> bool:
    end, runs = block.end, block.runs
    if end.inserted is not None or end.deleted is not None or not end.is_break or len(runs) > 1:
        return False
    return not runs or (runs[0].inserted is None and runs[0].deleted is None)


def _passed_unseen(atom: Words | Break) -> bool:
    """True for what somebody put in and took out again himself: no program shows him that."""
    came, went = atom.inserted, atom.deleted
    if came is None or went is None:
        return False
    return author_of(came) == author_of(went)


def atoms_of(marked: MarkedDocument) -> Iterator[Words | Break]:
    """Every character and paragraph mark of a marked document, attachments apart."""
    for block in marked.blocks:
        if block.kind is not BlockKind.ATTACHMENT:
            yield from _atoms(block)


def isolate(line: SourceLine, start: int, end: int) -> list[Words]:
    """The atoms that hold the source's own characters ``start`` to ``end``, and no others."""
    found: list[Words] = []
    at = index = 0
    while index < len(line.atoms) and at < end:
        atom = line.atoms[index]
        if isinstance(atom, Words) and atom.inserted is None:
            cut = next((c - at for c in (start, end) if at < c < at + len(atom.text)), 0)
            if cut:
                rest = replace(atom, text=atom.text[cut:])
                atom.text = atom.text[:cut]
                line.atoms.insert(index + 1, rest)
            if at >= start:
                found.append(atom)
            at += len(atom.text)
        index += 1
    return found


def _atoms(block: MarkedBlock) -> Iterator[Words | Break]:
    move = None
    if block.moved:
        move = block.end.deleted_change if block.deleted else block.end.inserted_change
    for run in block.runs:
        if run.is_break:
            yield Break(run.inserted, run.deleted, block.place if run.deleted is None else None)
        elif run.text:
            change = run.deleted_change if run.inserted is None else run.inserted_change
            yield Words(run.text, run.inserted, run.deleted, move if change == move else None)
    if block.end.is_break:
        yield Break(block.end.inserted, block.end.deleted, block.place, move)


def _line(index: int, atoms: list[Atom], end: Break | None) -> SourceLine:
    """Part whole inserted lines from what happened inside the source's own line."""
    if not any(type(atom) is Break for atom in atoms):
        return SourceLine(index, [], atoms, end)
    own = len(atoms)
    if end is not None:
        own = next(
            (at for at, a in enumerate(atoms) if isinstance(a, Words) and a.inserted is None), own
        )
    line = SourceLine(index, end=end)
    start = 0
    for at in range(own):
        atom = atoms[at]
        if isinstance(atom, Break):
            line.before.append(NewLine(atoms[start:at], atom))
            start = at + 1
    line.atoms = atoms[start:]
    return line
