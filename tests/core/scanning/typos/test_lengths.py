"""Characters too many and too few: where they are looked for, and what the bundled model finds."""

from __future__ import annotations

import numpy as np
import pytest

from qz_review.assets import resources_root
from qz_review.scanning.typos.correction import Correction, applied
from qz_review.scanning.typos.engine import TypoEngine
from qz_review.scanning.typos.finding import Level, TypoKind
from qz_review.scanning.typos.length_proposals import said_twice
from qz_review.scanning.typos.model_file import DESCRIPTION


@pytest.mark.parametrize(
    ("text", "size", "places"),
    [
        ("加强对对企业", 1, [3]),
        ("哈哈哈哈", 1, []),  # no slip
        ("推进推进工作", 2, [2]),
        ("推进推进推进", 2, []),
        ("好", 1, []),
        ("", 2, []),
    ],
)
def test_what_is_said_twice_is_found_unless_it_is_a_run(
    text: str, size: int, places: list[int]
) -> None:
    ids = np.array([ord(one) for one in text], np.uint16)
    assert np.flatnonzero(said_twice(ids, size)).tolist() == places


def test_corrections_of_any_length_are_applied_together() -> None:
    corrections = [
        Correction(0, 1, "惯", "贯", (), TypoKind.SOUND, 0.9),
        Correction(2, 3, "了", "", (), TypoKind.EXTRA, 0.9),
        Correction(4, 6, "到处", "到实处", (), TypoKind.MISSING, 0.9),
    ]
    assert applied("惯彻了落到处", corrections) == "贯彻落到实处"


@pytest.fixture(scope="module")
def engine() -> TypoEngine:
    folder = resources_root() / "models" / "typos"
    if not (folder / DESCRIPTION).is_file():
        pytest.skip("no model is installed")
    loaded = TypoEngine.load(folder)
    if not loaded.knows_lengths:
        pytest.skip("the installed model knows exchanges of characters only")
    return loaded


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("要进一步加强对对企业的服务和指导。", "要进一步加强对企业的服务和指导。"),
        ("各级人民政府应当加强组织组织领导。", "各级人民政府应当加强组织领导。"),
        (
            "深入贯落实习近平新时代中国特色社会主义思想。",
            "深入贯彻落实习近平新时代中国特色社会主义思想。",
        ),
    ],
)
def test_a_character_too_many_or_missing_is_found(
    engine: TypoEngine, wrong: str, right: str
) -> None:
    (finding,) = engine.find(wrong, Level.FULL)
    assert finding.kind in (TypoKind.EXTRA, TypoKind.MISSING)
    assert wrong[: finding.start] + finding.suggestions[0] + wrong[finding.end :] == right


@pytest.mark.parametrize(
    "text",
    [
        "人人有责，家家户户都要参与。",
        "天天向上，处处留心，常常自省。",
    ],
)
def test_reduplication_is_right(engine: TypoEngine, text: str) -> None:
    assert [f for f in engine.find(text, Level.FULL) if f.kind is TypoKind.EXTRA] == []
