"""发文字号: 机关代字, year in 六角括号, serial number."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN, _CLOSE = "〔\\[［(（【〈", "〕\\]］)）】〉"

_TAIL = (
    rf"(?P<open>[{_OPEN}])(?P<year>\d{{2,4}})(?P<close>[{_CLOSE}])"
    r"[ \u3000]?(?P<prefix>第)?(?P<serial>\d{1,5})(?P<suffix>号)"
)
FILE_NUMBER = re.compile(rf"(?P<code>[\u4e00-\u9fff]{{1,10}}){_TAIL}")
"""A document number in any of the brackets people type."""

FILE_NUMBER_TAIL = re.compile(_TAIL)
"""The same from its first bracket on: far fewer places to try."""


@dataclass(frozen=True, slots=True)
class FileNumber:
    """A document number as it should stand."""

    code: str
    year: int
    serial: int

    @property
    def words(self) -> str:
        """国办发〔2021〕21号."""
        return f"{self.code}〔{self.year}〕{self.serial}号"


_LEADING = re.compile(
    r"^.*(?:按照|根据|依据|依照|参照|印发|转发|文件|通知|规定|精神|以及|见|及|和|与|由|的)(?=.)"
)


def read_file_number(match: re.Match[str]) -> FileNumber | None:
    """The number of a match of :data:`FILE_NUMBER`, None for a year that cannot be one.

    Words of the sentence before the 机关代字 are dropped (根据国办发 → 国办发).
    """
    year = int(match["year"])
    if len(match["year"]) == 3 or not (len(match["year"]) == 2 or 1949 <= year <= 2100):
        return None
    if len(match["year"]) == 2:
        year += 2000 if year < 49 else 1900
    return FileNumber(_LEADING.sub("", match["code"]), year, int(match["serial"]))
