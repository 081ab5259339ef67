"""打印 and 导出 of 花脸稿 and 清样: on paper, PDF or Word, made off the GUI thread.

Lists and other sheets go out through :mod:`ui.sheets_out`.

Signals: ``told(str, str)`` words of a toast and its icon.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file; remark: what the person must know about it, empty for nothing."""

    content: bytes
    remark: str = ""


Make = Callable[["Workspace", str, "JobContext"], Made]


@dataclass(frozen=True, slots=True)
class Export:
    """A file that can be made: its words in the menu, its name, what makes it, PDF or Word."""

    words: str
    name: str
    make: Make
    kind: str = "PDF"


def _marked_pdf(workspace: Workspace, manuscript_id: str, job: JobContext) -> Made:
    return Made(workspace.sheets.marked_sheet(manuscript_id, job))


def _clean_pdf(workspace: Workspace, manuscript_id: str, job: JobContext) -> Made:
    return Made(workspace.sheets.clean_sheet(manuscript_id, job))


def _marked_docx(workspace: Workspace, manuscript_id: str, job: JobContext) -> Made:
    out = workspace.exports.marked_docx(manuscript_id, job)
    return Made(out.content, docx_remark(lost_signature=out.lost_signature))


def _clean_docx(workspace: Workspace, manuscript_id: str, job: JobContext) -> Made:
    out = workspace.exports.clean_docx(manuscript_id, job)
    return Made(out.content, docx_remark(lost_signature=out.lost_signature))


def docx_remark(*, lost_signature: bool) -> str:
    """What a docx does not have any more."""
    return "原件的数字签名没有保留" if lost_signature else ""


EXPORTS: dict[str, Export] = {
    "marked_pdf": Export("花脸稿 PDF…", "花脸稿", _marked_pdf),
    "clean_pdf": Export("清样 PDF…", "清样", _clean_pdf),
    "marked_docx": Export("花脸稿 Word…\tCtrl+E", "花脸稿", _marked_docx, "Word"),
    "clean_docx": Export("清样 Word…\tCtrl+Shift+E", "清样", _clean_docx, "Word"),
}


class FilesOut(QObject):
    """host: the screen, over which the system's dialogs open."""

    told = Signal(str, str)

    def __init__(self, host: QWidget, jobs: JobRunner) -> None:
        super().__init__(host)
        self._host, self._jobs = host, jobs

    def print_marked(self, manuscript_id: str, number: str, *, drafted: bool) -> None:
        """The 花脸稿 to a printer that the person chooses; drafted: see :meth:`export`."""
        name = file_name(number, "花脸稿")

        def bring_out(made: Made) -> None:
            self._guarded(lambda: print_pdf(self._host, made.content, name))

        self._make(EXPORTS["marked_pdf"], manuscript_id, "排印花脸稿", bring_out, drafted)

    def export(self, key: str, manuscript_id: str, number: str, *, drafted: bool) -> None:
        """Ask where, make the file, write it.

        drafted: the person's edits lie on top; they become a version first, so that the file
        shows what the screen shows.
        """
        wanted = EXPORTS[key]
        ending = "docx" if wanted.kind == "Word" else "pdf"
        name = file_name(number, wanted.name, ending=ending)
        place = ask_where(self._host, name, wanted.kind)
        if place is None:
            return

        def bring_out(made: Made) -> None:
            def write() -> None:
                write_pdf(place, made.content)
                said = f"已存为 {place.name}"
                if made.remark:
                    self.told.emit(f"{said}；{made.remark}", "alert")
                else:
                    self.told.emit(said, "save")

            self._guarded(write)

        self._make(wanted, manuscript_id, f"导出{wanted.name}", bring_out, drafted)

    def _make(
        self,
        wanted: Export,
        manuscript_id: str,
        name: str,
        done: Callable[[Made], None],
        drafted: bool,
    ) -> None:
        def work(workspace: Workspace, job: JobContext) -> Made:
            if drafted:
                workspace.review.leave(manuscript_id)
            return wanted.make(workspace, manuscript_id, job)

        self._jobs.run(self, name, work, done, lane="check")

    def _guarded(self, act: Callable[[], object]) -> None:
        try:
            act()
        except QzError as error:
            self._jobs.report(error)
