"""C10: what the text says of a day against the day of release."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.dates_in import dates_in
from qz_review.scanning.document import Document
from qz_review.scanning.parsing.dates import WrittenDate, is_lunar
from qz_review.scanning.passage import Passage
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Fact, Hit, Right, Rule, Whole, Wrong

_COMING = re.compile(r"(?:将于|将在|定于|拟于|计划于|预计于)[^，。；\n\d]{0,4}$")
_PAST = re.compile(r"(?:已于|已在)[^，。；\n\d]{0,4}$")
_DEADLINE = re.compile(
    r"(?:截止(?:时间|日期)?|(?:报名|申报|申请|报送|征求意见|公示)(?:时间|期限|期)?)[为是：:至]?[^。；\n]{0,24}$"
)
_WAITED = re.compile(r"^[^，。；\n]{0,6}(?:前|以前|之前|止|截止)")


def _collect(passage: Passage) -> Iterable[Fact]:
    document = passage.document
    for found in dates_in(passage):
        written = found.date
        paragraph = document.at(found.start)
        if not written.exists or is_lunar(document.text, found.start):
            continue
        before = document.text[max(paragraph.start, found.start - 30) : found.start]
        after = document.text[found.end : min(paragraph.end, found.end + 10)]
        kind = "issued" if paragraph.role is Role.ISSUE_DATE else ""
        if _COMING.search(before):
            kind = "coming"
        elif _PAST.search(before):
            kind = "past"
        elif _DEADLINE.search(before) and _WAITED.search(after):
            kind = "deadline"
        if kind:
            yield Fact(found.start, found.end, (kind, written))


def _judge(document: Document, facts: Sequence[Fact], context: ScanContext) -> Iterable[Hit]:
    issued = next(
        (
            f.value[1].on(f.value[1].year)
            for f in facts
            if f.value[0] == "issued" and f.value[1].year
        ),
        None,
    )
    base = context.release_on or issued
    if base is None:
        return
    name = "发布日期" if context.release_on else "成文日期"
    for fact in facts:
        kind, written = fact.value
        day = _nearest(written, base)
        if day is None or kind == "issued":
            if kind == "issued" and context.release_on and day and day > context.release_on:
                words = f"成文日期在发布日期{_words(base)}之后"
                yield Hit(fact.start, fact.end, message=words)
            continue
        if kind in ("coming", "deadline") and day < base:
            what = "还说“将”" if kind == "coming" else "还在征集或受理"
            yield Hit(
                fact.start,
                fact.end,
                message=f"到{name}{_words(base)}已经过了这一天，{what}，发稿滞后",
            )
        elif kind == "past" and day > base:
            yield Hit(
                fact.start, fact.end, message=f"到{name}{_words(base)}还没有到这一天，却说“已”"
            )


def _nearest(written: WrittenDate, base: date) -> date | None:
    """The day meant where the year is left out: the one of that name next to the base."""
    if written.year is not None:
        return written.on(written.year)
    days = [day for year in (base.year - 1, base.year, base.year + 1) if (day := written.on(year))]
    return min(days, key=lambda day: abs((day - base).days), default=None)


def _words(day: date) -> str:
    return f"{day.month}月{day.day}日"


_RELEASED = ScanContext(release_on=date(2025, 5, 10))

RULE = Rule(
    code="C10",
    name="发稿时间与内容不符",
    finds="文中“将于”“截止”的日子在发布日期之前，或“已于”的日子在发布日期之后",
    why="发稿提前或滞后，读者错过办理时间",
    source="《“三审三校”工作制度》一审（1）、二审（1）发稿时间是否合适（提前或滞后）",
    gate=Gate.TIMING,
    certainty=Certainty.DOUBTFUL,
    message="发稿时间与内容不符",
    wrong=(
        Wrong("大会将于5月8日召开。", context=_RELEASED),
        Wrong("大会已于2025年5月18日召开。", context=_RELEASED),
        Wrong("报名时间：5月8日前。", context=_RELEASED),
        Wrong("大会将于2025年5月8日召开。\n钦州市人民政府\n2025年5月10日"),
    ),
    right=(
        Right("大会将于5月18日召开。", _RELEASED),
        "大会将于5月8日召开。",
        Right("大会将于1月3日召开。", ScanContext(release_on=date(2025, 12, 20))),
    ),
    needs="日号",
    check=Whole(_judge, _collect),
)
