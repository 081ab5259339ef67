"""Provinces, prefectures and counties, and which lies in which.

The list is the Ministry of Civil Affairs' of September 2026 (``resources/LICENSES.md``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from qz_review.scanning.names.tables import table_rows

# Names of counties that mean a kind of place elsewhere: 南宁市城区.
_GENERIC = frozenset(
    {"城区", "郊区", "矿区", "东区", "西区", "新城区", "城中区", "市中区", "东城区", "西城区"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A division; code: six figures (GB/T 2260); short: the name without 省, 市, 县, 区."""

    code: str
    name: str
    short: str

    @property
    def is_province(self) -> bool:
        """Whether it is a province, an autonomous region or a municipality."""
        return self.code.endswith("0000")

    @property
    def is_prefecture(self) -> bool:
        """Whether it is a prefecture (地级)."""
        return not self.is_province and self.code.endswith("00")

    def lies_in(self, other: Place) -> bool:
        """Whether it is the other place or a part of it."""
        return self.code.startswith(other.code.removesuffix("00").removesuffix("00"))


@cache
def places() -> tuple[Place, ...]:
    """Every division down to the counties."""
    return tuple(Place(*row) for row in table_rows("places.tsv"))


@cache
def places_by_name() -> dict[str, tuple[Place, ...]]:
    """Full names, with all places that bear them."""
    found: dict[str, tuple[Place, ...]] = {}
    for place in places():
        found[place.name] = (*found.get(place.name, ()), place)
    return found


@cache
def places_by_short() -> dict[str, tuple[Place, ...]]:
    """Short names of provinces, and of others where they are long enough to mean a place."""
    found: dict[str, tuple[Place, ...]] = {}
    for place in places():
        if place.short != place.name and (place.is_province or len(place.short) > 2):
            found[place.short] = (*found.get(place.short, ()), place)
    return found


def is_generic(name: str) -> bool:
    """Whether a county's name may mean a part of any town."""
    return name in _GENERIC or len(name) < 3


def path_of(place: Place) -> str:
    """The place with what it lies in: 湖南省张家界市."""
    above = (p for p in places() if p != place and place.lies_in(p))
    return "".join(p.name for p in sorted(above, key=lambda p: p.code)) + place.name
