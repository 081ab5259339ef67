"""W7: characters outside 《通用规范汉字表》."""

import re
from collections.abc import Iterable

from qz_review.model.finding import Certainty
from qz_review.scanning.characters import is_chinese, nonstandard_characters, standard_characters
from qz_review.scanning.level import Level
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.shields import Shield


def _check(passage: Passage) -> Iterable[Hit]:
    odd = [
        character
        for character in passage.characters - standard_characters()
        if is_chinese(character) and character not in nonstandard_characters()
    ]
    if not odd:
        return
    pattern = re.compile("[" + "".join(map(re.escape, sorted(odd))) + "]")
    for match in passage.finditer(pattern):
        paragraph = passage.document.at(match.start())
        if not paragraph.is_shielded(match.start(), match.end(), Shield.QUOTE | Shield.NAME):
            yield Hit(match.start(), match.end())


RULE = Rule(
    code="W7",
    name="表外字",
    finds="《通用规范汉字表》8105字以外的汉字",
    why="表外字多见于姓名、地名、古籍，也可能是形近字的误录，且部分设备显示不出",
    source="《通用规范汉字表》（国发〔2013〕23号）",
    certainty=Certainty.HINT,
    message="不在《通用规范汉字表》里，核对是否录错",
    wrong=(Wrong("由王㵑负责。"),),
    right=("由王芳负责。", "二〇二五年"),
    level=Level.FULL,
    check=_check,
)
