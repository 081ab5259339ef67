"""U1: units with 公 that are no longer legal."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import QUOTED_AND_LAW

_UNITS = {"公分": "厘米", "公尺": "米", "公升": "升", "公吨": "吨", "公厘": "毫米"}

RULE = Rule(
    code="U1",
    name="废除的“公”字单位",
    finds="公分、公尺、公升、公吨、公厘",
    why="法定计量单位中只有公里、公顷、公斤保留“公”字",
    source="《国务院关于在我国统一实行法定计量单位的命令》（1984）",
    certainty=Certainty.DOUBTFUL,
    message="不是法定计量单位",
    wrong=(Wrong("管径30公分。", "管径30厘米。"), Wrong("重5公吨。", "重5吨。")),
    right=("管径30厘米，长2公里，重5公斤。", "办公分区设置。", "公升职业学校"),
    needs="公",
    check=matching(
        r"公[分尺升吨厘](?<=[\d一二三四五六七八九十百千万几半两]..)",
        lambda m: _UNITS[m.group()],
        skip=QUOTED_AND_LAW,
        message=lambda m: f"“{m.group()}”不是法定计量单位，用“{_UNITS[m.group()]}”",
    ),
)
