"""W4: idioms with a wrong character."""

from qz_review.model.finding import Certainty
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield
from qz_review.scanning.word_lists import words_of

RULE = Rule(
    code="W4",
    name="成语错字",
    finds="成语和四字词里写错的字，例如 一以惯之",
    why="成语有固定的写法，这些写法在正式文字里一次也没有出现过",
    source="成语错字表（与成语表比对）；2005年“最常见的100个别字”",
    certainty=Certainty.DOUBTFUL,
    message="成语里有错字",
    wrong=(Wrong("要一以惯之抓落实。", "要一以贯之抓落实。"),),
    right=("要一以贯之抓落实。",),
    check=words_of("W4", Shield.ADDRESS | Shield.NAME),
)
