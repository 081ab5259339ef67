"""Work runs off the GUI thread; replies come back to it, or are dropped when unwanted."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from qz_review.errors import Refused
from qz_review.jobs import JobContext
from ui.jobs.job_runner import InlineJobRunner, JobRunner


class Store:
    """Stands for a workspace: hands out something with its own connection."""

    def __init__(self) -> None:
        self.opened_in: list[str] = []

    @contextmanager
    def worker(self) -> Iterator[str]:
        self.opened_in.append(threading.current_thread().name)
        yield "own connection"


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner(failed=lambda error: pytest.fail(str(error)))
    runner.set_workspace(Store())
    yield runner
    assert runner.close()


def test_work_runs_in_its_lane_and_the_reply_on_the_gui_thread(
    runner: JobRunner, qtbot: QtBot
) -> None:
    owner, got = QObject(), []
    here = QThread.currentThread()

    def done(result: tuple[str, str]) -> None:
        got.append((result, QThread.currentThread() is here))

    runner.run(owner, "查", lambda own, job: (own, threading.current_thread().name), done)
    runner.run(
        owner, "核", lambda own, job: (own, threading.current_thread().name), done, lane="check"
    )
    runner.compute(owner, "算", lambda job: ("", threading.current_thread().name), done)
    qtbot.waitUntil(lambda: len(got) == 3)
    assert {name for (_, name), _ in got} == {"qz-store", "qz-check", "qz-cpu"}
    assert all(on_gui for _, on_gui in got)


def test_an_error_goes_to_the_caller_or_else_to_the_presenter(qtbot: QtBot) -> None:
    shown: list[Exception] = []
    runner = JobRunner(failed=shown.append)
    owner, mine = QObject(), []

    def refuse(job: JobContext) -> None:
        raise Refused("workflow.over")

    runner.compute(owner, "甲", refuse, lambda _: None)
    runner.compute(owner, "乙", refuse, lambda _: None, mine.append)
    qtbot.waitUntil(lambda: bool(shown and mine))
    assert isinstance(shown[0], Refused) and isinstance(mine[0], Refused)
    assert runner.close()


def test_a_reply_for_an_owner_that_is_gone_is_dropped(runner: JobRunner, qtbot: QtBot) -> None:
    gate, ended, got = threading.Event(), [], []
    owner = QObject()
    runner.job_ended.connect(ended.append)
    runner.compute(owner, "等", lambda job: gate.wait(5), got.append)
    owner.deleteLater()
    del owner
    qtbot.wait(1)  # the event loop deletes the owner
    gate.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert got == []


def test_newer_work_of_the_same_name_makes_the_older_reply_stale(
    runner: JobRunner, qtbot: QtBot
) -> None:
    gate, got, owner = threading.Event(), [], QObject()

    def first(job: JobContext) -> str:
        gate.wait(5)
        return "old"

    runner.compute(owner, "列表", first, got.append, replaces=True)
    runner.compute(owner, "列表", lambda job: "new", got.append, replaces=True)
    gate.set()
    qtbot.waitUntil(lambda: bool(got))
    qtbot.wait(1)
    assert got == ["new"]


def test_cancelled_work_stops_at_its_next_check(runner: JobRunner, qtbot: QtBot) -> None:
    started, cancelled, done = threading.Event(), [], []
    owner = QObject()

    def endless(job: JobContext) -> None:
        started.set()
        while True:
            job.check_cancelled()

    number = runner.compute(
        owner, "不停", endless, done.append, cancelled=lambda: cancelled.append(1)
    )
    assert started.wait(5)
    runner.cancel(number)
    qtbot.waitUntil(lambda: bool(cancelled))
    assert done == [] and runner.running == ()


def test_progress_arrives_with_the_number_of_the_job(runner: JobRunner, qtbot: QtBot) -> None:
    told: list[tuple[object, ...]] = []
    owner, done = QObject(), []
    runner.job_progressed.connect(lambda *facts: told.append(facts))
    number = runner.compute(owner, "数", lambda job: job.progress(3, 3, "末"), done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert told == [(number, 3, 3, "末")]


def test_twenty_thousand_replies_leave_the_interpreter_whole(
    runner: JobRunner, qtbot: QtBot
) -> None:
    """Some releases of the Qt binding lose a reference to None at each call and then abort."""
    owner, seen = QObject(), []
    for _ in range(20_000):
        runner.job_ended.emit(None)
        runner.job_progressed.emit(True, None, False, "")
    runner.compute(owner, "后", lambda job: None, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [None]


def test_the_inline_runner_replies_before_it_returns(qtbot: QtBot) -> None:
    shown: list[Exception] = []
    runner = InlineJobRunner(failed=shown.append)
    runner.set_workspace(Store())
    owner, got = QObject(), []
    runner.run(owner, "查", lambda own, job: own, got.append)
    runner.run(owner, "错", lambda own, job: 1 // 0, got.append)
    assert got == ["own connection"] and isinstance(shown[0], ZeroDivisionError)
