"""Reads files and registers, off the GUI thread; holds no widget.

Signals: ``reading(name)``; ``document_read(name, ImportedDocument)``; ``document_refused(str)``;
``reading_stopped()`` after 取消; ``attached(Attached)``; ``attachment_refused(str)``;
``attaching_ended()``; ``registered(str)``; ``registration_refused(QzError)``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qz_review.errors import QzError
from qz_review.jobs import JobContext
from qz_review.markup.marked import MarkedDocument
from qz_review.services.forms import RegistrationForm, RevisionChoice
from ui.jobs.job_runner import FILES, JobRunner
from ui.pictures import lightened
from ui.screens.registration.attached import Attached, read_attachment
from ui.screens.registration.form import Document
from ui.text.error_texts import sentence_for

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

PASTED_NAME = "粘贴的文字"


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    revisions: RevisionChoice = RevisionChoice.ACCEPT
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class _Pasted:
    words: str
    html: str = ""


_Result = tuple[Document, dict[str, bytes], MarkedDocument | None]


class RegistrationPresenter(QObject):
    """One form's work."""

    reading = Signal(str)
    document_read = Signal(str, object)
    document_refused = Signal(str)
    reading_stopped = Signal()
    attached = Signal(object)
    attachment_refused = Signal(str)
    attaching_ended = Signal()
    registered = Signal(str)
    registration_refused = Signal(object)

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._reading_job: int | None = None
        self._read: _File | _Pasted | None = None
        self.pictures: dict[str, bytes] = {}
        """Pictures of the document read last by digest, light enough to paint at once."""
        self.marked: MarkedDocument | None = None
        """The 修订 kept with the document read last, None where there are none."""

    def read_file(self, path: str) -> None:
        """Read a manuscript's file; the one before stays until this one has been read."""
        self._read_file(_File(Path(path)))

    def read_again(
        self, *, revisions: RevisionChoice | None = None, encoding: str | None = None
    ) -> None:
        """Read the same file with its 修订 taken otherwise, or in another encoding."""
        file = self._read
        if not isinstance(file, _File):
            return
        if revisions is not None:
            file = replace(file, revisions=revisions)
        if encoding is not None:
            file = replace(file, encoding=encoding)
        self._read_file(file)

    def _read_file(self, file: _File) -> None:
        def read(own: Workspace, job: JobContext) -> Document:
            return own.registration.inspect_document(
                file.path, file.path.name, job, revisions=file.revisions, encoding=file.encoding
            )

        self._start(file, file.path.name, read)

    def read_pasted(self, words: str, html: str = "") -> None:
        """Take pasted words, with the tables of ``html`` where the clipboard had it."""

        def read(own: Workspace, job: JobContext) -> Document:
            return own.registration.inspect_pasted(words, html)

        self._start(_Pasted(words, html), PASTED_NAME, read)

    @property
    def pasted_words(self) -> str:
        """What was pasted last, empty for a file."""
        return self._read.words if isinstance(self._read, _Pasted) else ""

    @property
    def pasted_html(self) -> str:
        """The same as the clipboard had it, empty where that was not taken."""
        return self._read.html if isinstance(self._read, _Pasted) else ""

    @property
    def revisions(self) -> str:
        """What was done with the file's 修订: accept, reject or keep."""
        file = self._read
        return (file.revisions if isinstance(file, _File) else RevisionChoice.ACCEPT).value

    @property
    def encoding(self) -> str:
        """What the file was asked to be read in; empty where that was found out."""
        return self._read.encoding if isinstance(self._read, _File) else ""

    def stop_reading(self) -> None:
        """取消: the document before stays."""
        if self._reading_job is not None:
            self._jobs.cancel(self._reading_job)

    def attach(self, paths: Sequence[str]) -> None:
        """Read files that go along, one after another; a refused one stops nothing."""

        def read(job: JobContext) -> tuple[list[Attached], QzError | None]:
            files, refusal = [], None
            for path in paths:
                job.check_cancelled()
                try:
                    files.append(read_attachment(Path(path)))
                except QzError as error:
                    refusal = error
            return files, refusal

        self._jobs.compute(self, "读入附件", read, self._on_attached)

    def register(self, form: RegistrationForm) -> None:
        """Put the manuscript on the route."""

        def put(own: Workspace, job: JobContext) -> str:
            return own.registration.register(form)

        self._jobs.run(self, "登记稿件", put, self.registered.emit, self._on_refused, shown=False)

    # --- replies ------------------------------------------------------------------------------

    def _start(
        self, source: _File | _Pasted, name: str, read: Callable[[Workspace, JobContext], Document]
    ) -> None:
        self.reading.emit(name)

        def read_all(own: Workspace, job: JobContext) -> _Result:
            document = read(own, job)
            job.check_cancelled()
            pictures = {d: lightened(data) for d, data in document.pictures.items()}
            return document, pictures, own.registration.marked(document)  # type: ignore[arg-type]

        def done(result: _Result) -> None:
            self._reading_job = None
            self._read = source
            document, self.pictures, self.marked = result
            self.document_read.emit(name, document)

        number = self._jobs.run(
            self, "读入稿件", read_all, done, self._on_unreadable,
            cancelled=self._on_stopped, replaces=True, shown=False, lane=FILES,
        )  # fmt: skip
        if self._read is not source:  # still at work
            self._reading_job = number

    def _on_unreadable(self, error: Exception) -> None:
        self._reading_job = None
        if not isinstance(error, QzError):
            raise error  # a bug: the application's hook reports it
        self.document_refused.emit(sentence_for(error))

    def _on_stopped(self) -> None:
        self._reading_job = None
        self.reading_stopped.emit()

    def _on_attached(self, result: tuple[list[Attached], QzError | None]) -> None:
        files, refusal = result
        for file in files:
            self.attached.emit(file)
        self.attaching_ended.emit()
        if refusal is not None:
            self.attachment_refused.emit(sentence_for(refusal))

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, QzError):
            raise error
        self.registration_refused.emit(error)
