"""Every rule finds its wrong examples and leaves its right ones alone."""

from __future__ import annotations

import re

import pytest

from qz_review.model.file_traces import FileTraces
from qz_review.model.finding import Certainty, Finding
from qz_review.model.text import ManuscriptText
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scanner, ScanSettings
from qz_review.scanning.layers import Lexicon
from qz_review.scanning.level import Level
from qz_review.scanning.registry import all_rules, rule_of
from qz_review.scanning.rule import Right, Rule, Wrong

RULES = [rule for rule in all_rules() if rule.family != "T"]
SCANNER = Scanner(RULES)
WRONG = [(rule.code, number) for rule in RULES for number in range(len(rule.wrong))]
RIGHT = [(rule.code, number) for rule in RULES for number in range(len(rule.right))]


Text = str | ManuscriptText | FileTraces


def document_of(text: str | ManuscriptText) -> Document:
    return Document.of_text(text) if isinstance(text, str) else Document.of_manuscript(text)


def findings(
    rule: Rule, text: Text, context: ScanContext, lexicons: tuple[Lexicon, ...] = ()
) -> tuple[Finding, ...]:
    settings = ScanSettings(only=frozenset({rule.code}), lexicons=lexicons)
    if isinstance(text, FileTraces):
        return SCANNER.scan_file(text, settings)
    return SCANNER.scan(document_of(text), settings, context).findings


def taken(text: str, found: tuple[Finding, ...]) -> str:
    """The text after the first suggestion of every finding."""
    for finding in sorted(found, key=lambda f: f.start, reverse=True):
        if finding.suggestions:
            text = text[: finding.start] + finding.suggestions[0] + text[finding.end :]
    return text


@pytest.mark.parametrize(("code", "number"), WRONG)
def test_a_wrong_example_is_found(code: str, number: int) -> None:
    rule = rule_of(code)
    assert rule is not None
    example: Wrong = rule.wrong[number]
    found = findings(rule, example.text, example.context, example.lexicons)
    assert found
    assert found[0].certainty is (example.certainty or rule.certainty)
    if example.becomes is not None:
        assert not isinstance(example.text, FileTraces)
        text = document_of(example.text).text[:-1]
        assert taken(text, found) == example.becomes


@pytest.mark.parametrize(("code", "number"), RIGHT)
def test_a_right_example_is_left_alone(code: str, number: int) -> None:
    rule = rule_of(code)
    assert rule is not None
    example = rule.right[number]
    right = example if isinstance(example, Right) else Right(example)
    assert findings(rule, right.text, right.context) == ()


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_a_rule_has_both_kinds_of_examples_and_says_why(code: str) -> None:
    rule = rule_of(code)
    assert rule is not None
    assert rule.wrong
    assert rule.right
    for words in (rule.name, rule.finds, rule.why, rule.source, rule.message):
        assert words
        assert not words.endswith(("。", "！"))
    assert "您" not in rule.message
    assert not re.search("(?:^|[，；])请", rule.message)


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_a_right_example_is_certainly_wrong_for_no_other_rule(code: str) -> None:
    rule = rule_of(code)
    assert rule is not None
    for example in rule.right:
        right = example if isinstance(example, Right) else Right(example)
        if isinstance(right.text, FileTraces):
            continue
        scan = SCANNER.scan(document_of(right.text), ScanSettings(Level.FULL), right.context)
        certain = [f for f in scan.findings if f.certainty is Certainty.CERTAIN]
        assert [(f.rule, f.quote) for f in certain] == []
