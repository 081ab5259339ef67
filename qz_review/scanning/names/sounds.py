"""The sound of a text, character by character, so that homophones can be searched as words.

Each character is replaced by one that stands for its commonest reading, tones and near sounds
(zh z, ng n) apart; the length stays the same, and so do the offsets.
"""

from __future__ import annotations

from functools import cache

from qz_review.assets import resource_path


@cache
def readings() -> dict[str, str]:
    """The commonest reading of each character in general use, without its tone."""
    lines = resource_path("lexicons", "readings.tsv").read_text(encoding="utf-8").split("\n")
    rows = (line.split("\t") for line in lines[1:] if line)
    return {character: syllable for syllable, characters in rows for character in characters}


@cache
def _table() -> dict[int, str]:
    stands_for: dict[str, str] = {}
    table: dict[int, str] = {}
    for character, syllable in readings().items():
        near = syllable.replace("zh", "z").replace("ch", "c").replace("sh", "s")
        near = near.removesuffix("g") if near.endswith("ng") else near
        table[ord(character)] = stands_for.setdefault(near, character)
    return table


def sound_of(text: str) -> str:
    """The sound of a text, as long as the text; what is no common character stays as it is."""
    return text.translate(_table())
