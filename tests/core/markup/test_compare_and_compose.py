"""A comparison of two texts shows what the 花脸稿 composed of the two shows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.markup.changes import MarkedLine, Span, SpanKind
from qz_review.markup.compare import compare_texts
from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedBlock, MarkedRun, Version
from qz_review.model.stage import Stage
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Table

from .test_properties import edited, texts

STAGE = Stage.REVIEW_2


@given(texts, st.data())
@settings(max_examples=200)
def test_both_show_the_same_lines_and_changes(old: ManuscriptText, data: st.DataObject) -> None:
    assert_same(old, data.draw(st.one_of(edited(old), texts)))


def test_both_show_a_change_that_no_line_shows() -> None:
    old = ManuscriptText("标题", blocks=(Paragraph("正文。"), Table(((Cell(("甲",)),),))))
    new = ManuscriptText("标题", blocks=(Paragraph("正文。"), Table(((Cell(("甲",)),), ()))))
    assert len(assert_same(old, new)) == 1


def assert_same(old: ManuscriptText, new: ManuscriptText) -> tuple[object, ...]:
    comparison = compare_texts(old, new, stage=STAGE, author="张某", time="今天")
    marked = compose([Version(None, old), Version(STAGE, new, "张某", "今天")])
    assert comparison.lines == tuple(map(line_of, marked.blocks))
    assert comparison.changes == marked.changes
    assert comparison.coarse == marked.coarse
    return comparison.changes


def line_of(block: MarkedBlock) -> MarkedLine:
    kind = SpanKind.SAME
    if block.inserted is not None:
        kind = SpanKind.INSERTED
    elif block.deleted is not None:
        kind = SpanKind.DELETED
    return MarkedLine(block.place, tuple(map(span_of, block.runs)), kind, block.moved)


def span_of(run: MarkedRun) -> Span:
    if run.inserted is not None:
        return Span(SpanKind.INSERTED, run.text, STAGE, run.inserted_change, run.is_break)
    if run.deleted is not None:
        return Span(SpanKind.DELETED, run.text, STAGE, run.deleted_change, run.is_break)
    return Span(SpanKind.SAME, run.text, is_break=run.is_break)
