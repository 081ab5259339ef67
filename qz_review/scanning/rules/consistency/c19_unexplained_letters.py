"""C19: Latin abbreviations that are never explained."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import noting
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong
from qz_review.scanning.shields import Shield

_LETTERS = re.compile(r"(?<![A-Za-z0-9./_-])[A-Z]{3,6}s?(?![A-Za-z0-9./_-])")
# fmt: off
_KNOWN = frozenset({
    "GDP", "GPS", "APP", "APPS", "WTO", "CPI", "PPI", "ICP", "PDF", "WPS", "EMS", "CEO", "MBA",
    "NBA", "CBA", "USB", "ATM", "DNA", "RNA", "BBS", "KTV", "VIP", "LED", "LCD", "AED", "ETC",
    "TEU", "LOGO", "HTTP", "HTTPS", "URL", "HTML", "DOC", "DOCX", "XLS", "XLSX", "JPG", "PNG",
    "CCTV", "UNESCO", "OECD", "ISO", "IMF", "WHO", "WIFI", "SUV", "POS", "CBD", "NGO",
})
# fmt: on


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    seen: set[str] = set()
    for fact in facts:
        if fact.value in seen:
            continue
        seen.add(fact.value)
        before = document.text[fact.start - 1 : fact.start]
        after = document.text[fact.end : fact.end + 1]
        if before not in "（(，" and after not in "（(":
            yield Hit(fact.start, fact.end, message=f"“{fact.value}”第一次出现，宜写出中文名称")


RULE = Rule(
    code="C19",
    name="外文缩写没有说明",
    finds="第一次出现的外文缩写旁边没有中文名称；GDP、WTO 等通行的不算",
    why="公文中使用外文缩写，第一次出现时注明中文名称",
    source="《党政机关公文处理工作条例》第十九条；《国务院办公厅关于在行政机关公文中规范使用外文的通知》",
    certainty=Certainty.HINT,
    message="外文缩写第一次出现时宜写出中文名称",
    wrong=(Wrong("排放的VOCS和RTO设备要定期检查。"),),
    right=("接收液化天然气（LNG），LNG储罐已建成。", "全市GDP增长5%。"),
    level=Level.FULL,
    check=Whole(
        _judge,
        noting(
            _LETTERS,
            lambda m, _: None if m.group().upper() in _KNOWN else m.group(),
            skip=Shield.ADDRESS,
        ),
    ),
)
