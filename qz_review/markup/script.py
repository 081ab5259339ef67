"""The edit script between two versions: what to keep, delete and insert, in one order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qz_review.markup.changes import BREAK_SIGN, BlockKind, Change, ChangeKind, SpanKind
from qz_review.markup.lines import Line
from qz_review.markup.pairing import Group, pair_lines
from qz_review.markup.similarity import alike, pair_ends
from qz_review.markup.wording import Atom, Segment, compare_wording

_REWRITTEN_BELOW = 0.2  # lines less alike are replaced as wholes
_MAX_TRANSPOSED = 12  # characters a word may be moved over within a line to count as 对调
_SEPARATORS = frozenset("、，；和与及或")


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of the script.

    text: the characters; empty for a paragraph mark (``is_break``).
    old_line, new_line: of a paragraph mark, the line it ends on each side, -1 for none.
    change: local number of the change, None when kept without any.
    """

    kind: SpanKind
    text: str = ""
    is_break: bool = False
    change: int | None = None
    old_line: int = -1
    new_line: int = -1
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """Edits that turn the old lines into the new ones; changes by local number (line = -1)."""

    edits: tuple[Edit, ...]
    changes: dict[int, Change]
    coarse: bool


def edit_script(old: Sequence[Line], new: Sequence[Line]) -> Script:
    """Compare the lines of two versions."""
    return _Writer(old, new).write()


class _Writer:
    def __init__(self, old: Sequence[Line], new: Sequence[Line]) -> None:
        self._old = old
        self._new = new
        self._edits: list[Edit] = []
        self._changes: dict[int, Change] = {}
        self._moved_to: dict[int, int] = {}  # new line → number of the change
        self._old_at = 0
        self._new_at = 0
        self._coarse = False

    def write(self) -> Script:
        pairing = pair_lines(self._old, self._new)
        self._coarse = pairing.coarse
        numbers = {i: self._open_move(i, j) for i, j in pairing.moves.items()}
        for group in pairing.groups:
            if not group.new:
                self._delete_line(group.old.start, numbers.get(group.old.start))
            elif not group.old:
                self._insert_line(group.new.start, self._moved_to.get(group.new.start))
            else:
                self._pair(group)
        return Script(tuple(self._edits), self._changes, self._coarse)

    # whole lines

    def _open_move(self, i: int, j: int) -> int:
        old, new = self._old[i], self._new[j]
        starts = (old.place.start, new.place.start)
        number = self._record(
            ChangeKind.MOVED, old.text, new.text, new, starts,
            (old.place.start + len(old.text), new.place.start + len(new.text)),
        )  # fmt: skip
        self._moved_to[j] = number
        return number

    def _delete_line(self, i: int, move: int | None) -> None:
        line = self._old[i]
        number = move
        if number is None:
            end = self._old_at + line.width
            number = self._record(
                ChangeKind.DELETED, _whole_line(line), "", line,
                (self._old_at, self._new_at), (end, self._new_at),
            )  # fmt: skip
        self._put(SpanKind.DELETED, line.text, number)
        self._edits.append(
            Edit(SpanKind.DELETED, is_break=True, change=number, old_line=i, moved=move is not None)
        )
        self._old_at += line.width

    def _insert_line(self, j: int, move: int | None) -> None:
        line = self._new[j]
        number = move
        if number is None:
            end = self._new_at + line.width
            number = self._record(
                ChangeKind.INSERTED, "", _whole_line(line), line,
                (self._old_at, self._new_at), (self._old_at, end),
            )  # fmt: skip
        self._put(SpanKind.INSERTED, line.text, number)
        self._edits.append(
            Edit(
                SpanKind.INSERTED, is_break=True, change=number, new_line=j, moved=move is not None
            )
        )
        self._new_at += line.width

    # lines in both versions

    def _pair(self, group: Group) -> None:
        before = [self._old[i] for i in group.old]
        after = [self._new[j] for j in group.new]
        old_lines, new_lines = list(group.old), list(group.new)
        for part in _parts(self._segments(before, after)):
            self._write_part(part, old_lines, new_lines)
        last_old, last_new = old_lines[0], new_lines[0]
        change = None
        if _format(self._old[last_old]) != _format(self._new[last_new]):
            change = self._record_format(last_old, last_new)
        self._edits.append(
            Edit(SpanKind.SAME, is_break=True, change=change, old_line=last_old, new_line=last_new)
        )
        self._old_at = self._old[last_old].place.start + self._old[last_old].width
        self._new_at = self._new[last_new].place.start + self._new[last_new].width

    def _segments(self, before: list[Line], after: list[Line]) -> list[Segment]:
        if len(before) == len(after) == 1:
            old, new = before[0].text, after[0].text
            if old == new:
                return [Segment(same=tuple(old))] if old else []
            if alike(pair_ends(old), pair_ends(new)) < _REWRITTEN_BELOW:
                return [Segment(deleted=tuple(old), inserted=tuple(new))]
        segments, coarse = compare_wording(
            [line.text for line in before], [line.text for line in after]
        )
        self._coarse = self._coarse or coarse
        return segments

    def _write_part(
        self, part: tuple[Segment, ...], old_lines: list[int], new_lines: list[int]
    ) -> None:
        number = None
        if len(part) == 3 or not part[0].same:
            deleted = _written([a for s in part for a in s.same + s.deleted])
            inserted = _written([a for s in part for a in s.same + s.inserted])
            starts = (self._old_at, self._new_at)
            ends = (starts[0] + len(deleted), starts[1] + len(inserted))
            line = self._new[new_lines[0]]
            number = self._record(_kind(part), deleted, inserted, line, starts, ends)
        for segment in part:
            self._put(SpanKind.SAME, _written(segment.same), None)
            self._old_at += len(segment.same)
            self._new_at += len(segment.same)
            self._put_atoms(SpanKind.DELETED, segment.deleted, number, old_lines)
            self._old_at += len(segment.deleted)
            self._put_atoms(SpanKind.INSERTED, segment.inserted, number, new_lines)
            self._new_at += len(segment.inserted)

    def _put_atoms(
        self, kind: SpanKind, atoms: tuple[Atom, ...], number: int | None, lines: list[int]
    ) -> None:
        """Write characters and paragraph marks; ``lines`` loses the lines that end here."""
        run: list[str] = []
        for atom in atoms:
            if atom is not None:
                run.append(atom)
                continue
            self._put(kind, "".join(run), number)
            run = []
            line = lines.pop(0)
            old_line, new_line = (line, -1) if kind is SpanKind.DELETED else (-1, line)
            self._edits.append(
                Edit(kind, is_break=True, change=number, old_line=old_line, new_line=new_line)
            )
        self._put(kind, "".join(run), number)

    def _put(self, kind: SpanKind, text: str, number: int | None) -> None:
        if text:
            self._edits.append(Edit(kind, text, change=number))

    def _record(
        self,
        kind: ChangeKind,
        deleted: str,
        inserted: str,
        line: Line,
        starts: tuple[int, int],
        ends: tuple[int, int],
    ) -> int:
        number = len(self._changes) + 1
        self._changes[number] = Change(
            number=number,
            kind=kind,
            deleted=deleted,
            inserted=inserted,
            line=-1,
            place_kind=line.place.kind,
            paragraph=line.place.number,
            old_start=starts[0],
            old_end=ends[0],
            new_start=starts[1],
            new_end=ends[1],
        )
        return number

    def _record_format(self, i: int, j: int) -> int:
        old, new = self._old[i], self._new[j]
        starts = (old.place.start, new.place.start)
        ends = (starts[0] + len(old.text), starts[1] + len(new.text))
        return self._record(ChangeKind.FORMAT, "", "", new, starts, ends)


