"""G8: how several attachments are numbered."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.parsing.numerals import chinese_number
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield


def _number(label: str) -> int:
    words = label[:-1]
    return int(words) if words.isdigit() else chinese_number(words) or 1


RULE = Rule(
    code="G8",
    name="附件顺序号的写法",
    finds="附件说明里的顺序号用了汉字数字，或数字后面用了顿号",
    why="有多个附件时用阿拉伯数字标注顺序号，后面用下脚点",
    source="GB/T 9704—2012 7.3.4",
    certainty=Certainty.DOUBTFUL,
    message="附件顺序号用阿拉伯数字加下脚点，如“附件：1.”",
    wrong=(
        Wrong("附件：一、任务分工名单", "附件：1.任务分工名单"),
        Wrong("附件：1、任务分工名单\n2、联系表", "附件：1.任务分工名单\n2.联系表"),
    ),
    right=("附件：1.任务分工名单\n2.联系表", "附件：任务分工名单"),
    check=matching(
        r"^[^\S\n]*+(?:附[^\S\n]?件[^\S\n]*+[:：][^\S\n]*+)?"
        r"(?P<label>[一二三四五六七八九十]{1,2}[、.．]|\d{1,2}[、）)])",
        lambda m: f"{_number(m['label'])}.",
        group="label",
        roles=(Role.ATTACHMENT_LIST,),
        skip=Shield.NOTHING,
    ),
)
