"""Loads the text of the manuscript chosen in 台账, and the course of words chosen in it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from qz_review.errors import Refused
from qz_review.services.published import SignedText
from qz_review.services.trace_course import Course
from ui.editor.opening import picture_digests
from ui.editor.preparing import PreparedLines, prepare_plain
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import JobRunner
from ui.screens.ledger.screen import LedgerScreen
from ui.text.error_texts import sentence_for
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.jobs import JobContext


class WordsPresenter(QObject):
    """One manuscript at a time; an answer about another one is dropped."""

    def __init__(
        self, screen: LedgerScreen, jobs: JobRunner, errors: ErrorPresenter, toasts: ToastHost
    ) -> None:
        super().__init__(screen)
        self._toasts = toasts
        self._screen, self._jobs, self._errors = screen, jobs, errors
        self._courses: tuple[Course, ...] = ()
        self._place = 0
        screen.manuscript_selected.connect(self._load_text)
        screen.text.words_selected.connect(self._on_words_selected)
        screen.trace.quote_entered.connect(self._on_quote_entered)
        screen.text.compare_clicked.connect(self._compare)
        screen.trace.place_wanted.connect(lambda step: self._show(self._place + step))

    @property
    def course(self) -> Course | None:
        """The course shown."""
        return self._courses[self._place] if self._courses else None

    def refresh(self) -> None:
        """Something changed: the text may be another, and how it was published."""
        if self._screen.selected:
            self._load_text(self._screen.selected)

    def _load_text(self, manuscript_id: str) -> None:
        before = self._screen.text.shown
        if before is None or before.manuscript_id != manuscript_id:
            self._forget()
            self._screen.trace.field.clear()
        if not manuscript_id:
            self._screen.text.show_text(None)
            return

        pictures = self._screen.text.pictures

        def load(own: Any, job: JobContext) -> tuple[SignedText, PreparedLines]:
            signed: SignedText = own.published.signed_text(manuscript_id)
            pictures.fill(picture_digests(signed.text), own.manuscripts.blob)
            return signed, prepare_plain(signed.text)

        def done(found: tuple[SignedText, PreparedLines]) -> None:
            self._screen.text.show_text(*found)

        def failed(error: Exception) -> None:
            self._screen.text.show_text(None)
            self._errors.show(error)

        self._jobs.run(self, "台账正文", load, done, failed, replaces=True, shown=False)

    def _compare(self) -> None:
        from ui.published.dialog import PublishedDialog

        shown = self._screen.text.shown
        if shown is not None and shown.released:
            dialog = PublishedDialog(self._screen, self._jobs, shown)
            dialog.recorded.connect(lambda words: self._toasts.show_toast(words, "check"))
            dialog.recorded.connect(self.refresh)
            dialog.open()

    def _on_words_selected(self, start: int, end: int) -> None:
        def load(own: Any, manuscript_id: str) -> tuple[Course, ...]:
            view = own.trace.of_range(manuscript_id, start, end)
            return (own.trace.course(view, manuscript_id),)

        self._look(load)

    def _on_quote_entered(self, quote: str) -> None:
        if not quote.strip():
            self._forget()
            return

        def load(own: Any, manuscript_id: str) -> tuple[Course, ...]:
            views = own.trace.of_quote(manuscript_id, quote)
            return tuple(own.trace.course(view, manuscript_id) for view in views)

        self._look(load, mark=True)

    def _look(self, load: Any, *, mark: bool = False) -> None:
        shown = self._screen.text.shown
        if shown is None:
            return
        manuscript_id = shown.manuscript_id

        def done(courses: tuple[Course, ...]) -> None:
            if self._screen.selected == manuscript_id:
                self._courses = courses
                self._show(0, mark=mark)

        def failed(error: Exception) -> None:
            self._forget()
            if isinstance(error, Refused):
                self._screen.trace.say_nothing_found(sentence_for(error))
            else:
                self._errors.show(error)

        self._jobs.run(
            self, "责任倒查", lambda own, job: load(own, manuscript_id), done, failed,
            replaces=True, shown=False,
        )  # fmt: skip

    def _show(self, place: int, *, mark: bool = True) -> None:
        if not self._courses:
            return
        self._place = place % len(self._courses)
        course = self._courses[self._place]
        if mark:
            self._screen.text.mark_words(course.start, course.end)
        self._screen.trace.set_course(
            course, self._place, len(self._courses), datetime.now().astimezone()
        )

    def _forget(self) -> None:
        self._courses, self._place = (), 0
        self._screen.trace.clear()
