"""G10: the 成文日期 on a line of its own."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.document import Paragraph
from qz_review.scanning.parsing.numerals import chinese_number
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_CHINESE = re.compile(
    r"(?P<y>[一二][〇○零Oo0一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日",
    re.MULTILINE,
)
_PADDED = re.compile(
    r"(?P<y>\d{4})年(?P<m>0\d|\d{1,2})月(?P<d>0\d|\d{1,2})日(?<=0[1-9]日)|(?P<y2>\d{4})年0(?P<m2>[1-9])月(?P<d2>\d{1,2})日"
)
_SHORT = re.compile(r"(?<!\d)(?P<y>\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_SINCE = 2013


def _arabic(match: re.Match[str]) -> str | None:
    year = chinese_number(re.sub("[○零Oo0]", "〇", match["y"]))
    month, day = chinese_number(match["m"]), chinese_number(match["d"])
    if not (year and month and day):
        return None
    return f"{year}年{month}月{day}日"


def _recent(match: re.Match[str], _: Paragraph) -> bool:
    year = chinese_number(re.sub("[○零Oo0]", "〇", match["y"]))
    return year is not None and year >= _SINCE


def _unpadded(match: re.Match[str]) -> str:
    year = match["y"] or match["y2"]
    return f"{year}年{int(match['m'] or match['m2'])}月{int(match['d'] or match['d2'])}日"


RULE = Rule(
    code="G10",
    name="成文日期的写法",
    finds="单独成行的成文日期用了汉字数字、编了虚位或年份不全；2012年以前的旧文可用汉字，不算",
    why="成文日期用阿拉伯数字把年、月、日标全，年份标全称，月、日不编虚位",
    source="GB/T 9704—2012 7.3.5.4",
    certainty=Certainty.CERTAIN,
    message="成文日期用阿拉伯数字标全，月、日不编虚位",
    wrong=(
        Wrong(
            "特此通知。\n钦州市人民政府办公室\n2023年05月08日",
            "特此通知。\n钦州市人民政府办公室\n2023年5月8日",
        ),
        Wrong(
            "特此通知。\n钦州市人民政府办公室\n二〇二三年五月八日",
            "特此通知。\n钦州市人民政府办公室\n2023年5月8日",
        ),
        Wrong(
            "特此通知。\n钦州市人民政府办公室\n23年5月8日",
            "特此通知。\n钦州市人民政府办公室\n2023年5月8日",
        ),
    ),
    right=(
        "特此通知。\n钦州市人民政府办公室\n2023年5月8日",
        "特此通知。\n钦州市人民政府办公室\n二〇〇八年五月八日",
        "会议于2023年05月08日召开。",
    ),
    needs="日",
    check=every(
        matching(_CHINESE, _arabic, roles=(Role.ISSUE_DATE,), skip=Shield.NOTHING, when=_recent),
        matching(_PADDED, _unpadded, roles=(Role.ISSUE_DATE,), skip=Shield.NOTHING),
        matching(
            _SHORT,
            lambda m: f"20{m['y']}年{int(m['m'])}月{int(m['d'])}日",
            roles=(Role.ISSUE_DATE,),
            skip=Shield.NOTHING,
            when=lambda m, p: int(m["y"]) < 49,
        ),
    ),
)
