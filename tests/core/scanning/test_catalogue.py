"""The catalogue: stable codes, one file a rule, and a document that says what the rules are."""

from __future__ import annotations

from pathlib import Path

from qz_review.model.finding import Certainty
from qz_review.scanning import rules
from qz_review.scanning.registry import FAMILY_NAMES, all_rules, rules_version
from qz_review.scanning.word_lists import bundled_lists
from tools.make_rules_doc import rules_document

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(rules.__path__[0])


def test_every_file_is_one_rule_and_is_named_for_it() -> None:
    files = sorted(path for path in FOLDER.glob("*/*.py") if path.name != "__init__.py")
    codes = {f"{rule.code[0].lower()}{int(rule.code[1:]):02}" for rule in all_rules()}
    assert {path.name.split("_")[0] for path in files} == codes
    assert len(files) == len(all_rules())


def test_the_document_of_the_rules_is_current() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == rules_document(), "run tools/make_rules_doc.py"


def test_every_family_has_a_name() -> None:
    assert {rule.family for rule in all_rules()} <= FAMILY_NAMES.keys()


def test_nothing_the_standards_call_usual_is_certain() -> None:
    """通常, 宜 and 一般 never make a 必错; a recommended word form does not either."""
    certain = {rule.code for rule in all_rules() if rule.certainty is Certainty.CERTAIN}
    advised = {"P4", "P5", "P15", "P16", "P22", "P26", "P36", "P39", "P42", "P43", "G11", "G15"}
    assert certain.isdisjoint(advised | {"W3", "W5", "N7", "N25", "U5"})


def test_every_list_that_comes_with_the_program_is_named_in_a_certificate() -> None:
    folder = ROOT / "resources" / "lexicons"
    assert {path.name for path in folder.iterdir()} == {name for name, _ in bundled_lists()}


def test_the_version_names_rules_and_lists() -> None:
    assert rules_version() == rules_version()
    assert len(rules_version().split("-")[-1]) == 12
