"""M1: the name of an officer misspelt."""

from collections.abc import Iterable

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.names.index import index_of, names_in
from qz_review.scanning.names.officers_in import after_some_office, titled_names
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong


def _check(passage: Passage) -> Iterable[Hit]:
    done: set[int] = set()
    for titled in passage.shared(titled_names):
        if titled.right:
            done.add(titled.start)
            words = f"名单中{titled.title}的姓名是“{titled.right}”"
            source = titled.entries[0].source
            yield Hit(titled.start, titled.end, (titled.right,), words, source=source)
    officers = index_of(passage.lexicons).officers_of
    for slip in names_in(passage).misspelt_officers:
        if slip.start in done:
            continue
        known = officers[slip.name]
        first = any(officer.order == 1 for officer in known)
        addressed = after_some_office(passage.document.text, slip.start, slip.end)
        sure = first or (addressed and any(not officer.title for officer in known))
        words = f"与名单中的“{slip.name}”读音相同、写法不同，核对是不是同一人"
        yield Hit(
            slip.start,
            slip.end,
            (slip.name,),
            words,
            None if sure else Certainty.HINT,
            source=known[0].source,
        )


RULE = Rule(
    code="M1",
    name="领导人姓名写错",
    finds="名单里的职务之后的姓名，或职务称呼旁的姓名，与名单只差一个字或只是同音",
    why="领导人姓名写错是严重表述错误",
    source="《“三审三校”工作制度》一审（2）；姓名依所列名单",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.POLITICS,
    severity=Severity.SERIOUS,
    message="姓名与名单不一致",
    wrong=(
        Wrong("湖南省委书记杜家豪出席会议。", "湖南省委书记杜家毫出席会议。"),
        Wrong("国务院副总理丁薛详出席会议。", "国务院副总理丁薛祥出席会议。"),
        Wrong("国务院总理李抢主持会议。", "国务院总理李强主持会议。"),
    ),
    right=(
        "湖南省委书记杜家毫出席会议。",
        "国务院副总理丁薛祥出席会议。",
        "国务院总理李强主持会议。",
        "国务院副总理就有关问题作了说明。",
    ),
    check=_check,
)
