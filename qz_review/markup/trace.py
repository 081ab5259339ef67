"""责任倒查 of words: who wrote them, what they replaced, which versions held them.

One function answers for any range of the last version: :func:`trace_range`.  It is computed
from the versions alone (``domain.md`` 5); who signed which version is the caller's to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from qz_review.markup.marked import Mark
from qz_review.markup.positions import Positions
from qz_review.markup.strands import Stretch


class Holding(StrEnum):
    """Whether a version held the words asked for."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class GonePiece:
    """Words that were taken out.

    at: where they stood, as an offset into the last version.  written, deleted: by whom;
    ``written.version`` 0 is the 原稿.  moved: they were taken to another place (转移, 对调).
    restored: a later hand put them back (保留).
    """

    at: int
    quote: str
    written: Mark
    deleted: Mark
    moved: bool = False
    restored: bool = False


@dataclass(frozen=True, slots=True)
class PutBack:
    """Words were deleted by one hand, and stand again by another's (保留)."""

    deleted: Mark
    restored: Mark


@dataclass(frozen=True, slots=True)
class TracedPiece:
    """Characters of the range with one history.

    start, end: offsets into the last version.  written: who first wrote them; version 0 is the
    原稿.  moved: who moved them since; restored: who deleted them and who put them back; both
    oldest first.  replaced: what the same change took out.
    change: number of the change that put them in (None for the 原稿's own).
    """

    start: int
    end: int
    quote: str
    written: Mark
    moved: tuple[Mark, ...] = ()
    restored: tuple[PutBack, ...] = ()
    replaced: tuple[GonePiece, ...] = ()
    change: int | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of a range.

    start, end: the range answered for; for a place without extent the words around it.
    gone: what was deleted within the range and at its ends.  held: for each version, from
    the 原稿 on, whether it held the words.
    """

    start: int
    end: int
    quote: str
    pieces: tuple[TracedPiece, ...]
    gone: tuple[GonePiece, ...]
    held: tuple[Holding, ...]


def trace_range(positions: Positions, start: int, end: int) -> Trace:
    """Trace [start, end) of the last version, code points into its plain text.

    An empty range (a click) is answered with the characters of one history around it; at the
    end of a line with those before it.  Offsets outside the text are taken to its ends.
    """
    length = positions.length(positions.last)
    start = min(max(0, start), length)
    end = min(max(start, end), length)
    if start == end:
        start, end = _around(positions, start)
    chains = [
        chain
        for stretch in positions.stretches(positions.last, start, end)
        for chain in positions.origins(stretch)
    ]
    pieces = _pieces(positions, chains)
    return Trace(
        start=start,
        end=end,
        quote="".join(piece.quote for piece in pieces),
        pieces=pieces,
        gone=_gone_within(positions, start, end),
        held=tuple(_held(positions, chains, n) for n in range(len(positions.versions))),
    )


def original_mark(positions: Positions) -> Mark:
    """The hand of the 原稿 itself."""
    first = positions.versions[0]
    return Mark(0, None, first.author, first.time)


def _around(positions: Positions, at: int) -> tuple[int, int]:
    """The characters of one history at a place, within its line."""
    last = positions.last
    for place in (at, at - 1):
        for stretch in positions.stretches(last, place, place + 1):
            strand = positions.strands[stretch.strand]
            if strand.is_break:
                continue
            begin = positions.starts(last)[stretch.strand]
            whole = Stretch(stretch.strand, 0, len(strand.text))
            for chain in positions.origins(whole):
                if chain[0].start <= stretch.start < chain[0].end:
                    return begin + chain[0].start, begin + chain[0].end
    return at, at


def _pieces(positions: Positions, chains: Sequence[tuple[Stretch, ...]]) -> tuple[TracedPiece, ...]:
    starts = positions.starts(positions.last)
    pieces: list[TracedPiece] = []
    for chain in chains:
        here = chain[0]
        start = starts[here.strand] + here.start
        run = positions.strands[chain[-1].strand].run
        moved, restored = _brought(positions, chain)
        piece = TracedPiece(
            start=start,
            end=start + here.length,
            quote=positions.strands[here.strand].text[here.start : here.end],
            written=run.inserted or original_mark(positions),
            moved=moved,
            restored=restored,
            replaced=_replaced(positions, run.inserted_change),
            change=run.inserted_change,
        )
        before = pieces[-1] if pieces else None
        if before is not None and before.end == piece.start and _same_history(before, piece):
            pieces[-1] = replace(before, end=piece.end, quote=before.quote + piece.quote)
        else:
            pieces.append(piece)
    return tuple(pieces)


def _same_history(left: TracedPiece, right: TracedPiece) -> bool:
    return replace(left, start=0, end=0, quote="") == replace(right, start=0, end=0, quote="")


def _brought(
    positions: Positions, chain: Sequence[Stretch]
) -> tuple[tuple[Mark, ...], tuple[PutBack, ...]]:
    """Who moved words from where they stood first, and who put them back, oldest first."""
    moved: list[Mark] = []
    restored: list[PutBack] = []
    for there, here in pairwise(reversed(chain)):
        left, came = positions.strands[there.strand].run, positions.strands[here.strand].run
        if came.inserted is None:
            continue
        if left.deleted is not None and positions.restores(came.inserted_change):
            restored.append(PutBack(left.deleted, came.inserted))
        else:
            moved.append(came.inserted)
    return tuple(moved), tuple(restored)


def _replaced(positions: Positions, change: int | None) -> tuple[GonePiece, ...]:
    if change is None:
        return ()
    return _merged_gone(
        piece
        for index in positions.deleted_by(change)
        for piece in _gone_pieces(positions, index)
        if not piece.moved and not piece.restored
    )


def _gone_within(positions: Positions, start: int, end: int) -> tuple[GonePiece, ...]:
    return _merged_gone(
        piece for index in positions.around(start, end) for piece in _gone_pieces(positions, index)
    )


def _gone_pieces(positions: Positions, index: int) -> Iterator[GonePiece]:
    """A deleted strand, cut where its history differs."""
    strand = positions.strands[index]
    deleted = strand.run.deleted
    if deleted is None:
        return
    at = positions.starts(positions.last)[index]
    for onwards in positions.destinations(Stretch(index, 0, len(strand.text))):
        following = positions.strands[onwards[1].strand].run if len(onwards) > 1 else None
        again = following is not None and positions.restores(following.inserted_change)
        for back in positions.origins(onwards[0]):
            origin = positions.strands[back[-1].strand].run
            yield GonePiece(
                at=at,
                quote=strand.text[back[0].start : back[0].end],
                written=origin.inserted or original_mark(positions),
                deleted=deleted,
                moved=following is not None and not again,
                restored=again,
            )


def _merged_gone(pieces: Iterable[GonePiece]) -> tuple[GonePiece, ...]:
    merged: list[GonePiece] = []
    for piece in pieces:
        if merged and replace(merged[-1], quote=piece.quote) == piece:
            merged[-1] = replace(piece, quote=merged[-1].quote + piece.quote)
        else:
            merged.append(piece)
    return tuple(merged)


def _held(positions: Positions, chains: Sequence[tuple[Stretch, ...]], version: int) -> Holding:
    total = sum(chain[0].length for chain in chains)
    there = sum(
        chain[0].length for chain in chains if any(positions.is_in(part, version) for part in chain)
    )
    if not there:
        return Holding.NONE
    return Holding.WHOLE if there == total else Holding.PART