def _parts(segments: list[Segment]) -> list[tuple[Segment, ...]]:
    """The three segments of a 对调 (delete, keep, insert the same) together, others alone."""
    parts: list[tuple[Segment, ...]] = []
    at = 0
    while at < len(segments):
        three = tuple(segments[at : at + 3])
        length = 3 if len(three) == 3 and _is_transposition(*three) else 1
        parts.append(three[:length])
        at += length
    return parts


def _is_transposition(first: Segment, middle: Segment, last: Segment) -> bool:
    if not middle.same or len(middle.same) > _MAX_TRANSPOSED:
        return False
    if first.deleted and last.inserted and not first.inserted and not last.deleted:
        return _same_word(first.deleted, last.inserted)
    if first.inserted and last.deleted and not first.deleted and not last.inserted:
        return _same_word(first.inserted, last.deleted)
    return False


def _same_word(here: tuple[Atom, ...], there: tuple[Atom, ...]) -> bool:
    """Equal, or equal but for a separator that goes round: 「财政局、」 and 「、财政局」."""
    if here == there:
        return None not in here
    if here[-1] in _SEPARATORS:
        return here[-1:] + here[:-1] == there
    return here[0] in _SEPARATORS and here[1:] + here[:1] == there


def _kind(part: tuple[Segment, ...]) -> ChangeKind:
    if len(part) == 3:
        return ChangeKind.TRANSPOSED
    if not part[0].inserted:
        return ChangeKind.DELETED
    if not part[0].deleted:
        return ChangeKind.INSERTED
    swapped = _is_swap(part[0].deleted, part[0].inserted)
    return ChangeKind.TRANSPOSED if swapped else ChangeKind.REPLACED


def _is_swap(deleted: tuple[Atom, ...], inserted: tuple[Atom, ...]) -> bool:
    """True for two neighbouring words that changed places: 专题会议, 会议专题."""
    before, after = _written(deleted), _written(inserted)
    if not 2 <= len(before) == len(after) <= 2 * _MAX_TRANSPOSED or None in deleted:
        return False
    return before in after + after and not any(character.isdigit() for character in before)


def _written(atoms: Sequence[Atom]) -> str:
    return "".join([BREAK_SIGN if atom is None else atom for atom in atoms])


def _whole_line(line: Line) -> str:
    """A line that came or went, as listed; a picture has no words."""
    return line.text or ("" if line.place.kind is BlockKind.PICTURE else BREAK_SIGN)


def _format(line: Line) -> tuple[object, ...]:
    """What a reader can see of a line beside its characters."""
    place = line.place
    return (
        place.level, place.label, place.row_span, place.column_span,
        place.media_type, place.description,
    )  # fmt: skip
