"""Comments (批注) of a docx: who wrote what, about which words of the text that was read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from qz_review.documents.imported import ImportedComment
from qz_review.documents.ooxml import Element, W
from qz_review.documents.revisions import author_of, date_of
from qz_review.documents.sources import LineSource
from qz_review.markup.lines import lines_of
from qz_review.model.text import ManuscriptText, plain_text

MOST = 1_000
"""Comments that are kept; a manuscript has a few dozen at most."""

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_START, _END, _REFERENCE = (
    W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
_ID = W + "id"
_DONE = "（已标为解决）"
_EMPTY = "（批注没有文字）"


@dataclass(slots=True)
class _Comment:
    element: Element
    author: str
    date: str
    parent: str = ""  # w14:paraId of the comment that it answers
    is_done: bool = False
    replies: list[_Comment] = field(default_factory=list)


class CommentBook:
    """The comments of one document; replies stand below what they answer.

    words_of: reads the words of an element that holds paragraphs.
    """

    def __init__(
        self,
        comments: Element | None,
        extended: Element | None,
        words_of: Callable[[Element], str],
    ) -> None:
        self._words_of = words_of
        self._threads: dict[str, _Comment] = {}
        if comments is not None:
            self._read(comments, extended)

    @property
    def count(self) -> int:
        """Comments, a thread counted once."""
        return len(self._threads)

    def placed(
        self, text: ManuscriptText, sources: Sequence[LineSource], roots: Sequence[Element]
    ) -> tuple[ImportedComment, ...]:
        """The first :data:`MOST` comments where their words stand, in reading order.

        sources: of the text's lines.  roots: of the parts the text was read from.  A comment
        whose words are not in the text keeps its place with an empty quote.
        """
        if not self._threads:
            return ()
        words = plain_text(text)
        stories = [_Story(root, text, sources) for root in roots]
        found: list[ImportedComment] = []
        for identity, comment in list(self._threads.items())[:MOST]:
            start, end = next(
                (story.range_of(identity) for story in stories if story.has(identity)), (0, 0)
            )
            quote = words[start:end]
            found.append(
                ImportedComment(
                    start, end, quote, self._written(comment), comment.author, comment.date
                )
            )
        return tuple(sorted(found, key=lambda comment: (comment.start, comment.end)))

    def _read(self, comments: Element, extended: Element | None) -> None:
        by_paragraph: dict[str, _Comment] = {}
        read: dict[str, _Comment] = {}
        for element in comments.iterchildren(W + "comment"):
            comment = _Comment(element, author_of(element), date_of(element))
            read.setdefault(element.get(_ID, ""), comment)
            for paragraph in element.iter(W + "p"):
                by_paragraph[paragraph.get(_W14 + "paraId", "").upper()] = comment
        for entry in extended.iter(_W15 + "commentEx") if extended is not None else ():
            answered = by_paragraph.get(entry.get(_W15 + "paraId", "").upper())
            if answered is not None:
                answered.parent = entry.get(_W15 + "paraIdParent", "").upper()
                answered.is_done = entry.get(_W15 + "done", "0") in ("1", "true")
        for identity, comment in read.items():
            first = _first_of(comment, by_paragraph)
            if first is comment:
                self._threads[identity] = comment
            else:
                first.replies.append(comment)

    def _written(self, comment: _Comment) -> str:
        lines = [self._words_of(comment.element).strip() or _EMPTY]
        for reply in sorted(comment.replies, key=lambda item: item.date):
            when = f"（{reply.date}）" if reply.date else ""
            words = self._words_of(reply.element).strip() or _EMPTY
            lines.append(f"回复 {reply.author}{when}：{words}")
        if comment.is_done:
            lines.append(_DONE)
        return "\n".join(lines)


def _first_of(comment: _Comment, by_paragraph: dict[str, _Comment]) -> _Comment:
    """The comment at the head of a thread; a ring of answers has none, so it heads itself."""
    met = [comment]
    while met[-1].parent:
        above = by_paragraph.get(met[-1].parent)
        if above is None or any(above is one for one in met):
            return met[-1] if above is None else comment
        met.append(above)
    return met[-1]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of one element: where it stands in its part, and which characters of a line they are.

    before: of the line's source characters but white space, those before these.  paragraph: the
    ``w:p``.
    """

    order: int
    line: int
    before: int
    count: int
    paragraph: Element


class _Story:
    """One part of the docx: which of its elements gave which characters of the text.

    White space is left out of the counting, since reading trims it; all else is kept in order.
    """

    def __init__(self, root: Element, text: ManuscriptText, sources: Sequence[LineSource]) -> None:
        order = {element: place for place, element in enumerate(root.iter())}
        self._marks: dict[str, dict[str, tuple[int, Element]]] = {}
        for element in root.iter(_START, _END, _REFERENCE):
            marks = self._marks.setdefault(element.get(_ID, ""), {})
            marks.setdefault(element.tag, (order[element], element))
        self._lines = [(line.text, line.place.start) for line in lines_of(text)]
        self._totals = [0] * len(self._lines)
        self._pieces = sorted(self._found(sources, order), key=lambda piece: piece.order)
        self._orders = [piece.order for piece in self._pieces]

    def has(self, identity: str) -> bool:
        """True where the comment is anchored in this part."""
        return identity in self._marks

    def range_of(self, identity: str) -> tuple[int, int]:
        """Start and end in the plain text; equal where the words are not in it."""
        marks = self._marks[identity]
        start, anchor = marks.get(_START) or marks.get(_REFERENCE) or marks[_END]
        end, _ = marks.get(_END) or (start, anchor)
        first, last = bisect_left(self._orders, start), bisect_left(self._orders, end)
        inside = self._pieces[first:last]
        if not inside:
            place = self._place_beside(first, anchor)
            return place, place
        return min(map(self._start_of, inside)), max(map(self._end_of, inside))

    def _found(self, sources: Sequence[LineSource], order: dict[Element, int]) -> Iterator[_Piece]:
        for line, source in enumerate(sources):
            if source.picture is not None:
                continue
            before = 0
            for paragraph in source.paragraphs:
                for words, element in paragraph.pieces:
                    count = _visible(words)
                    if count and element in order:
                        yield _Piece(order[element], line, before, count, paragraph.element)
                    before += count
            self._totals[line] = before

    def _place_beside(self, at: int, anchor: Element) -> int:
        """Behind the words before, unless only those behind are of the same paragraph."""
        before = self._pieces[at - 1] if at else None
        behind = self._pieces[at] if at < len(self._pieces) else None
        own = next(anchor.iterancestors(W + "p"), None)
        if behind is not None and (
            before is None or (before.paragraph is not own and behind.paragraph is own)
        ):
            return self._start_of(behind)
        return self._end_of(before) if before is not None else 0

    def _start_of(self, piece: _Piece) -> int:
        return self._offset(piece.line, self._totals[piece.line] - piece.before, at_start=True)

    def _end_of(self, piece: _Piece) -> int:
        left = self._totals[piece.line] - piece.before - piece.count
        return self._offset(piece.line, left, at_start=False)

    def _offset(self, line: int, left: int, *, at_start: bool) -> int:
        """Where ``left`` visible characters of the line are still to come.

        Counted from the line's end, since its label stands in front.
        """
        text, offset = self._lines[line]
        place = len(text)
        while place and left:
            place -= 1
            left -= not text[place].isspace()
        if not at_start:
            while place and text[place - 1].isspace():
                place -= 1
        return offset + place


def _visible(words: str) -> int:
    return sum(not character.isspace() for character in words)
