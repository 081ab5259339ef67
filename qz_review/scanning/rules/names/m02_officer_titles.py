"""M2: an officer with a title that the lists give to others."""

from collections.abc import Iterable

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.names.index import index_of
from qz_review.scanning.names.officers_in import titled_names
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong

_FEW = 3  # holders of a title: of more the list may not know all


def _check(passage: Passage) -> Iterable[Hit]:
    index = index_of(passage.lexicons)
    for titled in passage.shared(titled_names):
        if titled.right or titled.entries:
            continue
        known = [o for o in index.officers_of[titled.name] if o.title]
        if known:
            titles = "、".join(dict.fromkeys(officer.title for officer in known))
            words = f"名单中{titled.name}的职务是{titles}，没有“{titled.title}”"
            holders = {officer.name for officer in index.holders_of[titled.title]}
            sure = None if len(holders) <= _FEW else Certainty.HINT
            yield Hit(titled.title_start, titled.end, (), words, sure, source=known[0].source)


RULE = Rule(
    code="M2",
    name="职务与姓名不符",
    finds="名单里的职务之后是名单里的另一人",
    why="领导人的职务写错是严重表述错误",
    source="《“三审三校”工作制度》一审（2）；职务依所列名单",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.POLITICS,
    severity=Severity.SERIOUS,
    message="职务与名单不一致",
    wrong=(Wrong("国务院总理丁薛祥主持会议。"), Wrong("最高人民法院院长应勇作报告。")),
    right=(
        "国务院副总理丁薛祥主持会议。",
        "最高人民检察院检察长应勇作报告。",
        "时任国务院总理李克强主持会议。",
        "国务院总理李克强主持会议。",
    ),
    check=_check,
)
