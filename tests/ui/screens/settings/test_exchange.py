"""The exchange folder is chosen in 设置, tried, and kept only where it works."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow

from qz_review.model.person import Person
from qz_review.workspace import Workspace
from tests.ui.conftest import show_failure
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.settings.exchange_choice import ExchangeChoice
from ui.screens.settings.exchange_page import ExchangePage


@pytest.fixture
def page(
    office: Workspace,
    jobs: InlineJobRunner,
    window: QMainWindow,
    log_in: Callable[[str], Person],
) -> ExchangePage:
    log_in("zhangning")
    shown = ExchangePage(window)
    window.setCentralWidget(shown)
    errors = ErrorPresenter(window)
    errors.show = show_failure  # type: ignore[method-assign, assignment]
    ExchangeChoice(shown, office, jobs, errors).show()
    return shown


def choose(monkeypatch: pytest.MonkeyPatch, page: ExchangePage, folder: Path) -> None:
    monkeypatch.setattr(
        "ui.screens.settings.exchange_choice.ask_folder", lambda *_args, **_named: folder
    )
    page.choose.click()


def test_a_folder_that_works_is_kept_and_nothing_is_left_in_it(
    office: Workspace, page: ExchangePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "交换目录"
    (folder / "chenan").mkdir(parents=True)
    choose(monkeypatch, page, folder)
    assert office.exchange.folder == folder
    assert page.place.text() == str(folder)
    assert page.state.label.text() == "能读能写，已有1个收件夹"
    assert [entry.name for entry in folder.iterdir()] == ["chenan"]


def test_a_folder_that_is_gone_is_not_kept_and_says_what_to_do(
    office: Workspace, page: ExchangePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, page, tmp_path / "没有")
    assert office.exchange.folder is None
    assert "换一个能读写的文件夹" in page.state.label.text()


def test_a_share_that_went_away_is_found_by_trying(
    office: Workspace, page: ExchangePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "交换目录"
    folder.mkdir()
    choose(monkeypatch, page, folder)
    shutil.rmtree(folder)
    page.attempt.click()
    assert page.state.label.tone == "danger"
    assert office.exchange.folder == folder  # kept: it comes back with the share
    page.drop.click()
    assert office.exchange.folder is None
