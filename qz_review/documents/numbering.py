"""Automatic numbers of paragraphs, as the reader sees them: 一、 （一） 1. 第三条.

The counters follow the word processors: one set for each abstract list, shared by all lists
that use it, restarted by a start override at its first use; a deeper level starts anew when
a higher one is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qz_review.documents.imported import WarningLog
from qz_review.documents.number_formats import format_number
from qz_review.documents.ooxml import Element, W, child_of, flag, value_of, whole_number
from qz_review.documents.styles import Styles
from qz_review.documents.symbols import symbol_character

_REFERENCE = W + "numPr"
_LEVELS = 9
_MOST_STARTS = 300  # numbers of a list that are tried
_PLACEHOLDER = re.compile(r"%([1-9])")
_BULLET = "•"


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""
    font: str = ""
    width: int = 0  # zeros of a custom format such as 001
    indent: Element | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    start_overrides: dict[int, int] = field(default_factory=dict)


_State = tuple[dict[str, list[int | None]], set[tuple[str, int]]]


class Numbering:
    """Numbers the paragraphs of one document; ask in reading order, once a paragraph."""

    def __init__(self, root: Element | None, styles: Styles, log: WarningLog) -> None:
        self._styles = styles
        self._log = log
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._overridden: set[tuple[str, int]] = set()
        if root is not None:
            for item in root.iterchildren(W + "abstractNum"):
                self._abstract[item.get(W + "abstractNumId", "")] = item
            for item in root.iterchildren(W + "num"):
                self._numbers[item.get(W + "numId", "")] = item

    def label(self, properties: Element | None, style_id: str | None) -> str:
        """The number in front of a paragraph, with the space that follows a Latin one.

        properties: its ``w:pPr``.  Empty when it has none.
        """
        number, depth = self._reference(properties, style_id)
        if number is None or number == "0":
            return ""
        found = self._list(number)
        if found is None or depth not in found.levels:
            return ""
        self._count(found, number, depth)
        return self._written(found, depth)

    def is_numbered(self, properties: Element | None, style_id: str | None) -> bool:
        """True for a paragraph that belongs to a list."""
        return self._reference(properties, style_id)[0] not in (None, "0")

    def state(self) -> _State:
        """Where the counting stands, for :meth:`go_back`."""
        return {key: list(value) for key, value in self._counters.items()}, set(self._overridden)

    def go_back(self, state: _State) -> None:
        """Count on from an earlier state."""
        self._counters, self._overridden = state

    def start_giving(
        self, properties: Element | None, style_id: str | None, label: str
    ) -> tuple[str, int, int] | None:
        """The list, the level and the number that would give a paragraph a label.

        Asked before :meth:`label` counts the paragraph; None where no number does.
        """
        number, depth = self._reference(properties, style_id)
        found = self._list(number) if number is not None else None
        if number is None or found is None or depth not in found.levels:
            return None
        before = self.state()
        self._count(found, number, depth)
        counters = self._counters[found.abstract]
        for start in range(_MOST_STARTS):
            counters[depth] = start
            if self._written(found, depth) == label:
                break
        else:
            start = -1
        self.go_back(before)
        return None if start < 0 else (number, depth, start)

    def list_of(self, properties: Element | None, style_id: str | None) -> tuple[str, str, int]:
        """The list's id, that of its abstract list, and the level; empty ids for no number."""
        number, depth = self._reference(properties, style_id)
        found = self._list(number) if number is not None else None
        return ("", "", 0) if found is None else (number or "", found.abstract, depth)

    def add(self, number: Element) -> None:
        """Take a new ``w:num`` into account."""
        self._numbers[number.get(W + "numId", "")] = number

    def indent(self, properties: Element | None, style_id: str | None) -> Element | None:
        """``w:ind`` that a paragraph has from its number, None where it has none."""
        number, depth = self._reference(properties, style_id)
        found = self._list(number) if number is not None else None
        level = found.levels.get(depth) if found is not None else None
        return None if level is None else level.indent

    def _reference(
        self, properties: Element | None, style_id: str | None
    ) -> tuple[str | None, int]:
        direct = child_of(properties, _REFERENCE) if properties is not None else None
        number, depth = value_of(direct, "numId"), value_of(direct, "ilvl")
        inherited = self._styles.facts(style_id).numbering
        if number is None and inherited is not None:
            number = inherited[0]
            depth = depth or inherited[1]
            if depth is None and number is not None:
                return number, self._level_of_style(number, style_id)
        return number, whole_number(depth, 0)

    def _level_of_style(self, number: str, style_id: str | None) -> int:
        found = self._list(number)
        for style in self._styles.chain(style_id):
            for depth, level in found.levels.items() if found else ():
                if level.style == style:
                    return depth
        return 0

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> _List | None:
        element = self._numbers.get(number)
        if element is None:
            return None
        abstract_id = value_of(element, "abstractNumId") or ""
        abstract = self._abstract.get(abstract_id)
        link = value_of(abstract, "numStyleLink")
        if link is not None:
            target = self._styles.numbering_of(link)
            linked = self._numbers.get(target) if target is not None else None
            linked_id = value_of(linked, "abstractNumId")
            if linked_id in self._abstract and linked_id is not None:
                abstract_id, abstract = linked_id, self._abstract[linked_id]
        if abstract is None:
            return None
        found = _List(abstract_id, _read_levels(abstract))
        for override in element.iterchildren(W + "lvlOverride"):
            depth = whole_number(override.get(W + "ilvl"), -1)
            replaced = _read_levels(override)
            found.levels.update(replaced)
            start = value_of(override, "startOverride")
            if start is not None:
                found.start_overrides[depth] = whole_number(start, 1)
        return found

    def _count(self, found: _List, number: str, depth: int) -> None:
        counters = self._counters.setdefault(found.abstract, [None] * _LEVELS)
        for upper in range(depth):
            if counters[upper] is None and upper in found.levels:
                counters[upper] = self._start(found, upper)
        if depth in found.start_overrides and (number, depth) not in self._overridden:
            self._overridden.add((number, depth))
            counters[depth] = found.start_overrides[depth]
        else:
            current = counters[depth]
            counters[depth] = self._start(found, depth) if current is None else current + 1
        for lower in range(depth + 1, _LEVELS):
            level = found.levels.get(lower)
            restart = level.restart if level is not None else None
            if restart is None or (restart > 0 and depth < restart):
                counters[lower] = None

    @staticmethod
    def _start(found: _List, depth: int) -> int:
        return found.start_overrides.get(depth, found.levels[depth].start)

    def _written(self, found: _List, depth: int) -> str:
        level = found.levels[depth]
        counters = self._counters[found.abstract]
        if level.kind == "bullet":
            written = self._bullet(level)
        else:

            def number(match: re.Match[str]) -> str:
                other = int(match.group(1)) - 1
                value = counters[other]
                shown = found.levels.get(other)
                if value is None or shown is None:
                    return ""
                kind = "decimal" if level.legal and shown.kind != "none" else shown.kind
                return format_number(value, kind).zfill(shown.width)

            written = _PLACEHOLDER.sub(number, level.pattern)
        needs_gap = written[-1:].isascii() or level.kind == "bullet" or level.suffix == "space"
        if written and level.suffix != "nothing" and needs_gap and not written[-1].isspace():
            written += " "
        return written

    def _bullet(self, level: _Level) -> str:
        written = ""
        for character in level.pattern:
            symbol = symbol_character(level.font, ord(character))
            if symbol is None:
                self._log.add("symbol", f"{level.font} {ord(character):04X}")
            written += symbol or _BULLET
        return written


