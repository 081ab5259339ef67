"""A sign dialog over the sample office, opened for whoever a test puts at the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMainWindow

from qz_review.model.manuscript import ChangeClass
from qz_review.model.person import Person
from qz_review.services.views import DraftWork, ManuscriptView
from qz_review.workflow.checklists import answers_all_yes
from qz_review.workspace import Workspace
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.sign.dialog import SignDialog

OpenDialog = Callable[..., SignDialog]


def finished_work(view: ManuscriptView, opinion: str = "") -> DraftWork:
    """The work of somebody who has done all that the step asks."""
    assert view.checklist is not None
    changes = tuple(replace(c, kind=ChangeClass.CORRECTS_WORDING) for c in view.expected_changes)
    return DraftWork(
        view.text,
        answers=answers_all_yes(view.checklist, view.flags),
        changes=changes,
        carried_out=tuple(replace(line, done=True) for line in view.expected_lines),
        read_paragraphs=frozenset(range(1, 100)),
        seconds_open=860,
        opinion=opinion,
    )


@pytest.fixture
def open_dialog(
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
    window: QMainWindow,
) -> OpenDialog:
    """``open_dialog(account, number, work=None, **changes of the work)``."""

    def open_it(account: str, number: str, *, finished: bool = True, **changes: object):
        log_in(account)
        view = office.manuscripts.view(office.manuscripts.find_by_number(number))
        work = finished_work(view) if finished else DraftWork(view.text)
        dialog = SignDialog(
            office, jobs, view, view.parts[0], replace(work, **changes), None, window
        )
        dialog.open()
        return dialog

    return open_it
