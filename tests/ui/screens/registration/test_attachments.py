"""Files that go along: any kind, with size and digest; pictures with a preview."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.model.person import Person
from qz_review.workspace import Workspace
from ui.jobs.job_runner import JobRunner
from ui.pictures import Picture, lightened
from ui.screens.registration.attached import PREVIEW, read_attachment
from ui.screens.registration.attachment_list import _FilePicture
from ui.screens.registration.screen import RegistrationScreen
from ui.widgets.text_label import ElidedLabel


def saved(path: Path, width: int, height: int) -> Path:
    wide = width * height > 1_000_000 and path.suffix == ".png"  # would take seconds to write
    image = QImage(
        width, height, QImage.Format.Format_Mono if wide else QImage.Format.Format_RGB888
    )
    image.fill(QColor("teal"))
    assert image.save(str(path))
    return path


def captions(screen: RegistrationScreen) -> list[str]:
    labels = screen.fields.attachments.findChildren(ElidedLabel)
    return [label.text() for label in labels if " · " in label.text() or label.text()[:1].isdigit()]


def test_any_file_is_kept_with_size_and_digest(
    screen: RegistrationScreen, tmp_path: Path, office: Workspace
) -> None:
    table = tmp_path / "附件1.xlsx"
    table.write_bytes(b"PK any bytes" * 100)
    picture = saved(tmp_path / "航拍.png", 1200, 800)
    screen.presenter.attach([str(table), str(picture)])
    digest = hashlib.sha256(table.read_bytes()).hexdigest().upper()
    first, second = captions(screen)
    assert first.startswith("1 KB · 指纹 ") and digest[:4] in first
    assert " · 1200×800 · " in second
    shown = screen.fields.attachments.findChildren(_FilePicture)
    assert [view.has_preview for view in shown] == [False, True]


@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_a_picture_of_40_megapixels_gets_a_small_preview(tmp_path: Path, ending: str) -> None:
    path = saved(tmp_path / f"大图.{ending}", 7300, 5500)
    file = read_attachment(path)
    assert file.preview is not None and file.pixels == QSize(7300, 5500)
    assert file.preview.width() <= PREVIEW.width() and file.preview.height() <= PREVIEW.height()
    light = lightened(path.read_bytes())
    size = Picture(light).size
    assert 0 < size.width() <= 1520 and 0 < size.height() <= 960


def test_what_is_no_picture_has_no_preview(tmp_path: Path) -> None:
    for name, content in (
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(40)),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
        ("a.jpg", b"words"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        assert read_attachment(path).preview is None
        assert lightened(content) == content


def test_a_huge_file_is_refused_before_it_is_read(
    screen: RegistrationScreen, tmp_path: Path
) -> None:
    huge = tmp_path / "大.zip"
    with huge.open("wb") as file:
        file.truncate(201 * 1024 * 1024)  # sparse: takes no room
    screen.presenter.attach([str(huge), str(saved(tmp_path / "小.png", 8, 8))])
    assert "文件超过200MB" in screen.fields.attachments.error
    assert [file.name for file in screen.fields.attachments.files] == ["小.png"]


def test_the_screen_answers_while_a_huge_picture_is_read(
    office: Workspace,
    log_in: Callable[[str], Person],
    window: QMainWindow,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    log_in("zhangning")
    path = saved(tmp_path / "大图.png", 7300, 5500)
    failures: list[Exception] = []
    jobs = JobRunner(failures.append)
    jobs.set_workspace(office)
    screen = RegistrationScreen(office, jobs)
    window.setCentralWidget(screen)
    screen.show()
    with qtbot.waitSignal(screen.presenter.attaching_ended):
        screen._on_attachments_requested([str(path)])
        assert not screen.fields.attachments.files  # read elsewhere, while this thread goes on
        screen.fields.basics.title.setText("照常填写")
    [file] = screen.fields.attachments.files
    assert file.preview is not None
    assert jobs.close() and not failures
