"""The slot for a MacBERT model of the unit: what is said where it lacks or is broken.

No model is at hand here: that a real one loads and answers is not tested.  What is done with its
answers is, with answers made up.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qz_review.cli import main
from qz_review.errors import Environment
from qz_review.model.finding import Certainty
from qz_review.scanning.level import Level
from qz_review.scanning.macbert import JoinedTypos, MacBertTypos, changes
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.typo_finder import Typo, TypoKind

GOOD = json.dumps({"architectures": ["BertForMaskedLM"]})


def folder_with(tmp_path: Path, description: str, *others: str) -> Path:
    (tmp_path / "config.json").write_text(description, encoding="utf-8")
    for name in others:
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def test_an_empty_folder_lacks_its_description(tmp_path: Path) -> None:
    with pytest.raises(Environment) as raised:
        MacBertTypos(tmp_path)
    assert (raised.value.code, raised.value.facts["name"]) == ("macbert.missing", "config.json")


def test_a_folder_without_weights_says_which_file_lacks(tmp_path: Path) -> None:
    with pytest.raises(Environment) as raised:
        MacBertTypos(folder_with(tmp_path, GOOD, "vocab.txt"))
    assert raised.value.facts["name"] == "model.safetensors"


@pytest.mark.parametrize("description", ["", "[]", "{}", '{"architectures": ["GPT2"]}'])
def test_a_broken_or_foreign_description_is_no_model(tmp_path: Path, description: str) -> None:
    with pytest.raises(Environment) as raised:
        MacBertTypos(folder_with(tmp_path, description, "vocab.txt", "model.safetensors"))
    assert raised.value.code == "macbert.unreadable"


def test_weights_that_are_none_are_told_when_the_first_text_comes(tmp_path: Path) -> None:
    engine = MacBertTypos(folder_with(tmp_path, GOOD, "vocab.txt", "model.safetensors"))
    assert engine.find("\n", Level.FULL, ProtectList()) == ()
    with pytest.raises(Environment) as raised:
        engine.find("要认真惯彻。", Level.FULL, ProtectList())
    assert raised.value.code in ("macbert.not_installed", "macbert.unreadable")


def test_the_command_line_says_it_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("学习贯彻会议精神。", encoding="utf-8")
    code = main(["scan", str(text), "--macbert", str(tmp_path / "none")])
    printed = capsys.readouterr()
    assert code == 3
    assert "MacBERT" in printed.err and "Traceback" not in printed.err


def test_only_exchanges_of_chinese_characters_count() -> None:
    assert changes("惯彻A“落时”", "贯彻a'落实'") == [(0, 1, "贯"), (5, 6, "实")]
    assert changes("落时", "落实处") == []


class Answers:
    """Stands in for pycorrector's corrector, whose packages are not installed here."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def correct_batch(
        self, sentences: list[str], max_length: int, threshold: float
    ) -> list[dict[str, str]]:
        self.asked += sentences
        return [{"target": sentence.replace("惯", "贯")} for sentence in sentences]


def test_answers_are_placed_in_the_text_and_protected_words_win(tmp_path: Path) -> None:
    engine = MacBertTypos(folder_with(tmp_path, GOOD, "vocab.txt", "model.safetensors"))
    engine._loaded = answers = Answers()
    text = "𠮷 12人认真惯彻。\n惯例《惯彻》不动，惯彻。"
    found = engine.find(text, Level.FULL, ProtectList(["惯例"]))
    assert [(one.start, one.end, one.suggestions) for one in found] == [
        (7, 8, ("贯",)),
        (20, 21, ("贯",)),
    ]
    assert answers.asked == ["，，，，人认真惯彻。", "惯例，惯彻，不动，惯彻。"]


class Fixed:
    """An engine with one answer."""

    def __init__(self, version: str, *typos: Typo) -> None:
        self.version = self.digest = version
        self._typos = typos

    def find(self, text: str, level: Level, protect: ProtectList) -> tuple[Typo, ...]:
        return self._typos


def test_where_both_engines_object_the_bundled_one_speaks() -> None:
    own = Typo(0, 2, TypoKind.SOUND, ("贯彻",), 0.9, Certainty.CERTAIN)
    same = Typo(0, 1, TypoKind.COLLOCATION, ("贯",), 0.5, Certainty.DOUBTFUL)
    new = Typo(5, 6, TypoKind.COLLOCATION, ("实",), 0.5, Certainty.DOUBTFUL)
    joined = JoinedTypos(Fixed("a", own), Fixed("b", new, same))
    assert joined.find("", Level.FULL, ProtectList()) == (own, new)
    assert joined.version == "a+b"
