"""所签即所发: does a published page say what was signed?

A page holds more than the manuscript (heads, menus, feet), and sets spaces as it likes.  So the
lines of the page that are the manuscript's are found first; only they are compared, and white
space counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from qz_review.markup.changes import ChangeKind
from qz_review.markup.compare import compare_texts
from qz_review.model.text import ManuscriptText, Paragraph, plain_lines, plain_text

_LIKE = 0.5
"""A line of the page is the changed form of a signed one from this similarity on."""

_LONGEST_LOOK = 400
"""Characters of a line that similarity looks at."""

_SPACE = re.compile(r"\s+")
_SPACE_AT_IDEOGRAPH = re.compile(r"(?<=[⺀-鿿豈-￯　-〿])\s|\s(?=[⺀-鿿豈-￯　-〿])")


@dataclass(frozen=True, slots=True)
class PublishedDifference:
    """One difference.  signed: the words as signed, published: as the page has them.

    kind: 删除 means missing from the page, 增补 that the page has more.  before: some signed
    words in front, to find the place by.
    """

    kind: ChangeKind
    signed: str
    published: str
    before: str


@dataclass(frozen=True, slots=True)
class PublishedComparison:
    """What a page says beside what was signed.

    found: some line of the manuscript is on the page at all.  left_out: how many lines of the
    page belong to something else and were not compared.  same: not one character differs but
    white space.
    """

    found: bool
    differences: tuple[PublishedDifference, ...]
    left_out: int

    @property
    def same(self) -> bool:
        """所签即所发."""
        return self.found and not self.differences


def compare_published(signed: ManuscriptText, page: Sequence[str]) -> PublishedComparison:
    """Compare the signed text with the lines of a page, in reading order."""
    wanted = _lines(plain_lines(signed))
    shown = _lines(page)
    region = _region(wanted, shown)
    if region is None:
        return PublishedComparison(False, (), len(shown))
    start, end = region
    ours, theirs = _as_text(wanted), _as_text(shown[start:end])
    words = plain_text(ours)
    differences = tuple(
        PublishedDifference(
            change.kind,
            change.deleted,
            change.inserted,
            words[max(0, change.old_start - 12) : change.old_start].rpartition("\n")[2],
        )
        for change in compare_texts(ours, theirs).changes
        if change.kind not in (ChangeKind.SPLIT, ChangeKind.JOINED)
    )
    return PublishedComparison(True, differences, len(shown) - (end - start))


def _lines(lines: Sequence[str]) -> list[str]:
    """The lines with words, spaces made alike: none beside an ideograph, one elsewhere."""
    pieces = (piece for line in lines for piece in line.split("\n"))
    alike = (_SPACE_AT_IDEOGRAPH.sub("", _SPACE.sub(" ", piece)).strip() for piece in pieces)
    return [line for line in alike if line]


def _as_text(lines: Sequence[str]) -> ManuscriptText:
    return ManuscriptText("", blocks=tuple(Paragraph(line) for line in lines))


def _region(wanted: Sequence[str], shown: Sequence[str]) -> tuple[int, int] | None:
    """From which line to which the page shows the manuscript; None where it does nowhere."""
    blocks = SequenceMatcher(None, wanted, shown, autojunk=False).get_matching_blocks()
    equal = [(b.a + n, b.b + n) for b in blocks for n in range(b.size)]
    pairs = equal or _likest(wanted, shown)
    if not pairs:
        return None
    (first, start), (last, end) = pairs[0], pairs[-1]
    # What stands before the first and after the last line in common belongs to the manuscript
    # as far as it looks like the signed lines that are still to come.
    for back in range(1, min(first, start) + 1):
        if any(_is_like(line, shown[start - back]) for line in wanted[:first]):
            start -= back
            break
    after = wanted[last + 1 :]
    for ahead in range(min(len(after), len(shown) - end - 1), 0, -1):
        if any(_is_like(line, shown[end + ahead]) for line in after):
            end += ahead
            break
    return start, end + 1


def _likest(wanted: Sequence[str], shown: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of like lines in order, for a page without one line in common."""
    pairs = [
        (place, next((n for n, line in enumerate(shown) if _is_like(words, line)), -1))
        for place, words in enumerate(wanted[:50])
    ]
    found = [pair for pair in pairs if pair[1] >= 0]
    return sorted(found, key=lambda pair: pair[1])


def _is_like(left: str, right: str) -> bool:
    matcher = SequenceMatcher(None, left[:_LONGEST_LOOK], right[:_LONGEST_LOOK], autojunk=False)
    return matcher.real_quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE
