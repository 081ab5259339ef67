"""Wrong words of the confusion list, with pycorrector and without it."""

from __future__ import annotations

import pytest

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty
from qz_review.scanning.confusion_pairs import ConfusionPairs
from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scanner, ScanSettings
from qz_review.scanning.layers import Layer, Lexicon, Term
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.pycorrector_parts import pycorrector_part
from qz_review.scanning.registry import all_rules

PAIRS = {"交通先行": "交通限行", "先行": "现行", "帐": "账", "钦洲湾": "钦州湾", "秸杆": "秸秆的"}
TEXTS = [
    "",
    "𠮷交通先行，先行规定，帐目；秸杆秸杆。",
    "没有错",
    "先\u0000行先行\ud800先行",
]


@pytest.mark.parametrize("text", TEXTS)
def test_pycorrector_and_our_own_search_agree(text: str) -> None:
    if pycorrector_part("confusion_corrector") is None:
        pytest.skip("pycorrector is not installed")
    assert ConfusionPairs(PAIRS).find(text) == ConfusionPairs(PAIRS, False).find(text)


@pytest.mark.parametrize("with_pycorrector", [True, False])
def test_the_longest_pair_wins_and_single_characters_are_left_out(with_pycorrector: bool) -> None:
    found = ConfusionPairs(PAIRS, with_pycorrector).find("𠮷交通先行，帐目，秸杆。")
    assert found == [(1, 5, "交通限行"), (9, 11, "秸秆的")]


class UnitList:
    """A list of the unit with one pair."""

    layer = Layer.UNIT
    version = "1"

    def terms(self) -> tuple[Term, ...]:
        return (
            Term(
                "平路运合",
                "错词对照",
                Layer.UNIT,
                Gate.WORDING,
                Certainty.DOUBTFUL,
                replacements=("平陆运河",),
            ),
        )


def found(text: str, lexicon: Lexicon, *protected: str) -> list[tuple[str, str]]:
    settings = ScanSettings(
        only=frozenset({"T9"}), protect=ProtectList(protected), lexicons=(lexicon,)
    )
    scan = Scanner(all_rules()).scan(Document.of_text(text), settings)
    return [(finding.quote, finding.suggestions[0]) for finding in scan.findings]


def test_the_pairs_of_the_unit_count_and_its_protected_words_win() -> None:
    text = "平路运合建设提速，《平路运合》除外。"
    assert found(text, UnitList()) == [("平路运合", "平陆运河")]
    assert found(text, UnitList(), "平路运合") == []
