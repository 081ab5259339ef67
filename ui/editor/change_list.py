"""The changes on the page: how many each step made, and where, for F7 and 13 / 22 处."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from qz_review.markup.marked import Mark
from qz_review.model.stage import Stage
from ui.editor.marked_lines import Lines, Spot, shows_break


@dataclass(frozen=True, slots=True)
class PageChange:
    """One change: who made it and where it begins and ends."""

    stage: Stage
    start: Spot
    end: Spot


@dataclass(frozen=True, slots=True)
class ChangeList:
    """All changes in reading order, and their number by step in route order."""

    changes: tuple[PageChange, ...] = ()
    counts: Mapping[Stage, int] = field(default_factory=lambda: MappingProxyType({}))


def list_changes(lines: Lines, own: Mark | None) -> ChangeList:
    """The changes of the lines.

    Composed changes keep their identity however many pieces they have; what the person at the
    page changes counts by stretches without a gap.
    """
    found: list[PageChange] = []
    seen: dict[int, int] = {}
    open_own = -1  # index of the own change that still grows
    for spot, length, mark, number in _marks(lines):
        end = Spot(spot.line, spot.offset + length)
        if mark.stage is None:
            continue
        if mark == own or number is None:
            grows = open_own >= 0 and found[open_own].end == spot
            grows = grows and found[open_own].stage is mark.stage
            if grows:
                found[open_own] = replace(found[open_own], end=end)
            else:
                open_own = len(found)
                found.append(PageChange(mark.stage, spot, end))
        elif number in seen:
            known = found[seen[number]]
            if known.end.line == spot.line and known.end < end:
                found[seen[number]] = replace(known, end=end)
        else:
            seen[number] = len(found)
            found.append(PageChange(mark.stage, spot, end))
    counts = {stage: sum(c.stage is stage for c in found) for stage in Stage}
    ordered = {stage: number for stage, number in counts.items() if number}
    return ChangeList(tuple(found), MappingProxyType(ordered))


def _marks(lines: Lines) -> Iterator[tuple[Spot, int, Mark, int | None]]:
    for index, line in enumerate(lines):
        offset = 0
        for run in line.runs:
            spot = Spot(index, offset)
            if run.inserted is not None:
                yield spot, len(run.text), run.inserted, run.came
            if run.deleted is not None:
                yield spot, len(run.text), run.deleted, run.gone
            offset += len(run.text)
        if shows_break(line) and line.end is not None:
            yield Spot(index, offset), 0, line.end, None


def stages_of(lines: Lines, index: int) -> tuple[Stage, ...]:
    """The steps that changed a line, in route order: its bars at the page's edge."""
    line = lines[index]
    marks = [line.end, line.dead]
    for run in line.runs:
        marks += [run.inserted, run.deleted]
    found = {mark.stage for mark in marks if mark is not None and mark.stage is not None}
    return tuple(sorted(found, key=lambda stage: stage.position))
