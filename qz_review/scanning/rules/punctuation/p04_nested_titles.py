"""P4: title marks inside title marks."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_INNER = re.compile("《(?P<inner>[^《》\n]*)》(?=[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》)")


def _opened_before(text: str, at: int) -> bool:
    """Whether an outer 《 is still open where the inner one begins."""
    before = text[:at]
    return before.count("《") > before.count("》")


RULE = Rule(
    code="P4",
    name="书名号里又用双书名号",
    finds="双书名号之内再用双书名号",
    why="书名号里面还要用书名号时，外面一层用双书名号，里面一层用单书名号",
    source="GB/T 15834—2011 4.15.3.5",
    certainty=Certainty.DOUBTFUL,
    message="书名号里面的书名号用单书名号",
    wrong=(
        Wrong(
            "《关于印发《网站管理办法》的通知》已经印发。",
            "《关于印发〈网站管理办法〉的通知》已经印发。",
        ),
    ),
    right=(
        "《关于印发〈网站管理办法〉的通知》已经印发。",
        "按照《条例》和《办法》执行。",
    ),
    needs="》",
    level=Level.FULL,
    check=matching(
        _INNER,
        lambda m: f"〈{m['inner']}〉",
        skip=Shield.NOTHING,
        when=lambda m, p: _opened_before(p.text, m.start() - p.start),
    ),
)
