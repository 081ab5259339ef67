"""Every colour and measure of the interface, named as on the design page.

Stage colours are not here: :data:`qz_review.markup.stage_marks.STAGE_MARKS` is their one table,
and :meth:`Tokens.stage` reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QColor

from qz_review.markup.stage_marks import STAGE_MARKS
from qz_review.model.stage import Stage


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, ``#RRGGBB`` except the two translucent ones (r, g, b, alpha).

    Roles are named by use, never by hue: ``paper`` cards and text page, ``line`` dividers,
    ``ctl`` input borders, ``acc_soft`` selected row, ``seal`` the product mark alone.
    """

    dark: bool
    window: str
    side: str
    paper: str
    hover: str
    line: str
    ctl: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_h: str
    on_accent: str
    acc_soft: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    seal: str
    shadow: tuple[int, int, int, float]
    dim: tuple[int, int, int, float]

    def hex(self, role: str) -> str:
        """Colour of a role as ``#RRGGBB``; a stage's value (``"review_1"``) is a role too.

        Raises KeyError for an unknown role.
        """
        if role in _STAGE_VALUES:
            return self.stage(Stage(role))
        if role not in COLOUR_ROLES:
            raise KeyError(f"no colour role {role!r}")
        return str(getattr(self, role))

    def color(self, role: str) -> QColor:
        """The same as a QColor."""
        return QColor(self.hex(role))

    def stage(self, stage: Stage) -> str:
        """Colour of a step in this theme."""
        mark = STAGE_MARKS[stage]
        return mark.dark if self.dark else mark.light

    def soft(self, role: str) -> str:
        """Soft fill that goes with ``ok``, ``warn``, ``danger`` or ``accent``."""
        return self.hex({"accent": "acc_soft"}.get(role, f"{role}_soft"))


def translucent(rgba: tuple[int, int, int, float], share: float = 1.0) -> QColor:
    """A QColor from (r, g, b, alpha 0..1), alpha multiplied by ``share``."""
    red, green, blue, alpha = rgba
    color = QColor(red, green, blue)
    color.setAlphaF(alpha * share)
    return color


LIGHT = Tokens(
    dark=False,
    window="#F5F5F2", side="#EEEFEB", paper="#FFFFFF", hover="#E9EAE5",
    line="#DCDED8", ctl="#858C94",
    text="#1F2429", text2="#4F5760", text3="#5F6770",
    accent="#1B5F83", accent_h="#164E6C", on_accent="#FFFFFF", acc_soft="#E4EEF3",
    ok="#1C6B47", ok_soft="#E5F1EA", warn="#8A4B00", warn_soft="#FBF0DC",
    danger="#B0183A", danger_soft="#FBE9EA", seal="#B83A16",
    shadow=(24, 28, 32, 0.22), dim=(24, 28, 32, 0.44),
)  # fmt: skip
DARK = Tokens(
    dark=True,
    window="#16181B", side="#1B1E22", paper="#1F2327", hover="#2A2F35",
    line="#353B42", ctl="#7D858E",
    text="#E7E9EA", text2="#B4BAC1", text3="#959DA6",
    accent="#79BDE0", accent_h="#93CBE8", on_accent="#0E1A21", acc_soft="#1C3442",
    ok="#7CC9A0", ok_soft="#1B3328", warn="#E6B566", warn_soft="#3A2C14",
    danger="#F58FA0", danger_soft="#3F1E26", seal="#D2573A",
    shadow=(0, 0, 0, 0.5), dim=(0, 0, 0, 0.6),
)  # fmt: skip


def high_contrast(tokens: Tokens) -> Tokens:
    """The variant for weak eyes: dividers as strong as input borders, all text in ``text``."""
    return replace(tokens, line=tokens.ctl, text2=tokens.text, text3=tokens.text)


COLOUR_ROLES = frozenset(name for name in Tokens.__slots__ if name not in ("dark", "shadow", "dim"))
BACKGROUND_ROLES = (
    "window", "side", "paper", "hover", "acc_soft", "ok_soft", "warn_soft", "danger_soft",
)  # fmt: skip
TEXT_ROLES = ("text", "text2", "text3", "accent", "ok", "warn", "danger")
_STAGE_VALUES = frozenset(stage.value for stage in Stage)

SPACE = (4, 8, 12, 16, 24, 32)  # px, the only distances between things
RADIUS_TAG, RADIUS_CONTROL, RADIUS_CARD, RADIUS_DIALOG = 4, 6, 8, 10  # px
HEIGHT_SMALL, HEIGHT_DEFAULT, HEIGHT_FOOTER, HEIGHT_LEADER = 28, 32, 40, 76  # px at 100 %
ROW_HEIGHT, TODO_ROW_HEIGHT, HEAD_HEIGHT = 40, 56, 32  # px at 100 %
ICON_SMALL, ICON_DEFAULT, ICON_LARGE = 16, 18, 22  # px at 100 %
