"""Institutions of party and state: full names, short ones, and forms that are out of use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from qz_review.scanning.names.tables import table_rows


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution by its full name; short: the usual short one, "" = none.

    basis: the document it is named by.  count, short_count: how often the names stand in
    published laws and news; a name that never does is not relied upon.
    """

    name: str
    short: str
    category: str
    basis: str
    count: int
    short_count: int


@dataclass(frozen=True, slots=True)
class DoubtfulForm:
    """A form that is wrong or no longer in use, by our own reading: worth a hint, no more.

    guarded: may be the beginning of a longer word (建设部门).
    """

    form: str
    now: str
    kind: str
    note: str
    guarded: bool


@cache
def institutions() -> tuple[Institution, ...]:
    """Every institution of the list."""
    return tuple(
        Institution(name, short, category, basis, int(count), int(short_count))
        for name, short, category, basis, count, short_count in table_rows("institutions.tsv")
    )


@cache
def doubtful_forms() -> tuple[DoubtfulForm, ...]:
    """Forms to be compared with an official publication."""
    return tuple(
        DoubtfulForm(form, now, kind, note, bool(guarded))
        for form, now, kind, note, guarded in table_rows("institutions_doubtful.tsv")
    )
