"""S13: the name of a minor in a case."""

import re
from functools import cache

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.checks import matching
from qz_review.scanning.document import Paragraph
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import QUOTED

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤农黄"
)
_NAMED = re.compile(
    rf"(?:未成年人|受害(?:女|男)?童|被拐儿童|犯罪嫌疑少年|被告少年|未成年(?:被害人|被告人|犯罪嫌疑人))(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[，（(、。]|被|遭|在|因)"
)


@cache
def _not_names() -> frozenset[str]:
    return frozenset({"何种", "任何", "金额"})


def _is_name(match: re.Match[str], _: Paragraph) -> bool:
    name = match["name"]
    return "某" not in name and name not in _not_names()


RULE = Rule(
    code="S13",
    name="未成年人真实姓名",
    finds="案件中写了未成年人的姓名",
    why="报道案件不得披露未成年人的姓名和可能推断出其身份的信息",
    source="《中华人民共和国未成年人保护法》第一百零三条",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.LAW,
    severity=Severity.SERIOUS,
    message="不得披露涉案未成年人的姓名，用“姓＋某”",
    wrong=(
        Wrong("未成年被害人黄小明，十二岁。", "未成年被害人黄某，十二岁。"),
        Wrong("未成年人李强强被救助。", "未成年人李某被救助。"),
    ),
    right=(
        "未成年被害人黄某，十二岁。",
        "保护未成年人合法权益。",
        "未成年人任何时候都应受到保护。",
    ),
    check=matching(
        _NAMED, lambda match: f"{match['name'][0]}某", group="name", skip=QUOTED, when=_is_name
    ),
    needs="童年",
)
