"""L3: an address said to be a government site that does not end in .gov.cn."""

import re

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.document import Paragraph
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_SAID = (
    r"(?:政府(?:门户)?网站?|政府官网|人民政府网|政务服务网|人民政府[^，。；\n]{0,8}官网"
    r"|[局委办]官(?:方)?网站?)"
)
_ADDRESS = re.compile(
    rf"{_SAID}[^。；\nA-Za-z@]{{0,10}}(?P<address>(?:https?://)?(?P<host>(?:[A-Za-z0-9-]{{1,63}}\.){{1,4}}"
    r"(?:com|cn|net|org|cc|top|vip|info|xyz|ltd)(?:\.cn)?)(?![A-Za-z0-9@.-])(?::\d+)?[A-Za-z0-9./_?=&%#-]*)"
)


def _foreign(match: re.Match[str], _: Paragraph) -> bool:
    return not match["host"].lower().endswith("gov.cn")


RULE = Rule(
    code="L3",
    name="政府网站域名",
    finds="说是政府网站、部门官网，网址却不以 .gov.cn 结尾",
    why="政府网站使用以 .gov.cn 为后缀的英文域名，别的域名可能是仿冒或已转让的网站",
    source="《钦州市政府网站和政务新媒体管理实施办法（暂行）》第十九条；国办函〔2018〕55号",
    gate=Gate.LAW,
    certainty=Certainty.DOUBTFUL,
    message="政府网站的域名应以 .gov.cn 结尾，核对网址",
    wrong=(
        Wrong("登录市政府门户网站http://www.qinzhou.com查询。"),
        Wrong("详见市人社局官网（www.qzrs.net）。"),
    ),
    right=("登录市政府门户网站http://www.qinzhou.gov.cn查询。", "登录中国知网www.cnki.net检索。"),
    needs=".",
    check=matching(_ADDRESS, group="address", skip=Shield.NOTHING, when=_foreign),
)
