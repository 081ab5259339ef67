"""还原: changes of the marked document undone by a new edit of the last version.

The history stays: what :func:`revert_change` gives is a text to go on from, in which the words
that the change took out stand again and those that it put in are gone.  Everything else stays
as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from qz_review.errors import Refused
from qz_review.markup.changes import ChangeKind
from qz_review.markup.clusters import ChangePlaces, Cluster
from qz_review.markup.exchanging import exchange_at, exchanged
from qz_review.markup.positions import Positions
from qz_review.markup.rebuilding import RebuiltLine, rebuild
from qz_review.markup.whole_blocks import with_companions
from qz_review.markup.words_in_moves import WordsInMoves
from qz_review.model.text import ManuscriptText


def revert_change(positions: Positions, number: int) -> ManuscriptText:
    """The last version's text with change ``number`` of the marked document undone.

    A row, a picture or a table that came or went is one thing, though each of its lines is
    listed.  Raises Refused ``change.unknown``; ``change.undone`` where nothing of it is left to
    undo; ``change.overlapped`` where later edits went over it, so that it cannot be undone
    without touching them; ``change.structure`` where what is left would make no text.
    """
    return revert_changes(positions, [number])


def revert_changes(positions: Positions, numbers: Iterable[int]) -> ManuscriptText:
    """The same for several changes of one version at once.

    Raises ValueError for changes of more than one version.
    """
    known = {change.number: change for change in positions.document.changes}
    wanted = set(numbers)
    if not wanted or not wanted <= known.keys():
        raise Refused("change.unknown")
    versions = {known[number].version for number in wanted}
    if len(versions) > 1:
        raise ValueError("changes of more than one version")
    (version,) = versions
    return _Reverting(positions, version, with_companions(positions, version, wanted)).text()


class _Reverting:
    """Which strands stand in the new text, and which lines they make."""

    def __init__(self, positions: Positions, version: int, numbers: frozenset[int]) -> None:
        self._positions = positions
        self._strands = positions.strands
        self._version = version
        self._last = positions.last
        within = WordsInMoves(positions, version, numbers)
        self._written_back = within.written_back
        self._given_up = frozenset(within.come)
        self._numbers = numbers - within.numbers
        self._places = ChangePlaces(positions, version, self._numbers)
        self._come, self._gone = self._places.come, self._places.gone
        self._lines_before = positions.lines(version - 1)
        self._formats = self._reformatted()

    def text(self) -> ManuscriptText:
        """The text with the changes undone."""
        try:
            self._need_nothing_later()
        except Refused as refusal:
            moved = refusal.code == "change.overlapped" and self._in_moved_words()
            if not moved:
                raise
            return moved
        changed = self._come or self._gone or self._formats or self._written_back
        if not changed and not self._given_up:
            raise Refused("change.structure")
        versions = self._positions.versions
        before = versions[self._version - 1].text
        return rebuild(versions[self._last].text, before, list(self._lines()))

    def _in_moved_words(self) -> ManuscriptText | None:
        """The text with the changes undone where their words were moved to since."""
        if self._formats or any(self._strands[n].is_break for n in (*self._come, *self._gone)):
            return None
        exchanges = []
        for cluster in self._places.clusters():
            came = [n for n in cluster.strands if n in self._come]
            if not came and not self._is_within_line(cluster):
                return None
            gone = "".join(self._strands[n].run.text for n in cluster.strands if n in self._gone)
            exchange = exchange_at(
                self._positions, self._version, (cluster.left, cluster.right), came, gone
            )
            if exchange is None:
                return None
            exchanges.append(exchange)
        return exchanged(self._positions.versions[self._last].text, exchanges)

    # --- what later versions did there ---

    def _need_nothing_later(self) -> None:
        """Refuse where the words it put in, or the place it took some from, were edited since."""
        clusters = self._places.clusters()
        left = any(self._places.is_present(n) for n in self._come)
        if clusters and not left and all(self._is_undone(cluster) for cluster in clusters):
            raise Refused("change.undone")
        if not all(self._places.is_present(n) for n in self._come):
            raise Refused("change.overlapped")
        for first, second in pairwise(self._come):
            between = range(first + 1, second)
            if not any(self._places.was_there(n) for n in between) and self._places.later(between):
                raise Refused("change.overlapped")
        for cluster in clusters:
            self._need_place(cluster)

    def _need_place(self, cluster: Cluster) -> None:
        if self._places.is_whole_lines(cluster):
            before = self._alive_before(cluster.strands[0])
            if before is not None and not self._strands[before].is_break:
                raise Refused("change.overlapped")
            return
        if not self._line_lives(cluster):
            raise Refused("change.overlapped")
        taken_only = not any(n in self._come for n in cluster.strands)
        if taken_only and self._places.later(cluster.inside):
            raise Refused("change.overlapped")

    def _is_undone(self, cluster: Cluster) -> bool:
        """True when the place looks as it did before the change, or the words stand again."""
        gone = [n for n in cluster.strands if n in self._gone]
        if gone and all(self._places.stands_again(n) for n in gone):
            return True
        if self._places.is_whole_lines(cluster):
            return not gone
        now = self._places.words(n for n in cluster.inside if self._places.is_present(n))
        return now == self._places.words(gone)

    def _line_lives(self, cluster: Cluster) -> bool:
        """True when something of the line in which the strands stood is still there."""
        first, last = cluster.strands[0], cluster.strands[-1]
        while first > 0 and not self._ends_line(first - 1):
            first -= 1
        while last < len(self._strands) - 1 and not self._ends_line(last):
            last += 1
        return any(
            self._places.was_there(n) and self._places.is_present(n) for n in range(first, last + 1)
        )

    def _is_within_line(self, cluster: Cluster) -> bool:
        """True when nothing but its own line stands between the strands and their neighbours."""
        beside = (*range(cluster.left + 1, cluster.strands[0]),
                  *range(cluster.strands[-1] + 1, cluster.right))  # fmt: skip
        before = self._version - 1
        return not any(
            self._strands[n].is_break and self._strands[n].run.is_in(before) for n in beside
        )

    def _ends_line(self, number: int) -> bool:
        return self._strands[number].is_break and self._places.was_there(number)

    # --- the new text ---

    def _stays(self, number: int) -> bool:
        run = self._strands[number].run
        if run.deleted_change in self._numbers:
            return True
        if number in self._given_up or run.inserted_change in self._numbers:
            return False
        return run.is_in(self._last)

    def _alive_before(self, number: int) -> int | None:
        return next((n for n in range(number - 1, -1, -1) if self._stays(n)), None)

    def _lines(self) -> Iterator[RebuiltLine]:
        last_lines = self._positions.lines(self._last)
        words: list[str] = []
        begins: int | None = None
        last_line, at_start = 0, True  # in the last version
        for number, strand in enumerate(self._strands):
            present = self._places.is_present(number)
            text = self._text_of(number)
            if text and not words:
                kept = present and at_start and text.startswith(strand.run.text[:1])
                begins = last_line if kept else None
            if text:
                words.append(text)
            elif self._stays(number) and strand.is_break:
                yield RebuiltLine(
                    "".join(words),
                    last=last_lines.get(number),
                    before=self._lines_before.get(number),
                    begins=begins,
                    reformatted=number in self._formats,
                )
                words, begins = [], None
            if present:
                last_line, at_start = last_line + strand.is_break, strand.is_break

    def _text_of(self, number: int) -> str:
        """What a strand gives to its line: its characters, and words written back within it."""
        strand = self._strands[number]
        text = strand.run.text if self._stays(number) and not strand.is_break else ""
        for at, words in sorted(self._written_back.get(number, ()), reverse=True):
            text = text[:at] + words + text[at:]
        return text

    # --- format ---

    def _reformatted(self) -> frozenset[int]:
        """Line ends whose format is to be the former one again."""
        ends = {strand.block: number for number, strand in enumerate(self._strands)}
        return frozenset(
            self._need_format(ends[change.line])
            for change in self._positions.document.changes
            if change.number in self._numbers and change.kind is ChangeKind.FORMAT
        )

    def _need_format(self, end: int) -> int:
        look = self._positions.look
        before, after = look(end, self._version - 1), look(end, self._version)
        now = look(end, self._last)
        if before is None or before == after:
            raise Refused("change.structure")
        if now == before:
            raise Refused("change.undone")
        if now != after:
            raise Refused("change.overlapped")
        return end
