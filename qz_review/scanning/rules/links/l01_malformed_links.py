"""L1: web addresses that cannot work."""

import re
from string import ascii_letters

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield


def _repaired(match: re.Match[str]) -> str:
    return f"{match['s'].lower()}://"


RULE = Rule(
    code="L1",
    name="网址写错",
    finds="网址的协议、斜杠、点写错，或用了全角符号、重复协议",
    why="这样的网址点不开",
    source="RFC 3986；国办秘函〔2019〕19号检查指标（链接可用）",
    certainty=Certainty.CERTAIN,
    message="网址写错，点不开",
    wrong=(
        Wrong("登录http//www.qinzhou.gov.cn查询。", "登录http://www.qinzhou.gov.cn查询。"),
        Wrong("登录http：//www.qinzhou.gov.cn查询。", "登录http://www.qinzhou.gov.cn查询。"),
        Wrong("登录https:/www.qinzhou.gov.cn查询。", "登录https://www.qinzhou.gov.cn查询。"),
        Wrong("登录htpp://www.qinzhou.gov.cn查询。", "登录http://www.qinzhou.gov.cn查询。"),
        Wrong("登录http://http://www.qinzhou.gov.cn查询。", "登录http://www.qinzhou.gov.cn查询。"),
        Wrong("登录www。qinzhou。gov。cn查询。", "登录www.qinzhou.gov.cn查询。"),
        Wrong("登录www.qinzhou.gov，cn查询。", "登录www.qinzhou.gov.cn查询。"),
    ),
    right=(
        "登录http://www.qinzhou.gov.cn/a/b.html?x=1查询。",
        "登录https://zwfw.gxzf.gov.cn。",
        "采用http协议和https://前缀",
    ),
    needs="hwHW",
    check=every(
        matching(
            r"(?P<s>https?|HTTPS?|Https?)(?:[：]/{1,3}|[:：]／／|//|:/(?!/)|:\\\\|:/{3,}|[;；]//)(?=[A-Za-z0-9])",
            _repaired,
            skip=Shield.NOTHING,
        ),
        matching(
            r"(?:htpp|htttp|hppt|hhttp|httpp|ttp|htt)(?P<s>s?)://(?=[A-Za-z0-9])",
            lambda m: f"http{m['s']}://",
            skip=Shield.NOTHING,
            not_after=ascii_letters,
        ),
        matching(r"(?P<s>https?://)(?:https?://)+", lambda m: m["s"], skip=Shield.NOTHING),
        matching(
            r"[wW]{3}[.．。，,](?:[A-Za-z0-9-]{1,63}[.．。，,]){1,4}(?:cn|com|net|org)(?![A-Za-z])(?<=[A-Za-z])",
            lambda m: re.sub("[．。，,]", ".", m.group()),
            skip=Shield.NOTHING,
            when=lambda m, p: re.search("[．。，,]", m.group()) is not None,
        ),
        matching(
            r"[，,。．](?=cn(?![A-Za-z]))(?<=\.gov.)",
            ".",
            skip=Shield.NOTHING,
            when=lambda m, p: (
                re.search(
                    r"www\.[A-Za-z0-9.-]*$", m.string[max(p.start, m.start() - 60) : m.start()]
                )
                is None
            ),
        ),
    ),
)
