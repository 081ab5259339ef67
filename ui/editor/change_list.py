"""The changes on the page: how many each step made, and where, for F7 and 13 / 22 处."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from qz_review.markup.marked import Mark
from qz_review.model.stage import Stage
from ui.editor.marked_lines import EditLine, Lines, Spot, is_by, shows_break


@dataclass(frozen=True, slots=True)
class PageChange:
    """One change: the step that made it (None: a 修订 of the 原稿), where it begins and ends."""

    stage: Stage | None
    start: Spot
    end: Spot


@dataclass(frozen=True, slots=True)
class ChangeList:
    """All changes in reading order, and their number by step in route order."""

    changes: tuple[PageChange, ...] = ()
    counts: Mapping[Stage, int] = field(default_factory=lambda: MappingProxyType({}))


class _Growing:
    """A change whose end is not yet known."""

    __slots__ = ("end", "line", "mark", "start")

    def __init__(self, mark: Mark, line: int, start: int, end: int) -> None:
        self.mark, self.line, self.start, self.end = mark, line, start, end


def list_changes(lines: Lines, own: Mark | None) -> ChangeList:
    """The changes of the lines.

    Composed changes keep their identity however many pieces they have; what the person at the
    page changes counts by stretches without a gap.
    """
    found: list[_Growing] = []
    known: dict[int, _Growing] = {}
    last_own: _Growing | None = None
    for index, line in enumerate(lines):
        if line.unmarked:
            continue
        for offset, end, mark, number in _marks(line):
            if number is None or (own is not None and is_by(mark, own)):
                if (
                    last_own is not None
                    and (last_own.line, last_own.end) == (index, offset)
                    and last_own.mark.stage is mark.stage
                ):
                    last_own.end = end
                    continue
                last_own = _Growing(mark, index, offset, end)
                found.append(last_own)
            elif number in known:
                change = known[number]
                if change.line == index and change.end < end:
                    change.end = end
            else:
                known[number] = _Growing(mark, index, offset, end)
                found.append(known[number])
    counts = Counter(change.mark.stage for change in found)
    ordered = {stage: counts[stage] for stage in Stage if counts[stage]}
    changes = tuple(
        PageChange(c.mark.stage, Spot(c.line, c.start), Spot(c.line, c.end)) for c in found
    )
    return ChangeList(changes, MappingProxyType(ordered))


def _marks(line: EditLine) -> Iterator[tuple[int, int, Mark, int | None]]:
    offset = 0
    for run in line.runs:
        end = offset + len(run.text)
        if run.inserted is not None:
            yield offset, end, run.inserted, run.came
        if run.deleted is not None:
            yield offset, end, run.deleted, run.gone
        offset = end
    if shows_break(line) and line.end is not None:
        yield offset, offset, line.end, None
