"""Finds names in a text: as they are, and as a slip of the hand or the ear makes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from qz_review.scanning.layers import Lexicon
from qz_review.scanning.names.edits import differs_by_one, slips
from qz_review.scanning.names.institutions import DoubtfulForm, doubtful_forms, institutions
from qz_review.scanning.names.officers import Officer, bundled_officers
from qz_review.scanning.names.places import Place, places, places_by_name, places_by_short
from qz_review.scanning.names.sounds import sound_of
from qz_review.scanning.names.tables import table_rows
from qz_review.scanning.passage import Passage
from qz_review.scanning.term_search import TermSearch

_LEAST_COUNT = 3  # an institution named less often in published text is not relied upon
_LEAST_SHORT_COUNT = 10
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Found:
    """Something found at [start, end) of the document; name: the right name or the form."""

    start: int
    end: int
    name: str


@dataclass(slots=True)
class NamesFound:
    """What stands in a passage, each list in the order of the text.

    officers, titles, places, short_places: as they are.  misspelt_…: near misses, with the right
    name.  doubtful: forms of institutions out of use.
    """

    officers: list[Found] = field(default_factory=list)
    titles: list[Found] = field(default_factory=list)
    places: list[Found] = field(default_factory=list)
    short_places: list[Found] = field(default_factory=list)
    misspelt_officers: list[Found] = field(default_factory=list)
    misspelt_institutions: list[Found] = field(default_factory=list)
    misspelt_places: list[Found] = field(default_factory=list)
    doubtful: list[tuple[Found, DoubtfulForm]] = field(default_factory=list)


class NameIndex:
    """The bundled names with the officers of some lists."""

    def __init__(self, officers: tuple[Officer, ...]) -> None:
        self.officers_of: dict[str, list[Officer]] = {}
        self.holders_of: dict[str, list[Officer]] = {}
        for officer in officers:
            self.officers_of.setdefault(officer.name, []).append(officer)
            if officer.title:
                self.holders_of.setdefault(officer.title, []).append(officer)
        self._exact = TermSearch(self._exact_words())
        self._sounds = TermSearch(self._sounding_words())

    def _exact_words(self) -> list[tuple[str, tuple[str, str]]]:
        words = [(name, ("officers", name)) for name in self.officers_of]
        words += [(title, ("titles", title)) for title in self.holders_of]
        words += [(name, ("places", name)) for name in places_by_name()]
        words += [(short, ("short_places", short)) for short in places_by_short()]
        words += [(form, ("misspelt_institutions", name)) for form, name in _institution_slips()]
        words += [(form, ("misspelt_places", name)) for form, name in _place_slips()]
        words += [(form.form, ("doubtful", form.form)) for form in doubtful_forms()]
        return words

    def _sounding_words(self) -> list[tuple[str, tuple[str, str]]]:
        words = [
            (sound_of(name), ("misspelt_officers", name))
            for name in self.officers_of
            if len(name) > 2  # two syllables are chance; the rules ask for the title before them
        ]
        words += [
            (sound_of(name), ("misspelt_institutions", name)) for name in _relied_institutions()
        ]
        words += [(sound_of(name), ("misspelt_places", name)) for name in _sounding_places()]
        return words

    def find(self, passage: Passage) -> NamesFound:
        """Everything in a passage."""
        found = NamesFound()
        text = passage.text
        for start, end, (kind, name) in self._exact.find(text):
            hit = Found(start + passage.start, end + passage.start, name)
            if kind == "doubtful":
                found.doubtful.append((hit, _doubtful_by_form()[name]))
            else:
                getattr(found, kind).append(hit)
        for start, end, (kind, name) in self._sounds.find(sound_of(text)):
            words = text[start:end]
            if words == name or words in _in_use() or not _HAN.fullmatch(words):
                continue
            if kind == "misspelt_officers":
                if words[0] != name[0] or not differs_by_one(words, name):
                    continue
            elif (
                words[-1] != name[-1]
                or words in places_by_name()
                or (len(name) < 5 and not differs_by_one(words, name))
            ):
                continue
            getattr(found, kind).append(Found(start + passage.start, end + passage.start, name))
        return found


def names_in(passage: Passage) -> NamesFound:
    """The names of a passage, looked for once for all rules."""
    return passage.shared(_find)


def _find(passage: Passage) -> NamesFound:
    return index_of(passage.lexicons).find(passage)


def index_of(lexicons: tuple[Lexicon, ...]) -> NameIndex:
    """The index for the lists of a scan; those without officers share one."""
    return _index(tuple(officer for lexicon in lexicons for officer in lexicon.officers()))


@lru_cache(maxsize=4)
def _index(officers: tuple[Officer, ...]) -> NameIndex:
    return NameIndex((*bundled_officers(), *officers))


def nearly(words: str, name: str) -> bool:
    """Whether words are a slip of a name of equal length: by sound, or one character of three."""
    if words == name or len(words) != len(name):
        return False
    return sound_of(words) == sound_of(name) or (len(name) > 2 and differs_by_one(words, name))


@cache
def _relied_institutions() -> tuple[str, ...]:
    full = [i.name for i in institutions() if i.count >= _LEAST_COUNT and len(i.name) > 3]
    short = [
        i.short for i in institutions() if i.short_count >= _LEAST_SHORT_COUNT and len(i.short) > 4
    ]
    return tuple(dict.fromkeys((*full, *short)))


@cache
def _institution_slips() -> tuple[tuple[str, str], ...]:
    known = {word for i in institutions() for word in (i.name, i.short)}
    known |= {form.form for form in doubtful_forms()}
    return tuple(
        (form, name)
        for name in _relied_institutions()
        if len(name) > 5
        for form in dict.fromkeys(slips(name))
        if form not in name and form not in known and form not in _in_use()
    )


@cache
def _place_slips() -> tuple[tuple[str, str], ...]:
    return tuple(
        (form, place.name)
        for place in places()
        if len(place.name) > 4 and (place.is_prefecture or place.is_province)
        for form in dict.fromkeys(slips(place.name))
        if form not in place.name and form not in places_by_name() and form not in _in_use()
    )


@cache
def _sounding_places() -> tuple[str, ...]:
    """Names in full of provinces, prefectures and the counties of Guangxi."""
    return tuple(
        place.name
        for place in places()
        if len(place.name) > 2
        and (place.is_province or place.is_prefecture or place.code.startswith("45"))
        and not place.name.endswith("城市")  # 晋城市 in 进城市民
    )


@cache
def _doubtful_by_form() -> dict[str, DoubtfulForm]:
    return {form.form: form for form in doubtful_forms()}


@cache
def _in_use() -> frozenset[str]:
    """Words that look like a slip of a name and stand in published text."""
    return frozenset(row[0] for row in table_rows("name_slips_in_use.tsv"))


def place_named(name: str) -> tuple[Place, ...]:
    """The places that bear a full name."""
    return places_by_name().get(name, ())
