"""P37: 第一、 at the head of a clause."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P37",
    name="“第一”“首先”后的顿号",
    finds="“第一”“首先”“其次”等序次语后面用了顿号",
    why="“第”字开头和“首先”“其次”一类的序次语后面用逗号",
    source="GB/T 15834—2011 附录 B.3.1",
    certainty=Certainty.DOUBTFUL,
    message="“第一”“首先”一类序次语后面用逗号",
    wrong=(Wrong("第一、加强领导。第二、落实责任。", "第一，加强领导。第二，落实责任。"),),
    right=("第一，加强领导。", "第一、二、三产业协调发展。", "位列全区第一、全国第三。"),
    needs="、",
    check=matching(
        r"(?:(?<![^\n。；：，！？\s　])|(?<=：“))(?:第[一二三四五六七八九十]|首先|其次|再次"
        r"|最后|其一|其二|其三)(?P<mark>、)"
        r"(?![一二三四五六七八九十第]|[^，。；\n]{1,8}(?:产业|季度|名|位|批|审|小学|中学|医院|人民医院|条|章|款|项|组|届))",
        "，",
        group="mark",
    ),
)
