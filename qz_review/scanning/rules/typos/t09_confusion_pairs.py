"""T9: wrong words of the confusion list, the bundled one and the unit's own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from qz_review.assets import resource_path
from qz_review.model.finding import Certainty
from qz_review.scanning.confusion_pairs import ConfusionPairs
from qz_review.scanning.layers import Lexicon, nearest
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.shields import Shield

CATEGORY = "错词对照"
"""Terms of the lists that count here: a wrong word with what to write instead."""

_SKIPPED = Shield.NAME | Shield.ADDRESS


@cache
def bundled_pairs() -> dict[str, str]:
    """Right words by wrong ones.

    Raises Environment assets.missing where the file lacks.
    """
    lines = resource_path("lexicons", "typo_pairs.tsv").read_text(encoding="utf-8").split("\n")
    return dict(line.split("\t") for line in lines[1:] if line)


@lru_cache(maxsize=4)
def _pairs(lists: tuple[tuple[str, str], ...]) -> ConfusionPairs:
    return ConfusionPairs(bundled_pairs() | dict(lists))


def _own(lexicons: tuple[Lexicon, ...]) -> tuple[tuple[str, str], ...]:
    """Pairs of the lists, the nearest layer's word where two have one; no wildcards."""
    terms = (term for lexicon in lexicons for term in lexicon.terms())
    usable = nearest(term for term in terms if term.category == CATEGORY and not term.protects)
    return tuple(
        (wrong, term.replacements[0])
        for wrong, term in sorted(usable.items())
        if term.replacements and not {"*", "?"} & set(wrong)
    )


def check(passage: Passage) -> Iterable[Hit]:
    """Wrong words outside titles and addresses."""
    for start, end, right in _pairs(_own(passage.lexicons)).find(passage.text):
        start, end = start + passage.start, end + passage.start
        if passage.document.at(start).is_shielded(start, end, _SKIPPED):
            continue
        wrong = passage.document.text[start:end]
        yield Hit(start, end, (right,), f"“{wrong}”应为“{right}”")


RULE = Rule(
    code="T9",
    name="错词对照",
    finds="错词对照表（含本单位添加的）里的错误写法",
    why="这些写法在三千万字的法规、新闻和书刊里没有出现过",
    source="macro-correct 混淆对，经词典和语料核对；本单位词表",
    certainty=Certainty.DOUBTFUL,
    message="错词",
    wrong=(
        Wrong("漳显担当作为。", "彰显担当作为。"),
        Wrong("消防员扑灭火熖，群众挽惜不已。", "消防员扑灭火焰，群众惋惜不已。"),
    ),
    right=("彰显担当作为，扑灭火焰。", "《漳显集》一书出版。"),
    check=check,
)
