"""N22: 翻番 against 倍."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="N22",
    name="翻番与倍数",
    finds="同一句里翻番与增长倍数对不上",
    why="翻一番是原来的2倍（增长一倍），翻两番是原来的4倍（增长三倍）",
    source="国家统计用语的一般用法",
    certainty=Certainty.HINT,
    message="翻一番是增长一倍，翻两番是增长三倍",
    wrong=(Wrong("增长两倍，即翻两番。"),),
    right=("增长三倍，即翻两番。", "增长一倍，翻了一番。"),
    needs="番",
    level=Level.FULL,
    check=every(
        matching(r"(?:增长|增加|提高)了?[二两2]倍[^。；\n]{0,8}翻(?:了)?[二两2]番"),
        matching(r"(?:增长|增加|提高)了?[一1]倍[^。；\n]{0,8}翻(?:了)?[二两2]番"),
        matching(r"(?:增长|增加|提高)了?[二两三23]倍[^。；\n]{0,8}翻(?:了)?[一1]番"),
    ),
)
