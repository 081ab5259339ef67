"""Where the characters of the lines stand in the plain text: what 责任倒查 is asked for.

Offsets are code points into :func:`qz_review.model.text.plain_text` of the present text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qz_review.markup.changes import BlockKind
from ui.editor.marked_lines import EditLine, Lines, Run, Spot

_CLAUSE_ENDS = frozenset("。！？；，：\n")


@dataclass(frozen=True, slots=True)
class AskedWords:
    """Words that somebody asks about.

    start, end: in the lines.  plain_start, plain_end: in the plain text; equal where nothing
    that is asked about is in the present text.  gone: the deleted words, where only such were
    asked about.
    """

    start: Spot
    end: Spot
    plain_start: int
    plain_end: int
    gone: str = ""


def plain_width(line: EditLine) -> int:
    """Code points a line takes in the plain text, its line end included; 0 where it is not in."""
    if line.dead is not None:
        return 0
    only_with_words = line.kind in (BlockKind.SUBTITLE, BlockKind.CAPTION)
    if only_with_words or line.picture is not None or line.table is not None:
        return len(line.live) + 1 if line.live else 0
    if line.kind is BlockKind.NOTE and line.text and not line.live:
        return 0  # a note whose words were all deleted is gone
    return len(line.live) + 1


def plain_place(lines: Lines, spot: Spot) -> int:
    """Offset in the plain text of a place in the lines."""
    before = sum(plain_width(line) for line in lines[: spot.line])
    line = lines[spot.line]
    return before if line.dead is not None else before + line.live_at(spot.offset)


def spot_of_plain(lines: Lines, offset: int) -> Spot:
    """The place in the lines before the character at an offset of the plain text."""
    for index, line in enumerate(lines):
        width = plain_width(line)
        if offset < width:
            return Spot(index, _offset_of_live(line, offset))
        offset -= width
    return Spot(max(len(lines) - 1, 0), len(lines[-1].text) if lines else 0)


def _offset_of_live(line: EditLine, live: int) -> int:
    """The place in a line's text before its ``live``-th living character."""
    at = 0
    for run in line.runs:
        if run.is_live and live < len(run.text):
            return at + live
        live -= len(run.text) if run.is_live else 0
        at += len(run.text)
    return at


def asked_between(lines: Lines, start: Spot, end: Spot) -> AskedWords | None:
    """What a selection asks about; None for an empty one."""
    if start >= end:
        return None
    low, high = plain_place(lines, start), plain_place(lines, end)
    gone = "" if low < high else "".join(run.text for run in _between(lines, start, end))
    return AskedWords(start, end, low, high, gone) if low < high or gone else None


def _between(lines: Lines, start: Spot, end: Spot) -> Iterable[Run]:
    for index in range(start.line, end.line + 1):
        line, at = lines[index], 0
        for run in line.runs:
            low = max(start.offset - at, 0) if index == start.line else 0
            high = min(end.offset - at, len(run.text)) if index == end.line else len(run.text)
            at += len(run.text)
            if low < high and not run.is_break:
                yield Run(run.text[low:high], run.inserted, run.deleted)


def asked_at(lines: Lines, spot: Spot) -> AskedWords | None:
    """What a click on the character after ``spot`` asks about: the words of one history.

    Of words that no step touched, the clause around the click.  None where there are none.
    """
    if not 0 <= spot.line < len(lines):
        return None
    line = lines[spot.line]
    if not line.text:
        return None
    offset = min(spot.offset, len(line.text) - 1)
    low, high, run = _run_around(line, offset)
    if run.is_live and run.inserted is None:
        low, high = _clause(line.text, low, high, offset)
    start, end = Spot(spot.line, low), Spot(spot.line, high)
    plain = plain_place(lines, start)
    if run.is_live and line.dead is None:
        return AskedWords(start, end, plain, plain + line.live_at(high) - line.live_at(low))
    return AskedWords(start, end, plain, plain, line.text[low:high])


def _run_around(line: EditLine, offset: int) -> tuple[int, int, Run]:
    """The stretch of runs with the same marks round a character, and one of them."""
    bounds: list[tuple[int, int, Run]] = []
    at = 0
    for run in line.runs:
        last = bounds[-1] if bounds else None
        if last is not None and _alike(last[2], run):
            bounds[-1] = (last[0], at + len(run.text), run)
        else:
            bounds.append((at, at + len(run.text), run))
        at += len(run.text)
    return next(found for found in bounds if offset < found[1])


def _alike(left: Run, right: Run) -> bool:
    return (left.inserted, left.deleted, left.is_break) == (
        right.inserted, right.deleted, right.is_break
    )  # fmt: skip


def _clause(text: str, low: int, high: int, offset: int) -> tuple[int, int]:
    """The part of a stretch between two punctuation marks that holds a character."""
    start = offset
    while start > low and text[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    end = offset + 1
    while end < high and text[end - 1] not in _CLAUSE_ENDS and text[end] not in _CLAUSE_ENDS:
        end += 1
    return start, end
