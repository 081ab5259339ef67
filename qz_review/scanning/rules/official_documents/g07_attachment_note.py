"""G7: the form of the 附件 note below the text."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="G7",
    name="附件说明的标点",
    finds="正文之下“附件”二字后用了半角冒号，或附件名称末尾用了标点",
    why="附件说明在“附件”二字后标全角冒号和附件名称，名称后不加标点",
    source="GB/T 9704—2012 7.3.4",
    certainty=Certainty.CERTAIN,
    message="附件说明用全角冒号，附件名称后不加标点",
    wrong=(
        Wrong(
            "现将有关事项通知如下。\n附件:任务分工名单",
            "现将有关事项通知如下。\n附件：任务分工名单",
        ),
        Wrong(
            "现将有关事项通知如下。\n附件：任务分工名单。",
            "现将有关事项通知如下。\n附件：任务分工名单",
        ),
        Wrong("附件:名单。", "附件:名单"),
    ),
    right=("现将有关事项通知如下。\n附件：任务分工名单", "附件：1.名单\n2.分工表"),
    check=every(
        matching(
            r"(?<=附件):(?=[^\S\n]*+\S)",
            "：",
            roles=(Role.ATTACHMENT_LIST,),
            skip=Shield.NOTHING,
            when=lambda m, p: not p.alone,  # P6 speaks of a line that was cut out
        ),
        matching(
            r"(?P<mark>[。；，、])[^\S\n]*+$",
            "",
            group="mark",
            roles=(Role.ATTACHMENT_LIST,),
            skip=Shield.NOTHING,
            when=lambda m, p: len(p.text) <= 60 and p.text.count("。") <= 1,
        ),
    ),
)
