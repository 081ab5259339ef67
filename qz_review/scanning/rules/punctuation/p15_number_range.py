"""P15: an ASCII tilde between two numbers."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P15",
    name="数值范围的波浪号",
    finds="数值范围用半角波浪号 ~；浪纹线 ～ 和一字线 — 都是对的",
    why="数值范围用浪纹线或一字线，半角波浪号是键盘上的近似符号",
    source="GB/T 15834—2011 4.13.3.2；GB/T 15835—2011 5.1.3",
    certainty=Certainty.HINT,
    message="数值范围用全角浪纹线“～”",
    wrong=(Wrong("每份25~30克。", "每份25～30克。"),),
    right=("每份25～30克。", "每份25—30克。", "http://a.gov.cn/~user/1~2"),
    needs="~",
    level=Level.FULL,
    check=matching(r"~(?<=[\d%℃].)(?=\d)", "～"),
)
