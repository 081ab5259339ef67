"""Numbers of lists and notes as a word processor writes them (``w:numFmt``)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_COUNTING = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ENCLOSED_IDEOGRAPHS = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def format_number(number: int, kind: str) -> str:
    """A number in a ``w:numFmt`` kind; a kind not known here is written as decimal."""
    writer = _WRITERS.get(kind)
    return writer(number) if writer is not None and number >= 0 else str(number)


def circled(number: int) -> str:
    """① to ㊿; other numbers as decimal."""
    if number == 0:
        return "⓪"
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    return str(number)


def counted(number: int, digits: str = _COUNTING, units: str = "十百千") -> str:
    """一, 十, 十一, 二十, 一百零一, 一万零二十: the ordinary spoken number."""
    if number == 0:
        return digits[0]
    if number >= 100_000_000:
        return str(number)
    high, low = divmod(number, 10_000)
    if not high:
        written = _below_ten_thousand(low, digits, units)
        begins_ten = units[0] == "十" and 10 <= number < 20
        return written[1:] if begins_ten else written
    gap = digits[0] if 0 < low < 1000 else ""
    rest = _below_ten_thousand(low, digits, units) if low else ""
    return counted(high, digits, units) + "万" + gap + rest


def _below_ten_thousand(number: int, digits: str, units: str) -> str:
    written = ""
    pending_zero = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            pending_zero = bool(written)
            continue
        if pending_zero:
            written += digits[0]
            pending_zero = False
        written += digits[digit] + (units[power - 1] if power else "")
    return written


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _chinese_counting(number: int) -> str:
    return counted(number) if number < 100 else _digital(number)


def _japanese_counting(number: int) -> str:
    written = counted(number)
    return written[1:] if 100 <= number < 200 else written


def _letters(number: int) -> str:
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def _from(characters: str) -> Callable[[int], str]:
    return lambda n: characters[n - 1] if 1 <= n <= len(characters) else str(n)


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda n: characters[(n - 1) % len(characters)] if n else "0"


def _run(start: int, last: int) -> Callable[[int], str]:
    return lambda n: chr(start + n - 1) if 1 <= n <= last else str(n)


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ending}"


_WRITERS: dict[str, Callable[[int], str]] = {
    "none": lambda n: "",
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": _run(0x2474, 20),
    "decimalEnclosedFullstop": _run(0x2488, 20),
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "ordinal": _ordinal,
    "numberInDash": lambda n: f"- {n} -",
    "chineseCounting": _chinese_counting,
    "chineseCountingThousand": counted,
    "chineseLegalSimplified": lambda n: counted(n, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda n: counted(n, _LEGAL, "拾佰仟"),
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "japaneseCounting": _japanese_counting,
    "taiwaneseCounting": _chinese_counting,
    "taiwaneseCountingThousand": counted,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _from(_ENCLOSED_IDEOGRAPHS),
}
