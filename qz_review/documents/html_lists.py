"""The marks of list items, which a browser draws and no text holds."""

from __future__ import annotations

import re

from qz_review.documents.number_formats import format_number
from qz_review.documents.ooxml import Element, whole_number
from qz_review.documents.symbols import symbol_character

_BULLET = "• "
_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
          "I": "upperRoman"}  # fmt: skip
_STYLES = {
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_WORD_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_SYMBOL_FONT = re.compile(r"font-family\s*:\s*[\"']?(wingdings(?: 2)?|symbol)\b", re.IGNORECASE)


class ListMarks:
    """Follows lists inside lists."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []  # kind of number (empty: bullet), next number

    def begin(self, element: Element) -> None:
        """``ol`` or ``ul`` begins."""
        kind = ""
        if element.tag == "ol":
            kind = _TYPES.get(element.get("type") or "1", "decimal")
        styled = _LIST_STYLE.search(element.get("style") or "")
        if styled and styled.group(1).lower() == "none":
            kind = "none"
        elif styled and element.tag == "ol":
            kind = _STYLES.get(styled.group(1).lower(), kind)
        self._open.append((kind, whole_number(element.get("start"), 1)))

    def end(self) -> None:
        """The list ends."""
        self._open.pop()

    def next_mark(self, item: Element) -> str:
        """The mark of the next ``li``, with the space that follows a Latin one."""
        if not self._open:
            return _BULLET
        kind, number = self._open[-1]
        if kind in ("", "none"):
            return "" if kind else _BULLET
        number = whole_number(item.get("value"), number)
        self._open[-1] = (kind, number + 1)
        sign = format_number(number, kind)
        return sign + ("、" if kind == "chineseCountingThousand" else ". ")


def word_list_mark(element: Element) -> str | None:
    """The automatic number that a word processor wrote out for readers without lists."""
    if element.tag != "span" or not _WORD_MARK.search(element.get("style") or ""):
        return None
    mark = "".join("".join(element.itertext()).split()).replace("\xa0", "")
    font = _SYMBOL_FONT.search("".join(e.get("style") or "" for e in _with_parents(element)))
    if font:
        signs = (symbol_character(font.group(1), 0xF000 + ord(c) % 256) for c in mark)
        mark = "".join(sign or "•" for sign in signs)
    return mark + " " if mark[-1:].isascii() or font else mark


def _with_parents(element: Element) -> list[Element]:
    return [*element.iter("span"), *element.iterancestors("span")]
