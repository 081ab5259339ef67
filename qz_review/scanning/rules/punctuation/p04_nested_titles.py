"""P4: title marks inside title marks."""

import re
from collections.abc import Iterable

from qz_review.model.finding import Certainty
from qz_review.scanning.level import Level
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong

_NESTED = re.compile(r"《(?:[^《》\n]|《[^《》\n]*》)*》")
_INNER = re.compile(r"《([^《》\n]*)》")


def _check(passage: Passage) -> Iterable[Hit]:
    text = passage.document.text
    for match in passage.finditer(_NESTED):
        if match.group().count("《") > 1:
            for inner in _INNER.finditer(text, match.start() + 1, match.end() - 1):
                yield Hit(inner.start(), inner.end(), (f"〈{inner.group(1)}〉",))


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
    check=_check,
)
