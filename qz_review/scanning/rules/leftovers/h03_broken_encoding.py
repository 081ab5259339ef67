"""H3: words that a wrong encoding destroyed."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="H3",
    name="乱码",
    finds="替换符 �、锟斤拷、烫烫烫、Ã¤ 一类编码转换失败的残留",
    why="原来的字已经丢失，只能对照原稿补回",
    source="《“三审三校”工作制度》三校（1）文字技术整理",
    certainty=Certainty.CERTAIN,
    message="乱码，原来的字已丢失，对照原稿补回",
    wrong=(Wrong("切实加强�导。"), Wrong("锟斤拷会议召开。"), Wrong("会议烫烫烫烫召开。")),
    right=("切实加强领导。", "水很烫，烫烫脚。"),
    needs="\ufffd锟烫屯锘ÃÂâå",
    check=every(
        matching("\ufffd+", skip=Shield.NOTHING),
        matching("(?:锟斤拷)+|烫{4,}|屯{4,}|(?:锘匡豢|锟藉){1,9}", skip=Shield.NOTHING),
        matching("(?:[ÃÂâå][\u0080-\u00bf\u20ac\u2122\u0152-\u0178]){2,}", skip=Shield.NOTHING),
    ),
)
