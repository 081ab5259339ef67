"""The bundled faces, loaded when they are first needed.

Only the sans faces are loaded before the first window (a few ms); serif, Kai and mono when the
first text in them is shown.  Where a bundled face is missing the system's faces follow in the
list, so text is always shown.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from qz_review.assets import Face, font_path
from qz_review.errors import Environment
from ui.theme.type_scale import TypeSize

# The serif regular face knows the rare characters of names, so it stands behind every other; it
# is loaded with the rest, after the first window.
_FACES = {
    "sans": (Face.SANS, Face.SANS_BOLD),
    "serif": (Face.SERIF, Face.SERIF_BOLD),
    "kai": (Face.KAI,),
    "mono": (Face.MONO,),
}
_SANS = ("QZ Sans", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC",
         "Microsoft YaHei UI", "PingFang SC", "WenQuanYi Micro Hei", "QZ Serif")  # fmt: skip
FAMILIES = {
    "sans": _SANS,
    "serif": ("QZ Serif", "Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun"),
    "kai": ("QZ Kai", "KaiTi", "STKaiti", "AR PL UKai CN", *_SANS),
    "mono": ("QZ Mono", "Consolas", "DejaVu Sans Mono", *_SANS),
}
_loaded: dict[Face, bool] = {}


def load_family(family: str) -> int:
    """Load the bundled faces of ``sans``, ``serif``, ``kai`` or ``mono`` once.

    Returns how many are there; 0 means that the system's faces will be used.
    """
    return sum(_load(face) for face in _FACES[family])


def _load(face: Face) -> bool:
    if face not in _loaded:
        try:
            _loaded[face] = QFontDatabase.addApplicationFont(str(font_path(face))) != -1
        except Environment:
            _loaded[face] = False  # the system's faces are good enough to read and work
    return _loaded[face]


def make_font(size: TypeSize, scale: int = 100, *, bold: bool | None = None) -> QFont:
    """Font of a type role at a text scale in per cent; ``bold`` overrules the role's weight."""
    load_family(size.family)
    font = QFont()
    font.setFamilies(list(FAMILIES[size.family]))
    font.setPixelSize(max(1, round(size.px * scale / 100)))
    font.setBold(size.bold if bold is None else bold)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def load_all() -> None:
    """Load what is not there yet; after the first window, since reading them takes a while."""
    for family in _FACES:
        load_family(family)


def family_list(family: str) -> str:
    """Families for a style sheet: quoted and joined by commas; does not load them."""
    return ", ".join(f'"{name}"' for name in FAMILIES[family])
