"""The strip of running work at the lower edge: name, progress, 取消; from 300 ms on.

Work goes on behind it, and so can the person.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.jobs.job_runner import JobRunner
from ui.widgets.button import Button
from ui.widgets.progress import LabelledProgress
from ui.widgets.themed import Themed

PATIENCE_MS = 300  # work that is done sooner is not shown
_WIDTH, _MARGIN = 320, 16  # px
_TELL_REST_AFTER = 2.0  # s


class _JobLine(QWidget):
    """One piece of work."""

    def __init__(self, number: int, name: str, jobs: JobRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._began = time.monotonic()
        self._progress = LabelledProgress(name, parent=self)
        cancel = Button("取消", self, size="small", name=f"job_cancel_{number}")
        cancel.setAccessibleName(f"取消{name}")
        cancel.clicked.connect(lambda: self._on_cancel(jobs, number, cancel))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._progress, 1)
        layout.addWidget(cancel)

    def set_progress(self, done: int, total: int) -> None:
        """Show n/total, and how long it still takes once that can be told."""
        passed = time.monotonic() - self._began
        rest = ""
        if passed > _TELL_REST_AFTER and 0 < done < total:
            seconds = round(passed / done * (total - done))
            rest = f"剩约{seconds}秒" if seconds < 90 else f"剩约{round(seconds / 60)}分"
        self._progress.set_progress(done, total, rest)

    @staticmethod
    def _on_cancel(jobs: JobRunner, number: int, button: Button) -> None:
        button.setEnabled(False)
        jobs.cancel(number)


class JobStrip(Themed, QFrame):
    """Lies over the lower right corner of ``window``."""

    def __init__(self, jobs: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("job_strip")
        self.setProperty("frameRole", "card")
        self._jobs = jobs
        self._lines: dict[int, _JobLine] = {}
        self._waiting: dict[int, str] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)
        self._layout.setSpacing(12)
        window.installEventFilter(self)
        self._follow_theme()
        jobs.job_started.connect(self._on_started)
        jobs.job_progressed.connect(self._on_progressed)
        jobs.job_ended.connect(self._on_ended)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _on_started(self, number: int, name: str) -> None:
        self._waiting[number] = name
        QTimer.singleShot(PATIENCE_MS, self, lambda: self._show_line(number))

    def _show_line(self, number: int) -> None:
        name = self._waiting.pop(number, None)
        if name is None:
            return  # done already
        line = _JobLine(number, name, self._jobs, self)
        self._lines[number] = line
        self._layout.addWidget(line)
        self._place()
        self.show()
        self.raise_()

    def _on_progressed(self, number: int, done: int, total: int, _note: str) -> None:
        line = self._lines.get(number)
        if line is not None:
            line.set_progress(done, total)

    def _on_ended(self, number: int) -> None:
        self._waiting.pop(number, None)
        line = self._lines.pop(number, None)
        if line is None:
            return
        self._layout.removeWidget(line)
        line.hide()
        line.deleteLater()
        if self._lines:
            self._place()
        else:
            self.hide()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        width = self._theme.px(_WIDTH)
        height = self._layout.sizeHint().height()
        self.setGeometry(window.width() - width - _MARGIN, window.height() - height - _MARGIN,
                         width, height)  # fmt: skip
