"""Opening 台账 over many manuscripts: ``python tests/bench/bench_ledger_page.py``.

The real application, offscreen, on a sample office whose read models were filled directly
(``--manuscripts N``).  Measures from the click on 台账 until its first rows and its sums are
painted, median of five openings after the first, and the first (which also makes the page);
the other is 稿件, opened the same way in between.  Bound 300 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_list_scrolling import rest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from qz_review.signing.kdf import SMALLEST
from qz_review.storage.store import Store
from qz_review.workspace import create_sample_office
from ui.application import DesktopApplication
from ui.shell.desk_page import DeskPage
from ui.shell.machine_settings import MachineSettings
from ui.shell.offices import Offices
from ui.theme.theme import STYLE_ARGUMENTS

ROUNDS = 5
BOUND_MS = 300.0


def fill(folder: Path, number: int) -> None:
    """Put signed manuscripts into the lists; the evidence stays as it is."""
    from bench_ledger import signed_manuscripts

    with Store.open(folder) as store, store.transaction():
        for projected in signed_manuscripts(number):
            store.read_models.upsert(projected)


def opened(qt: QApplication, desk: DeskPage, key: str, total: Callable[[], int]) -> float:
    """Milliseconds until a page is painted with its rows."""
    desk.show_screen("settings")
    rest(300)
    began = time.perf_counter()
    desk.show_screen(key)
    while True:
        qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)  # the worker has its turn
        if not desk._parts.jobs.is_busy and total() > 0:
            break
    shown = desk.screen_shown
    assert shown is not None
    shown.repaint()
    return (time.perf_counter() - began) * 1000


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--manuscripts", type=int, default=20_000)
    number = parser.parse_args().manuscripts
    qt = QApplication(["bench", *STYLE_ARGUMENTS])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "office"
        create_sample_office(folder, cost=SMALLEST).close()
        fill(folder, number)
        app = DesktopApplication(qt, Offices(), MachineSettings(Path(scratch) / "machine.ini"))
        app.window.resize(1366, 768)
        app.start(folder)
        while app.entrance.workspace is None:
            rest(50)
        app.entrance.login.login_requested.emit("zhouyuan", "sample-2026")
        while app.desk is None:
            rest(50)
        rest(2500)
        desk = app.desk

        def rows() -> int:
            return int(getattr(getattr(desk.screen_shown, "model", None), "total", 0))

        first = {key: opened(qt, desk, key, rows) for key in ("manuscripts", "ledger")}
        times: dict[str, list[float]] = {"manuscripts": [], "ledger": []}
        for _ in range(ROUNDS):
            for key, taken in times.items():
                taken.append(opened(qt, desk, key, rows))
        app.window.close()
        app.end()
    print(f"{number:,} manuscripts   first ms   median ms")
    for key, taken in times.items():
        print(f"{key:20} {first[key]:8.0f} {statistics.median(taken):11.0f}")
    return int(first["ledger"] > BOUND_MS)


if __name__ == "__main__":
    sys.exit(main())
