"""The catalogue of an archive set: what stands for one 件, its 档号, the columns.

Sources: DA/T 22-2015 (columns of the catalogue; one 件 is one manuscript with its drafts),
DA/T 13-2022 (档号).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from qz_review.errors import Refused

HEADINGS = ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注")
WIDTHS = (6, 32, 18, 22, 46, 11, 8, 7, 14)


class Retention(StrEnum):
    """保管期限, as it stands in a 档号."""

    FOREVER = "Y"
    THIRTY_YEARS = "D30"
    TEN_YEARS = "D10"

    @property
    def label(self) -> str:
        """永久, 30年, 10年."""
        return {"Y": "永久", "D30": "30年", "D10": "10年"}[self.value]


@dataclass(frozen=True, slots=True)
class FileNumbering:
    """How 档号 are made: 全宗号-门类·年度-保管期限-机构-件号.

    fonds: 全宗号; category: 门类 (WS for 文书); section: 机构 or 问题, as a code; year: 年度, 0 for
    the year of each 件; first: 件号 of the first.
    """

    fonds: str
    retention: Retention
    section: str
    category: str = "WS"
    year: int = 0
    first: int = 1

    def check(self) -> None:
        """Raise Refused ``archive_set.bad_code`` (fact ``field``) for a code no 档号 can hold."""
        for field, code in (
            ("全宗号", self.fonds),
            ("门类代码", self.category),
            ("机构代码", self.section),
        ):
            if not _CODE.fullmatch(code):
                raise Refused("archive_set.bad_code", field=field)
        if not 1 <= self.first <= _LAST:
            raise Refused("archive_set.bad_code", field="件号")

    def of(self, year: int, place: int) -> str:
        """档号 of the 件 at a place (from 0); raises Refused ``archive_set.too_many``."""
        number = self.first + place
        if number > _LAST:
            raise Refused("archive_set.too_many", limit=_LAST)
        year = self.year or year
        head = f"{self.fonds}-{self.category}·{year}-{self.retention.value}"
        return f"{head}-{self.section}-{number:04}"


_CODE = re.compile(r"[A-Z0-9]{1,12}")
_LAST = 9999


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One 件.  day: eight figures; secrecy: 密级, empty for none; pages: of its PDF."""

    file_number: str
    document_number: str
    responsible: str
    title: str
    day: str
    secrecy: str
    pages: int
    remark: str

    def values(self, place: int) -> tuple[str | int, ...]:
        """The cells, in the order of ``HEADINGS``; place from 1."""
        return (
            place,
            self.file_number,
            self.document_number,
            self.responsible,
            self.title,
            self.day,
            self.secrecy,
            self.pages,
            self.remark,
        )
