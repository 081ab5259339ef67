"""The sRGB profile for the output intent (IEC 61966-2-1), written as ICC.1:1998 (version 2.1).

Version 2 is read by every part of PDF/A; what Pillow makes is version 4, which part 1 refuses.
"""

from __future__ import annotations

import struct
from functools import cache

NAME = "sRGB IEC61966-2.1"

_WHITE = (0.96420, 1.00000, 0.82491)  # D50, the profile connection space's own
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_STEPS = 1024


@cache
def srgb_profile() -> bytes:
    """The bytes of the profile, always the same."""
    tags = {
        b"desc": _description(NAME),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        **{name: _xyz(value) for name, value in _PRIMARIES.items()},
    }
    curve = _curve()
    body = b""
    table = struct.pack(">I", len(tags) + 3)
    start = 128 + 4 + 12 * (len(tags) + 3)
    for name, data in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    for name in (b"rTRC", b"gTRC", b"bTRC"):  # one curve for all three
        table += struct.pack(">4sII", name, start + len(body), len(curve))
    body += curve
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4s8sI3i4s44x",
        start + len(body),
        b"\0\0\0\0",  # no preferred program
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2026, 1, 1, 0, 0, 0),
        b"acsp",
        b"\0\0\0\0",  # no platform
        0,
        b"\0\0\0\0",  # no device
        b"\0\0\0\0",
        bytes(8),
        0,  # perceptual
        *(round(part * 65536) for part in _WHITE),
        b"\0\0\0\0",
    )
    return header + table + body


def _description(words: str) -> bytes:
    ascii_words = words.encode("ascii") + b"\0"
    return (
        b"desc\0\0\0\0"
        + struct.pack(">I", len(ascii_words))
        + ascii_words
        + bytes(4 + 4 + 2 + 1 + 67)  # no Unicode and no Macintosh name
    )


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(part * 65536) for part in value))


def _curve() -> bytes:
    values = [round(_linear(step / (_STEPS - 1)) * 65535) for step in range(_STEPS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *values)


def _linear(value: float) -> float:
    """The light of a stored value, both from 0 to 1."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
