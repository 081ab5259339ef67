"""花脸稿 of a long manuscript: ``python tests/bench/bench_markup_view.py [rounds]``.

100,000 characters, 2,000 changes by three steps, tables and pictures, the real screen over a
real workspace with its worker threads, offscreen, in each of the three layouts:

open     from asking for the page to the list and the texts painted, and what of it was work on
         the GUI thread; the first time after the start, which loads fonts and dictionary, by
         itself: allowed are 300 ms more than two bare QPlainTextEdit with the old and the new
         words take.
rest     longest slice of laying out the rows out of view.
scroll   longest single step by wheel, by page and by dragging the bar, with its repaint.
F7       from the key to the repaint of text and list, through all changes.
filter   one step left out: until text and list are painted again.

No step may take longer than 100 ms.  Prints the processor's time of this process, by which a
figure holds or not, and beside it the time on the clock, which is longer where other work runs on
the machine.  Exit code 1 where a figure does not hold.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QPlainTextEdit, QWidget

from qz_review.model.stage import Stage
from qz_review.model.text import plain_text
from qz_review.workspace import Workspace
from tests.bench.bench_text_page import (
    OPEN_MORE_MS,
    STALL_MS,
    Report,
    _wheel,
    away,
    collect_as_desktop,
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


class Steps:
    """Times of steps of one kind: of the processor and on the clock, in ms."""

    def __init__(self) -> None:
        self.cpu: list[float] = []
        self.wall: list[float] = []

    @contextmanager
    def step(self) -> Iterator[None]:
        """Measure one."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.cpu.append((time.process_time() - cpu) * 1000)
        self.wall.append((time.perf_counter() - wall) * 1000)

    def tell(self, report: Report, name: str, allowed: float | None = STALL_MS) -> None:
        """Median and longest."""
        median = statistics.median
        report.add(f"{name}: median of {len(self.cpu)}", median(self.cpu), median(self.wall), None)
        report.add(f"{name}: p95", p95(self.cpu), p95(self.wall), None)
        report.add(f"{name}: longest", max(self.cpu), max(self.wall), allowed)


def bench_bare(qt: QApplication, office: LongOffice, rounds: int) -> Steps:
    """To the first paint of both texts in bare editors beside each other."""
    steps = Steps()
    words = [plain_text(text) for text in (office.texts[0], office.texts[-1])]
    for _ in range(rounds):
        window = QMainWindow()
        with steps.step():
            both = QWidget()
            row = QHBoxLayout(both)
            for text in words:
                editor = QPlainTextEdit()
                editor.setPlainText(text)
                row.addWidget(editor)
            show_in(window, both)
            qt.processEvents()
            window.repaint()
        away(qt, window)
    return steps


def bench_opening(
    qt: QApplication, office: LongOffice, jobs: JobRunner, report: Report, rounds: int
) -> None:
    """The whole way from the click to the paint; the comparing is done in the worker."""
    workspace = office.at("chief")
    whole, loading, slices = Steps(), Steps(), Steps()
    for _ in range(rounds):
        window = QMainWindow()
        rest(200)
        with whole.step():
            screen = make_screen(workspace, jobs, office, window)
            _spy(screen, loading, slices)
            until(lambda s=screen: s._material is not None)  # type: ignore[misc]
            window.repaint()
        rest(1500)
        screen.leave()
        away(qt, window)
    bare = bench_bare(qt, office, rounds)
    allowed = bare.cpu[0] + OPEN_MORE_MS
    report.add("open, first: the whole way", whole.cpu[0], whole.wall[0], allowed)
    report.add("open, first: loaded to laid out", loading.cpu[0], loading.wall[0], None)
    whole.tell(report, "open: the whole way", None)
    loading.tell(report, "open: from loaded to laid out")
    slices.tell(report, "rest: a slice")
    bare.tell(report, "bare editors: open", None)


def _spy(screen: CompareScreen, loading: Steps, slices: Steps) -> None:
    """Measure what the screen does once its material is there, and in its idle time."""
    screen.presenter.loaded.disconnect(screen._on_loaded)
    screen.sheet._idle.timeout.disconnect(screen.sheet._on_idle_timeout)

    def loaded(material: object) -> None:
        with loading.step():
            screen._on_loaded(material)  # type: ignore[arg-type]

    def idle() -> None:
        with slices.step():
            screen.sheet._on_idle_timeout()

    screen.presenter.loaded.connect(loaded)
    screen.sheet._idle.timeout.connect(idle)


def bench_layout(
    qt: QApplication, screen: CompareScreen, report: Report, layout: SheetLayout
) -> None:
    """Scrolling and F7 in one layout."""
    name, chosen = layout.value, Steps()
    with chosen.step():
        screen.header.set_layout(layout)
        screen.sheet.viewport().repaint()
    chosen.tell(report, f"{name}: layout chosen")
    bar = screen.sheet.verticalScrollBar()
    for way, step in STEPS:
        steps = Steps()
        bar.setValue(0)
        for number in range(2000):
            with steps.step():
                more = step(screen.sheet, number)
                screen.sheet.viewport().repaint()
                qt.processEvents()
            if not more:
                break
        steps.tell(report, f"{name}: scroll, {way}")
    rest(1500)
    keys = Steps()
    screen.sheet.setFocus()
    for _ in screen.panel.list.rows.numbers():
        with keys.step():
            QTest.keyClick(screen.sheet, Qt.Key.Key_F7)
            qt.processEvents()
    keys.tell(report, f"{name}: F7")


def bench_filter(qt: QApplication, screen: CompareScreen, report: Report, rounds: int) -> None:
    """A step taken out and put back."""
    steps = Steps()
    for _ in range(2 * rounds):
        with steps.step():
            screen.filters.toggle(Stage.REVIEW_1).click()
            qt.processEvents()
        rest(100)
    steps.tell(report, "filter")


def main() -> int:
    """Measure and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    qt = QApplication(["bench", *STYLE_ARGUMENTS])
    current_theme().apply(qt)
    collect_as_desktop(qt)
    report = Report()
    with tempfile.TemporaryDirectory() as scratch:
        office = LongOffice(Path(scratch) / "office")
        office.walk(Stage.REVIEW_3)
        workspace = office.at("chief")
        jobs = JobRunner(fail)
        jobs.set_workspace(workspace)
        print(f"{'ms':44} {'CPU':>9} {'clock':>9} {'allowed':>9}")
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
