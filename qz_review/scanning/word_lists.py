"""The word lists that come with the program, found in one pass over a text.

A list says which string is wrong, what is right, and by which guard a right word that happens to
contain the string is told apart (按装 is wrong, 按装配图 is not).  See ``resources/lexicons``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from qz_review.assets import resource_path
from qz_review.model.checklist import Gate
from qz_review.model.finding import Severity
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit
from qz_review.scanning.shields import Shield
from qz_review.scanning.term_search import TermSearch

_FILES = ("confusable_words.tsv", "wrong_idioms.tsv", "variant_words.tsv")
_OTHER_FILES = (
    "terms.tsv",
    "places.tsv",
    "places_renamed.tsv",
    "institutions.tsv",
    "institutions_doubtful.tsv",
    "officers.tsv",
    "name_slips_in_use.tsv",
    "readings.tsv",
    "components.tsv",
    "typo_pairs.tsv",
    "nonstandard_characters.tsv",
    "standard_characters.txt",
    "syllables.tsv",
)
_ADVISED = frozenset({"W3", "W5"})  # rules that recommend and do not correct
_REACH = 30  # code points around a word that its guard may look at


@dataclass(frozen=True, slots=True)
class WordEntry:
    """One row of a list.

    rule: code of the word rule it belongs to.  wrong: the string searched for.  rights: what may
    stand there instead.  guard: must match around the string; None = the string itself suffices.
    """

    rule: str
    wrong: str
    rights: tuple[str, ...]
    guard: re.Pattern[str] | None
    note: str
    source: str
    gate: Gate | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class WordHit:
    """An entry found at [start, end) of the document."""

    start: int
    end: int
    entry: WordEntry


def read_list(name: str) -> list[WordEntry]:
    """The rows of one bundled list.

    Raises Environment assets.missing where the file lacks.
    """
    lines = resource_path("lexicons", name).read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [_entry(row) for row in rows[1:]]


def _entry(row: list[str]) -> WordEntry:
    rule, wrong, rights, guard, note, source, gate, severity = row
    return WordEntry(
        rule,
        wrong,
        tuple(rights.split("/")) if rights else (),
        re.compile(guard) if guard else None,
        note,
        source,
        Gate(gate) if gate else None,
        Severity(severity) if severity else None,
    )


@cache
def _search() -> TermSearch[WordEntry]:
    return TermSearch((entry.wrong, entry) for name in _FILES for entry in read_list(name))


def find_words(passage: Passage) -> dict[str, list[WordHit]]:
    """Entries of all lists that occur in a passage, by rule code."""
    text = passage.document.text
    found: dict[str, list[WordHit]] = {}
    for start, end, entry in _search().find(text, passage.start, passage.end):
        if entry.guard is None or _guarded(entry.guard, text, start, end, passage.end):
            found.setdefault(entry.rule, []).append(WordHit(start, end, entry))
    return found


def _guarded(guard: re.Pattern[str], text: str, start: int, end: int, limit: int) -> bool:
    """Whether a guard matches so that the match covers the word at [start, end)."""
    line = text.rfind("\n", max(0, start - _REACH), start) + 1
    at = max(line, start - _REACH)
    stop = min(limit, end + _REACH)
    while at <= start:
        match = guard.search(text, at, stop)
        if match is None or match.start() > start:
            return False
        if match.end() >= end:
            return True
        at = match.start() + 1
    return False


def words_of(code: str, skip: Shield) -> Any:
    """The check of a word rule: every entry of its lists, outside the spans it skips."""

    def check(passage: Passage) -> Iterable[Hit]:
        for hit in passage.shared(find_words).get(code, ()):
            paragraph = passage.document.at(hit.start)
            if skip and paragraph.is_shielded(hit.start, hit.end, skip):
                continue
            entry = hit.entry
            yield Hit(
                hit.start,
                hit.end,
                entry.rights,
                _message(entry),
                severity=entry.severity,
                gate=entry.gate,
                source=entry.source,
            )

    return check


def _message(entry: WordEntry) -> str:
    words = f"“{entry.wrong}”"
    if entry.rights:
        verb = "推荐写作" if entry.rule in _ADVISED else "应为"
        words += verb + "或".join(f"“{right}”" for right in entry.rights)
    return f"{words}：{entry.note}" if entry.note else words


@cache
def lists_digest() -> str:
    """SHA-256 (hex) over the bundled lists."""
    digest = hashlib.sha256()
    for name in (*_FILES, *_OTHER_FILES):
        digest.update(resource_path("lexicons", name).read_bytes())
    return digest.hexdigest()


@cache
def bundled_lists() -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 (hex) of each bundled list, as a certificate names them."""
    return tuple(
        (name, hashlib.sha256(resource_path("lexicons", name).read_bytes()).hexdigest())
        for name in (*_FILES, *_OTHER_FILES)
    )
