"""LibreOffice and pandoc, accepting or rejecting everything, come to the same texts."""

from __future__ import annotations

import random
from functools import cache

import pytest

from qz_review.documents.docx_in import read_docx
from qz_review.documents.docx_out.writing import open_source, with_source, write_clean, write_marked
from qz_review.markup.layers import compose
from qz_review.markup.marked import Version
from qz_review.model.stage import Stage
from qz_review.model.text import plain_lines
from tests.support.office_files import OFFICE, PANDOC
from tests.support.office_settling import settled
from tests.support.other_readers import pandoc
from tests.support.rich_docx import rich_docx
from tests.support.text_edits import Step, edited

needs_pandoc = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
STAGES = (Stage.REVIEW_1, Stage.PROOF_1, Stage.REVIEW_2)


def random_steps(chance: random.Random) -> list[Step]:
    signs = "市供水巡查12、。，\t\n𠮷①"
    return [
        (
            chance.randrange(13),
            chance.randrange(500),
            chance.randrange(31),
            "".join(chance.choice(signs) for _ in range(chance.randrange(6))),
        )
        for _ in range(chance.randrange(1, 4))
    ]


@cache
def written(data: bytes, seed: int) -> tuple[bytes, bytes]:
    """The marked and the clean docx after random edits of one to three steps."""
    chance = random.Random(seed)
    text = read_docx(data).text
    versions = [Version(None, text)]
    for stage in STAGES[: chance.randrange(1, 4)]:
        changed = edited(versions[-1].text, random_steps(chance))
        versions.append(Version(stage, changed, f"{stage.label}员", "2026-11-17T08:12:03.123Z"))
    marked = compose(with_source(open_source(data, text), versions))
    return (
        write_marked(open_source(data, text), marked).content,
        write_clean(open_source(data, text), marked).content,
    )


@needs_pandoc
@pytest.mark.parametrize("seed", range(8))
def test_pandoc_reads_the_clean_text_and_the_source_in_it(seed: int) -> None:
    data = rich_docx()
    marked, clean = written(data, seed)
    assert pandoc(marked, accept=True) == pandoc(clean, accept=True)
    assert pandoc(marked, accept=False) == pandoc(data, accept=True)


@needs_office
def test_libreoffice_accepts_and_rejects_to_the_clean_text_and_the_source() -> None:
    data = rich_docx(for_office=True)
    seeds = range(12)
    documents = [(data, "")]
    for seed in seeds:
        marked, clean = written(data, seed)
        documents += [(marked, "accept"), (clean, ""), (marked, "reject")]
    source, *found = [plain_lines(read_docx(one).text) for one in settled(documents)]
    for seed in seeds:
        accepted, clean_lines, rejected = found[3 * seed : 3 * seed + 3]
        assert accepted == clean_lines, f"seed {seed}"
        assert rejected == source, f"seed {seed}"
