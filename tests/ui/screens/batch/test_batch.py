"""批量扫描 on the screen: choose, watch, look, save."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.scanning.level import Level
from qz_review.services.scanning import scanner_without_typos
from qz_review.workspace import Workspace, open_workspace
from tests.ui.conftest import SAMPLE_PASSWORD, show_failure
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.batch.presenter import BatchPresenter
from ui.screens.batch.screen import BatchScreen
from ui.theme.theme import Theme
from ui.widgets.toast import ToastHost


@pytest.fixture
def office(sample_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "workspace"
    shutil.copytree(sample_folder, folder)
    opened = open_workspace(folder, rules=scanner_without_typos)
    opened.session.login("zhouyuan", SAMPLE_PASSWORD)
    yield opened
    opened.close()


@pytest.fixture
def batch(office: Workspace, theme: Theme, qtbot: QtBot) -> Iterator[BatchPresenter]:
    window = QMainWindow()
    qtbot.addWidget(window)
    jobs = InlineJobRunner(show_failure, window)
    jobs.set_workspace(office)
    screen = BatchScreen(Level.STANDARD)
    window.setCentralWidget(screen)
    window.resize(1366, 768)
    window.show()
    yield BatchPresenter(screen, office, jobs, ToastHost(window))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "稿件"
    here.mkdir()
    (here / "甲.txt").write_text("关于供水的通知\n网络复盖全市，，请查收。\n", encoding="utf-8")
    (here / "坏.docx").write_bytes(b"PK\x03\x04 no zip")
    return here


def test_a_folder_gives_a_row_a_file_and_the_findings_of_the_chosen_one(
    batch: BatchPresenter, folder: Path
) -> None:
    batch.scan_folder(folder)
    screen = batch._screen
    names = [screen.files.row_at(at) for at in range(screen.files.rowCount())]
    assert {row.name for row in names if row is not None} == {"甲.txt", "坏.docx"}
    place = next(at for at, row in enumerate(names) if row is not None and row.name == "甲.txt")
    screen.file_table.setCurrentIndex(screen.files.index(place, 0))
    assert screen.found.rowCount() >= 2
    assert "1 个没有读成" in screen.header.caption.text() and screen.xlsx.isEnabled()


def test_pasted_words_are_scanned(batch: BatchPresenter) -> None:
    batch.scan_words("关于供水的通知\n网络复盖全市。")
    assert batch._screen.found.rowCount() == 1


def test_both_reports_are_saved(batch: BatchPresenter, folder: Path, tmp_path: Path) -> None:
    batch.scan_folder(folder)
    for kind, start in (("xlsx", b"PK"), ("pdf", b"%PDF")):
        path = tmp_path / f"结果.{kind}"
        batch.save_to(kind, path)
        assert path.read_bytes().startswith(start)


def test_an_empty_folder_says_so(batch: BatchPresenter, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    batch.scan_folder(tmp_path / "空")
    assert batch._screen._stack.currentIndex() == 0 and not batch._screen.xlsx.isEnabled()
