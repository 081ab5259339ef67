"""Lines of plain runs, which nearly all are: edited run by run, without being taken apart.

``line_writer`` can write any line; this writes the same XML for one paragraph whose words all
stand in runs of its own, with nothing but words edited, in a third of the time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from qz_review.documents.docx_out.edits import Deletion, LineEdits
from qz_review.documents.docx_out.line_writer import LineWriter
from qz_review.documents.docx_out.objects import FIELD_CHAR
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.spots import wanted
from qz_review.documents.docx_out.stream import Atom, Words
from qz_review.documents.docx_out.wordml import DEL, DEL_TEXT, R_PR, SPACE, R, T
from qz_review.documents.ooxml import Element, W, child_of
from qz_review.documents.sources import ParagraphSource
from qz_review.markup.marked import Mark

_RAISED = (W + "vertAlign", W + "position")


class _Run(NamedTuple):
    """A run with one text.  start, end: of its characters in the paragraph's raw words.

    first, last: of those that the line shows.
    """

    element: Element
    text: Element
    properties: Element | None
    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class _Part:
    """Words of a run that stay together.  end: of them; -1 for the indent that is not shown."""

    words: str
    deletion: Deletion | None
    end: int


class PlainLines:
    """Writes the plain lines of one docx."""

    def __init__(self, revisions: Revisions, writer: LineWriter) -> None:
        self._revisions = revisions
        self._writer = writer

    def write(
        self, text: str, label: int, source: ParagraphSource, edits: LineEdits
    ) -> Element | None:
        """Carry the edits of a line out; returns what stands first in it.

        label: how many characters of the text are its label.
        None, with nothing changed, where the line is not plain.
        """
        if not _are_plain(edits):
            return None
        raw = "".join([words for words, _ in source.pieces])
        body = raw.strip()
        if not body or body != text[label:]:
            return None
        head = raw.index(body)
        runs = _runs(source, head, head + len(body))
        if runs is None:
            return None
        return _Writing(raw, head, head - label, runs, edits, self).write()

    def deletion(self, mark: Mark) -> Element:
        """An empty ``w:del``."""
        return self._revisions.make(DEL, mark)

    def inserted(self, atoms: Sequence[Atom], properties: Element | None) -> list[Element]:
        """The ``w:ins`` of words."""
        dress = wanted(properties)
        return [self._writer.inserted(a, dress) for a in atoms if isinstance(a, Words)]


class _Writing:
    """One line being written; positions are those in the paragraph's raw words."""

    def __init__(
        self, raw: str, head: int, shift: int, runs: Sequence[_Run], edits: LineEdits,
        lines: PlainLines,
    ) -> None:  # fmt: skip
        self._raw, self._head, self._runs, self._lines = raw, head, runs, lines
        self._cuts = [at + shift for at in edits.cuts]
        self._insertions = {at + shift: atoms for at, atoms in edits.insertions.items()}
        self._deletions = [
            Deletion(d.start + shift, d.end + shift, d.mark) for d in edits.deletions
        ]
        self._starts = [deletion.start for deletion in self._deletions]
        self._wrapper: Element | None = None  # the ``w:del`` written last
        self._wrapped: Mark | None = None

    def write(self) -> Element | None:
        touched = [run for run in self._runs if self._is_touched(run)]
        if not all(_can_be_cut(run) for run in touched):
            return None
        first: Element | None = None
        if not touched or touched[0] is not self._runs[0]:
            first = self._runs[0].element
        for run in touched:
            node = self._run(run)
            first = node if first is None else first
        return first

    def _is_touched(self, run: _Run) -> bool:
        at = bisect_right(self._cuts, run.first)
        if at < len(self._cuts) and self._cuts[at] <= run.last:
            return self._cuts[at] < run.last or run.last in self._insertions or self._goes(run)
        return self._goes(run) or (run.first == self._head and self._head in self._insertions)

    def _goes(self, run: _Run) -> bool:
        return self._deletion_at(run.first) is not None

    def _deletion_at(self, position: int) -> Deletion | None:
        at = bisect_right(self._starts, position) - 1
        found = self._deletions[at] if at >= 0 else None
        return found if found is not None and position < found.end else None

    def _parts(self, run: _Run) -> list[_Part]:
        """The run cut; the indent before the line and the spaces behind it stay with their side."""
        raw, insertions = self._raw, self._insertions
        low, high = bisect_right(self._cuts, run.first), bisect_left(self._cuts, run.last)
        ends = [run.first, *self._cuts[low:high], run.last]
        parts = [_Part(raw[a:b], self._deletion_at(a), b) for a, b in pairwise(ends)]
        before, behind = raw[run.start : run.first], raw[run.last : run.end]
        if before and (parts[0].deletion is not None or run.first in insertions):
            parts.insert(0, _Part(before, None, -1))
        elif before:
            parts[0].words = before + parts[0].words
        if behind and (parts[-1].deletion is not None or run.last in insertions):
            parts.append(_Part(behind, None, -1))
        else:
            parts[-1].words += behind
        return parts

    def _run(self, run: _Run) -> Element:
        """Write one run anew; returns what stands first of what the line shows."""
        parts = self._parts(run)
        node = run.element
        shown: Element | None = None
        is_first = run.first == self._head and self._head in self._insertions
        dress = run.properties
        if is_first and parts[0].end >= 0:
            for element in self._lines.inserted(self._insertions[self._head], dress):
                node.addprevious(element)
                shown = element if shown is None else shown
        for number, part in enumerate(parts):
            own, node = self._own(run, part, node, is_new=number > 0)
            if part.end >= 0 and shown is None:
                shown = node
            position = self._head if is_first and number == 0 and part.end < 0 else part.end
            atoms = self._insertions.get(position)
            if atoms is None:
                continue
            self._wrapper = None
            for element in self._lines.inserted(atoms, self._dress(run, part)):
                node.addnext(element)
                node = element
                shown = element if shown is None else shown
        assert shown is not None
        return shown

    def _own(
        self, run: _Run, part: _Part, after: Element, *, is_new: bool
    ) -> tuple[Element, Element]:
        """A run with the words of a part, and it with the ``w:del`` around it."""
        is_gone = part.deletion is not None
        if is_new:
            own = copy(run.element)
            own.tail = None
            text = own[-1]
            text.tag = DEL_TEXT if is_gone else T
            text.text = part.words
            text.set(SPACE, "preserve")
            after.addnext(own)
        else:
            own = run.element
            if part.words != run.text.text:
                run.text.text = part.words
                run.text.set(SPACE, "preserve")
            if is_gone:
                run.text.tag = DEL_TEXT
        if part.deletion is None:
            self._wrapper = None
            return own, own
        mark = part.deletion.mark
        before = own.getprevious()
        if before is None or before is not self._wrapper or self._wrapped != mark:
            before = self._lines.deletion(mark)
            own.addprevious(before)
            self._wrapper, self._wrapped = before, mark
        before.append(own)
        return own, before

    def _dress(self, run: _Run, part: _Part) -> Element | None:
        """Of what the words replace, from its beginning; else of the words before them."""
        if part.deletion is None:
            return run.properties
        start = part.deletion.start
        return next((r.properties for r in self._runs if r.first <= start < r.last), None)


def _are_plain(edits: LineEdits) -> bool:
    return not any(deletion.moved for deletion in edits.deletions) and all(
        isinstance(atom, Words) and atom.note is None
        for atoms in edits.insertions.values()
        for atom in atoms
    )


def _runs(source: ParagraphSource, head: int, last: int) -> list[_Run] | None:
    """The runs that show anything; None where words stand in anything but runs of their own."""
    paragraph = source.element
    if next(paragraph.iter(FIELD_CHAR), None) is not None:
        return None
    runs: list[_Run] = []
    end = 0
    for words, text in source.pieces:
        run = text.getparent()
        if text.tag != T or run.tag != R or run.getparent() is not paragraph:
            return None
        start, end = end, end + len(words)
        first, behind = max(start, head), min(end, last)
        if first < behind:
            properties = child_of(run, R_PR)
            runs.append(_Run(run, text, properties, start, end, first, behind))
    return runs


def _can_be_cut(run: _Run) -> bool:
    """True for a run of nothing but its text, not raised or lowered."""
    properties = run.properties
    if len(run.element) - (properties is not None) != 1:
        return False
    return properties is None or next(properties.iterchildren(*_RAISED), None) is None
