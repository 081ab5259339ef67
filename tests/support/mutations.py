"""Damage to a docx, as disks, mail and malice do it; the same for the same seed."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from tests.support.docx_parts import package

_TAG = re.compile(rb"<[^>]+>")
_VALUE = re.compile(rb"\"[^\"]*\"")
_ELEMENT = re.compile(rb"<(w:\w+)(?: [^>]*)?>[^<]*</\1>")
_ODD_VALUES = (
    b'""', b'"-1"', b'"0"', b'"99999999999999999999"', b'"\xc2\xb2"', b'"NaN"', b'"../../x"',
    b'"%1%2%9"', b'"\xe2\x80\xae"', b'"rIdX"', b'"true"', b'"continue"', b'"bullet"',
)  # fmt: skip
Parts = dict[str, bytes]


def mutated(data: bytes, seed: int) -> bytes:
    """The docx with one to four pieces of damage."""
    chance = random.Random(seed)
    if chance.random() < 0.1:
        return _broken_zip(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.randint(1, 4)):
        chance.choice(_DAMAGES)(parts, chance)
    return package(parts, stored=chance.random() < 0.5)


def _broken_zip(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.4:
        return data[: chance.randrange(1, len(data))]
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _part(parts: Parts, chance: random.Random) -> str:
    """A part, the document itself more often than not."""
    if "word/document.xml" in parts and chance.random() < 0.6:
        return "word/document.xml"
    return chance.choice(sorted(parts)) if parts else ""


def _edit(
    change: Callable[[bytes, random.Random], bytes],
) -> Callable[[Parts, random.Random], None]:
    def on_parts(parts: Parts, chance: random.Random) -> None:
        name = _part(parts, chance)
        if name:
            parts[name] = change(parts[name], chance)

    return on_parts


def _flip_bytes(part: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(part)
    for _ in range(chance.randint(1, 6)):
        if damaged:
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _swap_values(part: bytes, chance: random.Random) -> bytes:
    found = list(_VALUE.finditer(part))
    if len(found) < 2:
        return part
    one, two = sorted(chance.sample(found, 2), key=lambda match: match.start())
    middle = part[one.end() : two.start()]
    return part[: one.start()] + two.group() + middle + one.group() + part[two.end() :]


def _odd_value(part: bytes, chance: random.Random) -> bytes:
    found = list(_VALUE.finditer(part))
    if not found:
        return part
    hit = chance.choice(found)
    return part[: hit.start()] + chance.choice(_ODD_VALUES) + part[hit.end() :]


def _rename_tag(part: bytes, chance: random.Random) -> bytes:
    """One kind of element everywhere under another's name: still well formed."""
    names = sorted(set(re.findall(rb"</(w\d*:\w+)>", part)))
    if len(names) < 2:
        return part
    old, new = chance.sample(names, 2)
    return re.sub(rb"(</?)" + old + rb"(?=[ />])", rb"\1" + new, part)


def _move_element(part: bytes, chance: random.Random) -> bytes:
    found = list(_ELEMENT.finditer(part))
    if not found:
        return part
    hit = chance.choice(found)
    rest = part if chance.random() < 0.5 else part[: hit.start()] + part[hit.end() :]
    places = [match.end() for match in _TAG.finditer(rest)]
    at = chance.choice(places)
    return rest[:at] + hit.group() * chance.choice((1, 1, 3)) + rest[at:]


def _drop_tag(part: bytes, chance: random.Random) -> bytes:
    found = list(_TAG.finditer(part))
    if not found:
        return part
    hit = chance.choice(found)
    return part[: hit.start()] + part[hit.end() :]


def _drop_stretch(part: bytes, chance: random.Random) -> bytes:
    if len(part) < 3:
        return b""
    start = chance.randrange(len(part) - 1)
    return part[:start] + part[start + chance.randint(1, 200) :]


def _drop_part(parts: Parts, chance: random.Random) -> None:
    parts.pop(_part(parts, chance), None)


def _swap_parts(parts: Parts, chance: random.Random) -> None:
    if len(parts) > 1:
        one, two = chance.sample(sorted(parts), 2)
        parts[one], parts[two] = parts[two], parts[one]


_DAMAGES: tuple[Callable[[Parts, random.Random], None], ...] = (
    _drop_part,
    _swap_parts,
    *(
        _edit(change)
        for change in (
            _flip_bytes, _swap_values, _odd_value, _odd_value, _rename_tag, _rename_tag,
            _move_element, _move_element, _drop_tag, _drop_stretch,
        )
    ),
)  # fmt: skip
