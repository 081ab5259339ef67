"""L2: addresses that only work inside an office."""

from string import ascii_letters

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_PRIVATE = (
    r"1(?:0(?:\.\d{1,3}){3}|92\.168(?:\.\d{1,3}){2}|72\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}"
    r"|27(?:\.\d{1,3}){3})"
)
_TAIL = r"(?::\d+)?[A-Za-z0-9./_?=&%#-]*"

RULE = Rule(
    code="L2",
    name="内网地址、本机路径",
    finds="局域网 IP、localhost、file:// 或本机盘符路径",
    why="外面打不开，还暴露了内部网络的结构",
    source="《“三审三校”工作制度》一审（3）是否涉及工作秘密；国办秘函〔2019〕19号检查指标（链接可用）",
    gate=Gate.SECRECY,
    certainty=Certainty.DOUBTFUL,
    message="内网地址或本机路径，外面打不开",
    wrong=(
        Wrong("下载地址：http://192.168.1.20/file/1.doc"),
        Wrong("登录10.12.3.4:8080查询。"),
        Wrong("附件见D:\\资料\\名单.doc"),
        Wrong("见file:///C:/a.doc"),
        Wrong("http://localhost:8080/index"),
    ),
    right=("http://www.qinzhou.gov.cn/10.12/a", "版本10.2.3.4更新", "IP地址段由运营商分配。"),
    needs=".:\\",
    check=every(
        matching(rf"(?:http|ftp)s?://{_PRIVATE}{_TAIL}", skip=Shield.NOTHING),
        matching(
            rf"{_PRIVATE}(?::\d{{2,5}}|/[A-Za-z0-9./_-]*|(?=[\s，。；、）]|[\u4e00-\u9fff]))(?!\d|\.\d)",
            skip=Shield.NOTHING,
            not_after="0123456789./",
            when=lambda m, p: not m.string.endswith(("版本", "版本号"), p.start, m.start()),
        ),
        matching(
            r"(?:http|ftp)s?://(?:localhost|[A-Za-z0-9-]{1,60}\.(?:local|lan|intranet|internal))"
            + _TAIL,
            skip=Shield.NOTHING,
        ),
        matching(r"file:/{2,3}[^\s，。；、）]+", skip=Shield.NOTHING),
        matching(
            r"[C-Zc-z]:\\[^\s，。；、：“”]{1,80}", skip=Shield.NOTHING, not_after=ascii_letters
        ),
        matching(r"\\\\[A-Za-z0-9._-]{2,30}\\[^\s，。；、]{1,60}", skip=Shield.NOTHING),
    ),
)
