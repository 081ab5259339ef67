"""The program ends well whatever lies on the clipboard."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from qz_review.model.text import ManuscriptText, Paragraph
from ui.clipboard import copy_formatted
from ui.application import DesktopApplication
from ui.editor.opening import open_text
from ui.editor.text_page import TextPage
from ui.shell.machine_settings import MachineSettings
from ui.shell.offices import Offices
qt = QApplication(["test"])
app = DesktopApplication(qt, Offices(), MachineSettings(Path(sys.argv[2])))
if sys.argv[1] == "words":
    page = TextPage()
    text = ManuscriptText("标题", "", (Paragraph("正文。"),))
    page.show_text(open_text(text), text)
    page.selectAll()
    page.copy()
else:
    copy_formatted("正文。", "<b>正文。</b>")
app.end()
print(QGuiApplication.clipboard().text())
"""


@pytest.mark.parametrize("copied", ["words", "html"])
def test_the_program_ends_after_copying(copied: str, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, copied, str(tmp_path / "machine.ini")],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "正文。" in ended.stdout
    assert ended.returncode == 0, ended.stderr
