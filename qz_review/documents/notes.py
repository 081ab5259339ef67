"""Footnotes and endnotes: marks in the order met, words from their own parts."""

from __future__ import annotations

from dataclasses import dataclass

from qz_review.documents.number_formats import format_number
from qz_review.documents.ooxml import Element, W, value_of, whole_number

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_DEFAULT_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True)
class NoteUse:
    """One reference: the mark written in the text, and the note's element."""

    mark: str
    element: Element | None


class NoteBook:
    """Gives each reference its mark and keeps the notes in the order of reference.

    A plain number is written [1], so that it cannot be read as part of the text's own
    numbers; a circled or otherwise set-off mark is written as the reader sees it.
    """

    def __init__(
        self, footnotes: Element | None, endnotes: Element | None, settings: Element | None
    ) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._formats = dict(_DEFAULT_FORMATS)
        self._next = {"footnote": 1, "endnote": 1}
        self._marks: dict[tuple[str, str], str] = {}
        self.used: list[NoteUse] = []
        for kind, root in (("footnote", footnotes), ("endnote", endnotes)):
            for note in root.iterchildren(W + kind) if root is not None else ():
                if note.get(W + "type") not in _SEPARATORS:
                    self._elements[kind, note.get(W + "id", "")] = note
            if settings is not None:
                self.set_format(kind, settings.find(f"{W}{kind}Pr"))

    def set_format(self, kind: str, properties: Element | None) -> None:
        """Take number format and start from ``w:footnotePr`` or ``w:endnotePr``."""
        self._formats[kind] = value_of(properties, "numFmt") or self._formats[kind]
        start = value_of(properties, "numStart")
        self._next[kind] = max(0, whole_number(start, self._next[kind]))

    def state(self) -> tuple[dict[str, int], dict[tuple[str, str], str]]:
        """Where the counting stands, for :meth:`go_back`."""
        return dict(self._next), dict(self._marks)

    def go_back(self, state: tuple[dict[str, int], dict[tuple[str, str], str]]) -> None:
        """Count on from an earlier state."""
        self._next, self._marks = state

    def refer(self, kind: str, identity: str, custom: str) -> str:
        """The mark for a reference; the first reference to a note puts it on the list."""
        key = (kind, identity)
        if key in self._marks:
            return self._marks[key]
        mark = custom
        if not mark:
            number = format_number(self._next[kind], self._formats[kind])
            self._next[kind] += 1
            mark = f"[{number}]" if number.isascii() and number.isalnum() else number
        self._marks[key] = mark
        self.used.append(NoteUse(mark, self._elements.get(key)))
        return mark
