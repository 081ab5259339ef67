"""W9: negations that turn the meaning round."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="W9",
    name="否定失当",
    finds="“防止……不再发生”“切忌不要”“避免……不再”一类",
    why="“防止”“避免”“切忌”本身含否定，再加否定，意思就反了",
    source="语法规范的一般要求；《“三审三校”工作制度》一审（1）符合逻辑和规范",
    certainty=Certainty.DOUBTFUL,
    message="否定重复，意思反了",
    wrong=(
        Wrong("防止类似事故不再发生。", "防止类似事故再次发生。"),
        Wrong("切忌不要酒后驾车。", "切忌酒后驾车。"),
    ),
    right=("防止类似事故再次发生。", "确保类似事故不再发生。", "切忌酒后驾车。"),
    needs="不",
    check=every(
        matching(
            r"(?:防止|避免|杜绝|防范)[^，。；\n]{1,14}(?P<no>不再)(?=发生|出现|重演)",
            "再次",
            group="no",
        ),
        matching(r"(?<=切忌)(?:不要|不可|不能)", ""),
        matching(r"(?<=禁止)(?:不准|不得|不要)", ""),
    ),
)
