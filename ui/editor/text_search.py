"""Finding words in the present text, whatever deleted characters stand between."""

from __future__ import annotations

from dataclasses import dataclass

from ui.editor.marked_lines import Lines, Spot


@dataclass(frozen=True, slots=True)
class Match:
    """A place where the words stand: index of the line, live characters from … to."""

    line: int
    start: int
    end: int

    def spots(self, lines: Lines) -> tuple[Spot, Spot]:
        """The match as places in the lines."""
        line = lines[self.line]
        return (
            Spot(self.line, line.offset_of_live(self.start)),
            Spot(self.line, line.offset_of_live(self.end, after=True)),
        )


def find_all(lines: Lines, words: str) -> tuple[Match, ...]:
    """Every match, in reading order, none over another; capitals and small letters are alike."""
    found: list[Match] = []
    wanted = words.lower()
    if not wanted:
        return ()
    for index, line in enumerate(lines):
        if line.dead is not None:
            continue
        live = line.live
        lower = live.lower()
        if len(lower) != len(live):  # a few letters grow when made small
            lower = live
        at = lower.find(wanted)
        while at >= 0:
            found.append(Match(index, at, at + len(wanted)))
            at = lower.find(wanted, at + len(wanted))
    return tuple(found)
