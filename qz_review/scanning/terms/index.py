"""Finds the terms of all layers in a text: as they are, folded, set apart, with wildcards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from qz_review.latest import Latest
from qz_review.model.finding import Certainty
from qz_review.scanning.layers import Lexicon, Term, nearest
from qz_review.scanning.passage import Passage
from qz_review.scanning.term_search import TermSearch
from qz_review.scanning.terms.bundled import bundled_terms
from qz_review.scanning.terms.folding import fold, squeezed
from qz_review.scanning.terms.wildcards import has_wildcards, literal_of, pattern_of

_KEPT = 3  # indexes of different sets of lists: the workspace's, and one or two tried
_REACH = 60  # characters around a literal that a term with wildcards may cover
_LETTER = re.compile("[a-z0-9]")


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term at [start, end) of the document; hidden: fillers stand between its characters."""

    start: int
    end: int
    term: Term
    hidden: bool = False

    @property
    def certainty(self) -> Certainty:
        """The term's; a short word that a single filler parts is a hint."""
        if self.hidden and self.end - self.start < 4:
            return Certainty.HINT
        if self.hidden and self.term.certainty is Certainty.CERTAIN:
            return Certainty.DOUBTFUL
        return self.term.certainty


class TermIndex:
    """Terms of several lists, ready to be searched for."""

    def __init__(self, terms: Iterable[Term]) -> None:
        chosen = [term for term in nearest(terms).values() if not term.protects]
        self.terms = tuple(chosen)
        self._plain = TermSearch(
            (fold(term.text), term) for term in chosen if not has_wildcards(term.text)
        )
        wild = [(fold(term.text), term) for term in chosen if has_wildcards(term.text)]
        self._wild = TermSearch((literal_of(text), (pattern_of(text), term)) for text, term in wild)
        self._has_wild = bool(wild)

    def find(self, text: str) -> list[TermHit]:
        """Hits in a text in order; of overlapping ones the longest."""
        folded = fold(text)
        hits = [TermHit(start, end, term) for start, end, term in self._plain.find(folded)]
        hits = [hit for hit in hits if _stands_alone(folded, hit)]
        if self._has_wild:
            hits.extend(self._with_wildcards(folded))
        hits.extend(self._set_apart(folded))
        return longest(hits)

    def _with_wildcards(self, folded: str) -> Iterator[TermHit]:
        """Matches around the literals of terms with wildcards; no place is tried twice."""
        windows: dict[tuple[re.Pattern[str], Term], list[list[int]]] = {}
        for start, end, wanted in self._wild.find(folded):
            line = folded.rfind("\n", max(0, start - _REACH), start) + 1
            window = [max(line, start - _REACH), end + _REACH]
            known = windows.setdefault(wanted, [])
            if known and window[0] <= known[-1][1]:
                known[-1][1] = window[1]
            else:
                known.append(window)
        for (pattern, term), places in windows.items():
            for first, last in places:
                for match in pattern.finditer(folded, first, last):
                    yield TermHit(match.start(), match.end(), term)

    def _set_apart(self, folded: str) -> Iterator[TermHit]:
        for stretch in squeezed(folded):
            for start, end, term in self._plain.find(stretch.text):
                first, last = stretch.places[start], stretch.places[end - 1]
                if last - first >= end - start:
                    yield TermHit(first, last + 1, term, hidden=True)


def longest(hits: Iterable[TermHit]) -> list[TermHit]:
    """Of hits that overlap the longest, of those the first; in the order of the text."""
    kept: list[TermHit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return kept


def _stands_alone(folded: str, hit: TermHit) -> bool:
    """Whether a term of Latin letters is not a part of a longer word."""
    first, last = folded[hit.start], folded[hit.end - 1]
    before = folded[hit.start - 1] if hit.start else ""
    after = folded[hit.end] if hit.end < len(folded) else ""
    return not (
        (_LETTER.match(first) and _LETTER.match(before))
        or (_LETTER.match(last) and _LETTER.match(after))
    )


_indexes: Latest[tuple[object, ...], TermIndex] = Latest(_KEPT)


def term_index(lexicons: tuple[Lexicon, ...]) -> TermIndex:
    """The index over the bundled terms and some lists; kept, since building it takes a while."""
    key = tuple((lexicon.layer, lexicon.version) for lexicon in lexicons)

    def make() -> TermIndex:
        lists = (bundled_terms(), *lexicons)
        return TermIndex(term for lexicon in lists for term in lexicon.terms())

    return _indexes.of(key, make)


def terms_in(passage: Passage) -> list[TermHit]:
    """The terms of a passage, looked for once for all rules, as offsets of the document."""
    return passage.shared(_find)


def _find(passage: Passage) -> list[TermHit]:
    hits = term_index(passage.lexicons).find(passage.text)
    by = passage.start
    return [replace(hit, start=hit.start + by, end=hit.end + by) for hit in hits]
