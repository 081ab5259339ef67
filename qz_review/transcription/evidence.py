"""Two texts side by side, asked what stands now where certain words stood.

Everything is looked up by place: each character of the earlier text is carried to the later
one by their comparison, so that words that merely occur elsewhere prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qz_review.markup.changes import BlockKind
from qz_review.markup.layers import compose
from qz_review.markup.lines import Line, lines_of
from qz_review.markup.marked import Version
from qz_review.markup.positions import Positions
from qz_review.markup.tokens import splits_word
from qz_review.model.text import ManuscriptText, plain_text
from qz_review.transcription.requests import LAST, Extent, Passage

_SENTENCE_ENDS = "。！？；"
STOPS = frozenset("，。、；：！？,.;:!? 　\t\n")
_NEAR = 12  # code points beside a place in which something must be left of the text before
_ELLIPSES = ("……", "…", "...")


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) of a plain text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Region:
    """A place in both texts.

    before, after: words beside the span that went with it.  now: what stands there now, from
    offset ``at`` on.
    """

    before: str
    after: str
    now: str
    at: int


class Evidence:
    """What became of places of ``before`` in ``now``."""

    def __init__(self, before: ManuscriptText, now: ManuscriptText) -> None:
        versions = [Version(None, before), Version(None, now)]
        self._positions = Positions(compose(versions), versions)
        self.before = before
        self.now = now
        self.before_words = plain_text(before)
        self.now_words = plain_text(now)
        self._numbers = {line: number for number, line in enumerate(lines_of(before))}
        self._before_lines = [x for x in self._numbers if x.place.kind is not BlockKind.PICTURE]
        self._now_lines = [x for x in lines_of(now) if x.place.kind is not BlockKind.PICTURE]

    # --- in the text before ---

    def find(self, passage: Passage, *, often: bool = False) -> tuple[Span, ...]:
        """Where the passage stood; empty where it is not plain which words are meant.

        often: words without quotation marks may occur more than once.
        """
        if not passage.words:
            spans = (self.paragraph(number) for number in passage.paragraphs)
            return tuple(span for span in spans if span is not None)
        places = self._places(passage)
        if passage.extent is Extent.SENTENCE:
            places = [self._sentence(span) for span in places]
        elif passage.extent is Extent.PARAGRAPH:
            places = [_span(self._line_at(span.start)) for span in places]
        if not passage.surely and not often and len(places) != 1:
            return ()
        return tuple(dict.fromkeys(places))

    def paragraph(self, number: int) -> Span | None:
        """第 n 段 of the text before, None where there are not so many."""
        line = self._paragraph_line(number)
        return None if line is None else _span(line)

    def line_before(self, offset: int) -> Span:
        """The line at an offset of the text before."""
        return _span(self._line_at(offset))

    def count_before(self, words: str) -> int:
        """How often words occur in the text before."""
        return len(list(_occurrences(self.before_words, words)))

    def _places(self, passage: Passage) -> list[Span]:
        lines = [line for line in self._before_lines if self._in_scope(line, passage)]
        wanted = [passage.words]
        if passage.bracketed:
            wanted.append(passage.words.strip("《》"))
        if not passage.surely:
            wanted = [passage.words[at:] for at in range(len(passage.words) - 1)]
        for words in wanted:
            places = [
                Span(line.place.start + start, line.place.start + end)
                for line in lines
                for start, end in _matches(line.text, words)
            ]
            if places:
                return places
        return []

    def _in_scope(self, line: Line, passage: Passage) -> bool:
        if passage.in_title:
            return line.place.kind in (BlockKind.TITLE, BlockKind.SUBTITLE)
        if not passage.paragraphs:
            return True
        return any(line is self._paragraph_line(number) for number in passage.paragraphs)

    def _paragraph_line(self, number: int) -> Line | None:
        lines = [line for line in self._before_lines if line.place.number]
        if number == LAST:
            return lines[-1] if lines else None
        return lines[number - 1] if 0 < number <= len(lines) else None

    def _line_at(self, offset: int) -> Line:
        return [line for line in self._before_lines if line.place.start <= offset][-1]

    def _sentence(self, span: Span) -> Span:
        """The whole sentence (or sentences) in which a span stands, its stop included."""
        line = _span(self._line_at(span.start))
        words = self.before_words
        start, end = span.start, span.end
        while start > line.start and words[start - 1] not in _SENTENCE_ENDS:
            start -= 1
        while end < line.end and words[end - 1] not in _SENTENCE_ENDS:
            end += 1
        return Span(start, end)

    # --- in the text now ---

    def region(self, span: Span) -> Region | None:
        """What stands now where a span stood, between what is left on both sides of it.

        Where its very neighbours went too, the region is widened to those next to them; None
        where nothing near is left, or where it is apart.
        """
        line = self._line_at(span.start)
        left, start = self._left_of(span, line)
        right, end = self._right_of(span, line)
        if left is None or right is None or left > right or "\n" in self.now_words[left:right]:
            return None
        return Region(
            before=self.before_words[start : span.start],
            after=self.before_words[span.end : end],
            now=self.now_words[left:right],
            at=left,
        )

    def _left_of(self, span: Span, line: Line) -> tuple[int | None, int]:
        """Where what stands before a span ends now; and its end in the text before."""
        for at in range(span.start - 1, max(line.place.start, span.start - _NEAR) - 1, -1):
            carried = self._positions.carry(at, at + 1, 0, 1)
            if not carried.gone:
                return carried.end, at + 1
        if span.start - _NEAR > line.place.start:
            return None, span.start
        end = self._positions.end_of_line(self._numbers[line], 0, 1)
        return None if end is None else self.line_now(end).start, line.place.start

    def _right_of(self, span: Span, line: Line) -> tuple[int | None, int]:
        line_end = _span(line).end
        for at in range(span.end, min(line_end, span.end + _NEAR)):
            carried = self._positions.carry(at, at + 1, 0, 1)
            if not carried.gone:
                return carried.start, at
        if span.end + _NEAR < line_end:
            return None, span.end
        return self._positions.end_of_line(self._numbers[line], 0, 1), line_end

    def line_spans_now(self, span: Span) -> tuple[Span, ...]:
        """The present lines that hold what is left of the line in which a span stood, in order."""
        line = _span(self._line_at(span.start))
        found = dict.fromkeys(self.line_now(kept.start) for kept in self._kept(line))
        return tuple(sorted(found, key=lambda s: s.start))

    def is_gone(self, span: Span) -> bool:
        """True when nothing but stops is left of a span, and its words stand nowhere."""
        words = self.before_words[span.start : span.end]
        kept = "".join(self.now_words[s.start : s.end] for s in self._kept(span))
        if without_stops(kept):
            return False
        core = words.strip("".join(STOPS))
        return self.count_now(core) < self.count_before(core)

    def carried(self, span: Span) -> Span | None:
        """Where the words stand now, all of them and together; None else."""
        words = self.before_words[span.start : span.end]
        place = self._positions.carry(span.start, span.end, 0, 1)
        now = self.now_words[place.start : place.end]
        return Span(place.start, place.end) if not place.gone and now == words else None

    def count_now(self, words: str) -> int:
        """How often words occur in the text now."""
        return len(list(_occurrences(self.now_words, words)))

    def only_now(self, words: str) -> Span | None:
        """Where words stand now, None where not exactly once."""
        found = list(_occurrences(self.now_words, words))
        return Span(found[0], found[0] + len(words)) if len(found) == 1 else None

    def lines_by_number_now(self) -> list[Span]:
        """The paragraphs with text that there are now, in order."""
        return [_span(line) for line in self._now_lines if line.place.number]

    def line_now(self, offset: int) -> Span:
        """The present line at an offset of the text now."""
        return _span(self._now_line_at(offset))

    def _now_line_at(self, offset: int) -> Line:
        return [line for line in self._now_lines if line.place.start <= offset][-1]

    def _kept(self, span: Span) -> Iterator[Span]:
        """What is left of a span, as spans of the text now."""
        for start, end in self._positions.kept(span.start, span.end, 0, 1):
            yield Span(start, end)


def without_stops(words: str) -> str:
    """The words without punctuation and white space."""
    return "".join(character for character in words if character not in STOPS)


def _span(line: Line) -> Span:
    return Span(line.place.start, line.place.start + len(line.text))


def _matches(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a line; 「甲……乙」 stands for what begins with 甲 and ends with 乙."""
    for sign in _ELLIPSES:
        first, found, last = words.partition(sign)
        if found and first and last:
            for start in _occurrences(text, first):
                end = text.find(last, start + len(first))
                if end >= 0:
                    yield start, end + len(last)
            return
    yield from ((start, start + len(words)) for start in _occurrences(text, words))


def _occurrences(text: str, words: str) -> Iterator[int]:
    """Offsets of words, where they do not cut a number or a Latin word."""
    words = words.replace("\n", " ")
    at = text.replace("\n", " ").find(words) if words else -1
    flat = text.replace("\n", " ")
    while at >= 0:
        end = at + len(words)
        cuts = (at > 0 and splits_word(flat[at - 1], flat[at])) or (
            end < len(flat) and splits_word(flat[end - 1], flat[end])
        )
        if not cuts:
            yield at
        at = flat.find(words, at + 1)
