"""Each character of a source line found in the XML that it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from qz_review.documents.ooxml import Element
from qz_review.documents.sources import LineSource

UNSHOWN = -1
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029\n"


@dataclass(slots=True)
class Stretch:
    """Characters of one element that stand together in the line.

    start: of the first of them in the line; UNSHOWN for characters that the line does not have,
        such as the spaces that indent a paragraph.
    offset: of the first in the words that the element gives.
    element: None for a paragraph mark or a space that reading put between two paragraphs.
    paragraph: index of the ``w:p`` in the line's source.
    """

    start: int
    length: int
    element: Element | None
    offset: int
    paragraph: int

    @property
    def end(self) -> int:
        """Where it ends in the line."""
        return self.start + self.length


def find_origins(text: str, source: LineSource) -> list[Stretch] | None:
    """All characters of the source's paragraphs in order; None where the line is not theirs.

    Reading trims a paragraph, writes other systems' line ends as ``\\n``, runs a title over
    several lines together, and puts the label first; everything else comes out as it stands.
    """
    label = len(source.label) if text.startswith(source.label) else 0
    if len(source.paragraphs) == 1:
        quick = _trimmed(text, label, source)
        if quick is not None:
            return quick
    return _matched(text, label, source)


def _trimmed(text: str, label: int, source: LineSource) -> list[Stretch] | None:
    pieces = source.paragraphs[0].pieces
    raw = "".join([words for words, _ in pieces])
    body = raw.strip()
    if body != text[label:]:
        return None
    head = len(raw) - len(raw.lstrip()) if body else len(raw)
    last = head + len(body)
    found: list[Stretch] = []
    at = 0
    for words, element in pieces:
        end = at + len(words)
        for start, stop in ((at, head), (max(at, head), last), (max(at, last), end)):
            start, stop = max(at, start), min(end, stop)
            if start < stop:
                shown = label + start - head if head <= start < last else UNSHOWN
                found.append(Stretch(shown, stop - start, element, start - at, 0))
        at = end
    return found


def _matched(text: str, label: int, source: LineSource) -> list[Stretch] | None:
    found: list[Stretch] = []
    at = label

    def put(start: int, element: Element | None, offset: int, paragraph: int) -> None:
        last = found[-1] if found else None
        joins = last is not None and last.element is element and last.paragraph == paragraph
        if joins and last is not None and element is not None:
            follows = last.end == start if start >= 0 else last.start == UNSHOWN
            if follows and last.offset + last.length == offset:
                last.length += 1
                return
        found.append(Stretch(start, 1, element, offset, paragraph))

    for number, paragraph in enumerate(source.paragraphs):
        words = [
            (character, element, offset)
            for piece, element in paragraph.pieces
            for offset, character in enumerate(piece)
        ]
        first = next((i for i, w in enumerate(words) if not w[0].isspace()), len(words))
        is_gap = at < len(text) and text[at] in " \n" and first < len(words)
        if number and is_gap and words[first][0] != text[at]:
            put(at, None, 0, number - 1)
            at += 1
        for _, element, offset in words[:first]:
            put(UNSHOWN, element, offset, number)
        for character, element, offset in words[first:]:
            if at < len(text) and _same(character, text[at]):
                put(at, element, offset, number)
                at += 1
            elif character.isspace():
                put(UNSHOWN, element, offset, number)
            else:
                return None
    return found if at == len(text) else None


def _same(raw: str, shown: str) -> bool:
    return raw == shown or (raw in _LINE_ENDS and shown in " \n")
