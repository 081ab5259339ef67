"""Cutting a line's runs where its edits begin and end, and marking what is deleted.

A run that is cut gives its properties to every part; what it holds beside words (a picture, a
note's mark) is neither moved nor taken out with the words around it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from qz_review.documents.docx_out.edits import Deletion, LineEdits
from qz_review.documents.docx_out.objects import Field, fields_of, is_plain, unit_of
from qz_review.documents.docx_out.origins import Stretch
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.wordml import (
    DEL,
    DEL_TEXT,
    MOVE_FROM,
    R_PR,
    SPACE,
    R,
    T,
    local,
    mark_text_deleted,
    text_of,
)
from qz_review.documents.ooxml import Element, W, child_of
from qz_review.markup.marked import Mark

_ALONE = -2.0
_SWALLOWED = frozenset(("lastRenderedPageBreak", "softHyphen"))


@dataclass(slots=True)
class Bit:
    """Shown characters that stay together: a text, or one object.

    unit: what the XML has for them (the text, the ruby around it …), None for a paragraph mark
        or a space between two paragraphs of a title.
    """

    start: int
    end: int
    unit: Element | None
    paragraph: int
    plain: bool
    deletion: Deletion | None

    @property
    def node(self) -> Element:
        """The run, or what stands beside runs, with the revision around it."""
        unit = self.unit
        assert unit is not None
        parent = unit.getparent()
        node = parent if parent.tag == R else unit
        above = node.getparent()
        return above if above.tag in (DEL, MOVE_FROM) else node


@dataclass(slots=True)
class _Part:
    """Part of a text: where in it, which characters of the line it shows (-1: none), its fate."""

    offset: int
    length: int
    start: int
    end: int
    deletion: Deletion | None
    segment: float


@dataclass(slots=True)
class Line:
    """A line of the source taken apart: its stretches and objects, before any edit."""

    stretches: list[Stretch]
    units: dict[int, Element] = field(default_factory=dict)  # by index of stretch
    fields: list[Field] = field(default_factory=list)
    objects: list[tuple[int, int]] = field(default_factory=list)


def take_apart(stretches: list[Stretch], paragraphs: Sequence[Element]) -> Line:
    """Find the objects of a line."""
    line = Line(stretches)
    has_fields = [next(p.iter(W + "fldChar"), None) is not None for p in paragraphs]
    for paragraph, has in zip(paragraphs, has_fields, strict=True):
        if has:
            line.fields.extend(fields_of(paragraph))
    spans: dict[int, list[int]] = {}
    for index, stretch in enumerate(stretches):
        if stretch.element is None:
            continue
        unit = unit_of(stretch.element)
        line.units[index] = unit
        if stretch.start >= 0 and not is_plain(stretch.element, unit):
            span = spans.setdefault(id(unit), [stretch.start, stretch.end])
            span[1] = stretch.end
    line.objects = [(start, end) for start, end in spans.values()]
    return line


_Key = tuple[Deletion | None, float]


class Cutter:
    """Cuts one line; :attr:`bits` are its shown characters in order afterwards."""

    def __init__(self, line: Line, edits: LineEdits, revisions: Revisions) -> None:
        self._line = line
        self._edits = edits
        self._revisions = revisions
        self._cuts = edits.cuts
        self._starts = [deletion.start for deletion in edits.deletions]
        self.bits: list[Bit] = []
        self._keys: dict[Element, _Key] = {}
        self._wrappers: dict[Element, Mark] = {}
        self._gone: list[tuple[Element, Deletion]] = []
        self.fields_gone: list[Field] = []

    def cut(self, unshown: dict[int, Deletion]) -> list[Bit]:
        """Cut, mark the deletions, and tell the bits.

        unshown: what to delete of the characters that the line does not show, by stretch.
        """
        stretches = self._line.stretches
        start = 0
        while start < len(stretches):
            end = start + 1
            while end < len(stretches) and stretches[end].element is stretches[start].element:
                if stretches[start].element is None:
                    break
                end += 1
            self._element(start, end, unshown)
            start = end
        self._take_fields()
        runs = {id(run): run for run in map(_run_of, self._keys) if run is not None}
        for run in runs.values():
            self._part(run)
        self._wrap()
        return self.bits

    def _deletion_at(self, position: int) -> Deletion | None:
        at = bisect_right(self._starts, position) - 1
        found = self._edits.deletions[at] if at >= 0 else None
        return found if found is not None and position < found.end else None

    def _element(self, start: int, end: int, unshown: dict[int, Deletion]) -> None:
        """The stretches ``start`` to ``end``, which one element gave."""
        first = self._line.stretches[start]
        element = first.element
        if element is None:
            deletion = self._deletion_at(first.start)
            self.bits.append(Bit(first.start, first.end, None, first.paragraph, False, deletion))
            return
        unit = self._line.units[start]
        if end == start + 1 and first.start >= 0 and self._is_untouched(first):
            plain = is_plain(element, unit)
            self.bits.append(Bit(first.start, first.end, unit, first.paragraph, plain, None))
            return
        if not (is_plain(element, unit) and element.tag in (T, DEL_TEXT)):
            self._object(start, end, unit, unshown)
            return
        parts = self._parts(start, end, unshown)
        words = element.text or ""
        node = element
        for number, part in enumerate(parts):
            own = words[part.offset : part.offset + part.length]
            if number:
                new = text_of(own)
                node.addnext(new)
                for item in self._line.fields:
                    if element in item.result:
                        item.result.add(new)
                node = new
            elif len(parts) > 1:
                node.text = own
                node.set(SPACE, "preserve")
            self._note(node, part, first.paragraph, True)

    def _is_untouched(self, stretch: Stretch) -> bool:
        """True where no edit begins or ends in a stretch, or at its edges, or goes through it."""
        at = bisect_left(self._cuts, stretch.start)
        if at < len(self._cuts) and self._cuts[at] <= stretch.end:
            return False
        return self._deletion_at(stretch.start) is None

    def _parts(self, start: int, end: int, unshown: dict[int, Deletion]) -> list[_Part]:
        """A text that gave the stretches ``start`` to ``end``, cut."""
        parts: list[_Part] = []
        for index in range(start, end):
            stretch = self._line.stretches[index]
            if stretch.start < 0:
                at = self._place_of(index)
                is_cut = at in self._cuts
                segment = bisect_left(self._cuts, at) + 0.5 if is_cut else self._segment(at)
                gone = unshown.get(index)
                parts.append(_Part(stretch.offset, stretch.length, -1, -1, gone, segment))
                continue
            low = bisect_right(self._cuts, stretch.start)
            high = bisect_left(self._cuts, stretch.end)
            ends = [stretch.start, *self._cuts[low:high], stretch.end]
            for a, b in pairwise(ends):
                offset = stretch.offset + a - stretch.start
                gone = self._deletion_at(a)
                parts.append(_Part(offset, b - a, a, b, gone, self._segment(a)))
        return _merged(parts)

    def _segment(self, position: int) -> float:
        return bisect_right(self._cuts, position)

    def _place_of(self, index: int) -> int:
        """Where in the line unshown characters stand: behind what is shown before them."""
        for before in range(index - 1, -1, -1):
            if self._line.stretches[before].start >= 0:
                return self._line.stretches[before].end
        for stretch in self._line.stretches[index:]:
            if stretch.start >= 0:
                return stretch.start
        return 0

    def _object(self, start: int, end: int, unit: Element, unshown: dict[int, Deletion]) -> None:
        for index in range(start, end):
            stretch = self._line.stretches[index]
            if stretch.start < 0:
                gone = unshown.get(index)
                if gone is not None and is_plain(stretch.element, unit):
                    part = _Part(0, 0, -1, -1, gone, -1)
                    self._note(unit, part, stretch.paragraph, True)
                continue
            gone = self._deletion_at(stretch.start)
            segment = self._segment(stretch.start)
            part = _Part(0, 0, stretch.start, stretch.end, gone, segment)
            self._note(unit, part, stretch.paragraph, is_plain(stretch.element, unit))

    def _note(self, unit: Element, part: _Part, paragraph: int, plain: bool) -> None:
        if part.start >= 0:
            last = self.bits[-1] if self.bits else None
            if last is not None and last.unit is unit:
                last.end = part.end  # the next characters of one object
                return
            bit = Bit(part.start, part.end, unit, paragraph, plain, part.deletion)
            self.bits.append(bit)
        self._keys[unit] = (part.deletion, part.segment)
        if part.deletion is not None:
            self._gone.append((unit, part.deletion))

    def _take_fields(self) -> None:
        """A field whose whole result is deleted goes with it; so does one that is an object."""
        deletions = {bit.unit: bit.deletion for bit in self.bits if bit.unit is not None}
        for item in self._line.fields:
            shown = [unit for unit in item.result if unit in deletions]
            own = [unit for unit in item.members if unit in deletions]
            marks = {deletions[unit] for unit in shown or own}
            deletion = next(iter(marks), None)
            if len(marks) != 1 or deletion is None or self._keeps_link(item, deletion):
                continue
            self.fields_gone.append(item)
            for member in item.members:
                if member not in deletions:
                    self._keys[member] = (deletion, -1)
                    self._gone.append((member, deletion))

    def _keeps_link(self, item: Field, deletion: Deletion) -> bool:
        """A link whose words were replaced stays a link."""
        return item.is_link and any(
            p in self._edits.insertions for p in (deletion.start, deletion.end)
        )

    def _part(self, run: Element) -> None:
        """Give every group of children that belong together a run of its own."""
        groups: list[tuple[_Key, list[Element]]] = []
        properties = child_of(run, R_PR)
        if len(run) - (properties is not None) < 2:
            return
        children = [child for child in run if child is not properties]
        for child, key in zip(children, self._keys_of(children), strict=True):
            if groups and groups[-1][0] == key:
                groups[-1][1].append(child)
            else:
                groups.append((key, [child]))
        last = run
        for _, children in groups[1:]:
            new = etree.SubElement(run.getparent(), R, run.attrib)
            last.addnext(new)
            if properties is not None:
                new.append(copy(properties))
            new.extend(children)
            last = new

    def _keys_of(self, children: list[Element]) -> list[_Key]:
        """What else stands in a run goes with the kept words beside it, before or after."""
        known = [self._keys.get(child) for child in children]
        keys: list[_Key] = []
        for at, key in enumerate(known):
            if key is None and keys:
                before = keys[-1]
                swallowed = before[0] is None or local(children[at]) in _SWALLOWED
                key = before if swallowed else None
            if key is None:
                key = next((k for k in known[at:] if k is not None), None)
                if key is None or key[0] is not None:
                    key = (None, keys[-1][1] if keys else _ALONE)
            keys.append(key)
        return keys

    def _wrap(self) -> None:
        order = {bit.unit: bit.start for bit in self.bits}
        done: set[Element] = set()
        for unit, deletion in self._gone:
            parent = unit.getparent()
            node = parent if parent.tag == R else unit
            if node in done:
                continue
            done.add(node)
            breaks = order.get(unit, -1) in self._edits.insertions
            self._revise(node, deletion, breaks)

    def _revise(self, node: Element, deletion: Deletion, breaks: bool) -> None:
        tag = MOVE_FROM if deletion.moved else DEL
        before = node.getprevious()
        if (
            before is not None
            and not breaks
            and before.tag == tag
            and self._wrappers.get(before) == deletion.mark
        ):
            before.append(node)
        else:
            wrapper = self._revisions.make(tag, deletion.mark)
            self._wrappers[wrapper] = deletion.mark
            node.addprevious(wrapper)
            wrapper.append(node)
        if not deletion.moved:
            mark_text_deleted(node)


def _run_of(unit: Element) -> Element | None:
    parent = unit.getparent()
    return parent if parent is not None and parent.tag == R else None


def _merged(parts: Iterable[_Part]) -> list[_Part]:
    """Unshown characters stay with the shown ones beside them where nothing parts them."""
    merged: list[_Part] = []
    for part in parts:
        last = merged[-1] if merged else None
        if last and last.deletion is part.deletion and last.segment == part.segment:
            last.length += part.length
            last.start = last.start if last.start >= 0 else part.start
            last.end = max(last.end, part.end)
        else:
            merged.append(part)
    return merged
