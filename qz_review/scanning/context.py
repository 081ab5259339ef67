"""Facts about a manuscript, beside its words, that rules may consult."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qz_review.model.manuscript import Flag


@dataclass(frozen=True, slots=True)
class ScanContext:
    """What is known of the manuscript that is scanned; everything may be missing.

    release_on: the day it is, or is to be, released.  flags: as at registration.
    source_text: the plain text of the source of a reprint (转载), "" for other manuscripts.
    """

    release_on: date | None = None
    flags: frozenset[Flag] = frozenset()
    source_text: str = ""
