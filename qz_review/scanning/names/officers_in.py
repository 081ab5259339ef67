"""Officers in a passage: a title with the name that follows it, and what the lists say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qz_review.scanning.names.index import NameIndex, index_of, names_in, nearly
from qz_review.scanning.names.officers import Officer
from qz_review.scanning.passage import Passage

_EARLIER = re.compile(r"(?:[时曾历]任|前任?|原任?|已故|逝世|副|代)\Z")
_AFTER_NAMES = frozenset("主在出同向将对致作率会说指强要表同发等代宣介和与")
_OFFICES = "书记|主席|总理|委员长|主任|部长|省长|市长|县长|区长|州长|局长|院长|检察长|委员"
_OFFICE = re.compile(rf"(?:{_OFFICES})\Z")
_ADDRESS = re.compile(f"同志|{_OFFICES}")


@dataclass(frozen=True, slots=True)
class Titled:
    """A title at [title_start, start) and the name at [start, end) right after it.

    name: as it stands there.  right: the listed name it is a slip of, "" where it is itself
    listed.  entries: what the lists say of the right name with this very title.
    """

    title_start: int
    start: int
    end: int
    title: str
    name: str
    right: str
    entries: tuple[Officer, ...]


def titled_names(passage: Passage) -> list[Titled]:
    """Listed titles with a listed name, or a slip of a holder's name, after them."""
    return list(_titled(passage, index_of(passage.lexicons)))


def _titled(passage: Passage, index: NameIndex) -> Iterator[Titled]:
    found = names_in(passage)
    text = passage.document.text
    longest: dict[int, int] = {}
    for officer in found.officers:
        longest[officer.start] = max(officer.end, longest.get(officer.start, 0))
    titles = {title.end: title for title in sorted(found.titles, key=lambda t: -t.start)}
    for title in titles.values():  # of titles that end together the longest
        if _EARLIER.search(text, max(0, title.start - 3), title.start):
            continue
        if title.name == "国家主席" and "\u4e00" <= text[title.start - 1 : title.start] <= "\u9fff":
            continue  # 越南国家主席
        at = title.end
        end = longest.get(at)
        if end is not None:
            name = text[at:end]
            entries = tuple(o for o in index.officers_of[name] if o.title == title.name)
            yield Titled(title.start, at, end, title.name, name, "", entries)
            continue
        for holder in index.holders_of[title.name]:
            words = text[at : at + len(holder.name)]
            after = text[at + len(words) : at + len(words) + 1]
            if len(words) == 2 and "\u4e00" <= after <= "\u9fff" and after not in _AFTER_NAMES:
                continue  # perhaps the first two of three characters
            if nearly(words, holder.name):
                stop = at + len(words)
                yield Titled(title.start, at, stop, title.name, words, holder.name, (holder,))
                break


def after_some_office(text: str, start: int, end: int) -> bool:
    """Whether a name at [start, end) has a word of office right before or after it."""
    return bool(
        _OFFICE.search(text, max(0, start - 4), start) or _ADDRESS.match(text, end, end + 3)
    )
