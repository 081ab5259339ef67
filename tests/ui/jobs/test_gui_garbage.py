"""Dead widgets are destroyed on the GUI thread, whoever makes the garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from threading import Thread, get_ident

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.jobs.gui_garbage import GuiGarbage


class Noted:
    """Part of a cycle; tells which thread took it apart."""

    died_in: list[int]

    def __init__(self, died_in: list[int]) -> None:
        self.died_in = died_in
        self.itself = self

    def __del__(self) -> None:
        self.died_in.append(get_ident())


@pytest.fixture
def garbage(qtbot: QtBot) -> Iterator[GuiGarbage]:
    collector = GuiGarbage()
    yield collector
    collector.stop()
    gc.disable()  # as the tests' own collecting wants it


def allocate() -> None:
    """Enough new objects for several of Python's own collections."""
    kept = [[number] for number in range(200_000)]
    assert kept[-1] == [199_999]


def test_a_worker_never_takes_a_cycle_apart(garbage: GuiGarbage) -> None:
    died_in: list[int] = []
    Noted(died_in)
    worker = Thread(target=allocate)
    worker.start()
    worker.join()
    assert died_in == []
    kept = [[number] for number in range(30_000)]  # enough that is new to be worth a look
    garbage.collect()
    assert died_in == [get_ident()] and kept


def test_stopping_gives_collecting_back_to_python(garbage: GuiGarbage) -> None:
    assert not gc.isenabled()
    garbage.stop()
    assert gc.isenabled()


def test_a_long_manuscript_just_built_is_not_looked_at_while_one_types(
    garbage: GuiGarbage,
) -> None:
    died_in: list[int] = []
    Noted(died_in)
    before = gc.get_freeze_count()
    kept = [[number] for number in range(200_000)]
    garbage.collect()
    assert died_in == [] and gc.get_freeze_count() - before >= len(kept)


def test_what_was_set_aside_is_looked_at_when_another_program_is_in_front(
    garbage: GuiGarbage,
) -> None:
    died_in: list[int] = []
    Noted(died_in)
    kept = [[number] for number in range(200_000)]
    garbage.collect()
    QGuiApplication.instance().applicationStateChanged.emit(  # type: ignore[union-attr]
        Qt.ApplicationState.ApplicationInactive
    )
    garbage.collect()
    assert died_in == [get_ident()] and kept
