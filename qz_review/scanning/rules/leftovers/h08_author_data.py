"""H8: names in the properties of the file."""

from collections.abc import Iterable

from qz_review.model.checklist import Gate
from qz_review.model.file_traces import FileTraces
from qz_review.model.finding import Certainty
from qz_review.scanning.level import Level
from qz_review.scanning.rule import FileHit, OfFile, Right, Rule, Wrong


def _judge(traces: FileTraces) -> Iterable[FileHit]:
    for what, name in traces.people:
        yield FileHit(f"{what}：{name}", f"文件属性里写着{what}，发布附件前清除")


RULE = Rule(
    code="H8",
    name="文件属性里的姓名、单位",
    finds="docx 文件属性里的作者、最后保存者、单位、主管",
    why="发布附件时会把经办人的姓名一并公开",
    source="《中华人民共和国个人信息保护法》第五条；《“三审三校”工作制度》二审（4）⑧",
    gate=Gate.LAW,
    certainty=Certainty.HINT,
    message="文件属性里有姓名、单位",
    wrong=(Wrong(FileTraces(people=(("作者", "李某禾"),))),),
    right=(Right(FileTraces()),),
    level=Level.FULL,
    check=OfFile(_judge),
)
