"""The text being edited: its lines, whose marks new edits carry, and undo.

No Qt here: the page turns keys and mouse into these calls and shows what comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qz_review.markup.marked import Mark
from qz_review.model.text import ManuscriptText
from ui.editor import edits
from ui.editor.edits import Edited
from ui.editor.history import History, Moment
from ui.editor.marked_lines import Lines, Spot
from ui.editor.opening import extract_text
from ui.editor.text_search import Match

_EMPTY = ManuscriptText("")


class PageEditor:
    """Lines and the acts on them; every act gives the new place of the caret.

    own: mark of the present step, None where nothing may be edited.
    """

    def __init__(self) -> None:
        self.lines: Lines = ()
        self.base = _EMPTY
        self.own: Mark | None = None
        self.history = History()
        self._text: tuple[Lines, ManuscriptText, ManuscriptText] | None = None

    def open(self, lines: Lines, base: ManuscriptText, own: Mark | None) -> None:
        """Begin with another text; undo starts anew."""
        self.lines, self.base, self.own = lines, base, own
        self.history.clear()

    @property
    def may_edit(self) -> bool:
        """True when typing changes the text."""
        return self.own is not None

    def current_text(self) -> ManuscriptText:
        """The exact present text; put together anew only where something changed."""
        known = self._text
        if known is None or known[0] is not self.lines or known[1] is not self.base:
            known = (self.lines, self.base, extract_text(self.lines, self.base))
            self._text = known
        return known[2]

    def characters(self) -> int:
        """字数 of the present text: white space left out."""
        return sum(line.characters for line in self.lines)

    def paragraph_numbers(self) -> dict[int, int]:
        """第 n 段 by index of the line: paragraphs with words, counted from 1."""
        numbered = (index for index, line in enumerate(self.lines) if line.is_numbered)
        return {index: number for number, index in enumerate(numbered, 1)}

    def type_text(self, start: Spot, end: Spot, text: str, *, typed: bool = False) -> Spot:
        """Put text in the place of what is selected; ``typed``: key by key, undone together."""

        def act(own: Mark) -> Edited:
            done = Edited(self.lines, start)
            if start != end:
                done = edits.delete_range(self.lines, start, end, own)
            return edits.insert(done.lines, done.caret, text, own)

        kind = "type" if typed and start == end and text not in "。！？；" else ""
        return self._do(start, act, kind)

    def begin_paragraph(self, start: Spot, end: Spot, *, soft: bool = False) -> Spot:
        """Enter, or with ``soft`` Shift Enter: a line break inside the paragraph."""

        def act(own: Mark) -> Edited:
            done = Edited(self.lines, start)
            if start != end:
                done = edits.delete_range(self.lines, start, end, own)
            if soft:
                return edits.line_break(done.lines, done.caret, own)
            return edits.split(done.lines, done.caret, own)

        return self._do(start, act)

    def delete(self, start: Spot, end: Spot) -> Spot:
        """Delete what is selected."""
        return self._do(start, lambda own: edits.delete_range(self.lines, start, end, own))

    def backspace(self, spot: Spot) -> Spot:
        """Delete the character before the caret."""
        return self._do(spot, lambda own: edits.backspace(self.lines, spot, own), "back")

    def delete_forward(self, spot: Spot) -> Spot:
        """Delete the character after the caret."""
        return self._do(spot, lambda own: edits.delete_forward(self.lines, spot, own), "forward")

    def move(self, start: Spot, end: Spot, target: Spot) -> Spot:
        """Drag what is selected to another place, in one step."""
        if start <= target <= end:
            return target

        def act(own: Mark) -> Edited:
            words = edits.live_text(self.lines, start, end)
            if target > end:
                done = edits.insert(self.lines, target, words, own)
                gone = edits.delete_range(done.lines, start, end, own)
                shift = len(done.lines) - len(gone.lines)
                return Edited(gone.lines, _within(gone.lines, done.caret, shift))
            done = edits.insert(self.lines, target, words, own)
            added = len(done.lines) - len(self.lines)
            low, high = (
                _after(start, target, done.caret, added),
                _after(end, target, done.caret, added),
            )
            gone = edits.delete_range(done.lines, low, high, own)
            return Edited(gone.lines, done.caret)

        return self._do(start, act)

    def replace_all(self, matches: Sequence[Match], words: str) -> Spot:
        """Put ``words`` in the place of every match, as one step."""

        def act(own: Mark) -> Edited:
            done = Edited(self.lines, Spot(0, 0))
            for match in reversed(matches):
                start, end = match.spots(done.lines)
                done = edits.delete_range(done.lines, start, end, own)
                done = edits.insert(done.lines, done.caret, words, own)
            return done

        first = matches[0].spots(self.lines)[0] if matches else Spot(0, 0)
        return self._do(first, act)

    def replace_each(self, places: Sequence[tuple[Spot, Spot, str]]) -> Spot:
        """Put words in the place of several stretches that do not overlap, as one step.

        The caret comes to stand behind the first of them.
        """
        ordered = sorted(places, key=lambda place: place[:2])
        caret = ordered[0][0] if ordered else Spot(0, 0)

        def act(own: Mark) -> Edited:
            done = Edited(self.lines, caret)
            for start, end, words in reversed(ordered):  # from the end: places before stay right
                done = edits.delete_range(done.lines, start, end, own)
                if words:
                    done = edits.insert(done.lines, done.caret, words, own)
            return done

        return self._do(caret, act)

    def undo(self, caret: Spot) -> Spot | None:
        """Take the last step back; the place of the caret before it, None if there is none."""
        return self._restore(self.history.undo(Moment(self.lines, caret)))

    def redo(self, caret: Spot) -> Spot | None:
        """Do the step again that was taken back last."""
        return self._restore(self.history.redo(Moment(self.lines, caret)))

    def _restore(self, moment: Moment | None) -> Spot | None:
        if moment is None:
            return None
        self.lines = moment.lines
        return moment.caret

    def _do(self, caret: Spot, act: Callable[[Mark], Edited], kind: str = "") -> Spot:
        if self.own is None:
            return caret
        before = Moment(self.lines, caret)
        done = act(self.own)
        if done.lines != self.lines:
            self.lines = done.lines
            self.history.note(before, done.caret, kind)
        return done.caret


def _within(lines: Lines, spot: Spot, shift: int) -> Spot:
    line = max(0, min(spot.line - shift, len(lines) - 1))
    return Spot(line, min(spot.offset, len(lines[line].text)))


def _after(spot: Spot, target: Spot, caret: Spot, added: int) -> Spot:
    """Where a place behind ``target`` stands once text was inserted there."""
    if spot.line != target.line:
        return Spot(spot.line + added, spot.offset)
    return Spot(caret.line, spot.offset - target.offset + caret.offset)
