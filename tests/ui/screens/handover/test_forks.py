"""Two desks went on from one place: both branches side by side, a person signs which counts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow

from qz_review.model.manuscript import ConsultationKind
from qz_review.services.forks import ForkRow
from qz_review.services.views import ManuscriptQuery
from qz_review.workspace import Workspace, open_workspace
from tests.ui.conftest import SAMPLE_PASSWORD
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.handover.fork_dialog import OTHER, ForkDialog
from ui.screens.handover.models import ATTENTION, LinesModel, attention_lines
from ui.screens.handover.settling import Settling
from ui.widgets.toast import ToastHost

KIND = ConsultationKind.OPINION


def manuscript_of(office: Workspace, number: str) -> str:
    rows = office.manuscripts.page(ManuscriptQuery()).rows
    return next(row.manuscript_id for row in rows if row.number.endswith(number))


@pytest.fixture
def fork(office: Workspace, sample_folder: Path, tmp_path: Path) -> Iterator[ForkRow]:
    """A copied folder went on by itself; its branch was brought here and kept."""
    shutil.copytree(sample_folder, tmp_path / "copy")
    manuscript = manuscript_of(office, "0408")
    file = tmp_path / "另一支.qzpkg"
    with open_workspace(tmp_path / "copy") as copy:
        copy.session.login("zhouyuan", SAMPLE_PASSWORD)
        copy.routing.request_consultation(manuscript, KIND, "市财政局", "核对数字")
        copy.forks.write_branch(manuscript, file)
    office.session.login("zhouyuan", SAMPLE_PASSWORD)
    office.routing.request_consultation(manuscript, KIND, "市教育局", "核对校名")
    office.receiving.keep_branch(file)
    yield office.forks.list()[0]


def opened(office: Workspace, jobs: InlineJobRunner, window: QMainWindow, row: ForkRow):
    settling = Settling(window, office, jobs, ToastHost(window))
    settling.open(row.manuscript_id, row.branch)
    dialog = window.findChild(ForkDialog)
    assert dialog is not None
    return dialog


def test_a_fork_stands_among_what_needs_somebody(office: Workspace, fork: ForkRow) -> None:
    model = LinesModel(ATTENTION)
    model.set_lines(attention_lines((), office.forks.list(), (), fork.at))
    assert model.rowCount() == 1
    assert "0408" in str(model.index(0, 0).data())
    assert model.index(0, 2).data() == "分叉待定"


def test_the_chief_signs_that_the_other_branch_counts(
    office: Workspace, fork: ForkRow, jobs: InlineJobRunner, window: QMainWindow
) -> None:
    dialog = opened(office, jobs, window, fork)
    dialog.accept.click()
    assert dialog.error.accessibleName() == "选以哪一支为准"
    dialog.choice.set_choice(OTHER)
    dialog.accept.click()
    assert dialog.reason_field.error == "写明理由后才能确定"
    dialog.reason.setText("那边已经发函")
    dialog.password.set_text("不对的密码")
    dialog.accept.click()
    assert not office.forks.list()[0].settled
    dialog.password.set_text(SAMPLE_PASSWORD)
    dialog.accept.click()
    assert office.forks.list()[0].settled
    asked = office.manuscripts.view(fork.manuscript_id).consultations
    assert [item.unit for item in asked][-1] == "市财政局"
    assert not attention_lines((), office.forks.list(), (), fork.at)


def test_an_editor_sees_both_branches_and_cannot_settle(
    office: Workspace, fork: ForkRow, jobs: InlineJobRunner, window: QMainWindow
) -> None:
    office.session.login("zhangning", SAMPLE_PASSWORD)
    dialog = opened(office, jobs, window, fork)
    assert not dialog.accept.isVisibleTo(dialog)
    assert all(page.toPlainText() for page in dialog.pages)
