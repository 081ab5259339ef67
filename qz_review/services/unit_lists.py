"""The unit's lists as the scanner takes them: folded from the ledger, dated, by layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from qz_review.events.record import Recorded
from qz_review.latest import Latest
from qz_review.ledger.list_changes import UnitLists, fold_lists
from qz_review.ledger.roster import Roster
from qz_review.model.finding import Certainty
from qz_review.model.listed import Listed, ListedOfficer, ListedTerm
from qz_review.scanning.layers import Layer, Lexicon, Term, WordList
from qz_review.scanning.names.officers import Officer
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.terms.categories import Category, category_of

_KEPT = 4
_folded: Latest[str, UnitLists] = Latest(_KEPT)
_made: Latest[tuple[str, date | None], tuple[tuple[WordList, ...], ProtectList]] = Latest(_KEPT)


def unit_lists(roster: Roster) -> UnitLists:
    """The lists as of a roster; folded once, then only what was added since.

    Raises Tampered ``ledger.unreadable`` where a change is damaged.
    """
    changes = roster.list_changes
    if not changes:
        return UnitLists()
    return _folded.of(changes[-1].hash, lambda: _fold(changes))


def _fold(changes: Sequence[Recorded]) -> UnitLists:
    for at in range(len(changes) - 1, 0, -1):
        before = _folded.get(changes[at - 1].hash)
        if before is not None:
            return fold_lists(changes[at:], before)
    return fold_lists(changes)


def scanning_lists(
    lists: UnitLists, on: date | None = None
) -> tuple[tuple[WordList, ...], ProtectList]:
    """Terms and officers for a scan, and the words nothing may object to.

    on: the day of release; an entry that does not count on it is left out.
    """
    return _made.of((lists.version, on), lambda: _make(lists, on))


def _make(lists: UnitLists, on: date | None) -> tuple[tuple[WordList, ...], ProtectList]:
    made: list[WordList] = []
    protected: set[str] = set()
    for layer in (Layer.REGION, Layer.UNIT):
        entries = [kept.entry for kept in lists.of(layer.value).values()]
        if not entries:
            continue
        dated = any(isinstance(e, ListedTerm) and (e.since or e.until) for e in entries)
        version = f"{lists.version}@{on}" if dated and on is not None else lists.version
        made.append(word_list(layer, version, entries, on))
        protected.update(t.text for t in made[-1].entries if t.protects)
    return tuple(made), ProtectList(protected)


def word_list(
    layer: Layer, version: str, entries: Iterable[Listed], on: date | None = None
) -> WordList:
    """Entries as a list for the scanner; those that do not count on a day left out."""
    terms: list[Term] = []
    officers: list[Officer] = []
    for entry in entries:
        if isinstance(entry, ListedOfficer):
            officers.append(_officer(entry))
        elif _counts(entry, on):
            terms.append(term_of(entry, layer))
    return WordList(layer, version, tuple(terms), tuple(officers))


def term_of(entry: ListedTerm, layer: Layer) -> Term:
    """A listed term with what its category says where it says nothing itself."""
    category = category_of(entry.category) or _own()
    certainty = Certainty(entry.certainty) if entry.certainty else category.certainty
    return Term(
        entry.text,
        entry.category,
        layer,
        category.gate,
        certainty,
        None if certainty is Certainty.HINT else category.severity,
        entry.replacements,
        entry.message,
        entry.source or category.basis,
        day_of(entry.since),
        day_of(entry.until),
        category.protects,
        entry.variants,
    )


def _officer(entry: ListedOfficer) -> Officer:
    return Officer(
        entry.name,
        entry.title,
        entry.order,
        day_of(entry.since),
        day_of(entry.until),
        source=entry.source or "本单位名单",
    )


def _own() -> Category:
    category = category_of("own")
    assert category is not None
    return category


def _counts(entry: ListedTerm, on: date | None) -> bool:
    if on is None:
        return True
    since, until = day_of(entry.since), day_of(entry.until)
    return (since is None or since <= on) and (until is None or on <= until)


def day_of(words: str) -> date | None:
    """A day from its ISO form, None for ""; None too for what is no day."""
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None


def lexicons_of(roster: Roster, on: date | None) -> tuple[tuple[Lexicon, ...], ProtectList]:
    """Both for the roster as it is."""
    return scanning_lists(unit_lists(roster), on)
