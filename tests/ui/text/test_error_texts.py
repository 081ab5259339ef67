"""Every code the core raises has its sentence, and sentences keep to the wording rules."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qz_review.errors import Environment, Refused, Tampered
from qz_review.model.stage import Stage
from ui.text.error_texts import SENTENCES, sentence_for

CORE = Path(__file__).resolve().parents[3] / "qz_review"
CODE = re.compile(r"^[a-z]+(_[a-z]+)*\.[a-z][a-z_0-9]*$")
RAISERS = re.compile(r"^(\w*Refused|Environment|Tampered|AppendConflict|need_words|_?refuse\w*)$")


def codes_in(source: str) -> Iterator[str]:
    """Codes in calls that make or pass on an error, also as a choice or in a table of codes."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if RAISERS.match(name):
            for part in ast.walk(node):
                value = getattr(part, "value", None) if isinstance(part, ast.Constant) else None
                if isinstance(value, str) and CODE.match(value):
                    yield value


def raised_codes() -> set[str]:
    files = CORE.rglob("*.py")
    return {code for path in files for code in codes_in(path.read_text(encoding="utf-8"))}


def test_every_code_of_the_core_has_a_sentence() -> None:
    codes = raised_codes()
    assert len(codes) > 100  # the search itself works
    assert sorted(codes - SENTENCES.keys()) == []


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_keep_to_the_wording_rules(code: str) -> None:
    sentence = SENTENCES[code]
    assert not re.search(r"(?<!提)请|[您哦！!。]|操作失败|成功", sentence)
    assert not sentence.endswith(("，", "；"))


def test_facts_stand_in_the_sentence_as_people_read_them() -> None:
    assert sentence_for(Refused("workflow.not_your_step", stage=Stage.PROOF_2)).startswith("二校")
    assert "市应急局" in sentence_for(
        Refused("workflow.consultation_open", units=("市应急局", "市气象局"))
    )
    until = datetime.now(UTC)
    words = sentence_for(Refused("session.delayed", until=until, tries=6))
    assert f"今天 {until.astimezone():%H:%M}" in words
    assert "200MB" in sentence_for(Refused("file.too_large", size=1, limit=200 * 1024 * 1024))


@pytest.mark.parametrize("kind", [Refused, Environment, Tampered])
def test_an_unknown_code_still_gets_a_sentence(kind: type[Refused]) -> None:
    assert "later.code" in sentence_for(kind("later.code"))


def test_a_missing_fact_leaves_no_braces() -> None:
    for code in SENTENCES:
        assert "{" not in sentence_for(Refused(code))
