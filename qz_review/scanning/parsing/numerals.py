"""Numbers as they are written: Arabic with thousands and 万/亿, Chinese, and mixtures of both."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_FIGURES = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7,
    "捌": 8, "玖": 9,
}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_LONGEST = 40  # code points; nobody writes a longer number

CHINESE_NUMBER = "[〇零一二三四五六七八九十百千万亿两]{1,20}"
"""Pattern of a whole Chinese number."""

ARABIC_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,20})(?:\.\d{1,10})?"
"""Pattern of an Arabic number, with or without thousands."""


def chinese_number(words: str) -> int | None:
    """The value of a Chinese whole number, None where it is none.

    Both ways of writing are read: 三百零五 by places, 二〇二五 figure by figure.
    """
    if not words or len(words) > _LONGEST:
        return None
    if all(c in _FIGURES for c in words):
        return _FIGURES[words] if len(words) == 1 else int("".join(str(_FIGURES[c]) for c in words))
    total, section, figure = 0, 0, -1
    last = 10**12
    for character in words:
        if character in _FIGURES:
            if figure > 0:
                return None
            figure = _FIGURES[character]
        elif character in _SMALL:
            place = _SMALL[character]
            if place >= last or figure == 0:
                return None
            if figure < 0 and (place != 10 or section % 100):
                return None
            section += (1 if figure < 0 else figure) * place
            last, figure = place, -1
        elif character in _LARGE:
            unit = _LARGE[character]
            section += max(figure, 0)
            if not section and not total:
                return None
            if unit == _LARGE["亿"]:
                total = (total + section) * unit
            else:
                if total and total % (10**8):
                    return None
                total += section * unit
            section, figure, last = 0, -1, 10**12
        else:
            return None
    return total + section + max(figure, 0)


def to_chinese(value: int) -> str:
    """A whole number from 0 to 99,999,999 in Chinese by places (305 → 三百零五)."""
    if not 0 <= value < 10**8:
        raise ValueError("0 to 99,999,999")
    if value >= 10**4:
        high, low = divmod(value, 10**4)
        gap = "零" if low and low < 1000 else ""
        return to_chinese(high) + "万" + gap + (to_chinese(low) if low else "")
    figures = "零一二三四五六七八九"
    words = ""
    pending = False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        figure = value // place % 10
        if figure:
            words += ("零" if pending else "") + figures[figure] + name
            pending = False
        elif words:
            pending = True
    if not words:
        return "零"
    return words[1:] if words.startswith("一十") else words


def to_years(value: int) -> str:
    """A year figure by figure with 〇 (2025 → 二〇二五)."""
    return "".join("〇一二三四五六七八九"[int(figure)] for figure in str(value))


_MIXED = re.compile(rf"(?P<number>{ARABIC_NUMBER})(?P<unit>万亿|亿|万|千|百)?")


def amount(words: str) -> Decimal | None:
    """The value of a number as written: 1,234.5, 3.2万, 12亿, 三百零五; None where it is none."""
    words = words.strip()
    if not words or len(words) > _LONGEST:
        return None
    match = _MIXED.fullmatch(words)
    if match is None:
        whole = chinese_number(words)
        return None if whole is None else Decimal(whole)
    try:
        value = Decimal(match["number"].replace(",", ""))
    except InvalidOperation:
        return None
    scale = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 1000, "百": 100}
    return value * scale.get(match["unit"] or "", 1)
