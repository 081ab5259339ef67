"""Answers who wrote the words asked about on a page: looks it up in the worker, shows the card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from qz_review.model.text import ManuscriptText
from qz_review.services.trace import TraceView
from qz_review.services.views import ManuscriptView
from ui.editor.plain_places import AskedWords
from ui.editor.trace_card import TracePopover
from ui.jobs.job_runner import JobRunner
from ui.text.trace_texts import trace_card

if TYPE_CHECKING:
    from qz_review.workspace import Workspace
    from ui.editor.text_page import TextPage


@dataclass(frozen=True, slots=True)
class TraceSubject:
    """Whose words they are.  draft: the text on the page where it is not only what was saved."""

    manuscript_id: str
    draft: ManuscriptText | None = None


def trace_subject(view: ManuscriptView | None, page: TextPage) -> TraceSubject | None:
    """The manuscript of a screen with the text its page holds now."""
    if view is None:
        return None
    return TraceSubject(view.manuscript_id, page.current_text() if view.may_edit else None)


class WordTrace(QObject):
    """page: asks; host: what the card is laid over; subject: the manuscript on the page, None
    while there is none.
    """

    def __init__(
        self,
        page: TextPage,
        jobs: JobRunner,
        host: QWidget,
        subject: Callable[[], TraceSubject | None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(host)
        self._page, self._jobs, self._host = page, jobs, host
        self._subject, self._now = subject, now
        self.card: TracePopover | None = None
        page.answers = True
        page.words_asked.connect(self._on_words_asked)
        page.edited.connect(self.close)
        page.verticalScrollBar().valueChanged.connect(self.close)

    def close(self) -> None:
        """Take the card away."""
        if self.card is not None:
            self.card.close_popover()

    def _on_words_asked(self, asked: AskedWords) -> None:
        subject = self._subject()
        self.close()
        if subject is None:
            self._page.forget_asked()
            return
        card = self.card = TracePopover(self._host)
        card.closed.connect(lambda: self._on_card_closed(card))
        card.open_at(self._anchor(asked))
        start, end = asked.plain_start, asked.plain_end

        def look(workspace: Workspace, _job: object) -> TraceView:
            return workspace.trace.of_range(subject.manuscript_id, start, end, subject.draft)

        def show(view: TraceView) -> None:
            if self.card is card:
                card.show_card(trace_card(view, self._now(), asked.gone))

        def failed(error: Exception) -> None:
            self.close()
            self._jobs.report(error)

        self._jobs.run(self, "查是谁写的", look, show, failed, replaces=True, shown=False)

    def _on_card_closed(self, card: TracePopover) -> None:
        if self.card is card:
            self.card = None
            self._page.forget_asked()

    def _anchor(self, asked: AskedWords) -> QRect:
        rect = self._page.rect_of(asked)
        return QRect(self._page.viewport().mapTo(self._host, rect.topLeft()), rect.size())
