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
        if next(source.element.iter(FIELD_CHAR), None) is not None:
            return None
        head = raw.index(body)
        return _Writing(raw, head, head + len(body), head - label, source, edits, self).write()

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
        self, raw: str, head: int, last: int, shift: int, source: ParagraphSource,
        edits: LineEdits, lines: PlainLines,
    ) -> None:  # fmt: skip
        self._raw, self._head, self._last = raw, head, last
        self._source, self._lines = source, lines
        self._cuts, self._insertions, self._deletions = (
            edits.cuts,
            edits.insertions,
            edits.deletions,
        )
        if shift:
            self._cuts = [at + shift for at in self._cuts]
            self._insertions = {at + shift: atoms for at, atoms in self._insertions.items()}
            self._deletions = [
                Deletion(d.start + shift, d.end + shift, d.mark) for d in self._deletions
            ]
        self._starts = [deletion.start for deletion in self._deletions]
        self._wrapper: Element | None = None  # the ``w:del`` written last
        self._wrapped: Mark | None = None

    def write(self) -> Element | None:
        first: Element | None = None
        touched: list[_Run] = []
        end = 0
        for words, text in self._source.pieces:
            start, end = end, end + len(words)
            begin, close = max(start, self._head), min(end, self._last)
            if begin >= close:
                continue
            is_touched = self._is_touched(begin, close)
            if first is None:
                first = text.getparent()
                if first is self._source.element:
                    return None  # words that stand in no run
                is_touched = is_touched or self._head in self._insertions
            if is_touched:
                run = _run_of(text, self._source.element, (start, end, begin, close))
                if run is None:
                    return None
                touched.append(run)
        for run in touched:
            node = self._run(run)
            first = node if run.first == self._head else first
        return first

    def _is_touched(self, first: int, last: int) -> bool:
        """True where an edit is among the characters, or puts words in behind the last."""
        at = bisect_right(self._cuts, first)
        if at < len(self._cuts) and self._cuts[at] < last:
            return True
        return last in self._insertions or self._deletion_at(first) is not None

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
            _, node = self._own(run, part, node, is_new=number > 0)
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
        end = 0
        for words, text in self._source.pieces:
            end += len(words)
            if part.deletion.start < end:
                return child_of(text.getparent(), R_PR)
        return None


def _are_plain(edits: LineEdits) -> bool:
    for deletion in edits.deletions:
        if deletion.moved:
            return False
    for atoms in edits.insertions.values():
        for atom in atoms:
            if not isinstance(atom, Words) or atom.note is not None:
                return False
    return True


def _run_of(text: Element, paragraph: Element, where: tuple[int, int, int, int]) -> _Run | None:
    """The run of a text; None where it holds more, stands in a link, is raised or lowered."""
    run = text.getparent()
    if text.tag != T or run.tag != R or run.getparent() is not paragraph:
        return None
    properties = child_of(run, R_PR)
    if len(run) - (properties is not None) != 1:
        return None
    if properties is not None and next(properties.iterchildren(*_RAISED), None) is not None:
        return None
    return _Run(run, text, properties, *where)
