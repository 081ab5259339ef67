"""What the screen of 词库 is given: frozen values, names resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qz_review.model.listed import Listed
from qz_review.scanning.layers import Layer
from qz_review.services.list_rows import BadRow

OFFICERS = "officers"
"""Code of the table of officers in the category tree."""


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """A line of the category tree, or of the officers (code ``officers``)."""

    code: str
    name: str
    short: str
    group: str
    basis: str
    bundled: int
    own: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A line of the table; who, at, reason: of the change that put it there, empty for 国家."""

    entry: Listed
    layer: Layer
    who: str = ""
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Lines of the table, of ``total`` that match."""

    rows: tuple[EntryRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A line of the history, with the first words of what was changed."""

    change_id: str
    layer: Layer
    who: str
    at: datetime
    reason: str
    added: int
    removed: int
    undoes: str
    undone: bool
    words: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do, before it is done.

    new: entries that are not there yet; changed: those that take the place of one; same: how
    many stand so already; bad: rows that were not read.
    """

    layer: Layer
    new: tuple[Listed, ...]
    changed: tuple[tuple[Listed, Listed], ...]
    same: int
    bad: tuple[BadRow, ...]

    @property
    def entries(self) -> tuple[Listed, ...]:
        """What is to be kept."""
        return (*self.new, *(now for _, now in self.changed))
