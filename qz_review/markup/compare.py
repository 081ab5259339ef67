"""Comparing two texts: :func:`compare_texts`."""

from __future__ import annotations

from qz_review.markup.changes import Comparison, MarkedLine, Span, SpanKind
from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedBlock, MarkedRun, Version
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText


def compare_texts(
    old: ManuscriptText,
    new: ManuscriptText,
    *,
    stage: Stage | None = None,
    author: str = "",
    time: str = "",
) -> Comparison:
    """What changed from ``old`` to ``new``, line by line and as a numbered list.

    Title, subtitle, paragraphs, table cells, captions, pictures, notes and attachments are
    compared in reading order.  stage, author, time are put on every span and change.
    """
    marked = compose([Version(None, old), Version(stage, new, author, time)])
    lines = tuple(_line(block, stage) for block in marked.blocks)
    return Comparison(lines, marked.changes, marked.coarse)


def _line(block: MarkedBlock, stage: Stage | None) -> MarkedLine:
    kind = SpanKind.SAME
    if block.inserted is not None:
        kind = SpanKind.INSERTED
    elif block.deleted is not None:
        kind = SpanKind.DELETED
    spans = tuple(_span(run, stage) for run in block.runs)
    return MarkedLine(block.place, spans, kind, block.moved)


def _span(run: MarkedRun, stage: Stage | None) -> Span:
    if run.inserted is not None:
        return Span(SpanKind.INSERTED, run.text, stage, run.inserted_change, run.is_break)
    if run.deleted is not None:
        return Span(SpanKind.DELETED, run.text, stage, run.deleted_change, run.is_break)
    return Span(SpanKind.SAME, run.text, is_break=run.is_break)
