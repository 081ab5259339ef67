"""打印 and 导出 of lists and sheets (台账, 签署清单, 倒查表, 统计), made off the GUI thread.

The work shows in the job strip with its progress and can be cancelled there; a cancelled or
failed one leaves no file.  Signals: ``told(str, str)`` words of a toast and its icon.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qz_review.errors import QzError
from ui.jobs.job_runner import JobRunner
from ui.paper import print_pdf
from ui.printing import ask_where, file_name, write_pdf

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.workspace import Workspace

Make = Callable[["Workspace", "JobContext"], bytes]
"""Gives the bytes of the whole file; runs in a worker."""

KINDS = {"xlsx": "Excel", "pdf": "PDF"}
"""Kinds of files, as people call them, by their endings."""
_ENDINGS = {kind: ending for ending, kind in KINDS.items()}


class SheetsOut(QObject):
    """host: the screen, over which the system's dialogs open."""

    told = Signal(str, str)

    def __init__(self, host: QWidget, jobs: JobRunner) -> None:
        super().__init__(host)
        self._host, self._jobs = host, jobs

    def save(self, name: str, kind: str, make: Make) -> None:
        """Ask where, make the file, write it.  kind: ``PDF`` or ``Excel``."""
        place = ask_where(self._host, file_name(name, ending=_ENDINGS[kind]), kind)
        if place is None:
            return

        def write(content: bytes) -> None:
            def put() -> None:
                write_pdf(place, content)
                self.told.emit(f"已存为 {place.name}", "save")

            self._guarded(put)

        self._run(f"导出{name}", make, write, f"已取消导出{name}，没有写出文件")

    def print(self, name: str, make: Make) -> None:
        """Make a PDF and print it on a printer that the person chooses."""

        def bring_out(content: bytes) -> None:
            self._guarded(lambda: print_pdf(self._host, content, name))

        self._run(f"排印{name}", make, bring_out, f"已取消打印{name}")

    def _run(self, name: str, make: Make, done: Callable[[bytes], None], cancelled: str) -> None:
        self._jobs.run(
            self, name, make, done,
            cancelled=lambda: self.told.emit(cancelled, "info"), lane="check",
        )  # fmt: skip

    def _guarded(self, act: Callable[[], object]) -> None:
        try:
            act()
        except QzError as error:
            self._jobs.report(error)
