"""How the marks of each step look: one table for the screen, the PDF and the docx.

审 draws unbroken lines, 校 broken ones; a line under the text means inserted, a line
through it deleted.  Colour never stands alone: every step has its own line shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from qz_review.model.stage import Stage


@dataclass(frozen=True, slots=True)
class LineShape:
    """One kind of line.

    name: its Chinese name, for the legend.
    widths: stroke widths in px, one for each parallel line (two for the double line).
    gap: px between parallel lines.
    dash: on and off lengths in px; empty for an unbroken line.  A dotted line has
        round dots of diameter ``widths[0]`` at distance ``dash[1]``.
    round_dots: True where each dash is a dot.
    strike_widths, strike_dash: the same for the line drawn through deleted text.
    """

    name: str
    widths: tuple[float, ...]
    dash: tuple[float, ...] = ()
    gap: float = 0.0
    round_dots: bool = False
    strike_widths: tuple[float, ...] = ()
    strike_dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class StageMark:
    """Colour (light and dark theme, ``#RRGGBB``) and line of one step."""

    light: str
    dark: str
    line: LineShape


STAGE_MARKS = MappingProxyType(
    {
        Stage.REVIEW_1: StageMark(
            "#1F58A8", "#8AB4F2", LineShape("实线", (1.5,), strike_widths=(1.5,))
        ),
        Stage.PROOF_1: StageMark(
            "#17704A",
            "#78CC9E",
            LineShape(
                "点线",
                (2.5,),
                (0.0, 5.0),
                round_dots=True,
                strike_widths=(2.6,),
                strike_dash=(0.0, 4.5),
            ),
        ),
        Stage.REVIEW_2: StageMark(
            "#7A3C9E",
            "#CC9BEA",
            LineShape("双线", (1.25, 1.25), gap=1.5, strike_widths=(1.25, 1.25)),
        ),
        Stage.PROOF_2: StageMark(
            "#786000",
            "#D8BE5A",
            LineShape("虚线", (2.0,), (6.0, 3.0), strike_widths=(2.0,), strike_dash=(6.0, 3.0)),
        ),
        Stage.REVIEW_3: StageMark(
            "#B83A16", "#F39A77", LineShape("粗线", (3.0,), strike_widths=(2.5,))
        ),
        Stage.PROOF_3: StageMark(
            "#0B6A78",
            "#6CC9D6",
            LineShape(
                "点划线",
                (2.0,),
                (7.0, 2.0, 2.0, 2.0),
                strike_widths=(2.0,),
                strike_dash=(7.0, 2.0, 2.0, 2.0),
            ),
        ),
    }
)

SOURCE_MARK = StageMark("#4F5760", "#B4BAC1", LineShape("细线", (1.0,), strike_widths=(1.0,)))
"""修订 that a 原稿 came with, which belong to no step."""

COMPARED_MARK = StageMark("#A8123A", "#F58FA0", LineShape("实线", (1.5,), strike_widths=(1.5,)))
"""The differences of two files that belong to no manuscript."""


def look_of(stage: Stage | None) -> StageMark:
    """How the marks of a step look; None stands for what came with the 原稿."""
    return SOURCE_MARK if stage is None else STAGE_MARKS[stage]
