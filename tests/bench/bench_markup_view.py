"""花脸稿 of a long manuscript: ``python tests/bench/bench_markup_view.py [rounds]``.

100,000 characters, 2,000 changes by three steps, tables and pictures, the real screen over a
real workspace with its worker threads, offscreen, in each of the three layouts:

open     from asking for the page to the list and the texts painted, and its longest block of the
         event loop; beside it two bare QPlainTextEdit with the old and the new words.
rest     longest block while the rows out of view are laid out.
scroll   longest single step by wheel, by page and by dragging the bar, with its repaint.
F7       from the key to the repaint of text and list, through all changes.
filter   one step left out: until text and list are painted again.

The stalls may last 100 ms at most.  Prints ours, the other, and what is allowed; exit code 1
where a figure does not hold.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QPlainTextEdit, QWidget

from qz_review.model.stage import Stage
from qz_review.model.text import plain_text
from qz_review.workspace import Workspace
from tests.bench.bench_text_page import (
    STALL_MS,
    Report,
    StallWatch,
    _scrolled,
    _wheel,
    away,
    p95,
    rest,
    until,
)
from tests.bench.bench_text_page import _jump as jump
from tests.bench.bench_text_page import _page as page_down
from tests.bench.long_manuscript import LongOffice
from ui.jobs.job_runner import JobRunner
from ui.screens.compare.columns import SheetLayout
from ui.screens.compare.screen import CompareScreen
from ui.theme.theme import STYLE_ARGUMENTS, current_theme
from ui.widgets.toast import ToastHost

STEPS = (("wheel", _wheel), ("page", page_down), ("bar", jump))


def fail(error: Exception) -> None:
    """No work may fail here."""
    raise error


def make_screen(
    workspace: Workspace, jobs: JobRunner, office: LongOffice, window: QMainWindow
) -> CompareScreen:
    """The screen, which begins to load at once, in a window."""
    screen = CompareScreen(workspace, jobs, office.manuscript_id, ToastHost(window))
    show_in(window, screen)
    return screen


def show_in(window: QMainWindow, widget: QWidget) -> None:
    """Show a widget in a window of 1920 × 1080."""
    window.resize(1920, 1080)
    window.setCentralWidget(widget)
    window.show()
    window.activateWindow()


def bench_bare(qt: QApplication, office: LongOffice, rounds: int) -> float:
    """ms to the first paint of both texts in bare editors beside each other."""
    times = []
    words = [plain_text(text) for text in (office.texts[0], office.texts[-1])]
    for _ in range(rounds + 1):
        began = time.perf_counter()
        both = QWidget()
        row = QHBoxLayout(both)
        for text in words:
            editor = QPlainTextEdit()
            editor.setPlainText(text)
            row.addWidget(editor)
        window = QMainWindow()
        show_in(window, both)
        qt.processEvents()
        window.repaint()
        times.append((time.perf_counter() - began) * 1000)
        away(qt, window)
    return statistics.median(times[1:])


def bench_opening(
    qt: QApplication, office: LongOffice, jobs: JobRunner, report: Report, rounds: int
) -> None:
    """The whole way from the click to the paint, the comparing in the worker included."""
    workspace, watch = office.at("chief"), StallWatch()
    shown, blocked, later, gui = [], [], [], []
    for number in range(rounds + 1):
        rest(200)
        watch.begin()
        began = time.perf_counter()
        window = QMainWindow()
        screen = make_screen(workspace, jobs, office, window)
        spent = _spy_on_loading(screen)
        until(lambda s=screen: s._material is not None)  # type: ignore[misc]
        window.repaint()
        mine, block = (time.perf_counter() - began) * 1000, watch.longest
        watch.begin()
        rest(1500)
        if number:  # the first round loads fonts
            shown.append(mine)
            blocked.append(block)
            later.append(watch.longest)
            gui.append(spent[0])
        screen.leave()
        away(qt, window)
    bare = bench_bare(qt, office, rounds)
    report.add("open: shown after", statistics.median(shown), bare, None)
    report.add("open: of it on the GUI thread, loaded to laid", statistics.median(gui), None, None)
    report.add("open: longest block", max(blocked), None, STALL_MS)
    report.add("rest: longest block", max(later), None, STALL_MS)


def _spy_on_loading(screen: CompareScreen) -> list[float]:
    """How long the screen takes once its material is there."""
    spent: list[float] = []
    screen.presenter.loaded.disconnect(screen._on_loaded)

    def measured(material: object) -> None:
        began = time.perf_counter()
        screen._on_loaded(material)  # type: ignore[arg-type]
        spent.append((time.perf_counter() - began) * 1000)

    screen.presenter.loaded.connect(measured)
    return spent


def bench_layout(
    qt: QApplication, screen: CompareScreen, report: Report, layout: SheetLayout
) -> None:
    """Scrolling and F7 in one layout."""
    name = layout.value
    watch = StallWatch()
    watch.begin()
    began = time.perf_counter()
    screen.header.set_layout(layout)
    screen.sheet.viewport().repaint()
    report.add(f"{name}: layout chosen", (time.perf_counter() - began) * 1000, None, STALL_MS)
    for way, step in STEPS:
        times = list(_scrolled(qt, screen.sheet, step))
        report.add(f"{name}: scroll, median, {way}", statistics.median(times), None, None)
        report.add(f"{name}: scroll, longest, {way}", max(times), None, STALL_MS)
    rest(1500)
    times = []
    screen.sheet.setFocus()
    for _ in range(len(screen.panel.list.rows.numbers())):
        began = time.perf_counter()
        QTest.keyClick(screen.sheet, Qt.Key.Key_F7)
        qt.processEvents()
        times.append((time.perf_counter() - began) * 1000)
    report.add(f"{name}: F7, median of {len(times)}", statistics.median(times), None, None)
    report.add(f"{name}: F7, p95", p95(times), None, None)
    report.add(f"{name}: F7, longest", max(times), None, STALL_MS)


def bench_filter(qt: QApplication, screen: CompareScreen, report: Report, rounds: int) -> None:
    """A step taken out and put back."""
    times = []
    for _ in range(2 * rounds):
        began = time.perf_counter()
        screen.filters.toggle(Stage.REVIEW_1).click()
        qt.processEvents()
        times.append((time.perf_counter() - began) * 1000)
        rest(100)
    report.add("filter: median", statistics.median(times), None, None)
    report.add("filter: longest", max(times), None, STALL_MS)


def main() -> int:
    """Measure and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    qt = QApplication(["bench", *STYLE_ARGUMENTS])
    current_theme().apply(qt)
    report = Report()
    with tempfile.TemporaryDirectory() as scratch:
        office = LongOffice(Path(scratch) / "office")
        office.walk(Stage.REVIEW_3)
        workspace = office.at("chief")
        jobs = JobRunner(fail)
        jobs.set_workspace(workspace)
        print(f"{'ms':44} {'ours':>9} {'bare':>9} {'allowed':>9}")
        bench_opening(qt, office, jobs, report, rounds)
        window = QMainWindow()
        screen = make_screen(workspace, jobs, office, window)
        until(lambda: screen._material is not None)
        rest(2000)
        print(f"{len(screen._changes)} changes, {len(screen.sheet._sheet.rows)} rows")
        for layout in SheetLayout:
            bench_layout(qt, screen, report, layout)
        bench_filter(qt, screen, report, rounds)
        away(qt, window)
        jobs.close()
        office.workspace.close()
    return 0 if report.holds else 1


if __name__ == "__main__":
    sys.exit(main())
