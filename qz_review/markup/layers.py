"""Several versions one after another as one text: :func:`compose` makes the 花脸稿."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import copy
from functools import lru_cache
from types import MappingProxyType

from qz_review.markup.assembly import Piece, assemble
from qz_review.markup.changes import BlockKind, ChangeKind
from qz_review.markup.edits import Draft
from qz_review.markup.lines import lines_of
from qz_review.markup.marked import Mark, MarkedBlock, MarkedDocument, MarkedRun, Save, Version
from qz_review.markup.overlay import Overlay
from qz_review.markup.script import edit_script, unseen_change
from qz_review.model.text import ManuscriptText

__all__ = [
    "Layers",
    "Mark",
    "MarkedBlock",
    "MarkedDocument",
    "MarkedRun",
    "Save",
    "Version",
    "compose",
]

_MAY_KEEP = frozenset({ChangeKind.INSERTED, ChangeKind.REPLACED})


def compose(versions: Sequence[Version]) -> MarkedDocument:
    """Lay the versions over each other: every character any of them had, with its history.

    versions: the 原稿 first, then one for each sign-off in the order they happened.
    ``lines_of_version(k)`` of the result gives the lines of version k back, exactly.
    Raises ValueError when there is no version.
    """
    if not versions:
        raise ValueError("no version to compose")
    layers = Layers(versions[0])
    for version in versions[1:]:
        layers.add(version)
    return layers.document()


class Layers:
    """Versions laid over each other so far, to go on from."""

    def __init__(self, first: Version) -> None:
        self._last = first
        self._count = 1
        self._lines = lines_of(first.text)
        self._changes: list[tuple[Draft, Mark]] = []
        self._pieces: list[Piece] = []
        self._coarse = False
        for line in self._lines:
            if line.text:
                self._pieces.append(Piece(line.text))
            self._pieces.append(Piece("", place=line.place))

    def copy(self) -> Layers:
        """The same layers, to go on from without touching these."""
        other = copy(self)
        other._changes = list(self._changes)
        other._pieces = [piece.copy() for piece in self._pieces]
        return other

    def add(self, version: Version) -> None:
        """Lay one more version over them."""
        before, self._last = self._last, version
        number, self._count = self._count, self._count + 1
        if before.text == version.text:
            return
        new_lines = lines_of(version.text)
        script = edit_script(self._lines, new_lines)
        marks = _Marks(number, before.text, version, script.changes)
        first = len(self._changes)
        overlay = Overlay(self._pieces, new_lines, marks, first)
        self._pieces = overlay.write(script.edits)
        for local in overlay.kept:
            if script.changes[local].kind in _MAY_KEEP:
                script.changes[local].kind = ChangeKind.KEPT
        recorded = [(draft, marks.of(local)) for local, draft in enumerate(script.changes)]
        if not recorded:
            recorded = [(unseen_change(new_lines[0]), marks.of(None))]
            self._pieces[_first_break(self._pieces)].formats += (first,)
        self._changes.extend(recorded)
        self._lines = new_lines
        self._coarse = self._coarse or script.coarse

    def born_at(self) -> list[int]:
        """For each character of the last version (line ends too) the version it came with."""
        return [
            piece.inserted.version if piece.inserted else 0
            for piece, width in self._measured()
            if piece.deleted is None
            for _ in range(width)
        ]

    def died_at(self) -> list[int]:
        """For each character of the first version the version it went with, 0 for none."""
        return [
            piece.deleted.version if piece.deleted else 0
            for piece, width in self._measured()
            if piece.inserted is None
            for _ in range(width)
        ]

    def reformatted_at(self) -> dict[int, int]:
        """Start of each line of the last version → the version that last changed its format."""
        found: dict[int, int] = {}
        start = at = 0
        for piece, width in self._measured():
            if piece.deleted is not None:
                continue
            at += width
            if piece.place is not None:
                versions = [self._changes[index][1].version for index in piece.formats]
                found[start] = max(versions, default=0)
                start = at
        return found

    def moved_at(self) -> dict[str, int]:
        """Words that were moved → the version that last moved them."""
        moved = ((d, mark) for d, mark in self._changes if d.kind is ChangeKind.MOVED)
        return {draft.inserted: mark.version for draft, mark in moved}

    def _measured(self) -> Iterator[tuple[Piece, int]]:
        """The pieces with the code points they take in ``plain_text``."""
        for piece in self._pieces:
            if piece.place is None:
                yield piece, len(piece.text)
            elif piece.place.kind is not BlockKind.PICTURE:
                yield piece, 1

    def document(self) -> MarkedDocument:
        """Blocks and changes in reading order."""
        assembled = assemble(self._pieces, self._changes)
        counts = Counter(c.stage for c in assembled.changes if c.stage is not None)
        ordered = {stage: counts[stage] for stage in sorted(counts, key=lambda s: s.position)}
        return MarkedDocument(
            assembled.blocks,
            assembled.changes,
            MappingProxyType(ordered),
            self._count,
            self._coarse,
        )


class _Marks:
    """Whose each change of a version is: one mark for each moment at which he saved some."""

    def __init__(
        self, number: int, before: ManuscriptText, version: Version, changes: Sequence[Draft]
    ) -> None:
        self._number = number
        self._version = version
        self._times = _times_of(before, version, changes) if version.saves else None
        self._known: dict[str, Mark] = {}

    def of(self, change: int | None) -> Mark:
        """The mark of a change by its local number."""
        time = self._version.time
        if self._times is not None and change is not None:
            time = self._times[change]
        mark = self._known.get(time)
        if mark is None:
            mark = Mark(self._number, self._version.stage, self._version.author, time)
            self._known[time] = mark
        return mark


def _times_of(before: ManuscriptText, version: Version, changes: Sequence[Draft]) -> list[str]:
    """When each change of a version took its form: the time of the save that it is in since.

    The saves are laid over each other by themselves; a change is as old as the youngest of its
    characters there, put in or taken out.  Where that cannot be told it bears the last time.
    """
    layers = _saves_laid(before, version.saves).copy()
    layers.add(Version(None, version.text))
    times = ["", *(save.time for save in version.saves), version.time]
    last = len(times) - 1
    came, went, formats = layers.born_at(), layers.died_at(), layers.reformatted_at()
    moves = layers.moved_at()
    found = []
    for draft in changes:
        if draft.kind is ChangeKind.FORMAT:
            number = formats.get(draft.new_start, 0)
        elif draft.kind is ChangeKind.MOVED and moves:
            # Of two neighbours that changed places either may be taken for the one that moved.
            number = moves.get(draft.inserted, max(moves.values()))
        else:
            put_in = max(came[draft.new_start : draft.new_end], default=0)
            number = max(put_in, max(went[draft.old_start : draft.old_end], default=0))
        found.append(times[number or last])
    return found


@lru_cache(maxsize=8)
def _saves_laid(before: ManuscriptText, saves: tuple[Save, ...]) -> Layers:
    """The saves of one hand over the text before; the same again with each edit of his draft."""
    layers = Layers(Version(None, before))
    for save in saves:
        layers.add(Version(None, save.text))
    return layers


def _first_break(pieces: Sequence[Piece]) -> int:
    return next(at for at, piece in enumerate(pieces) if piece.place and not piece.deleted)
