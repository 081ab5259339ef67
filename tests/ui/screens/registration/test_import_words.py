"""Every warning of the import has words of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from qz_review.documents import imported
from ui.screens.registration.import_words import (
    file_size_words,
    revision_count,
    warning_words,
)


@dataclass
class Warned:
    code: str
    facts: dict[str, object] = field(default_factory=lambda: {"count": 2, "texts": ()})


def test_every_documented_warning_has_words() -> None:
    listed = re.findall(r"``(\w+)``", imported.ImportWarning.__doc__ or "")
    codes = [code for code in listed if code != "revisions"]
    assert len(codes) > 10
    lines = warning_words(Warned(code) for code in codes)
    assert not [line for line in lines if "没有照原样读入" in line]


def test_every_warning_raised_is_documented() -> None:
    folder = Path(imported.__file__).parent
    raised = set()
    for path in folder.glob("*.py"):
        raised |= set(re.findall(r"log\.add\(\s*\"(\w+)\"", path.read_text(encoding="utf-8")))
    lines = warning_words(Warned(code) for code in raised)
    assert raised and not [line for line in lines if "没有照原样读入" in line]


def test_revisions_are_counted_apart() -> None:
    warnings = [Warned("revisions", {"count": 3}), Warned("comments", {"count": 1})]
    assert revision_count(warnings) == 3
    assert warning_words(warnings) == ["批注 1 条，转为附注，在花脸稿里看"]


def test_what_may_not_be_overlooked_stands_first() -> None:
    lines = warning_words([Warned("ruby"), Warned("footer"), Warned("direction_marks")])
    assert lines[0].startswith("改变文字方向") and lines[1].startswith("注音")


def test_long_left_out_words_are_cut() -> None:
    [line] = warning_words([Warned("footer", {"count": 1, "texts": ("很长的页脚" * 20,)})])
    assert line.endswith("…") and len(line) < 70


def test_sizes() -> None:
    assert [file_size_words(n) for n in (12, 34_000, 1_300_000)] == ["12 B", "33 KB", "1.2 MB"]
