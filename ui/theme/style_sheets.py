"""Style sheets made from tokens: one template file a topic under ``qss/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QDir

from qz_review.assets import resource_path
from ui.theme.fonts import family_list
from ui.theme.tokens import COLOUR_ROLES, Tokens
from ui.theme.type_scale import TYPE_SCALE

TEMPLATE_FOLDER = Path(__file__).resolve().parent / "qss"
_LABEL_ROLES = tuple(name for name, size in TYPE_SCALE.items() if size.family in ("sans", "mono"))
_TONES = ("text", "text2", "text3", "accent", "ok", "warn", "danger", "on_accent")


@cache
def _templates() -> tuple[Template, ...]:
    files = sorted(TEMPLATE_FOLDER.glob("*.qss"))
    return tuple(Template(path.read_text(encoding="utf-8")) for path in files)


def build_style_sheet(tokens: Tokens, scale: int = 100) -> str:
    """The whole application's style sheet for ``tokens`` at a text scale in per cent.

    In the templates ``$paper`` is a colour, ``$h30`` 30 px grown with the text scale, ``$f13`` a
    font size of 13 px grown with it, ``$art`` the folder of control drawings.
    """
    QDir.setSearchPaths("controls", [str(resource_path("icons", "controls"))])
    values: dict[str, str] = {role: tokens.hex(role) for role in COLOUR_ROLES}
    values |= {f"h{px}": f"{round(px * scale / 100)}px" for px in range(1, 81)}
    values |= {f"f{px}": f"{round(px * scale / 100)}px" for px in range(11, 31)}
    values["art"] = "controls:dark" if tokens.dark else "controls:light"
    sheets = [template.substitute(values) for template in _templates()]
    return "\n".join([*sheets, _label_rules(tokens, scale)])


def _label_rules(tokens: Tokens, scale: int) -> str:
    """Rules for ``QLabel`` by the properties ``textRole`` and ``tone``."""
    rules = []
    for name in _LABEL_ROLES:
        size = TYPE_SCALE[name]
        weight = "bold" if size.bold else "normal"
        family = f" font-family: {family_list('mono')};" if size.family == "mono" else ""
        rules.append(
            f'QLabel[textRole="{name}"] {{ font-size: {round(size.px * scale / 100)}px;'
            f" font-weight: {weight};{family} }}"
        )
    rules.append(f'QLabel[textRole="caption"] {{ color: {tokens.text3}; }}')
    rules += [f'QLabel[tone="{tone}"] {{ color: {tokens.hex(tone)}; }}' for tone in _TONES]
    return "\n".join(rules)
