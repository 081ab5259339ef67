"""What typing does to marked lines: insert, delete, split, join.

A step's own insertions are taken away when deleted; older characters stay and are marked.
All functions are pure: lines in, lines and the place of the caret out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qz_review.markup.marked import Mark
from ui.editor.marked_lines import (
    FLOWING,
    EditLine,
    Lines,
    Run,
    Spot,
    deleted_break,
    is_by,
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
    """Put ``text`` at a place; line ends in it split paragraphs, elsewhere become spaces.

    In a deleted paragraph, which stays as it is, the words begin a new one behind it.
    """
    pieces = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").split("\n")
    if lines[spot.line].dead is not None:
        behind = split(lines, spot, own)
        if not text or behind.lines is lines:
            return Edited(lines, spot)
        lines, spot = behind.lines, behind.caret
    if len(pieces) > 1 and not lines[spot.line].is_flow:
        pieces = [" ".join(piece for piece in pieces if piece)]
    result = _insert_words(lines, spot, pieces[0], own)
    if len(pieces) == 1:
        return result
    # All whole paragraphs at once, not one after another: a paste may bring thousands.
    parted = split(result.lines, result.caret, own)
    first, after = parted.lines[parted.caret.line - 1], parted.lines[parted.caret.line]
    whole = [_empty_like(after, own).with_runs((_words(piece, own),)) for piece in pieces[1:-1]]
    at = parted.caret.line
    grown = (*parted.lines[: at - 1], first, *whole, *parted.lines[at:])
    return _insert_words(grown, Spot(at + len(whole), parted.caret.offset), pieces[-1], own)


def _insert_words(lines: Lines, spot: Spot, words: str, own: Mark) -> Edited:
    line = lines[spot.line]
    if not words:
        return Edited(lines, spot)
    offset = typing_offset(line, spot.offset, own)
    left, right = split_runs(line.runs, offset)
    changed = line.with_runs((*left, _words(words, own), *right))
    changed, offset = _settled(changed, offset + len(words), own)
    return Edited(_put(lines, spot.line, changed), Spot(spot.line, offset))


def _words(words: str, own: Mark) -> Run:
    return Run(words.replace("\u2028", "\n"), own)


def _settled(line: EditLine, offset: int, own: Mark) -> tuple[EditLine, int]:
    """The line without what cancels out: words typed again right behind their own deletion.

    offset: a place in the line, moved along.
    """
    at = 0
    for index, (gone, came) in enumerate(pairwise(line.runs)):
        if (
            is_by(gone.deleted, own)
            and not gone.is_break
            and came.is_live
            and is_by(came.inserted, own)
            and gone.text == came.text
        ):
            runs = (*line.runs[:index], replace(gone, deleted=None), *line.runs[index + 2 :])
            end = at + len(gone.text)
            return line.with_runs(runs), offset if offset <= end else max(
                end, offset - len(came.text)
            )
        at += len(gone.text)
    return line, offset


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
        follows_own = before is not None and before.is_live and is_by(before.inserted, own)
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
    """Begin a new paragraph at a place; lines that are no running text stay whole.

    Where the same step took a paragraph mark away, that mark stands again.  Behind a deleted
    paragraph a new one begins.
    """
    line = lines[spot.line]
    if line.kind not in FLOWING:
        return Edited(lines, spot)
    if line.dead is not None:
        return Edited(_put(lines, spot.line, line, _empty_like(line, own)), Spot(spot.line + 1, 0))
    again = _own_sign(line, spot.offset, own)
    if again is not None:
        sign = line.runs[again]
        upper = replace(line.with_runs(line.runs[:again]), end=sign.inserted)
        lower = replace(line.with_runs(line.runs[again + 1 :]), key=new_key())
        return Edited(_put(lines, spot.line, upper, lower), Spot(spot.line + 1, 0))
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


def _own_sign(line: EditLine, offset: int, own: Mark) -> int | None:
    """Index of the run that is the step's own deleted paragraph mark right at a place."""
    at = 0
    for index, run in enumerate(line.runs):
        end = at + len(run.text)
        if run.is_break and is_by(run.deleted, own) and at <= offset <= end:
            return index
        at = end
    return None


