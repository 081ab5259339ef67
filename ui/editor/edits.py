"""What typing does to marked lines: insert, delete, split, join.

A step's own insertions are taken away when deleted; older characters stay and are marked.
All functions are pure: lines in, lines and the place of the caret out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from qz_review.markup.marked import Mark
from ui.editor.marked_lines import (
    EditLine,
    Lines,
    Run,
    Spot,
    deleted_break,
    joinable,
    new_key,
    split_runs,
)


@dataclass(frozen=True, slots=True)
class Edited:
    """Result of an edit: the lines, and where the caret goes."""

    lines: Lines
    caret: Spot


def insert(lines: Lines, spot: Spot, text: str, own: Mark) -> Edited:
    """Put ``text`` at a place; line ends in it split paragraphs, elsewhere become spaces."""
    if lines[spot.line].dead is not None:
        return Edited(lines, spot)
    pieces = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").split("\n")
    if len(pieces) > 1 and not lines[spot.line].is_flow:
        pieces = [" ".join(piece for piece in pieces if piece)]
    result = _insert_words(lines, spot, pieces[0], own)
    for piece in pieces[1:]:
        result = split(result.lines, result.caret, own)
        result = _insert_words(result.lines, result.caret, piece, own)
    return result


def _insert_words(lines: Lines, spot: Spot, words: str, own: Mark) -> Edited:
    line = lines[spot.line]
    if not words:
        return Edited(lines, spot)
    offset = typing_offset(line, spot.offset, own)
    left, right = split_runs(line.runs, offset)
    changed = line.with_runs((*left, Run(words.replace("\u2028", "\n"), own), *right))
    return Edited(_put(lines, spot.line, changed), Spot(spot.line, offset + len(words)))


def typing_offset(line: EditLine, offset: int, own: Mark) -> int:
    """Where typed words go: never into a label or a deleted run, and behind what they replace."""
    label = sum(len(run.text) for run in _label_part(line))
    offset = max(offset, label)
    at = 0
    before: Run | None = None
    for run in line.runs:
        end = at + len(run.text)
        if end <= offset:
            before, at = run, end
            continue
        inside = at < offset
        follows_own = before is not None and before.is_live and before.inserted == own
        if run.is_live or (not inside and follows_own):
            return offset
        offset = at = end  # behind the deleted run
        before = run
    return offset


def _label_part(line: EditLine) -> tuple[Run, ...]:
    """The runs up to the last character of the label."""
    last = 0
    for index, run in enumerate(line.runs):
        if run.is_live:
            if not run.label:
                break
            last = index + 1
    return line.runs[:last]


def line_break(lines: Lines, spot: Spot, own: Mark) -> Edited:
    """A line break inside a paragraph or cell (Shift Enter)."""
    if not lines[spot.line].is_flow:
        return Edited(lines, spot)
    return _insert_words(lines, spot, "\n", own)


def split(lines: Lines, spot: Spot, own: Mark) -> Edited:
    """Begin a new paragraph at a place; lines that are no running text stay whole."""
    line = lines[spot.line]
    if not line.is_flow:
        return Edited(lines, spot)
    offset = spot.offset
    left, right = split_runs(line.runs, offset)
    if not any(run.is_live for run in right):
        # At the end: the old paragraph mark stays with the old words, a whole new line follows.
        old = line.with_runs((*left, *right))
        new = _empty_like(line, own)
    elif not any(run.is_live for run in left):
        old = _empty_like(line, own)
        new = line.with_runs((*left, *right))
        return Edited(_put(lines, spot.line, old, new), Spot(spot.line + 1, offset))
    else:
        old = replace(line.with_runs(left), end=own)
        new = replace(line.with_runs(right), key=new_key())
    return Edited(_put(lines, spot.line, old, new), Spot(spot.line + 1, 0))


def _empty_like(line: EditLine, own: Mark) -> EditLine:
    """An empty body paragraph where a line stands."""
    return replace(line, key=new_key(), runs=(), level=0, end=own)


def join(lines: Lines, first: int, second: int, own: Mark) -> Edited:
    """Take away the paragraph mark between two lines; only deleted lines may stand between."""
    upper, lower = lines[first], lines[second]
    sign: tuple[Run, ...] = ()
    end = lower.end
    if lower.end == own and upper.end != own:
        end = upper.end
    elif upper.end != own:
        sign = (deleted_break(upper.end, own),)
    body = lower.runs
    source = upper
    if upper.live:
        body = tuple(replace(run, label=False) for run in lower.runs)
    else:
        source = lower
    joined = replace(upper, level=source.level, end=end).with_runs((*upper.runs, *sign, *body))
    kept = (*lines[:first], joined, *lines[first + 1 : second], *lines[second + 1 :])
    return Edited(kept, Spot(first, len(upper.text) + len(sign)))


def delete_range(lines: Lines, start: Spot, end: Spot, own: Mark) -> Edited:
    """Delete everything between two places, paragraph marks between paragraphs too."""
    start, end = min(start, end), max(start, end)
    changed = list(lines)
    caret = end.offset
    for index in range(start.line, end.line + 1):
        line = changed[index]
        if line.dead is not None:
            continue
        low = start.offset if index == start.line else 0
        high = end.offset if index == end.line else len(line.text)
        changed[index], gone = _deleted(line, low, high, own)
        if index == end.line:
            caret = end.offset - gone
    result = Edited(tuple(changed), Spot(end.line, caret))
    last = end.line
    for index in range(end.line - 1, start.line - 1, -1):
        upper = result.lines[index]
        if upper.dead is not None:
            continue
        if result.lines[last].dead is None and joinable(upper, result.lines[last]):
            joined = join(result.lines, index, last, own)
            gone_sign = joined.caret.offset
            at_caret = result.caret
            moved = (
                Spot(index, gone_sign + at_caret.offset) if at_caret.line == last
                else Spot(at_caret.line - (at_caret.line > last), at_caret.offset)
            )  # fmt: skip
            result = Edited(joined.lines, moved)
        last = index
    if result.caret.line > start.line:
        line = result.lines[start.line]
        return Edited(result.lines, Spot(start.line, min(start.offset, len(line.text))))
    return result


def _deleted(line: EditLine, low: int, high: int, own: Mark) -> tuple[EditLine, int]:
    """The line with ``low`` … ``high`` deleted, and how many characters went for good."""
    left, rest = split_runs(line.runs, low)
    middle, right = split_runs(rest, high - low)
    kept: list[Run] = []
    gone = 0
    for run in middle:
        if not run.is_live:
            kept.append(run)
        elif run.inserted == own:
            gone += len(run.text)
        else:
            kept.append(replace(run, deleted=own, gone=None))
    if not middle:
        return line, 0
    return line.with_runs((*left, *kept, *right)), gone


def backspace(lines: Lines, spot: Spot, own: Mark) -> Edited:
    """Delete the living character before a place, or join with the paragraph before."""
    line = lines[spot.line]
    if line.dead is not None:
        return Edited(lines, spot)
    place = line.live_at(spot.offset)
    if place:
        at = line.offset_of_live(place - 1)
        result = delete_range(lines, Spot(spot.line, at), Spot(spot.line, at + 1), own)
        return Edited(result.lines, Spot(spot.line, at))
    upper = _neighbour(lines, spot.line, -1)
    if upper is None or not joinable(lines[upper], line):
        return Edited(lines, spot)
    result = join(lines, upper, spot.line, own)
    return Edited(result.lines, Spot(upper, len(lines[upper].text)))


def delete_forward(lines: Lines, spot: Spot, own: Mark) -> Edited:
    """Delete the living character after a place, or join with the paragraph after."""
    line = lines[spot.line]
    if line.dead is not None:
        return Edited(lines, spot)
    place = line.live_at(spot.offset)
    if place < len(line.live):
        at = line.offset_of_live(place)
        return delete_range(lines, Spot(spot.line, at), Spot(spot.line, at + 1), own)
    lower = _neighbour(lines, spot.line, 1)
    if lower is None or not joinable(line, lines[lower]):
        return Edited(lines, spot)
    return join(lines, spot.line, lower, own)


def _neighbour(lines: Lines, index: int, step: int) -> int | None:
    index += step
    while 0 <= index < len(lines):
        if lines[index].dead is None:
            return index
        index += step
    return None


def live_text(lines: Lines, start: Spot, end: Spot) -> str:
    """What copying takes: the living characters between two places, a line each."""
    words: list[str] = []
    for index in range(start.line, end.line + 1):
        line = lines[index]
        if line.dead is not None:
            continue
        low = line.live_at(start.offset) if index == start.line else 0
        high = line.live_at(end.offset) if index == end.line else len(line.live)
        words.append(line.live[low:high])
    return "\n".join(words)


def _put(lines: Lines, index: int, *new: EditLine) -> Lines:
    return (*lines[:index], *new, *lines[index + 1 :])
