"""A typo engine that is plugged in speaks through the T rules; without one they are silent."""

from __future__ import annotations

from qz_review.model.finding import Certainty
from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scanner, ScanSettings
from qz_review.scanning.level import Level
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.registry import all_rules
from qz_review.scanning.typo_finder import Typo, TypoKind

TEXT = "第一段没有错\n要认真惯彻会议精神。"


class Engine:
    """Finds one word; counts what it is asked."""

    version = "engine-1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find(self, text: str, level: Level, protect: ProtectList) -> tuple[Typo, ...]:
        self.asked.append(text)
        at = text.find("惯彻")
        if at < 0:
            return ()
        return (Typo(at, at + 2, TypoKind.SOUND, ("贯彻",), 0.97, Certainty.DOUBTFUL),)


def test_what_the_engine_finds_is_a_finding_of_its_kind() -> None:
    engine = Engine()
    (found,) = Scanner(all_rules(), engine).scan(Document.of_text(TEXT)).findings
    assert (found.rule, found.quote, found.suggestions) == ("T1", "惯彻", ("贯彻",))
    assert (found.certainty, found.score) == (Certainty.DOUBTFUL, 0.97)
    assert len(engine.asked) == 1  # once for all eight rules


def test_after_an_edit_the_engine_sees_the_changed_paragraph_only() -> None:
    engine = Engine()
    scanner = Scanner(all_rules(), engine)
    first = scanner.scan(Document.of_text(TEXT))
    scanner.scan(Document.of_text(TEXT + "要落实。"), previous=first)
    assert engine.asked[1] == "要认真惯彻会议精神。要落实。\n"


def test_without_an_engine_the_typo_rules_are_silent() -> None:
    assert Scanner(all_rules()).scan(Document.of_text(TEXT)).findings == ()


def test_what_the_document_says_again_is_less_sure_to_be_wrong() -> None:
    again = "要认真惯彻会议精神。\n各镇认真惯彻落实。"
    scanner = Scanner(all_rules(), Engine())
    found = scanner.scan(Document.of_text(again), ScanSettings(Level.FULL)).findings
    assert [f.quote for f in found if f.rule == "T1"] == ["惯彻"]
    standard = scanner.scan(Document.of_text(again)).findings
    assert [f.quote for f in standard if f.rule == "T1"] == []
