"""M7: the name of a place misspelt."""

import re
from collections.abc import Iterable

from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.checks import every, matching
from qz_review.scanning.names.index import names_in, place_named
from qz_review.scanning.names.places import path_of
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.shields import Shield

_OWN = re.compile(
    r"钦[洲舟周](?=[市港湾]|保税|坭兴|日报|发布|学院|海关)|钦[洲舟周](?<=广西..)|钦洲"
)


def _check(passage: Passage) -> Iterable[Hit]:
    for slip in names_in(passage).misspelt_places:
        path = path_of(place_named(slip.name)[0])
        yield Hit(
            slip.start, slip.end, (slip.name,), f"没有“{slip.name}”写成这样的地名，全称{path}"
        )


RULE = Rule(
    code="M7",
    name="地名写错",
    finds="与省、市和广西各县区的名称只差一次漏字、重字、颠倒，或同音而错一个字，例如 钦洲市",
    why="行政区划名称由国务院和民政部公布，不能写错",
    source="民政部行政区划代码（2026年9月）；《地名管理条例》第十五条",
    certainty=Certainty.DOUBTFUL,
    severity=Severity.SERIOUS,
    message="地名写错，应为“钦州”",
    wrong=(
        Wrong("钦洲市人民政府印发。", "钦州市人民政府印发。"),
        Wrong("钦洲港开港。", "钦州港开港。"),
        Wrong("呼和特市举办展会。", "呼和浩特市举办展会。"),
        Wrong("崇左市江洲区举办展会。", "崇左市江州区举办展会。"),
    ),
    right=(
        "钦州市人民政府印发。",
        "北京城市副中心、钦州城市更新。",
        "呼和浩特市、株洲市举办展会。",
        "省、市、县三级。",
    ),
    check=every(_check, matching(_OWN, "钦州", skip=Shield.ADDRESS)),
)
