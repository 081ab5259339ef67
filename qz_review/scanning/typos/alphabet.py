"""Text as small numbers: the characters the model knows, and classes for all the rest.

One number stands for one character of the text, except that runs of digits, of Latin letters and
of unknown signs count as one, blanks vanish, and a sentence break stands at every end of a
sentence; ``Tokens.places`` leads back to the text, in code points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.uint16]
Places = NDArray[np.int64]

BREAK, UNKNOWN, DIGITS, LATIN, OTHER = range(5)
"""Classes at the head of every alphabet; ``UNKNOWN`` is a Chinese character it does not have."""

OUTSIDE = 0xFFFF
"""Beyond the text: no character is there, and no context reaches across it."""

PUNCTUATION = '，。、；：？！（）《》"%—…·．.-/〔〕【】'

_SAME_AS = {
    ",": "，",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
    "％": "%",
    "–": "—",
    "─": "—",
    "－": "-",
    "~": "-",
    "～": "-",
    "•": "·",
    "・": "·",
    "‧": "·",
    "○": "〇",
    **dict.fromkeys("“”‘’「」『』'＂", '"'),
    **dict.fromkeys("〈<＜", "《"),
    **dict.fromkeys("〉>＞", "》"),
    **dict.fromkeys("[［", "【"),
    **dict.fromkeys("]］", "】"),
    "﹝": "〔",
    "﹞": "〕",
}
_BLANKS = " \t\u3000\u00a0\u200b\u200c\u200d\u200e\u200f\u2028\u202a\u202b\u202c\u202d\u202e\ufeff"
_BLANK = 0xFFFE
_LAST_CODE_POINT = 0x10FFFF
_HAN = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32000))
_FULL_WIDTH = 0xFEE0


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in numbers.

    ids: one number a token; ``BREAK`` at both ends and between sentences.
    places: for each token the code point of the text where it stands, -1 for breaks.
    """

    ids: Ids
    places: Places

    def __len__(self) -> int:
        return len(self.ids)


class Alphabet:
    """The characters a model knows.

    characters: in the order of their numbers; the first five stand for the classes.
    """

    def __init__(self, characters: str) -> None:
        self.characters = characters
        self.numbers = {character: number for number, character in enumerate(characters)}
        self._table = self._make_table()
        han = [is_han(character) for character in characters]
        self.is_han = np.array([*han, False])
        self._ends = np.array([self.numbers[mark] for mark in "。！？"], np.uint16)
        closing = [self.numbers[mark] for mark in '"）》】']
        self._no_break_before = np.append(self._ends, [BREAK, *closing]).astype(np.uint16)

    def __len__(self) -> int:
        return len(self.characters)

    def tokens(self, text: str) -> Tokens:
        """A text in numbers; never fails, whatever the text holds."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        ids = self._table[points]
        places = np.flatnonzero(ids != _BLANK)
        ids = ids[places]
        if not len(ids):
            return Tokens(np.full(2, BREAK, np.uint16), np.full(2, -1))
        again = np.zeros(len(ids), bool)
        runs = (ids == DIGITS) | (ids == LATIN) | (ids == OTHER) | (ids == BREAK)
        again[1:] = (ids[1:] == ids[:-1]) & runs[1:]
        ids, places = ids[~again], places[~again]
        after_end = np.isin(ids[:-1], self._ends) & ~np.isin(ids[1:], self._no_break_before)
        breaks = np.flatnonzero(after_end) + 1
        ids, places = np.insert(ids, breaks, BREAK), np.insert(places, breaks, -1)
        head, tail = int(ids[0] != BREAK), int(ids[-1] != BREAK)
        ids = np.pad(ids, (head, tail), constant_values=BREAK)
        places = np.pad(places, (head, tail), constant_values=-1)
        return Tokens(ids, np.where(ids == BREAK, -1, places))

    def _make_table(self) -> NDArray[np.uint16]:
        """Number of every code point."""
        table = np.full(_LAST_CODE_POINT + 1, OTHER, np.uint16)
        for first, end in _HAN:
            table[first:end] = UNKNOWN
        for character, number in list(self.numbers.items())[OTHER + 1 :]:
            table[ord(character)] = number
        for character, same in _SAME_AS.items():
            table[ord(character)] = self.numbers[same]
        for point in range(0x21, 0x7F):
            character = chr(point)
            if character.isdigit():
                table[point] = DIGITS
            elif character.isalpha():
                table[point] = LATIN
            table[point + _FULL_WIDTH] = table[point]
        table[ord("，")] = self.numbers["，"]
        table[[ord("\n"), ord("\r"), 0x85, 0x2029]] = BREAK
        table[[ord(blank) for blank in _BLANKS]] = _BLANK
        return table


def is_han(character: str) -> bool:
    """Whether this is a Chinese character of the tables the model was made from."""
    return "\u3400" <= character <= "\u9fff"
