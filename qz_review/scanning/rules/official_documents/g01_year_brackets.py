"""G1: the brackets around the year of a document number."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.document import Paragraph
from qz_review.scanning.parsing.file_numbers import FILE_NUMBER
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.shields import Shield

_SINCE = 2013  # first year wholly under GB/T 9704—2012, in force since July 2012


def _misused(match: re.Match[str], _: Paragraph) -> bool:
    return (match["open"], match["close"]) != ("〔", "〕") and len(match["year"]) in (2, 4)


_find = matching(FILE_NUMBER, lambda m: f"〔{m['year']}〕", skip=Shield.ADDRESS, when=_misused)


def _check(passage: Passage) -> list[Hit]:
    hits: list[Hit] = []
    for hit in _find(passage):
        words = passage.document.text[hit.start : hit.end]
        place = re.search(r"[^\u4e00-\u9fff](\d{2,4})[^\d]", words)
        assert place is not None
        year = int(place.group(1))
        old = len(place.group(1)) == 4 and year < _SINCE
        start = hit.start + place.start()
        hits.append(
            Hit(
                start,
                hit.start + place.end(),
                hit.suggestions,
                certainty=Certainty.DOUBTFUL if old else None,
            )
        )
    return hits


RULE = Rule(
    code="G1",
    name="发文字号的括号",
    finds="发文字号的年份用了方括号、圆括号、方头括号等",
    why="发文字号的年份用六角括号“〔〕”括入；2012年以前的旧文可能按原文用别的括号，只作疑似",
    source="GB/T 9704—2012 7.2.5",
    certainty=Certainty.CERTAIN,
    message="发文字号的年份用六角括号“〔〕”",
    wrong=(
        Wrong("根据国办发[2021]21号文件精神，", "根据国办发〔2021〕21号文件精神，"),
        Wrong("根据钦政办（2023）39号文件，", "根据钦政办〔2023〕39号文件，"),
        Wrong("根据国发（1985）49号文件，", "根据国发〔1985〕49号文件，", Certainty.DOUBTFUL),
    ),
    right=(
        "根据国办发〔2021〕21号文件精神，",
        "国务院令第752号（2022）",
        "见（2023）桂07民终12号判决书。",
    ),
    needs="号",
    check=_check,
)