def _empty_like(line: EditLine, own: Mark) -> EditLine:
    """An empty body paragraph where a line stands."""
    return replace(line, key=new_key(), runs=(), level=0, end=own, dead=None)


def join(lines: Lines, first: int, second: int, own: Mark) -> Edited:
    """Take away the paragraph mark between two lines; only deleted lines may stand between."""
    upper = lines[first]
    joined, sign = _joined(upper, lines[second], own)
    kept = (*lines[:first], joined, *lines[first + 1 : second], *lines[second + 1 :])
    return Edited(kept, Spot(first, len(upper.text) + sign))


def _joined(upper: EditLine, lower: EditLine, own: Mark) -> tuple[EditLine, int]:
    """Two lines as one, and the length of the sign that stays between them."""
    sign: tuple[Run, ...] = ()
    end = lower.end
    if is_by(lower.end, own) and not is_by(upper.end, own):
        end = upper.end
    elif not is_by(upper.end, own):
        sign = (deleted_break(upper.end, own),)
    source, body = (upper, _unlabelled(lower.runs)) if upper.live else (lower, lower.runs)
    joined = replace(upper, level=source.level, end=end).with_runs((*upper.runs, *sign, *body))
    return joined, len(sign)


def _unlabelled(runs: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(replace(run, label=False) if run.label else run for run in runs)


def delete_range(lines: Lines, start: Spot, end: Spot, own: Mark) -> Edited:
    """Delete everything between two places, paragraph marks between paragraphs too.

    A paragraph of which nothing is left stays as a deleted one; what is left of the first and
    the last comes together.
    """
    start, end = min(start, end), max(start, end)
    done: list[EditLine] = []
    last = -1  # the living line that the next one may be joined with, as an index of done
    caret = Spot(start.line, 0)
    for index in range(start.line, end.line + 1):
        line, gone, place = lines[index], 0, end.offset
        if line.dead is None:
            low = start.offset if index == start.line else 0
            high = end.offset if index == end.line else len(line.text)
            line, gone = _deleted(line, low, high, own)
        if line.dead is not None:
            done.append(line)
            if index == end.line:
                caret = Spot(start.line + len(done) - 1, end.offset)
            continue
        place -= gone
        upper = done[last] if last >= 0 else None
        if upper is None or not joinable(upper, line):
            done.append(line)
            last = len(done) - 1
        elif upper.live or (is_by(upper.end, own) and upper.runs):
            done[last], sign = _joined(upper, line, own)
            place += len(upper.text) + sign
        else:
            if is_by(upper.end, own):  # it came with this step and goes without a trace
                del done[last]
            elif upper.runs:
                done[last] = replace(upper, dead=own)
            else:
                line, sign = _joined(upper, line, own)
                place += sign
                del done[last]
            done.append(line)
            last = len(done) - 1
        if index == end.line:
            caret = Spot(start.line + last, place)
    result = (*lines[: start.line], *done, *lines[end.line + 1 :])
    first = result[start.line]
    if caret.line > start.line and first.dead is None:
        caret = Spot(start.line, min(start.offset, len(first.text)))
    return _settled_at(result, caret, own)


def _settled_at(lines: Lines, caret: Spot, own: Mark) -> Edited:
    line, offset = _settled(lines[caret.line], caret.offset, own)
    if line is lines[caret.line]:
        return Edited(lines, caret)
    return Edited(_put(lines, caret.line, line), Spot(caret.line, offset))


def _deleted(line: EditLine, low: int, high: int, own: Mark) -> tuple[EditLine, int]:
    """The line with ``low`` … ``high`` deleted, and how many characters went for good."""
    left, rest = split_runs(line.runs, low)
    middle, right = split_runs(rest, high - low)
    kept: list[Run] = []
    gone = 0
    for run in middle:
        if not run.is_live:
            kept.append(run)
        elif is_by(run.inserted, own):
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
        return Edited(result.lines, Spot(spot.line, min(at, result.caret.offset)))
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
