"""The shapes of an edit script; ``script.edit_script`` makes one."""

from __future__ import annotations

from dataclasses import dataclass

from qz_review.markup.changes import ChangeKind, SpanKind
from qz_review.markup.lines import Line


@dataclass(slots=True)
class Edit:
    """One step of the script.

    text: the characters; empty for a paragraph mark (``is_break``).
    old_line, new_line: of a paragraph mark, the line it ends on each side, -1 for none.
    change: local number of the change, None when kept without any.
    moved: the paragraph mark of a whole paragraph or row that was moved.
    lines: not 0 where so many whole lines are kept, from ``old_line`` and ``new_line`` on.
    """

    kind: SpanKind
    text: str = ""
    is_break: bool = False
    change: int | None = None
    old_line: int = -1
    new_line: int = -1
    moved: bool = False
    lines: int = 0


@dataclass(slots=True)
class Draft:
    """A change before it has its number, its step and its block; see ``Change``."""

    kind: ChangeKind
    deleted: str
    inserted: str
    line: Line
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(slots=True)
class Script:
    """Edits that turn the old lines into the new ones; the changes they belong to."""

    edits: list[Edit]
    changes: list[Draft]
    coarse: bool = False
