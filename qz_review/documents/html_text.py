"""White space of a page's text as a browser shows it, and the paragraphs that makes."""

from __future__ import annotations

import re

_SOFT_BREAK, _HARD_BREAK = "\ufdd0", "\ufdd1"  # noncharacters: no page can bring them
_FORBIDDEN = str.maketrans({_SOFT_BREAK: "\ufffd", _HARD_BREAK: "\ufffd"})
_SPACES = re.compile("[ \t\r\n\f]+")
_SOFT = re.compile(f"[ {_SOFT_BREAK}]*{_SOFT_BREAK}[ {_SOFT_BREAK}]*")
_SINGLE = re.compile(" {2,}")
_AROUND_BREAK = re.compile(f" *{_HARD_BREAK} *")
# A new paragraph in one element: an empty line, or a line indented by two ideographic spaces.
_PARAGRAPH = re.compile("\n(?:[ \xa0\u3000]*\n)+|\n(?=\u3000\u3000|\u3000?(?:\xa0| ){4})")


class FlowText:
    """The words of one block element, as they come."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def add(self, words: str) -> None:
        """Ordinary text: white space collapses, line ends of the file are none of the text."""
        self._pieces.append(_SPACES.sub(_collapsed, words.translate(_FORBIDDEN)))

    def add_as_written(self, words: str) -> None:
        """Preformatted text."""
        words = words.translate(_FORBIDDEN).replace("\r\n", "\n").replace(" ", "\xa0")
        self._pieces.append(words.replace("\n", _HARD_BREAK))

    def line_break(self) -> None:
        """``br``."""
        self._pieces.append(_HARD_BREAK)

    @property
    def is_blank(self) -> bool:
        """True while there is nothing to see."""
        return not "".join(self._pieces).strip(f" \xa0\u3000{_SOFT_BREAK}{_HARD_BREAK}")

    def paragraphs(self) -> list[str]:
        """The paragraphs, without white space at their ends; line breaks inside as ``\\n``."""
        text = _SOFT.sub(_soft_space, "".join(self._pieces))
        text = _SINGLE.sub(" ", text)
        text = _AROUND_BREAK.sub("\n", text)
        found = [part.strip().replace("\xa0", " ") for part in _PARAGRAPH.split(text)]
        return [part for part in found if part]


def _collapsed(match: re.Match[str]) -> str:
    return _SOFT_BREAK if "\n" in match.group() or "\r" in match.group() else " "


def _soft_space(match: re.Match[str]) -> str:
    """A line end of the file is a space between words and nothing between Chinese characters."""
    text, start, end = match.string, match.start(), match.end()
    if start and end < len(text) and _is_wide(text[start - 1]) and _is_wide(text[end]):
        return ""
    return " "


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef" or character in "“”‘’—…" or character >= "\U00020000"
