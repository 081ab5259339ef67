"""M8: a place written below one it does not lie in."""

from collections.abc import Iterable

from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.names.index import Found, names_in
from qz_review.scanning.names.places import (
    Place,
    is_generic,
    path_of,
    places_by_name,
    places_by_short,
)
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong

_GENERIC_TOWNS = ("城区", "郊区", "矿区")  # 南京主城区栖霞区
_HILLS = ("山", "江", "河", "湖")
_ROADS = frozenset("路街道巷桥村镇乡园大")  # 上海市石家庄路


def _check(passage: Passage) -> Iterable[Hit]:
    found = names_in(passage)
    text = passage.document.text
    full = _longest(found.places)
    starts = {place.start: place for place in _longest(found.short_places)} | {
        place.start: place for place in full
    }
    above = [*full, *(p for p in _longest(found.short_places) if _is_province(p.name))]
    for upper in sorted(above, key=lambda p: p.start):
        lower = starts.get(upper.end)
        if lower is None:
            continue
        whole = lower.name in places_by_name()
        if not whole and (
            text[lower.end] in _ROADS
            or lower.name.endswith(_HILLS)  # 武夷山 lies in two provinces
            or upper.name not in places_by_name()
        ):
            continue
        uppers, lowers = _places(upper.name), _places(lower.name)
        if is_generic(lower.name) or upper.name in _GENERIC_TOWNS or not uppers or not lowers:
            continue
        if all(place.code[2:] == "0000" and len(upper.name) < 3 for place in uppers) and not any(
            place.is_prefecture for place in lowers
        ):
            continue  # 河南新乡县 is told; 上海长宁区 is too, but a short name may be half a word
        if all(low.is_province and low.name[-1] != "市" for low in lowers):
            continue  # 江苏省浙江省人民代表大会: two of them with nothing between
        if any(low.lies_in(up) for low in lowers for up in uppers):
            continue
        if any(up.code[:2] == low.code[:2] for up in uppers for low in lowers if _county(up)):
            continue  # two counties side by side
        paths = "、".join(path_of(place) for place in lowers)
        words = f"“{lower.name}”不属于“{upper.name}”，是{paths}"
        yield Hit(upper.start, lower.end, tuple(path_of(p) for p in lowers[:3]), words)


def _longest(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for place in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or place.end > kept[-1].end:
            kept.append(place)
    return kept


def _is_province(short: str) -> bool:
    return any(place.is_province for place in places_by_short().get(short, ()))


def _places(name: str) -> tuple[Place, ...]:
    return places_by_name().get(name) or places_by_short().get(name, ())


def _county(place: Place) -> bool:
    return not place.is_province and not place.is_prefecture


RULE = Rule(
    code="M8",
    name="地名上下级不符",
    finds="省、市、县连写而下级不属于上级，例如 湖北省张家界、四川省重庆市",
    why="行政隶属写错是严重表述错误",
    source="民政部行政区划代码（2026年9月）",
    certainty=Certainty.DOUBTFUL,
    severity=Severity.SERIOUS,
    message="下级不属于上级",
    wrong=(
        Wrong("湖北省张家界景区开放。"),
        Wrong("四川省重庆市举办展会。"),
        Wrong("广西壮族自治区湛江市举办展会。"),
        Wrong("钦州市合浦县举办展会。"),
        Wrong("湖北张家界市举办展会。", "湖南省张家界市举办展会。"),
    ),
    right=(
        "湖南省张家界景区开放。",
        "四川省、重庆市举办展会。",
        "广西壮族自治区钦州市灵山县举办展会。",
        "广西钦州市举办展会。",
        "上海市石家庄路畅通。",
        "吉林省吉林市，海南省海口市，青海省海南藏族自治州。",
        "南宁市城区道路畅通。",
    ),
    check=_check,
)
