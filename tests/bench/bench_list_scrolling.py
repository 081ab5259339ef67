"""Scrolling 稿件 over many manuscripts: ``python tests/bench/bench_list_scrolling.py``.

Fills the read models of a sample office directly (the generator of ``bench_queries``), opens the
real application offscreen on it and scrolls the list from end to end by wheel-like steps.  Prints
the longest and the median time of one step with its painting, and of opening the page, in ms; the
other is the same scrolling over the sample office's own sixteen manuscripts.
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from qz_review.signing.kdf import SMALLEST
from qz_review.storage.store import Store
from qz_review.workspace import create_sample_office
from ui.application import DesktopApplication
from ui.screens.manuscripts.screen import ManuscriptsScreen
from ui.shell.machine_settings import MachineSettings
from ui.shell.offices import Offices
from ui.theme.theme import STYLE_ARGUMENTS
from ui.widgets.table_view import TableView

STEPS = 200
STALL_MS = 100.0


def fill(folder: Path, number: int) -> None:
    """Put many rows into the lists of a workspace; the evidence stays as it is."""
    source = Path(__file__).with_name("bench_queries.py")
    spec = importlib.util.spec_from_file_location("bench_queries", source)
    assert spec is not None and spec.loader is not None
    queries = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(queries)
    store = Store.open(folder)
    with store.transaction():
        for projected in queries.manuscripts(number):
            store.read_models.upsert(projected)
    store.close()


def rest(ms: int) -> None:
    """Let the event loop and the lanes work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def scroll(qt: QApplication, folder: Path) -> tuple[float, float, float]:
    """Opening, median step and longest step in ms."""
    settings = MachineSettings(folder.parent / f"{folder.name}.ini")
    app = DesktopApplication(qt, Offices(), settings)
    app.window.resize(1366, 768)
    app.start(folder)
    while app.entrance.workspace is None:
        rest(50)
    app.entrance.login.login_requested.emit("zhouyuan", "sample-2026")
    while app.desk is None:
        rest(50)
    rest(2500)
    began = time.perf_counter()
    app.desk.show_screen("manuscripts")
    qt.processEvents()
    opened = (time.perf_counter() - began) * 1000
    rest(500)
    screen = app.desk.screen_shown
    assert isinstance(screen, ManuscriptsScreen)
    table = screen.findChild(TableView)
    assert table is not None
    bar = table.verticalScrollBar()
    times = []
    for step in range(STEPS + 1):
        began = time.perf_counter()
        bar.setValue(bar.maximum() * step // STEPS)
        table.viewport().repaint()
        qt.processEvents()
        times.append((time.perf_counter() - began) * 1000)
        rest(5)
    app.window.close()
    app.end()
    return opened, statistics.median(times), max(times)


def main() -> int:
    """Measure both and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication(["bench", *STYLE_ARGUMENTS])
    with tempfile.TemporaryDirectory() as scratch:
        found = {}
        for number in (0, 20_000):
            folder = Path(scratch) / f"office-{number}"
            create_sample_office(folder, cost=SMALLEST).close()
            fill(folder, number)
            found[number] = scroll(qt, folder)
    print(f"{'':12} {'20,016 rows':>12} {'16 rows':>9} {'ratio':>6}")
    for place, name in enumerate(("open", "median step", "longest step")):
        ours, other = found[20_000][place], found[0][place]
        print(f"{name:12} {ours:12.1f} {other:9.1f} {ours / other:6.2f}")
    return 1 if found[20_000][2] > STALL_MS else 0


if __name__ == "__main__":
    sys.exit(main())
