"""The bundled faces, loaded when they are first needed.

Only the sans faces are loaded before the first window (a few ms); serif, Kai and mono when the
first text in them is shown.  Where a bundled face is missing the system's faces follow in the
list, so text is always shown.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.type_scale import TypeSize

FONT_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

_FILES = {
    "sans": ("QZSans-Regular.ttf", "QZSans-Bold.ttf"),
    "serif": ("QZSerif-Regular.ttf", "QZSerif-Bold.ttf"),
    "kai": ("QZKai-Regular.ttf",),
    "mono": ("QZMono-Regular.ttf",),
}
_SANS = ("QZ Sans", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC",
         "Microsoft YaHei UI", "PingFang SC", "WenQuanYi Micro Hei")  # fmt: skip
FAMILIES = {
    "sans": _SANS,
    "serif": ("QZ Serif", "Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun"),
    "kai": ("QZ Kai", "KaiTi", "STKaiti", "AR PL UKai CN", *_SANS),
    "mono": ("QZ Mono", "Consolas", "DejaVu Sans Mono", *_SANS),
}
_loaded: dict[str, int] = {}


def load_family(family: str) -> int:
    """Load the bundled files of ``sans``, ``serif``, ``kai`` or ``mono`` once.

    Returns how many faces were found; 0 means that the system's faces will be used.
    """
    if family not in _loaded:
        ids = [QFontDatabase.addApplicationFont(str(FONT_FOLDER / name)) for name in _FILES[family]
               if (FONT_FOLDER / name).is_file()]  # fmt: skip
        _loaded[family] = sum(1 for font_id in ids if font_id != -1)
    return _loaded[family]


def make_font(size: TypeSize, scale: int = 100, *, bold: bool | None = None) -> QFont:
    """Font of a type role at a text scale in per cent; ``bold`` overrules the role's weight."""
    load_family(size.family)
    font = QFont()
    font.setFamilies(list(FAMILIES[size.family]))
    font.setPixelSize(max(1, round(size.px * scale / 100)))
    font.setBold(size.bold if bold is None else bold)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def family_list(family: str) -> str:
    """Families for a style sheet: quoted and joined by commas."""
    load_family(family)
    return ", ".join(f'"{name}"' for name in FAMILIES[family])
