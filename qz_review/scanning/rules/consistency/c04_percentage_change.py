"""C4: a change in per cent against its two figures."""

import re
from collections.abc import Iterable
from decimal import Decimal

from qz_review.model.finding import Certainty
from qz_review.scanning.parsing.numerals import ARABIC_NUMBER, amount
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.shields import QUOTED

_CHANGE = re.compile(
    rf"[由从](?:[^，。；\d\n]{{0,12}})(?P<a>{ARABIC_NUMBER}[万亿]?)(?P<unit>[\u4e00-\u9fff]{{1,3}}?)(?:增加|增长|提高|上升|扩大|降低|下降|减少|降|增|升|缩小)?(?:到|至|为)"
    rf"(?:[^，。；\d\n]{{0,6}})(?P<b>{ARABIC_NUMBER}[万亿]?)(?P=unit)[，,](?:同比|年均|累计|共)?(?P<way>增长|增加|增幅|提高|上升|下降|减少|降低|降幅)(?:达|为|了|达到)?(?P<p>\d{{1,12}}(?:\.\d{{1,6}})?)[%％](?!点)"
)
_FALLS = frozenset({"下降", "减少", "降低", "降幅"})


def _check(passage: Passage) -> Iterable[Hit]:
    document = passage.document
    for match in passage.finditer(_CHANGE):
        if "年均" in match.group() or match["unit"] == "年":
            continue
        before, after = amount(match["a"]), amount(match["b"])
        stated = amount(match["p"])
        if not before or after is None or stated is None:
            continue
        change = (after - before) / before * 100
        falls = match["way"] in _FALLS
        paragraph = document.at(match.start())
        if paragraph.is_shielded(match.start(), match.end(), QUOTED):
            continue
        places = len(match["p"].partition(".")[2])
        step = Decimal(10) ** -places
        slack = step + abs(change) * _inexact(match["a"]) + abs(change) * _inexact(match["b"])
        if (change < 0) != falls or abs(abs(change) - stated) > slack:
            way = "下降" if change < 0 else "增长"
            right = f"{abs(change):.{max(places, 1)}f}"
            words = f"从{match['a']}到{match['b']}{match['unit']}，{way}{right}%"
            yield Hit(match.start("p"), match.end("p"), message=words)


def _inexact(words: str) -> Decimal:
    """How much a rounded figure may be off, as a share of itself."""
    figures = len(re.sub(r"\D", "", words).lstrip("0"))
    return Decimal(10) ** -max(figures, 1)


RULE = Rule(
    code="C4",
    name="增减幅度与数据不符",
    finds="“由100增加到120，增长30%”一类，幅度与前后两数对不上",
    why="数据改了幅度没有改，或者算错",
    source="《“三审三校”工作制度》二校（1）相关数据是否准确",
    certainty=Certainty.DOUBTFUL,
    message="增减幅度与前后两数不符",
    wrong=(
        Wrong("受理量由1000件增加到1200件，增长30%。"),
        Wrong("受理量由1000件减少到800件，增长20%。"),
    ),
    right=(
        "受理量由1000件增加到1200件，增长20%。",
        "由3年增加到5年，增长50%。",
        "产量从2.1万吨提高到2.5万吨，增长19%。",
    ),
    needs="%％",
    check=_check,
)
