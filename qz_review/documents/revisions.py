"""Pending revisions (修订) of a docx: whose they are, and which of them a reading takes in."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from qz_review.documents.imported import Reviser
from qz_review.documents.ooxml import MC, Element, W

_INSERTIONS = frozenset(W + name for name in ("ins", "moveTo", "cellIns"))
_DELETIONS = frozenset(W + name for name in ("del", "moveFrom", "cellDel"))
_CHANGES = frozenset(W + name for name in ("pPrChange", "tcPrChange"))
REVISED = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
"""What stands around revised words, and in the properties of a revised paragraph mark or row."""

_COUNTED = _INSERTIONS | _DELETIONS | {W + "cellMerge"}
_FALLBACK = MC + "Fallback"
_AUTHOR, _DATE = W + "author", W + "date"
_LONGEST = 100  # code points of a name
_UNNAMED = "未署名"
_TURNING = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)


@dataclass(frozen=True, slots=True)
class Taken:
    """Takes in the revisions of some authors and rejects all others.

    authors: their names as :func:`author_of` gives them; None: everybody's.  Nested revisions
    come out exactly: what one inserted and another deleted is there while only the first of
    them is taken in.
    """

    authors: Container[str] | None = None

    def takes(self, revision: Element) -> bool:
        """True where the revision is carried out."""
        return self.authors is None or author_of(revision) in self.authors

    def drops(self, revision: Element) -> bool:
        """True where what the revision is about is not there.  Other elements drop nothing."""
        tag = revision.tag
        if tag in _INSERTIONS:
            return not self.takes(revision)
        return tag in _DELETIONS and self.takes(revision)

    def drops_any(self, properties: Element | None) -> bool:
        """The same for the properties of a paragraph mark, a row or a cell."""
        return properties is not None and any(self.drops(child) for child in properties)

    def properties(self, properties: Element | None, change: str) -> Element | None:
        """The properties, or what they were before a change that is not taken in.

        change: ``pPrChange`` or ``tcPrChange``.
        """
        if properties is None or self.authors is None:
            return properties
        changed = properties.find(W + change)
        if changed is None or self.takes(changed):
            return properties
        former = changed.find(properties.tag)
        return properties if former is None else former


EVERYTHING = Taken()
NOTHING = Taken(())


def author_of(revision: Element) -> str:
    """The name in ``w:author`` on one line, without signs that turn the writing."""
    name = " ".join(revision.get(_AUTHOR, "").translate(_TURNING).split())[:_LONGEST]
    return name or _UNNAMED


def date_of(revision: Element) -> str:
    """``w:date`` as written, empty where there is none."""
    return str(revision.get(_DATE, "")).strip()[:_LONGEST]


def find_revisers(roots: Iterable[Element]) -> tuple[Reviser, ...]:
    """Who made the revisions below some elements, by the date of the first of each.

    Somebody whose revisions bear no date comes last.  What one did in one go, over several
    runs side by side, counts as one place.
    """
    counts: dict[str, int] = {}
    first: dict[str, str] = {}
    for root in roots:
        for revision in root.iter(*_COUNTED, *_CHANGES):
            if any(above.tag == _FALLBACK for above in revision.iterancestors()):
                continue  # the same text box again, for older programs
            name, date = author_of(revision), date_of(revision)
            counted = revision.tag in _COUNTED and not _goes_on(revision)
            counts[name] = counts.get(name, 0) + counted
            if date and (name not in first or date < first[name]):
                first[name] = date
    found = [Reviser(name, count, first.get(name, "")) for name, count in counts.items()]
    return tuple(sorted(found, key=lambda r: (not r.first, r.first)))


def _goes_on(revision: Element) -> bool:
    before = revision.getprevious()
    return (
        before is not None
        and before.tag == revision.tag
        and before.get(_AUTHOR) == revision.get(_AUTHOR)
    )
