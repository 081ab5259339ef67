"""Codes that carry a check digit or a fixed form: identity numbers, credit codes, cards, plates.

Pure functions on the code itself, as it stands in a text without spaces.
"""

from __future__ import annotations

import re
from datetime import date

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I O Z S V
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_SUBJECT_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SUBJECT_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PROVINCES = frozenset(
    f"{region}{number}"
    for region, numbers in (
        (1, "12345"), (2, "123"), (3, "1234567"), (4, "123456"), (5, "01234"), (6, "12345"),
        (7, "1"), (8, "123"), (9, "1"),
    )
    for number in numbers
)  # fmt: skip
"""The first two figures of a division code."""

RESIDENT_ID = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
OLD_RESIDENT_ID = re.compile(r"(?<![0-9A-Za-z.])\d{15}(?![0-9A-Za-z])")
CREDIT_CODE = re.compile(r"(?<![0-9A-Za-z])[1-9ANY][0-9A-Z]{17}(?![0-9A-Za-z])")
MOBILE_NUMBER = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")
BANK_CARD = re.compile(
    r"(?<![0-9A-Za-z.])\d{13,19}(?![0-9A-Za-z])|(?<!\d)\d{4}(?: \d{4}){2,3}(?: \d{1,3})?(?!\d)"
)
_PLACE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE = re.compile(
    rf"[{_PLACE}][A-HJ-NP-Z][·•]?"
    r"(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJK])"
    r"(?![A-Za-z0-9])"
)
"""Plates of seven signs, and those of new energy of eight (GA 36—2018)."""


def resident_id_check(number: str) -> str:
    """The eighteenth sign that belongs to the first seventeen figures of an identity number."""
    total = sum(int(f) * w for f, w in zip(number[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11]


def has_plausible_birth(number: str) -> bool:
    """Whether figures 7 to 14 are a day between 1900 and 2099, and 1 and 2 a province."""
    if number[:2] not in _PROVINCES:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2099


def is_resident_id(number: str) -> bool:
    """Whether eighteen signs are an identity number (GB 11643—1999)."""
    if not re.fullmatch(r"\d{17}[0-9Xx]", number) or not has_plausible_birth(number):
        return False
    return number[17].upper() == resident_id_check(number)


def is_old_resident_id(number: str) -> bool:
    """Whether fifteen figures are an identity number of before 1999."""
    if not re.fullmatch(r"\d{15}", number):
        return False
    return has_plausible_birth(f"{number[:6]}19{number[6:]}000")


def credit_code_check(code: str) -> str | None:
    """The eighteenth sign of a 统一社会信用代码 (GB 32100—2015); None for a sign it cannot hold."""
    total = 0
    for sign, weight in zip(code[:17], _CREDIT_WEIGHTS, strict=True):
        value = _CREDIT_SIGNS.find(sign)
        if value < 0:
            return None
        total += value * weight
    return _CREDIT_SIGNS[(31 - total % 31) % 31]


def is_credit_code(code: str) -> bool:
    """Whether eighteen signs are a 统一社会信用代码."""
    return len(code) == 18 and credit_code_check(code) == code[17]


def is_subject_code(code: str) -> bool:
    """Whether nine signs are a 主体标识码 (GB 11714): its own check in the last."""
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        return False
    total = sum(
        _SUBJECT_SIGNS.index(s) * w for s, w in zip(code[:8], _SUBJECT_WEIGHTS, strict=True)
    )
    check = 11 - total % 11
    return code[8] == ("X" if check == 10 else "0" if check == 11 else str(check))


def passes_luhn(number: str) -> bool:
    """Whether the figures of a card number add up (ISO/IEC 7812-1)."""
    if not number.isascii() or not number.isdigit() or len(set(number)) == 1:
        return False
    total = 0
    for place, figure in enumerate(reversed(number)):
        value = int(figure)
        if place % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0
