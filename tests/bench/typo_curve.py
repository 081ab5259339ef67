"""Draws precision over recall of several sets as an SVG picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

WIDTH, HEIGHT, LEFT, TOP, SIZE = 560, 430, 56, 24, 360
LOWEST = 0.8  # of precision
COLOURS = ("#1f5fae", "#b4451f", "#2f7d4f", "#7a4fa3")
DASHES = ("", "7 3", "2 3", "9 3 2 3")


def draw(curves: Mapping[str, Sequence[tuple[float, float]]], path: Path) -> None:
    """Write the picture.  curves: (recall, precision) by the name of the set."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for step in range(6):
        share = step / 5
        x, y = LEFT + share * SIZE, TOP + (1 - share) * SIZE
        precision = LOWEST + share * (1 - LOWEST)
        parts.append(f'<path d="M{x} {TOP}V{TOP + SIZE}M{LEFT} {y}H{LEFT + SIZE}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{TOP + SIZE + 16}" text-anchor="middle">{share:.1f}</text>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{precision:.2f}</text>')
    for number, (name, points) in enumerate(curves.items()):
        colour, dash = COLOURS[number % 4], DASHES[number % 4]
        inside = [(recall, max(precision, LOWEST)) for recall, precision in points]
        line = " ".join(
            f"{LEFT + recall * SIZE:.1f},{TOP + (1 - precision) / (1 - LOWEST) * SIZE:.1f}"
            for recall, precision in inside
        )
        look = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
        parts.append(f'<polyline points="{line}" {look}/>')
        y = TOP + 14 + number * 18
        right = LEFT + SIZE + 10
        parts.append(f'<path d="M{right} {y - 4}h24" {look}/>')
        parts.append(f'<text x="{right + 30}" y="{y}">{name}</text>')
    parts.append(
        f'<text x="{LEFT + SIZE / 2}" y="{HEIGHT - 10}" text-anchor="middle">recall</text>'
    )
    parts.append(
        f'<text transform="translate(14 {TOP + SIZE / 2}) rotate(-90)" '
        'text-anchor="middle">precision</text>'
    )
    path.write_text("\n".join((*parts, "</svg>", "")), encoding="utf-8")
