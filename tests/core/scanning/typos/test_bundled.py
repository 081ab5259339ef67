"""The bundled engine on sentences an office might write; silent where there is nothing wrong."""

from __future__ import annotations

import pytest

from qz_review.scanning.level import Level
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.typos.bundled import BundledTypos, load_bundled


@pytest.fixture(scope="module")
def engine() -> BundledTypos:
    loaded = load_bundled()
    if loaded is None:
        pytest.skip("no model is installed")
    return loaded


def test_a_wrong_word_is_found_with_what_was_meant(engine: BundledTypos) -> None:
    text = "第一段没有问题。\n各级人民攻府应当加强组织领导，认真惯彻落实会议精神。"
    found = engine.find(text, Level.FULL, ProtectList())
    pairs = {text[one.start : one.end] + one.suggestions[0] for one in found}
    assert pairs == {"攻政", "惯贯"}
    assert {(one.word, one.word_meant) for one in found} >= {("惯彻", "贯彻")}


def test_protected_words_and_titles_stay_as_they_are(engine: BundledTypos) -> None:
    text = "各级人民攻府应当加强组织领导，执行《关于加强人民攻府工作的意见》。"
    assert engine.find(text, Level.FULL, ProtectList(["人民攻府"])) == ()
    found = engine.find(text, Level.FULL, ProtectList())
    assert all(one.end < text.index("《") for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "“三审三校”中的三审、校核、审校和核校，校对无误后签署登载（付印）意见。",
        "措施和理由是否充足，符不符合实际情况，能不能办。",
    ],
)
def test_words_of_the_trade_and_questions_are_right(engine: BundledTypos, text: str) -> None:
    assert engine.find(text, Level.FULL, ProtectList()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\ud800\udfff",
        "我" * 10_000,
        "\u202e人民\u0000政府\u200f" * 50,
        "國務院辦公廳關於" * 50,
    ],
    ids=["empty", "line", "surrogates", "no punctuation", "control", "traditional"],
)
def test_hostile_text_is_taken_calmly(engine: BundledTypos, text: str) -> None:
    found = engine.find(text, Level.FULL, ProtectList())
    assert all(0 <= one.start <= one.end <= len(text) for one in found)


def test_the_same_text_gives_the_same_findings(engine: BundledTypos) -> None:
    text = "要认真惯彻落实会议精神，切实维户群众利益。"
    first = engine.find(text, Level.FULL, ProtectList())
    assert first and first == engine.find(text, Level.FULL, ProtectList())
