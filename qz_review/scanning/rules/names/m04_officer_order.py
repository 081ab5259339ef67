"""M4: officers named together in another order than the list's."""

from collections.abc import Iterable

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.names.index import index_of, names_in
from qz_review.scanning.names.officers import Officer
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong

_JOINTS = frozenset("、 　和与")
_FORMER = -1


def _check(passage: Passage) -> Iterable[Hit]:
    officers = index_of(passage.lexicons).officers_of
    text = passage.document.text
    row: list[tuple[int, int, int]] = []  # start, end, place
    for name in sorted(names_in(passage).officers, key=lambda n: (n.start, -n.end)):
        place = _place(officers[name.name])
        if row and name.start < row[-1][1]:
            continue  # a shorter name inside the one before
        joint = text[row[-1][1] : name.start] if row else ""
        if row and not (len(joint) == 1 and joint in _JOINTS):
            yield from _judged(row, text)
            row = []
        if place:
            row.append((name.start, name.end, place))
        elif row:
            yield from _judged(row, text)
            row = []
    yield from _judged(row, text)


def _place(known: list[Officer]) -> int:
    """The place of a person among others; 0 where it is unknown, -1 for a former officer."""
    if all(officer.former for officer in known):
        return _FORMER
    return min((officer.order for officer in known if officer.order), default=0)


def _judged(row: list[tuple[int, int, int]], text: str) -> Iterable[Hit]:
    right = sorted(row, key=lambda item: item[2])
    if right == row or right[0][2] == _FORMER:
        return  # the order was another one then
    if row[0][0] and text[row[0][0] - 1] in _JOINTS:
        return  # after people whose place is unknown
    pieces = [text[right[0][0] : right[0][1]]]
    for at, (start, end, _) in enumerate(right[1:], 1):
        pieces += [text[row[at - 1][1] : row[at][0]], text[start:end]]
    yield Hit(row[0][0], row[-1][1], ("".join(pieces),))


RULE = Rule(
    code="M4",
    name="领导人排名次序",
    finds="并列的领导人姓名次序与名单不同",
    why="领导人的排名次序有规定，写错是严重表述错误",
    source="《“三审三校”工作制度》一审（2）；次序依所列名单",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.POLITICS,
    severity=Severity.SERIOUS,
    message="排名次序与名单不一致",
    wrong=(
        Wrong("李强、王沪宁、赵乐际等出席会议。", "李强、赵乐际、王沪宁等出席会议。"),
        Wrong("蔡奇 习近平 丁薛祥出席会议。", "习近平 蔡奇 丁薛祥出席会议。"),
    ),
    right=(
        "李强、赵乐际、王沪宁、蔡奇、丁薛祥、李希出席会议。",
        "李希主持会议，李强讲话。",
        "李希，李强分别讲话。",
    ),
    check=_check,
)
