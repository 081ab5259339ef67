"""Rejecting everything gives the text before, accepting everything the last text, exactly."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.documents.docx_in import read_docx
from qz_review.documents.docx_out.resolving import has_revisions
from qz_review.documents.docx_out.writing import open_source, with_source, write_clean, write_marked
from qz_review.documents.imported import RevisionChoice
from qz_review.documents.ooxml import Package
from qz_review.markup.layers import compose
from qz_review.markup.marked import Version
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText
from tests.support.docx_checking import faults
from tests.support.rich_docx import rich_docx
from tests.support.text_edits import Step, as_read, edited

RICH = rich_docx()
STAGES = (Stage.REVIEW_1, Stage.PROOF_1, Stage.REVIEW_2)


def versions_of(text: ManuscriptText, edits: Sequence[Sequence[Step]]) -> list[Version]:
    versions = [Version(None, text)]
    for stage, steps in zip(STAGES, edits, strict=False):
        changed = edited(versions[-1].text, steps)
        versions.append(Version(stage, changed, "张某", "2026-11-17T08:12:03.123Z"))
    return versions


def check(data: bytes, edits: Sequence[Sequence[Step]]) -> None:
    text = read_docx(data).text
    versions = versions_of(text, edits)
    source = open_source(data, text)
    marked = compose(with_source(source, versions))
    out = write_marked(source, marked).content
    assert faults(out) == []
    accepted = read_docx(out).text
    rejected = read_docx(out, revisions=RevisionChoice.REJECT).text
    assert as_read(accepted) == as_read(versions[-1].text)
    assert as_read(rejected) == as_read(text)
    clean = write_clean(open_source(data, text), marked).content
    assert faults(clean) == []
    assert as_read(read_docx(clean).text) == as_read(versions[-1].text)
    package = Package(clean)
    assert not has_revisions(package.xml(package.main_part))


words = st.text("市供水巡查12、。，　 \t\n\u2011𠮷①", max_size=5)
steps = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 500), st.integers(0, 30), words), max_size=6
)


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, min_size=1, max_size=3))
def test_random_edits_of_a_rich_docx_come_out_exact(edits: list[list[Step]]) -> None:
    check(RICH, edits)
