"""What the left column says, from the view and the work alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent

from qz_review.model.checklist import Answer
from qz_review.model.manuscript import Flag, Part
from qz_review.model.person import Person
from qz_review.services.views import ManuscriptView
from qz_review.workspace import Workspace
from tests.ui.screens.sign.conftest import OpenDialog, finished_work
from ui.screens.sign.facts import Fact, facts_of


@pytest.fixture
def proof(office: Workspace, log_in: Callable[[str], Person]) -> ManuscriptView:
    """三校 of a manuscript whose leader gave an instruction."""
    log_in("zhouyuan")
    return office.manuscripts.view(office.manuscripts.find_by_number("QT-2026-0405"))


def facts(view: ManuscriptView, **changes: object) -> dict[str, Fact]:
    work = replace(finished_work(view), **changes)  # type: ignore[arg-type]
    classed = work.changes or view.expected_changes
    found = facts_of(view, work, Part.CHECKER, classed, view.expected_lines, 11, None)
    return {fact.key: fact for fact in found}


def test_what_is_open_is_red(proof: ManuscriptView) -> None:
    lines = tuple(replace(line, done=False) for line in proof.expected_lines)
    found = facts(replace(proof, expected_lines=lines), answers=(), carried_out=(), changes=())
    assert (found["checklist"].value, found["checklist"].state) == ("0/10", "danger")
    assert (found["leader"].value, found["leader"].state) == ("誊正 0/1", "danger")
    assert found["approved"].value == "1 处 · 差 1 处归类"


def test_an_answered_line_of_the_leader_counts(proof: ManuscriptView) -> None:
    lines = tuple(replace(x, done=False, answer="已另报同意") for x in proof.expected_lines)
    assert facts(proof, carried_out=lines)["leader"].value == "已誊正 1/1"


def test_a_no_is_counted(proof: ManuscriptView) -> None:
    first, *rest = finished_work(proof).answers
    answers = (replace(first, answer=Answer.NO, note="已改正"), *rest)
    assert facts(proof, answers=answers)["checklist"].value == "10/10 · 否 1"


def test_units_and_specialists_not_asked_yet_are_told(proof: ManuscriptView) -> None:
    flags = frozenset({Flag.OTHER_UNITS, Flag.SPECIALIST})
    found = facts(replace(proof, flags=flags, consultations=(), joint_reviews=()))
    assert (found["consultation"].value, found["consultation"].state) == ("还没有登记", "warn")
    assert (found["joint"].value, found["joint"].state) == ("还没有提请", "warn")


def test_reading_says_how_much_and_how_long(proof: ManuscriptView) -> None:
    found = facts(proof, read_paragraphs=frozenset({1, 2}), seconds_open=125)
    assert (found["reading"].label, found["reading"].value) == ("读校", "2/10 段 · 2分")


def test_a_closed_dialog_is_released(open_dialog: OpenDialog) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0405")
    dialog.cancel.click()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(dialog)
