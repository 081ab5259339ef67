"""W1: words that are wrong wherever they stand."""

from qz_review.model.finding import Certainty
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield
from qz_review.scanning.word_lists import words_of

RULE = Rule(
    code="W1",
    name="易混错词（必错）",
    finds="混淆词表里在任何上下文都不成立的词形，例如 布署、领导小姐、中华人民共合国",
    why="这些词形在两千八百万字的法规和新闻里没有一处正确用法",
    source="易混词表（各条另注出处）；《通用规范汉字表》",
    certainty=Certainty.CERTAIN,
    message="错词",
    wrong=(
        Wrong("切实布署防汛工作。", "切实部署防汛工作。"),
        Wrong("成立领导小姐。", "成立领导小组。"),
        Wrong("秸杆禁烧。", "秸秆禁烧。"),
        Wrong("市人民攻府印发。", "市人民政府印发。"),
        Wrong("中华人民共合国成立。", "中华人民共和国成立。"),
        Wrong("齐齐哈市召开会议。", "齐齐哈尔市召开会议。"),
    ),
    right=(
        "学习贯彻会议精神。",
        "部署防汛工作。",
        "统一惯例",
        "通报消防检查情况。",
        "上海拨付资金。",
    ),
    check=words_of("W1", Shield.ADDRESS),
)
