"""What was done to one line of the source, by position: deletions, insertions, its label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qz_review.documents.docx_out.stream import Anchor, Atom, Break, Words
from qz_review.markup.marked import Mark


@dataclass(frozen=True, slots=True)
class Deletion:
    """Characters ``start`` to ``end`` of the line, taken out; ``moved``: to another place."""

    start: int
    end: int
    mark: Mark
    moved: bool = False


@dataclass(slots=True)
class LineEdits:
    """The edits of a line, in characters of the line as the source has it.

    label: what became of the label, which stands nowhere in the XML.
    insertions: by position, in order.
    """

    label: list[Words] = field(default_factory=list)
    deletions: list[Deletion] = field(default_factory=list)
    insertions: dict[int, list[Atom]] = field(default_factory=dict)

    @property
    def cuts(self) -> list[int]:
        """Every position where something begins or ends."""
        ends = {end for d in self.deletions for end in (d.start, d.end)}
        return sorted(ends | set(self.insertions))

    def insert(self, position: int, atom: Atom) -> None:
        """Add an insertion behind those at the same position."""
        self.insertions.setdefault(position, []).append(atom)

    def delete(self, start: int, end: int, words: Words) -> None:
        """Add a deletion, one with what was deleted just before by the same hand."""
        mark = words.deleted
        assert mark is not None
        moved = words.move is not None
        last = self.deletions[-1] if self.deletions else None
        if last is not None and (last.end, last.mark, last.moved) == (start, mark, moved):
            start = self.deletions.pop().start
        self.deletions.append(Deletion(start, end, mark, moved))


def edits_of(atoms: Iterable[Atom], label: int, written_out: Mark | None = None) -> LineEdits:
    """Sort the atoms of a line; ``label``: number of characters of its label.

    written_out: where the line goes on from the one before, who joined the two; its number is
    then words like any other.
    """
    edits = LineEdits()
    at = 0
    for atom in atoms:
        if isinstance(atom, Words) and atom.inserted is None:
            head = max(0, min(label - at, len(atom.text)))
            if head and written_out is None:
                edits.label.append(Words(atom.text[:head], None, atom.deleted, atom.move))
            elif head and written_out is not None and atom.is_alive:
                edits.insert(label, Words(atom.text[:head], written_out))
            if atom.deleted is not None and head < len(atom.text):
                edits.delete(at + head, at + len(atom.text), atom)
            at += len(atom.text)
        elif at < label and isinstance(atom, Words) and atom.is_alive and written_out is None:
            edits.label.append(atom)
        else:
            edits.insert(max(at, label), atom)
    return edits


def keep_whole(edits: LineEdits, text: str, objects: Sequence[tuple[int, int]]) -> None:
    """Where an object is changed in part, take it out and write its words in its place.

    objects: the characters (start, end) that each object gives.
    """
    for start, end in objects:
        touching = [d for d in edits.deletions if d.start < end and d.end > start]
        inside = [p for p in edits.insertions if start < p < end]
        whole = len(touching) == 1 and touching[0].start <= start and touching[0].end >= end
        if (not touching and not inside) or (whole and not inside):
            continue
        _write_out(edits, text, start, end, touching, inside)


def _write_out(
    edits: LineEdits, text: str, start: int, end: int, touching: list[Deletion], inside: list[int]
) -> None:
    marks = [d.mark for d in touching]
    marks += [
        mark
        for position in inside
        for atom in edits.insertions[position]
        if not isinstance(atom, Anchor)
        for mark in (atom.inserted, atom.deleted)
        if mark is not None
    ]
    if not marks:
        return  # nothing but an anchor: it may stand beside the object
    first = min(marks, key=lambda mark: mark.version)
    written: list[Atom] = []
    for at in range(start, end):
        if at > start:
            written.extend(edits.insertions.pop(at, ()))
        gone = next((d.mark for d in touching if d.start <= at < d.end), None)
        if gone is None or gone != first:
            written.append(Words(text[at], first, gone))
    rest = [part for d in edits.deletions for part in _without(d, start, end)]
    edits.deletions = sorted([*rest, Deletion(start, end, first)], key=lambda d: d.start)
    edits.insertions[end] = _joined(written) + edits.insertions.get(end, [])


def _without(deletion: Deletion, start: int, end: int) -> list[Deletion]:
    parts = ((deletion.start, min(deletion.end, start)), (max(deletion.start, end), deletion.end))
    return [Deletion(a, b, deletion.mark, deletion.moved) for a, b in parts if a < b]


def _joined(atoms: list[Atom]) -> list[Atom]:
    joined: list[Atom] = []
    for atom in atoms:
        last = joined[-1] if joined else None
        if (
            isinstance(atom, Words)
            and isinstance(last, Words)
            and (last.inserted, last.deleted) == (atom.inserted, atom.deleted)
        ):
            last.text += atom.text
        else:
            joined.append(atom)
    return joined


def mark_of(atoms: Iterable[Atom]) -> Mark | None:
    """The first mark met, None for what nobody touched."""
    for atom in atoms:
        if isinstance(atom, Words | Break):
            mark = atom.inserted or atom.deleted
            if mark is not None:
                return mark
    return None
