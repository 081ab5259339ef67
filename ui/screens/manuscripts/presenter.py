"""Answers the queries of 稿件 off the GUI thread, page by page; only the newest query counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from qz_review.services.views import ManuscriptPage, ManuscriptQuery
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import JobRunner
from ui.screens.manuscripts.model import PAGE
from ui.screens.manuscripts.screen import ManuscriptsScreen

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet
    from qz_review.workspace import Workspace

_COLUMNS = "manuscripts.columns"


class ManuscriptsPresenter(QObject):
    """own_name: who is at the desk."""

    def __init__(
        self,
        screen: ManuscriptsScreen,
        workspace: Workspace,
        jobs: JobRunner,
        errors: ErrorPresenter,
        own_name: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or screen)
        self._screen = screen
        self._workspace = workspace
        self._jobs = jobs
        self._errors = errors
        self._query = ManuscriptQuery()
        self._round = 0
        screen.model.set_own_name(own_name)
        screen.restore_columns(str(workspace.settings.preference(_COLUMNS, "")))
        screen.query_changed.connect(self._on_query_changed)
        screen.columns_changed.connect(self._on_columns_changed)
        screen.model.page_wanted.connect(self._load_page)

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Ask anew; the place in the list stays."""
        self._screen.set_unit(self._workspace.settings.unit())
        self._load_first()

    def _on_query_changed(self, query: ManuscriptQuery) -> None:
        self._query = query
        self._load_first()

    def _load_first(self) -> None:
        self._round += 1
        query = replace(self._query, offset=0, limit=PAGE)

        def done(page: ManuscriptPage) -> None:
            self._screen.set_first_page(page, query, datetime.now().astimezone())

        self._jobs.run(
            self, "稿件", lambda own, job: _page(own, query), done, self._errors,
            replaces=True, shown=False,
        )  # fmt: skip

    def _load_page(self, offset: int) -> None:
        query = replace(self._query, offset=offset, limit=PAGE)
        asked_in = self._round

        def done(page: ManuscriptPage) -> None:
            if asked_in == self._round:
                self._screen.model.add_page(offset, page)

        self._jobs.run(
            self, f"稿件 {offset}", lambda own, job: _page(own, query), done, self._errors,
            shown=False,
        )  # fmt: skip

    def _on_columns_changed(self, state: str) -> None:
        try:
            self._workspace.settings.set_preference(_COLUMNS, state)
        except Exception as error:  # shown by the presenter, whatever it is
            self._errors.show(error)


def _page(own: Any, query: ManuscriptQuery) -> ManuscriptPage:
    page: ManuscriptPage = own.manuscripts.page(query)
    return page
