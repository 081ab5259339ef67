"""The proofreader's marks: one for every kind of change, all of them drawable and different."""

from __future__ import annotations

import pytest

from qz_review.markup.changes import ChangeKind
from qz_review.markup.proof_marks import (
    HEIGHT,
    STROKE,
    SYMBOLS,
    WIDTH,
    Box,
    ProofMark,
    Stroke,
    caret,
    kept,
    mark_of,
    new_paragraph,
    ring,
    run_on,
    swap,
)


def points(strokes: tuple[Stroke, ...]) -> list[tuple[float, float]]:
    """Every point the pen is led by, control points included."""
    found: list[tuple[float, float]] = []
    for stroke in strokes:
        found.append(stroke.start)
        for part in stroke.parts:
            assert len(part) in (2, 6)
            found.extend(zip(part[::2], part[1::2], strict=True))
    return found


@pytest.mark.parametrize("mark", list(ProofMark))
def test_a_symbol_fits_its_grid_with_the_width_of_the_pen(mark: ProofMark) -> None:
    for x, y in points(SYMBOLS[mark]):
        assert STROKE / 2 <= x <= WIDTH - STROKE / 4
        assert STROKE / 2 <= y <= HEIGHT - STROKE / 2


def test_no_two_marks_share_a_symbol_or_a_name() -> None:
    assert len(set(SYMBOLS.values())) == len(ProofMark)
    assert len({mark.label for mark in ProofMark}) == len(ProofMark)


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_a_change_and_its_mark_have_one_name(kind: ChangeKind) -> None:
    assert mark_of(kind).label == kind.label


def test_neighbours_are_swapped_with_one_line_and_distant_words_with_two_rings() -> None:
    near = swap(Box(0, 0, 30, 10), Box(30, 0, 60, 10))
    far = swap(Box(0, 0, 30, 10), Box(60, 0, 90, 10))
    assert [stroke.closed for stroke in near] == [False]
    assert [stroke.closed for stroke in far].count(True) == 2


def test_marks_between_lines_begin_and_end_where_they_are_told() -> None:
    joined = run_on((300.0, 10.0), (40.0, 40.0))
    assert (joined.start, joined.end) == ((300.0, 10.0), (40.0, 40.0))
    step, *arrow = new_paragraph(Box(200, 0, 200, 20), (40.0, 45.0))
    assert (step.start, step.end) == ((200, 0), (40.0, 45.0))
    assert arrow[0].parts[0] == (40.0, 45.0)


def test_each_kept_character_has_its_triangle_under_it() -> None:
    triangles = kept(Box(0, 0, 40, 12), 4)
    assert [t.start for t in triangles] == [(5, 12), (15, 12), (25, 12), (35, 12)]
    assert all(t.closed for t in triangles)


def test_a_ring_stays_on_its_box_and_a_caret_points_at_the_gap() -> None:
    found = points((ring(Box(10, 20, 50, 32)),))
    assert (min(x for x, _ in found), max(x for x, _ in found)) == (10, 50)
    assert (min(y for _, y in found), max(y for _, y in found)) == (20, 32)
    assert caret((10, 20), 6).parts[0] == (10, 20)
