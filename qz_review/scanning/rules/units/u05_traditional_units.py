"""U5: 斤, 里, 尺, 寸, 两, 丈."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import QUOTED_AND_LAW

RULE = Rule(
    code="U5",
    name="市制单位",
    finds="数字后面的斤、里、尺、寸、丈等市制单位；农业、土地文字里的“亩”不算",
    why="市制单位不是法定计量单位，公务文稿宜换算成千克、米、公里",
    source="《国务院关于在我国统一实行法定计量单位的命令》（1984）",
    certainty=Certainty.HINT,
    message="市制单位，宜用法定计量单位",
    wrong=(Wrong("离县城3里路。"), Wrong("每户50斤大米。")),
    right=("离县城1.5公里。", "种植水稻3亩。", "5公斤"),
    needs="斤里尺寸丈",
    level=Level.FULL,
    check=matching(
        r"(?<=\d)(?:市?斤|里(?=路|外|地|长|[，。、])|尺|寸(?!土)|丈)",
        skip=QUOTED_AND_LAW,
    ),
)
