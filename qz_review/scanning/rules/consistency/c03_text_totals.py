"""C3: parts that exceed the whole they are said to be part of."""

import re
from collections.abc import Iterable
from decimal import Decimal

from qz_review.model.finding import Certainty
from qz_review.scanning.parsing.numerals import ARABIC_NUMBER, amount
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.shields import QUOTED

_UNITS = (
    "人次|人|户|家|个|名|件|项|亩|公顷|吨|平方米|万元|亿元|元|辆|台|套|所|座|公里|千米|场次|场"
    "|例|起"
)
_PARTS = re.compile(r"其中[：:，,]?(?P<parts>[^。；\n）)]{4,160})")
_TOTAL = re.compile(
    rf"(?<![\d.])(?P<total>{ARABIC_NUMBER}[万亿]?)(?P<unit>{_UNITS})[^。；：，,\n（(其]{{0,10}}[，,：:（(]$"
)
_PART = re.compile(
    rf"(?<![\d.])(?P<n>{ARABIC_NUMBER}[万亿]?)(?P<unit>{_UNITS})(?P<after>[^，。；、\n]{{0,2}})"
)
_COMPARED = re.compile(r"比|增|减|较|占|均|每|超|约|其中|累计|以上|以下|至|～")
_SCALE = {"万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def _check(passage: Passage) -> Iterable[Hit]:
    document = passage.document
    for listed in passage.finditer(_PARTS):
        at = listed.start()
        match = _TOTAL.search(document.text, max(passage.start, at - 36), at)
        parts = listed["parts"]
        if match is None or _COMPARED.search(parts):
            continue
        money = match["unit"].endswith("元")
        total = _value(match["total"], match["unit"])
        values: list[Decimal] = []
        for part in _PART.finditer(parts):
            same = part["unit"].endswith("元") if money else part["unit"] == match["unit"]
            value = _value(part["n"], part["unit"])
            if same and value is not None:
                values.append(value)
        if total is None or len(values) < 2:
            continue
        computed = sum(values, Decimal(0))
        if any(value * 2 == computed for value in values):
            continue  # one of them is the sum of the others: 运动员886人，女437人，男449人
        if computed > total + _rounding(match["total"], match["unit"]):
            paragraph = document.at(match.start())
            if not paragraph.is_shielded(match.start(), match.end("unit"), QUOTED):
                shown = computed / _SCALE.get(match["unit"], Decimal(1))
                words = (
                    f"总数写{match['total']}{match['unit']}"
                    f"，其中各项相加为{shown.normalize():f}{match['unit']}"
                )
                yield Hit(match.start("total"), match.end("unit"), message=words)


def _rounding(words: str, unit: str) -> Decimal:
    """Half of the last figure: 3.3亿 may be 3.349亿."""
    number = words.rstrip("万亿")
    places = len(number.partition(".")[2])
    if not places and number == words:
        return Decimal(0)
    one = _value("1" + words[len(number) :], unit) or Decimal(1)
    return one * Decimal(10) ** -places / 2


def _value(words: str, unit: str) -> Decimal | None:
    value = amount(words)
    return None if value is None else value * _SCALE.get(unit, Decimal(1))


RULE = Rule(
    code="C3",
    name="分项之和大于总数",
    finds="“共……，其中……”各分项相加超过总数",
    why="总数或分项有误；分项之和小于总数不报，因为“其中”不必列全",
    source="《“三审三校”工作制度》二校（1）相关数据是否准确",
    certainty=Certainty.DOUBTFUL,
    message="分项之和大于总数",
    wrong=(
        Wrong("全市共有企业100家，其中工业企业60家，服务业企业55家。"),
        Wrong("投入1.2亿元，其中中央资金8000万元，地方资金5000万元。"),
    ),
    right=(
        "全市共有企业100家，其中工业企业60家，服务业企业40家。",
        "全市共有企业100家，其中工业企业60家，比上年增加50家。",
        "投入1.3亿元，其中中央资金8000万元，地方资金5000万元。",
    ),
    needs="其",
    check=_check,
)
