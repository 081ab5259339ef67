"""Reading with the real lanes: 取消 works, what was there before stays."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.model.person import Person
from qz_review.workspace import Workspace
from ui.jobs.job_runner import FILES, JobRunner
from ui.screens.registration.screen import RegistrationScreen


def test_reading_can_be_stopped(
    office: Workspace,
    log_in: Callable[[str], Person],
    window: QMainWindow,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    log_in("zhangning")
    failures: list[Exception] = []
    jobs = JobRunner(failures.append)
    jobs.set_workspace(office)
    screen = RegistrationScreen(office, jobs)
    window.setCentralWidget(screen)
    screen.show()
    source = screen.fields.source
    path = tmp_path / "通告.txt"
    path.write_text("通告\n自12月1日起夜间施工。\n", encoding="utf-8")
    free = threading.Event()
    jobs.run(window, "别的事", lambda own, job: free.wait(10), lambda _: None, lane=FILES)
    screen.presenter.read_file(str(path))
    qtbot.waitUntil(source.cancel.isVisible)  # said after a moment
    source.cancel.click()
    with qtbot.waitSignal(screen.presenter.reading_stopped):
        free.set()
    assert not screen.is_dirty and source.choose.isVisible()
    with qtbot.waitSignal(screen.presenter.document_read):
        screen.presenter.read_file(str(path))
    assert screen.fields.basics.title.text() == "通告"
    assert jobs.close() and not failures
