"""A PDF in the desktop's own viewer: the copy it reads goes with the window that opened it."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from ui.printing import Viewer


@pytest.fixture
def opened(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that the desktop was asked to open."""
    paths: list[Path] = []

    def open_url(url: QUrl) -> bool:
        paths.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return paths


def test_a_sheet_asked_for_twice_does_not_touch_the_one_that_is_shown(opened: list[Path]) -> None:
    viewer = Viewer()
    assert viewer.open("清样.pdf", b"%PDF one") and viewer.open("清样.pdf", b"%PDF two")
    assert [path.read_bytes() for path in opened] == [b"%PDF one", b"%PDF two"]
    assert {path.name for path in opened} == {"清样.pdf"}


def test_a_name_that_would_lead_elsewhere_stays_in_the_folder(opened: list[Path]) -> None:
    viewer = Viewer()
    viewer.open("../../来函:1.pdf", b"%PDF")
    assert opened[0].name == ".._.._来函_1.pdf" and opened[0].exists()


def test_no_copy_is_left_when_the_viewer_goes(opened: list[Path]) -> None:
    viewer = Viewer()
    viewer.open("清样.pdf", b"%PDF")
    del viewer
    gc.collect()
    assert not opened[0].exists()
