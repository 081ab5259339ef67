"""P47: a full stop after a word or phrase in a table cell."""

from qz_review.model.finding import Certainty
from qz_review.model.text import Cell, ManuscriptText, Table
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Right, Rule, Wrong
from qz_review.scanning.shields import Shield


def _table(*cells: str) -> ManuscriptText:
    row = tuple(Cell((cell,)) for cell in cells)
    return ManuscriptText("检查结果", blocks=(Table((row,)),))


RULE = Rule(
    code="P47",
    name="表格单元格里的句号",
    finds="表格单元格里的词、短语末尾用了句号",
    why="表格里的词和短语末尾不用句号，整句的说明仍用",
    source="GB/T 15834—2011 附录 A.1（表格说明文字的一般做法）",
    certainty=Certainty.HINT,
    message="表格里的词和短语末尾不用句号",
    wrong=(Wrong(_table("水质", "合格。"), "检查结果\n水质\n合格"),),
    right=(Right(_table("水质", "合格")), Right(_table("说明", "本表由各县区填报，每月一次。"))),
    needs="。",
    level=Level.FULL,
    check=matching(
        r"。$",
        "",
        roles=(Role.CELL,),
        skip=Shield.NOTHING,
        when=lambda m, p: len(p.text) <= 12 and "，" not in p.text and p.text.count("。") == 1,
    ),
)
