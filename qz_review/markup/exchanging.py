"""Words of the last version exchanged for others, within one line: where moved words stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qz_review.markup.changes import BlockKind
from qz_review.markup.lines import lines_of
from qz_review.markup.positions import Positions
from qz_review.markup.rebuilding import RebuiltLine, rebuild
from qz_review.model.text import ManuscriptText, plain_text


@dataclass(frozen=True, slots=True)
class Exchange:
    """[start, end) of the plain text, within one line, becomes ``words``."""

    start: int
    end: int
    words: str


def exchange_at(
    positions: Positions,
    version: int,
    beside: tuple[int, int],
    came: Sequence[int],
    words: str,
) -> Exchange | None:
    """What to exchange in the last version for ``words``; None where the place is not plain.

    came: strands that stood together in ``version`` and are to give way; where there are none,
    the place is between the strands ``beside`` it, which must still be neighbours.
    """
    starts = positions.starts(version)
    if came:
        start, text = starts[came[0]], "".join(positions.strands[n].text for n in came)
        place = positions.carry(start, start + len(text), version, positions.last)
        now = plain_text(positions.versions[positions.last].text)[place.start : place.end]
        return None if place.gone or now != text else Exchange(place.start, place.end, words)
    left, right = beside
    ends = []
    if left >= 0 and not positions.strands[left].is_break:
        last = starts[left] + len(positions.strands[left].text)
        before = positions.carry(last - 1, last, version, positions.last)
        ends.append((before.gone, before.end))
    if right < len(positions.strands) and not positions.strands[right].is_break:
        after = positions.carry(starts[right], starts[right] + 1, version, positions.last)
        ends.append((after.gone, after.start))
    if not ends or any(gone for gone, _ in ends) or len({at for _, at in ends}) > 1:
        return None
    return Exchange(ends[0][1], ends[0][1], words)


def exchanged(text: ManuscriptText, exchanges: Sequence[Exchange]) -> ManuscriptText:
    """The text with all exchanges made; they must not overlap."""
    lines = []
    for number, line in enumerate(lines_of(text)):
        words, start = line.text, line.place.start
        for exchange in sorted(exchanges, key=lambda e: e.start, reverse=True):
            inside = start <= exchange.start and exchange.end <= start + len(line.text)
            if inside and line.place.kind is not BlockKind.PICTURE:
                head, tail = exchange.start - start, exchange.end - start
                words = words[:head] + exchange.words + words[tail:]
        lines.append(RebuiltLine(words, last=number, before=None, begins=number))
    return rebuild(text, text, lines)
