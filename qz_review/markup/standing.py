"""Whether a change still stands in a later text, whatever else was edited, split or moved."""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.markup.changes import Change, ChangeKind
from qz_review.markup.clusters import ChangePlaces, Cluster
from qz_review.markup.positions import Positions
from qz_review.markup.similarity import pair_ends
from qz_review.markup.strands import Stretch
from qz_review.model.text import plain_text

_CARRYING = (ChangeKind.MOVED, ChangeKind.TRANSPOSED)
_TELLING = 4  # code points: shorter words that come up elsewhere are not the deleted ones
_LIKE = 0.5  # share of the deleted pairs of characters from which words were written back


def stands(positions: Positions, change: Change) -> bool:
    """True when the last version has what a change put in, and not what it took out.

    What it put in must stand whole and in order, though lines may have been split, and moved
    elsewhere together; what it took out must not have been put or written back.  A move must
    not have been moved again.
    """
    return _Standing(positions, change).holds()


class _Standing:
    def __init__(self, positions: Positions, change: Change) -> None:
        self._positions = positions
        self._change = change
        self._places = ChangePlaces(positions, change.version, [change.number])
        self._now = plain_text(positions.versions[positions.last].text)
        self._then = plain_text(positions.versions[change.version].text)

    def holds(self) -> bool:
        if self._change.kind is ChangeKind.FORMAT:
            return self._format_holds()
        if self._change.kind not in _CARRYING and self._is_written_back():
            return False
        return all(self._cluster_holds(cluster) for cluster in self._places.clusters())

    def _cluster_holds(self, cluster: Cluster) -> bool:
        come = [n for n in cluster.strands if n in self._places.come]
        gone = [n for n in cluster.strands if n in self._places.gone]
        if come and not self._words_stand(come):
            return False
        if self._change.kind in _CARRYING:
            return not come or self._is_between(cluster, come)
        if any(self._places.stands_again(n) for n in gone):
            return False
        later = self._places.later(cluster.inside)
        if not come and any(self._positions.strands[n].is_break for n in gone):
            return not any(self._positions.strands[n].is_break for n in later)
        return not gone or not _like(self._places.words(gone), self._places.words(later))

    def _words_stand(self, come: Sequence[int]) -> bool:
        """True when words that were put in together stand together."""
        starts = self._positions.starts(self._change.version)
        words = self._places.words(come)
        start, end = starts[come[0]], starts[come[0]] + len(words)
        if not words.strip("\n"):  # a paragraph mark, or lines without words
            return all(self._is_alive(n) for n in come)
        place = self._positions.carry(start, end, self._change.version, self._positions.last)
        return not place.gone and _plain(self._now[place.start : place.end]) == _plain(words)

    def _is_between(self, cluster: Cluster, come: Sequence[int]) -> bool:
        """True when moved words still stand between the same neighbours, wherever these are."""
        row = (cluster.left, come[0], come[-1], cluster.right)
        places = [self._place_now(n) for n in row]
        known = [place for place in places if place is not None]
        return known == sorted(known)

    def _place_now(self, number: int) -> int | None:
        """Where a strand stands in the last version, None where it is gone."""
        if not 0 <= number < len(self._positions.strands):
            return None
        chain = next(iter(self._positions.destinations(Stretch(number, 0, 1))), None)
        if chain is None or not self._places.is_present(chain[-1].strand):
            return None
        return self._positions.starts(self._positions.last)[chain[-1].strand] + chain[-1].start

    def _is_alive(self, number: int) -> bool:
        whole = Stretch(number, 0, len(self._positions.strands[number].text))
        return all(
            self._places.is_present(chain[-1].strand)
            for chain in self._positions.destinations(whole)
        )

    def _is_written_back(self) -> bool:
        """True when deleted words stand somewhere now where they did not stand then."""
        gone = _plain(self._places.words(self._places.gone)).strip("，。、；：！？ 　")
        if len(gone) < _TELLING:
            return False
        return _plain(self._now).count(gone) > _plain(self._then).count(gone)

    def _format_holds(self) -> bool:
        ends = {strand.block: n for n, strand in enumerate(self._positions.strands)}
        end = ends[self._change.line]
        then = self._positions.look(end, self._change.version)
        return then is not None and then == self._positions.look(end, self._positions.last)


def _like(gone: str, written: str) -> bool:
    """True when what was written at a place says again half of what was deleted there."""
    if not written.strip():
        return False
    was, now = pair_ends(gone), pair_ends(written)
    return gone in written or len(was & now) >= _LIKE * len(was)


def _plain(words: str) -> str:
    return words.replace("\n", "")
