"""What one column shows of some lines: the old text, the new one, or both with all marks.

Pure: offsets of :class:`Span` are UTF-16 units into :attr:`FaceParagraph.text`, as Qt counts.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from qz_review.markup.changes import BREAK_SIGN, BlockKind, ChangeKind, Place
from qz_review.markup.marked import Mark, MarkedBlock, MarkedRun
from qz_review.model.stage import Stage
from ui.editor.line_picture import units
from ui.text.visible_signs import parts


class Face(StrEnum):
    """One way to show a row."""

    OLD = "old"  # 原稿, what is gone later struck through
    MARKED = "marked"  # 花脸稿, everything
    NEW = "new"  # 清样, what is new underlined


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark as it is drawn.  stage: None for 修订 that the 原稿 came with."""

    number: int
    stage: Stage | None
    kind: ChangeKind = ChangeKind.REPLACED


@dataclass(frozen=True, slots=True)
class Span:
    """Characters with marks: came (inserted), gone (deleted), or sign (a hidden character).

    Without characters it is the gap where the other text has some.
    """

    start: int
    end: int
    came: Drawn | None = None
    gone: Drawn | None = None
    sign: bool = False


@dataclass(frozen=True, slots=True)
class FaceParagraph:
    """A paragraph as one column shows it.

    text: what is drawn.  raw: the characters it stands for, as many code points.  dead: ranges
    of them that are not in the text this column is of (deleted ones, signs of paragraph marks).
    block: index of the block it begins in.  picture: where a picture stands instead of text;
    it has one span without length where it came or went.
    """

    text: str
    raw: str
    block: int
    kind: BlockKind
    level: int = 0
    spans: tuple[Span, ...] = ()
    dead: tuple[tuple[int, int], ...] = ()
    picture: Place | None = None

    @property
    def words(self) -> str:
        """The manuscript's own characters."""
        return self.words_between(0, len(self.raw))

    def place_of_word(self, place: int, *, end: bool = False) -> int:
        """The code point of the text before word ``place``; ``end``: right behind the one before.

        place: counted over :attr:`words`.
        """
        at = passed = 0
        for low, high in self.dead:
            live = low - at
            if place < passed + live or (end and place == passed + live):
                return at + place - passed
            passed += live
            at = high
        return min(at + place - passed, len(self.raw))

    def word_at(self, place: int) -> int:
        """How many words stand before code point ``place`` of the text."""
        return place - sum(min(high, place) - low for low, high in self.dead if low < place)

    def words_between(self, start: int, end: int) -> str:
        """Those between two code points of the text; what is struck is left out."""
        kept = []
        at = start
        for low, high in self.dead:
            kept.append(self.raw[at : max(min(low, end), at)])
            at = max(at, high)
        kept.append(self.raw[at:end])
        return "".join(kept)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is marked.

    kinds: of every change by number.  hidden: numbers that are not marked; their words are
    shown as they became.
    """

    kinds: Mapping[int, ChangeKind] = field(default_factory=dict)
    hidden: Container[int] = frozenset()

    def drawn(self, mark: Mark | None, number: int | None) -> Drawn | None:
        """How a mark is drawn; None where there is none or it is hidden."""
        if mark is None or number is None or number in self.hidden:
            return None
        return Drawn(number, mark.stage, self.kinds.get(number, ChangeKind.REPLACED))


def paragraphs_of(
    blocks: Sequence[tuple[int, MarkedBlock]], face: Face, marked: Shown
) -> tuple[FaceParagraph, ...]:
    """The paragraphs a column shows of some blocks (each with its index in the document)."""
    writer = _Writer(face, marked)
    for index, block in blocks:
        writer.add(index, block)
    return writer.finish()


class _Writer:
    """Gathers runs into paragraphs; a paragraph may take in several blocks, and the reverse."""

    def __init__(self, face: Face, marked: Shown) -> None:
        self._face, self._marked = face, marked
        self._done: list[FaceParagraph] = []
        self._start: tuple[int, MarkedBlock] | None = None
        self._text: list[str] = []
        self._raw: list[str] = []
        self._dead: list[tuple[int, int]] = []
        self._count = 0
        self._spans: list[Span] = []
        self._at = 0
        self._gaps: list[Span] = []  # before the first character that is shown

    def add(self, index: int, block: MarkedBlock) -> None:
        here = (index, block)
        if block.kind is BlockKind.PICTURE:
            self._picture(here)
            return
        for run in block.runs:
            if run.is_break:
                self._break(run, here)
            elif self._is_shown(run):
                self._write(run, here)
            else:
                self._gap(run)
        if block.end.is_break and self._is_shown(block.end):
            self._close(here)
        elif self._start is None:
            self._gaps = []

    def finish(self) -> tuple[FaceParagraph, ...]:
        if self._start is not None:
            self._close(self._start)
        return tuple(self._done)

    def _is_shown(self, run: MarkedRun) -> bool:
        if self._face is Face.OLD:
            return run.inserted is None
        if self._face is Face.NEW:
            return run.deleted is None
        return run.deleted is None or run.deleted_change not in self._marked.hidden

    def _gap(self, run: MarkedRun) -> None:
        """Note the place of characters that are not shown here."""
        came = self._marked.drawn(run.inserted, run.inserted_change)
        gone = self._marked.drawn(run.deleted, run.deleted_change)
        if came is None and gone is None:
            return
        gap = Span(self._at, self._at, came, gone)
        (self._gaps if self._start is None else self._spans).append(gap)

    def _break(self, mark: MarkedRun, here: tuple[int, MarkedBlock]) -> None:
        """A paragraph mark that came or went by itself: its sign, and the end it makes."""
        if not self._is_shown(mark):
            return
        came = self._marked.drawn(mark.inserted, mark.inserted_change)
        gone = self._marked.drawn(mark.deleted, mark.deleted_change)
        if self._face is Face.OLD:
            came = None
        if came or gone:
            self._begin(here)
            self._put(BREAK_SIGN, BREAK_SIGN, came, gone, lives=False)
        joined = self._face is Face.MARKED and mark.deleted is not None
        if not joined:
            self._close(here)

    def _write(self, run: MarkedRun, here: tuple[int, MarkedBlock]) -> None:
        came = gone = None
        if self._face is not Face.OLD:
            came = self._marked.drawn(run.inserted, run.inserted_change)
        if self._face is not Face.NEW:
            gone = self._marked.drawn(run.deleted, run.deleted_change)
        self._begin(here)
        lives = self._face is Face.OLD or run.deleted is None
        at = 0
        for text, hidden in parts(run.text):  # one character for one
            raw = run.text[at : at + len(text)]
            self._put(text, raw, came, gone, lives=lives, sign=hidden)
            at += len(text)

    def _put(
        self,
        text: str,
        raw: str,
        came: Drawn | None,
        gone: Drawn | None,
        *,
        lives: bool,
        sign: bool = False,
    ) -> None:
        end = self._at + units(text)
        self._text.append(text)
        self._raw.append(raw)
        if not lives:
            self._dead.append((self._count, self._count + len(raw)))
        self._count += len(raw)
        last = self._spans[-1] if self._spans else None
        if came or gone or sign:
            if last is not None and last == Span(last.start, self._at, came, gone, sign):
                self._spans[-1] = Span(last.start, end, came, gone, sign)
            else:
                self._spans.append(Span(self._at, end, came, gone, sign))
        self._at = end

    def _begin(self, here: tuple[int, MarkedBlock]) -> None:
        if self._start is None:
            self._start = here
            self._spans, self._gaps = self._gaps, []

    def _close(self, here: tuple[int, MarkedBlock]) -> None:
        index, block = self._start or here
        self._done.append(
            FaceParagraph(
                "".join(self._text),
                "".join(self._raw),
                index,
                block.kind,
                block.level,
                tuple(self._spans),
                tuple(self._dead),
            )
        )
        self._start, self._at, self._count = None, 0, 0
        self._text, self._raw, self._spans, self._dead = [], [], [], []

    def _picture(self, here: tuple[int, MarkedBlock]) -> None:
        index, block = here
        if not self._is_shown(block.end):
            return
        came = self._marked.drawn(block.end.inserted, block.end.inserted_change)
        gone = self._marked.drawn(block.end.deleted, block.end.deleted_change)
        span = Span(
            0, 0,
            came if self._face is not Face.OLD else None,
            gone if self._face is not Face.NEW else None,
        )  # fmt: skip
        spans = (span,) if span.came or span.gone else ()
        self._done.append(FaceParagraph("", "", index, block.kind, 0, spans, (), block.place))
