"""The characters in general use, and the traditional and variant ones with their standard form."""

from __future__ import annotations

from functools import cache

from qz_review.assets import resource_path


@cache
def standard_characters() -> frozenset[str]:
    """The 8,105 characters of 《通用规范汉字表》 (2013)."""
    text = resource_path("lexicons", "standard_characters.txt").read_text(encoding="utf-8")
    return frozenset(text) - {"\n"}


@cache
def nonstandard_characters() -> dict[str, tuple[str, str]]:
    """Traditional (繁体) and variant (异体) characters: the standard one, and which kind it is."""
    lines = resource_path("lexicons", "nonstandard_characters.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in lines.split("\n")[1:] if line]
    return {character: (standard, kind) for character, standard, kind in rows}


def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese one, of any plane."""
    point = ord(character)
    return (
        0x4E00 <= point <= 0x9FFF
        or 0x3400 <= point <= 0x4DBF
        or 0xF900 <= point <= 0xFAFF
        or 0x20000 <= point <= 0x3FFFF
    )


@cache
def _syllables() -> dict[str, frozenset[str]]:
    """The readings of each character without tones, near ones made equal (zh z, ng n)."""
    found: dict[str, set[str]] = {}
    lines = resource_path("lexicons", "syllables.tsv").read_text(encoding="utf-8").split("\n")
    for line in lines[1:]:
        if line:
            syllable, characters = line.split("\t")
            near = syllable.replace("zh", "z").replace("ch", "c").replace("sh", "s")
            near = near.removesuffix("g") if near.endswith("ng") else near
            for character in characters:
                found.setdefault(character, set()).add(near)
    return {character: frozenset(readings) for character, readings in found.items()}


def sound_alike(one: str, other: str) -> bool:
    """Whether two characters share a reading, tones and near sounds (zh z, ng n) apart."""
    table = _syllables()
    return not table.get(one, frozenset()).isdisjoint(table.get(other, frozenset()))
