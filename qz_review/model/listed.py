"""Entries of the unit's lists as they are kept: terms and officers, in plain words.

What a term means for scanning is :mod:`qz_review.scanning.layers`; here is what a person typed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedTerm:
    """A term.  category: code of its category.  since, until: ISO dates, "" = always.

    certainty: value of a Certainty, "" = the category's.  variants: also looked for in disguise.
    """

    text: str
    category: str
    certainty: str = ""
    replacements: tuple[str, ...] = ()
    message: str = ""
    source: str = ""
    since: str = ""
    until: str = ""
    variants: bool = False

    @property
    def key(self) -> str:
        """One entry for each text: 保护词 and 错词 of the same words exclude each other."""
        return f"term\0{self.text}"


@dataclass(frozen=True, slots=True)
class ListedOfficer:
    """One title of a person.  order: place among people named together, 0 = none."""

    name: str
    title: str
    order: int = 0
    since: str = ""
    until: str = ""
    source: str = ""

    @property
    def key(self) -> str:
        """One entry for each title of a person."""
        return f"officer\0{self.name}\0{self.title}"


Listed = ListedTerm | ListedOfficer