def _read_levels(parent: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in parent.iterchildren(W + "lvl"):
        depth = whole_number(element.get(W + "ilvl"), -1)
        if not 0 <= depth < _LEVELS:
            continue
        restart = value_of(element, "lvlRestart")
        fonts = element.find(f"{W}rPr/{W}rFonts")
        kind, width = _kind(element)
        levels[depth] = _Level(
            start=whole_number(value_of(element, "start"), 0),
            kind=kind,
            pattern=value_of(element, "lvlText") or "",
            suffix=value_of(element, "suff") or "tab",
            restart=None if restart is None else whole_number(restart, 0),
            legal=flag(element.find(W + "isLgl")),
            style=value_of(element, "pStyle") or "",
            font=(fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "")
            if fonts is not None
            else "",
            width=width,
            indent=element.find(f"{W}pPr/{W}ind"),
        )
    return levels


def _kind(level: Element) -> tuple[str, int]:
    """The format, also where a newer one stands inside mc:AlternateContent."""
    for element in level.iter(W + "numFmt"):
        kind = element.get(W + "val", "decimal")
        if kind == "custom":
            sample = element.get(W + "format", "").split(",")[0].strip()
            return "decimal", len(sample) if sample.isdigit() else 0
        return kind, 0
    return "decimal", 0
