"""Protected words win, the longest match decides; what is set aside stays aside for a reason."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Finding, Severity
from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scanner, ScanSettings
from qz_review.scanning.layers import Layer, Term, nearest
from qz_review.scanning.level import Level
from qz_review.scanning.overlaps import without_overlaps
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.registry import all_rules
from qz_review.scanning.suppression import Suppression, SuppressionScope, sort_out, suppress

SCANNER = Scanner(all_rules())


def scan(text: str, *protected: str, level: Level = Level.STANDARD) -> list[Finding]:
    settings = ScanSettings(level, protect=ProtectList(protected))
    return list(SCANNER.scan(Document.of_text(text), settings).findings)


def finding(
    start: int, end: int, certainty: Certainty, *suggestions: str, rule: str = "P8"
) -> Finding:
    severity = None if certainty is Certainty.HINT else Severity.MINOR
    return Finding(
        rule, Gate.WORDING, certainty, severity, start, end, "x" * (end - start), "m", suggestions
    )


def test_a_protected_name_is_not_objected_to() -> None:
    text = "竟争实业公司和竟争对手。"
    assert [f.start for f in scan(text)] == [0, 7]
    assert [f.start for f in scan(text, "竟争实业公司")] == [7]


def test_a_finding_longer_than_the_protected_word_wins_over_it() -> None:
    assert [f.quote for f in scan("成立领导小姐。", "小姐")] == ["领导小姐"]
    assert scan("成立领导小姐。", "领导小姐") == []


def test_of_overlapping_suggestions_the_surer_and_then_the_longer_stays() -> None:
    sure = finding(4, 6, Certainty.CERTAIN, "甲")
    longer = finding(3, 8, Certainty.DOUBTFUL, "乙")
    other = finding(8, 9, Certainty.DOUBTFUL, "丙")
    silent = finding(0, 9, Certainty.DOUBTFUL)
    assert without_overlaps([longer, other, silent, sure]) == [silent, sure, other]


def test_a_grave_finding_is_not_lost_under_a_surer_lesser_one() -> None:
    sure = finding(0, 2, Certainty.CERTAIN, "a")
    grave = replace(finding(1, 4, Certainty.DOUBTFUL, "b", rule="M7"), severity=Severity.SERIOUS)
    assert without_overlaps([grave, sure]) == [sure, replace(grave, suggestions=())]
    graver = replace(sure, severity=Severity.SERIOUS)
    assert without_overlaps([grave, graver]) == [graver]


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 2, st.sampled_from(Certainty), st.booleans())))
def test_suggestions_never_overlap_and_no_grave_place_goes(
    made: list[tuple[int, int, Certainty, bool]],
) -> None:
    found = [
        replace(
            finding(at, at + length + 1, sure, "a"), severity=Severity.SERIOUS if grave else None
        )
        for at, length, sure, grave in made
    ]
    kept = without_overlaps(found)
    taken = sorted((f.start, f.end) for f in kept if f.suggestions)
    assert all(one[1] <= after[0] for one, after in pairwise(taken))
    grave_kept = [f for f in kept if f.severity is Severity.SERIOUS]
    for lost in (f for f in found if f.severity is Severity.SERIOUS):
        assert any(f.start < lost.end and lost.start < f.end for f in grave_kept)


def test_set_aside_once_comes_back_with_other_surroundings() -> None:
    text = "第一季度工作要落实，。第二季度再说。"
    (found,) = scan(text)
    aside = suppress(found, SuppressionScope.ONCE, "引文原样", text)
    result = sort_out([found], [aside], text)
    assert result.open == ()
    assert result.set_aside == ((found, aside),)
    moved = "关于工作的报告\n" + text
    (later,) = scan(moved)
    assert sort_out([later], [aside], moved).open == ()
    changed = "第一季度工作要督查，。第二季度再说。"
    (other,) = scan(changed)
    assert sort_out([other], [aside], changed).open == (other,)


def test_set_aside_for_the_unit_holds_in_every_manuscript() -> None:
    (found,) = scan("工作要落实，。")
    aside = suppress(found, SuppressionScope.UNIT, "本单位惯例", "工作要落实，。")
    (other,) = scan("别的稿件，。")
    assert sort_out([other], [aside], "别的稿件，。").open == ()


def test_nothing_is_set_aside_without_a_reason() -> None:
    (found,) = scan("工作要落实，。")
    with pytest.raises(ValueError, match="reason"):
        suppress(found, SuppressionScope.ONCE, " ", "工作要落实，。")
    assert Suppression(SuppressionScope.UNIT, "P8", "；；", "因").covers(found, "") is False


def test_the_nearest_layer_decides_about_a_term() -> None:
    def term(layer: Layer, *, protects: bool) -> Term:
        return Term("内港", "港澳", layer, Gate.POLITICS, Certainty.DOUBTFUL, protects=protects)

    chosen = nearest([term(Layer.UNIT, protects=True), term(Layer.NATION, protects=False)])
    assert chosen["内港"].layer is Layer.UNIT


def test_only_what_is_certain_may_be_accepted_all_at_once() -> None:
    (found,) = scan("工作要落实，。")
    assert found.can_accept_all
    assert not finding(0, 1, Certainty.DOUBTFUL, "甲").can_accept_all
    assert finding(0, 1, Certainty.DOUBTFUL, "甲").can_accept
