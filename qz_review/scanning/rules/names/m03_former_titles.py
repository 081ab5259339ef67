"""M3: a title that the officer does not hold on the day of release."""

from collections.abc import Iterable, Sequence
from datetime import date

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.names.officers_in import titled_names
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Fact, Hit, Right, Rule, Whole, Wrong


def _collect(passage: Passage) -> Iterable[Fact]:
    for titled in passage.shared(titled_names):
        if titled.entries and not titled.right:
            yield Fact(titled.title_start, titled.end, (titled.title, titled.name, titled.entries))


def _judge(_: Document, facts: Sequence[Fact], context: ScanContext) -> Iterable[Hit]:
    day = context.release_on
    if day is None:
        return
    for fact in facts:
        title, name, entries = fact.value
        held = [entry.holds_on(day) for entry in entries]
        if False in held and True not in held:
            entry = entries[0]
            left = f"{name}任{title}到{_day(entry.until)}" if entry.until else ""
            words = left or f"名单中已由他人任{title}，核对{name}的现职，讲往事写“时任”"
            yield Hit(fact.start, fact.end, (), words, source=entry.source)


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


_LATER = ScanContext(release_on=date(2026, 11, 28))

RULE = Rule(
    code="M3",
    name="职务已经变动",
    finds="按发布日期，名单里的人已不任所写的职务",
    why="旧职务当作现职发布，是严重表述错误",
    source="《“三审三校”工作制度》一审（2）、看发稿时间；任期依所列名单",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.POLITICS,
    severity=Severity.SERIOUS,
    message="发布时已不任此职",
    wrong=(Wrong("外交部部长秦刚出席会议。", context=_LATER),),
    right=(
        Right("时任外交部部长秦刚出席会议。", _LATER),
        Right("外交部部长王毅出席会议。", _LATER),
        "外交部部长秦刚出席会议。",
    ),
    check=Whole(_judge, _collect),
)
