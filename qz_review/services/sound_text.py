"""Words from outside made fit to be kept: no lone surrogates, no control characters in names.

An input method, a clipboard or a file name can bring half a character, which no UTF-8 can
carry; a title or a file's name with a line break or a NUL in it would break every list, folder
and printed sheet that shows it.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any, TypeVar

T = TypeVar("T")

_LONE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing, and make gnp.exe look like exe.png."""


def sound(value: T) -> T:
    """The value with every lone surrogate in it replaced by U+FFFD; itself where there is none.

    Looks into strings, tuples, frozensets, and dataclasses that hold them.
    """
    found: Any = _sound(value)
    return found  # type: ignore[no-any-return]


def one_line(words: str) -> str:
    """Words for a title or a name: on one line, without control characters, stripped."""
    return _BREAKS.sub(" ", sound(words)).strip()


def title_words(words: str) -> str:
    """Words for a title or a person's name: as :func:`one_line`, and in one direction."""
    return one_line(_DIRECTIONS.sub("", words))


def file_name(name: str) -> str:
    """A file's name as it is kept."""
    return title_words(name)


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return _LONE.sub(_REPLACEMENT, value) if _LONE.search(value) else value
    if type(value) in (tuple, frozenset):
        items = [_sound(item) for item in value]
        same = all(new is old for new, old in zip(items, value, strict=True))
        return value if same else type(value)(items)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in dataclasses.fields(value):
            old = getattr(value, field.name)
            new = _sound(old)
            if new is not old:
                changed[field.name] = new
        return dataclasses.replace(value, **changed) if changed else value
    return value
