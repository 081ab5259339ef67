"""Undo and redo of the text page: earlier lines are kept whole, they share what did not change."""

from __future__ import annotations

from dataclasses import dataclass

from ui.editor.marked_lines import Lines, Spot

LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Moment:
    """The lines at one time and where the caret stood."""

    lines: Lines
    caret: Spot


class History:
    """Moments before and after the present one."""

    def __init__(self) -> None:
        self._past: list[Moment] = []
        self._future: list[Moment] = []
        self._typing: tuple[str, Spot] | None = None

    @property
    def can_undo(self) -> bool:
        """True when something can be undone."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """True when something can be done again."""
        return bool(self._future)

    def clear(self) -> None:
        """Forget everything: another text is shown."""
        self._past, self._future, self._typing = [], [], None

    def note(self, before: Moment, after: Spot, kind: str = "") -> None:
        """An edit happened.  kind: edits of one kind in one go are undone together."""
        goes_on = kind != "" and self._typing == (kind, before.caret) and bool(self._past)
        if not goes_on:
            self._past.append(before)
            del self._past[:-LIMIT]
        self._future = []
        self._typing = (kind, after) if kind else None

    def pause(self) -> None:
        """The next edit begins a new step."""
        self._typing = None

    def undo(self, now: Moment) -> Moment | None:
        """The moment before, None where there is none."""
        return self._swap(self._past, self._future, now)

    def redo(self, now: Moment) -> Moment | None:
        """The moment that was undone last."""
        return self._swap(self._future, self._past, now)

    def _swap(self, source: list[Moment], target: list[Moment], now: Moment) -> Moment | None:
        self._typing = None
        if not source:
            return None
        target.append(now)
        return source.pop()
