"""A text whose characters are all different, so that each of them can be told for ever.

Every phrase is made of characters that occur nowhere else (outside the BMP too), which makes
the character itself its identity: who first had it and who let it go is read off the versions
without any comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from qz_review.model.text import Block, Cell, ManuscriptText, Paragraph, Picture, Table

_LENGTH = 8
_STOPS = "，。\n "


PICTURE, TABLE = ["picture"], ["table"]
"""What stands among the paragraphs beside them."""


@dataclass
class LivingText:
    """Title, paragraphs and cells as lists of phrases, edited phrase by phrase.

    blocks: the paragraphs, with PICTURE and TABLE where they stand.
    """

    title: list[str]
    blocks: list[list[str]]
    cells: list[list[str]]
    caption: list[str]

    @classmethod
    def made_of(cls, phrases: Phrases) -> LivingText:
        """A title, five paragraphs, a picture and a table of two cells."""
        one, two, *more = (phrases.many(4) for _ in range(5))
        blocks = [one, list(PICTURE), two, list(TABLE), *more]
        return cls(phrases.many(3), blocks, [phrases.many(3), phrases.many(2)], phrases.many(2))

    @property
    def paragraphs(self) -> list[list[str]]:
        """The paragraphs in order."""
        return [block for block in self.blocks if block not in (PICTURE, TABLE)]

    def text(self) -> ManuscriptText:
        """The manuscript as it stands."""
        rows = tuple((Cell((_said(phrases),)),) for phrases in self.cells)
        blocks: list[Block] = []
        for block in self.blocks:
            if block == PICTURE:
                blocks.append(Picture("a" * 64, "image/png", ""))
            elif block == TABLE:
                blocks.append(Table(rows, _said(self.caption)))
            else:
                blocks.append(Paragraph(_said(block)))
        return ManuscriptText(_said(self.title), blocks=tuple(blocks))

    def lines(self) -> list[list[str]]:
        """Every line that can be edited within itself."""
        return [self.title, *self.paragraphs, *self.cells, self.caption]


class Phrases:
    """Makes phrases of characters never used before."""

    def __init__(self) -> None:
        self._numbers = count()

    def new(self) -> str:
        """Eight new characters, from inside the BMP and from outside it by turns."""
        number = next(self._numbers)
        first = (0x3400 if number % 2 else 0x20000) + number * _LENGTH
        return "".join(chr(first + k) for k in range(_LENGTH))

    def many(self, number: int) -> list[str]:
        """Several of them."""
        return [self.new() for _ in range(number)]


def letters(words: str) -> str:
    """The characters that have an identity: no stops, spaces and line ends."""
    return "".join(c for c in words if c not in _STOPS)


def _said(phrases: list[str]) -> str:
    return "，".join(phrases) + "。" if phrases else ""
