"""Write the small coloured drawings that style sheets show in native controls.

Style sheets cannot colour a drawing, so check boxes, radio buttons and arrows exist once for each
theme under ``resources/icons/controls``.  Run after a change of tokens; a test compares the files
with what this writes.

Usage: python tools/make_control_icons.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "icons" / "controls"
_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
    'viewBox="0 0 {size} {size}" fill="none" stroke-linecap="round" stroke-linejoin="round">\n'
)
_ARROWS = {
    "chevron-down": "M4.8 7.8 10 13l5.2-5.2",
    "chevron-up": "M4.8 12.2 10 7l5.2 5.2",
    "chevron-left": "M12.2 4.8 7 10l5.2 5.2",
    "chevron-right": "M7.8 4.8 13 10l-5.2 5.2",
    "sort-up": "M10 16V4.2M5.5 8.7 10 4.2l4.5 4.5",
    "sort-down": "M10 4v11.8M5.5 11.3 10 15.8l4.5-4.5",
}


def drawings(dark: bool) -> dict[str, str]:
    """File name and SVG text of every control drawing of one theme."""
    from ui.theme.tokens import DARK, LIGHT

    t = DARK if dark else LIGHT
    box = '<rect x="{0}" y="{0}" width="{1}" height="{1}" rx="3" {2}/>'
    tick = f'<path d="M3.6 8.3 6.7 11.4 12.4 4.9" stroke="{t.on_accent}" stroke-width="1.9"/>'
    full = box.format(0, 16, f'fill="{t.accent}"')
    found = {
        "checkbox": box.format(0.75, 14.5, f'fill="{t.paper}" stroke="{t.ctl}" stroke-width="1.5"'),
        "checkbox-on": full + tick,
        "checkbox-partial": full + f'<path d="M4 8h8" stroke="{t.on_accent}" stroke-width="2"/>',
        "checkbox-off-disabled": box.format(
            0.75, 14.5, f'fill="{t.hover}" stroke="{t.line}" stroke-width="1.5"'
        ),
        "checkbox-on-disabled": box.format(0, 16, f'fill="{t.line}"')
        + tick.replace(t.on_accent, t.text3),
        "radio": f'<circle cx="8" cy="8" r="7.25" fill="{t.paper}" stroke="{t.ctl}" '
        'stroke-width="1.5"/>',
        "radio-on": f'<circle cx="8" cy="8" r="5.5" fill="{t.paper}" stroke="{t.accent}" '
        'stroke-width="5"/>',
        "radio-disabled": f'<circle cx="8" cy="8" r="7.25" fill="{t.hover}" stroke="{t.line}" '
        'stroke-width="1.5"/>',
    }
    texts = {name: _HEAD.format(size=16) + body + "\n</svg>\n" for name, body in found.items()}
    for name, path in _ARROWS.items():
        color = t.text3 if name.startswith("sort") else t.text2
        body = f'<path d="{path}" stroke="{color}" stroke-width="1.5"/>'
        texts[name] = _HEAD.format(size=20) + body + "\n</svg>\n"
    menu_tick = f'<path d="M4.2 10.4 8.2 14.4 15.8 6" stroke="{t.accent}" stroke-width="1.5"/>'
    texts["menu-check"] = _HEAD.format(size=20) + menu_tick + "\n</svg>\n"
    return {f"{name}.svg": text for name, text in texts.items()}


def main() -> int:
    """Write all files; returns the exit status."""
    sys.path.insert(0, str(ROOT))
    for dark in (False, True):
        folder = FOLDER / ("dark" if dark else "light")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in drawings(dark).items():
            (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
