"""P29: 、 or ， directly before 等."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P29",
    name="“等”前的顿号、逗号",
    finds="用顿号并列的几项之后，“等”字前面又有顿号或逗号",
    why="并列各项用顿号时，末项与“等”之间不再用标点",
    source="GB/T 15834—2011 附录 A.3、B.1.2",
    certainty=Certainty.DOUBTFUL,
    message="“等”前面不用顿号、逗号",
    wrong=(
        Wrong("种植苹果、桃子、等水果。", "种植苹果、桃子等水果。"),
        Wrong("种植苹果、桃子，等。", "种植苹果、桃子等。"),
    ),
    right=(
        "种植苹果、桃子等水果。",
        "公开、公平、等价有偿。",
        "先登记、排队、等候通知。",
        "要查路线，看天气，等等。",
    ),
    needs="、，",
    check=every(
        matching(
            r"、(?=等(?![价候待级额量同效距比外高温宽于到车人你我他她它着了一离值爱式边腰]))", ""
        ),
        matching(
            r"(?<=[^，。；：\n]、)[^、，。；：\n]{1,15}(?P<mark>，)(?=等[。；，、])",
            "",
            group="mark",
        ),
    ),
)
