"""Marks in words, for those who hear the page: 一审 删除 老年，一审 增加 长者."""

from __future__ import annotations

from collections.abc import Iterator

from qz_review.markup.marked import Mark
from ui.editor.marked_lines import EditLine, Lines, Run, Spot, shows_break

_MOST = 4
_LONGEST = 40  # code points


def mark_words(lines: Lines, start: Spot, end: Spot) -> str:
    """What the marks between two places say; at one place, the mark of the character there."""
    if not 0 <= start.line < len(lines):
        return ""
    said = list(dict.fromkeys(_said(lines, start, end)))
    more = "" if len(said) <= _MOST else f"，等 {len(said)} 处"
    return "，".join(said[:_MOST]) + more


def _said(lines: Lines, start: Spot, end: Spot) -> Iterator[str]:
    for index in range(start.line, min(end.line, len(lines) - 1) + 1):
        line = lines[index]
        low = start.offset if index == start.line else 0
        high = end.offset if index == end.line else len(line.text)
        yield from _line_said(line, low, high, at_end=start == end or index < end.line)


def _line_said(line: EditLine, low: int, high: int, *, at_end: bool) -> Iterator[str]:
    at = 0
    for run in line.runs:
        end = at + len(run.text)
        if (at < high and low < end) or (low == high and at <= low < end):
            yield from _run_said(run)
        at = end
    if at_end and shows_break(line) and line.end is not None and high >= at:
        yield f"{_step(line.end)} 另起段"


def _run_said(run: Run) -> Iterator[str]:
    words = run.text if len(run.text) <= _LONGEST else f"{run.text[:_LONGEST]}…"
    if run.deleted is not None:
        yield f"{_step(run.deleted)} {'接排' if run.is_break else f'删除 {words}'}"
    elif run.inserted is not None:
        yield f"{_step(run.inserted)} 增加 {words}"


def _step(mark: Mark) -> str:
    return mark.stage.label if mark.stage is not None else "来稿修订"
