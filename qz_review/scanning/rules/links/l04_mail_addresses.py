"""L4: e-mail addresses that cannot work."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="L4",
    name="邮箱写错",
    finds="邮箱地址里用了全角 ＠、逗号、空格，或漏了点",
    why="这样的邮箱收不到来信",
    source="RFC 5322",
    certainty=Certainty.DOUBTFUL,
    message="邮箱地址写错",
    wrong=(
        Wrong("邮箱：qzxx＠163.com", "邮箱：qzxx@163.com"),
        Wrong("邮箱：qzxx@163,com", "邮箱：qzxx@163.com"),
        Wrong("邮箱：qzxx@163com", "邮箱：qzxx@163.com"),
    ),
    right=("邮箱：qzxx@163.com", "关注@钦州发布"),
    needs="@＠",
    check=every(
        matching(r"＠(?<=[A-Za-z0-9_.-]＠)(?=[A-Za-z0-9])", "@", skip=Shield.NOTHING),
        matching(
            r"(?<=@)(?P<a>[A-Za-z0-9-]{2,20})[,，。](?P<b>com|cn|net)(?![A-Za-z])",
            r"\g<a>.\g<b>",
            skip=Shield.NOTHING,
        ),
        matching(
            r"(?<=@)(?P<a>163|126|qq|139|189|sina|sohu)(?P<b>com|cn)(?![A-Za-z.])",
            r"\g<a>.\g<b>",
            skip=Shield.NOTHING,
        ),
    ),
)
