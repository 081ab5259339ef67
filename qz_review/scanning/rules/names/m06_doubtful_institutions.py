"""M6: forms of institutions that are out of use, or joined wrongly."""

from collections.abc import Iterable

from qz_review.model.finding import Certainty
from qz_review.scanning.level import Level
from qz_review.scanning.names.index import names_in
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.shields import Shield

_LONGER = frozenset("门队长委分省级属署令公")


def _check(passage: Passage) -> Iterable[Hit]:
    text = passage.document.text
    for found, form in names_in(passage).doubtful:
        after = text[found.end]
        before = text[found.start - 1] if found.start else ""
        if form.guarded and (after in _LONGER or "\u4e00" <= before <= "\u9fff"):
            continue
        paragraph = passage.document.at(found.start)
        if paragraph.is_shielded(found.start, found.end, Shield.NAME | Shield.ADDRESS):
            continue
        note = f"（{form.note}）" if form.note else ""
        yield Hit(found.start, found.end, (), f"{form.kind}，核对是否应为“{form.now}”{note}")


RULE = Rule(
    code="M6",
    name="机构旧称和不规范称呼",
    finds="已经撤并更名的机构，名称中“与”“和”等用字不合的机构",
    why="机构改革以后旧称只在讲往事和引用旧文件时使用",
    source="2008、2013、2018、2023 年机构改革；自行整理，尚未逐条与公报核对，只作提示",
    certainty=Certainty.HINT,
    level=Level.FULL,
    message="核对机构名称",
    wrong=(Wrong("国家卫生和计划生育委员会负责。"), Wrong("住房与城乡建设部印发。")),
    right=("国家卫生健康委员会负责。", "建设部门负责。", "《农业部办公厅关于印发办法的通知》"),
    check=_check,
)
