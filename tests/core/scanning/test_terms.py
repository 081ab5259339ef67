"""Terms of the layered lists: what is found, in which forms, and which layer wins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scanner, ScanSettings
from qz_review.scanning.layers import Layer, Term, WordList
from qz_review.scanning.level import Level
from qz_review.scanning.registry import all_rules
from qz_review.scanning.terms.bundled import bundled_terms
from qz_review.scanning.terms.categories import CATEGORIES, Group, category_named, category_of
from qz_review.scanning.terms.folding import fold
from qz_review.scanning.terms.index import TermIndex

SCANNER = Scanner([rule for rule in all_rules() if rule.family != "T"])


def own(text: str, layer: Layer = Layer.UNIT, *, protects: bool = False, say: str = "") -> Term:
    return Term(
        text, "own", layer, Gate.WORDING, Certainty.DOUBTFUL, Severity.MINOR,
        message=say, protects=protects,
    )  # fmt: skip


def found(text: str, *terms: Term, level: Level = Level.STANDARD) -> list[tuple[str, str]]:
    lists = (WordList(Layer.UNIT, repr(terms), terms),)
    scan = SCANNER.scan(Document.of_text(text), ScanSettings(level, lexicons=lists))
    return [(f.rule, f.quote) for f in scan.findings if f.rule in ("S20", "S25")]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("推广某某平台。", "某某平台"),
        ("推广某 某 平 台。", "某 某 平 台"),
        ("推广某*某*平*台。", "某*某*平*台"),
        ("推廣某某平臺。", "某某平臺"),
        ("推广某某\u200b平台。", "某某\u200b平台"),
    ],
)
def test_a_term_is_found_in_other_writing_of_it(text: str, quote: str) -> None:
    assert found(text, own("某某平台")) == [("S25", quote)]


def test_full_width_letters_and_capitals_count_as_plain_ones() -> None:
    assert found("加入ＡＢＣ群。", own("abc群")) == [("S25", "ＡＢＣ群")]
    assert found("加入xabc群。", own("abc")) == []


def test_stops_between_words_do_not_join_them() -> None:
    assert found("推广某，某平台。", own("某某平台")) == []


@pytest.mark.parametrize(
    ("term", "text", "quote"),
    [
        ("网站?平台", "建设网站新平台。", "网站新平台"),
        ("网站*平台", "建设网站集约化平台。", "网站集约化平台"),
        ("网站*平台", "建设网站平台。", "网站平台"),
    ],
)
def test_wildcards_stand_for_one_or_a_few_characters(term: str, text: str, quote: str) -> None:
    assert found(text, own(term)) == [("S25", quote)]


def test_wildcards_do_not_reach_over_a_sentence() -> None:
    assert found("建设网站。新的平台。", own("网站*平台")) == []
    assert found("建设网站平台。", own("网站?平台")) == []


def test_a_term_full_of_stars_is_tried_in_bounded_time() -> None:
    assert found("aa" * 5_000, own("aa*aa*aa*ab")) == []
    text = "某某" + "a" * 5_000
    assert found(text * 20, own("某某*a*a*b")) == []


def test_the_longest_of_overlapping_terms_counts() -> None:
    assert found("钦州港保税区", own("钦州港"), own("钦州港保税区")) == [("S25", "钦州港保税区")]


def test_a_nearer_layer_wins_over_a_farther_one() -> None:
    index = TermIndex([own("甲乙", Layer.REGION, say="远"), own("甲乙", Layer.UNIT, say="近")])
    assert [term.message for term in index.terms] == ["近"]


def test_a_word_the_unit_protects_is_no_finding_though_the_bundled_list_has_it() -> None:
    assert found("介绍全能神的危害。") == [("S20", "全能神")]
    assert found("介绍全能神的危害。", own("全能神", protects=True)) == []


def test_every_kind_of_the_rule_is_a_category_with_its_source() -> None:
    forbidden = [c for c in CATEGORIES if c.group is Group.FORBIDDEN]
    assert len(forbidden) == 12
    assert all("四（一）2（4）" in category.basis for category in forbidden)
    assert category_named("宣扬邪教、迷信") is category_of("forbidden-5")


def test_every_bundled_term_names_its_source_and_none_is_certain() -> None:
    for term in bundled_terms().terms():
        assert term.source, term.text
        assert term.certainty is not Certainty.CERTAIN, term.text


@given(st.text(max_size=200))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="某平台*? \u3000.臺\n，a", max_size=60))
def test_a_hit_lies_in_the_text_and_holds_the_ends_of_the_term(text: str) -> None:
    for hit in TermIndex([own("某平台"), own("某*台")]).find(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert fold(text[hit.start]) == "某"
        assert fold(text[hit.end - 1]) == "台"
