"""Where file dialogs begin, and the language of Qt's own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui import file_dialogs
from ui.qt_words import speak_chinese
from ui.shell.machine_settings import MachineSettings


@pytest.fixture
def begun(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: QApplication
) -> Iterator[list[str]]:
    """Where each dialog began; every one of them chooses ``picked/稿件.docx``."""
    places: list[str] = []
    (tmp_path / "picked").mkdir()
    chosen = str(tmp_path / "picked" / "稿件.docx")

    def choose(_parent: object, _title: str, start: str, _kinds: str = "") -> tuple[str, str]:
        places.append(start)
        return chosen, ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(file_dialogs, "_memory", MachineSettings(tmp_path / "machine.ini"))
    yield places


def test_a_file_dialog_begins_where_the_last_one_ended_also_after_a_restart(
    begun: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert file_dialogs.ask_file(parent, "选稿件文件") == tmp_path / "picked" / "稿件.docx"
    assert begun[0] in (documents, str(Path.home()))
    file_dialogs.keep_folder_in(MachineSettings(tmp_path / "machine.ini"))
    file_dialogs.ask_new_file(parent, "存为 PDF", "审签单.pdf", "PDF (*.pdf)")
    assert begun[1] == str(tmp_path / "picked" / "审签单.pdf")


def test_a_folder_that_is_gone_is_not_begun_in(begun: list[str], tmp_path: Path) -> None:
    MachineSettings(tmp_path / "machine.ini").file_folder = tmp_path / "gone"
    file_dialogs.keep_folder_in(MachineSettings(tmp_path / "machine.ini"))
    assert file_dialogs.start_folder() != tmp_path / "gone"
    assert file_dialogs.start_folder().is_dir()


def test_qt_speaks_chinese(qapp: QApplication) -> None:
    assert speak_chinese(qapp)
    assert QCoreApplication.translate("QFileDialog", "&Open").startswith("打开")
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "查找范围："
