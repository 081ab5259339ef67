"""G1: the brackets around the year of a document number."""

import re
from collections.abc import Iterable

from qz_review.model.finding import Certainty
from qz_review.scanning.parsing.file_numbers import FILE_NUMBER_TAIL
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.shields import Shield

_SINCE = 2013  # first year wholly under GB/T 9704—2012, in force since July 2012
_HAN = re.compile("[\u4e00-\u9fff]")


def _check(passage: Passage) -> Iterable[Hit]:
    document = passage.document
    for match in passage.finditer(FILE_NUMBER_TAIL):
        year = match["year"]
        at = match.start()
        if (match["open"], match["close"]) == ("〔", "〕") or len(year) == 3:
            continue
        if at == passage.start or not _HAN.match(document.text[at - 1]):
            continue
        if document.at(at).is_shielded(at, match.end(), Shield.ADDRESS):
            continue
        old = len(year) == 4 and int(year) < _SINCE
        certainty = Certainty.DOUBTFUL if old else None
        yield Hit(at, match.end("close"), (f"〔{year}〕",), certainty=certainty)


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
