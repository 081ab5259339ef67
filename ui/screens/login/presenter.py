"""Logging in: accounts, the password's check off the GUI thread, the delay after wrong tries.

Signals: ``logged_in(Person)``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from qz_review.errors import Refused
from ui.jobs.job_runner import JobRunner
from ui.screens.login.screen import LoginScreen

if TYPE_CHECKING:
    from qz_review.model.person import Person
    from qz_review.workspace import Workspace


class LoginPresenter(QObject):
    """Drives one :class:`LoginScreen`; what is submitted before the store is open waits for it.

    now: the present moment, for the countdown.
    """

    logged_in = Signal(object)

    def __init__(
        self,
        screen: LoginScreen,
        jobs: JobRunner,
        failed: Callable[[Exception], None],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or screen)
        self._screen = screen
        self._jobs = jobs
        self._failed = failed
        self._now = now
        self._workspace: Workspace | None = None
        self._pending: tuple[str, str] | None = None
        self._sent = ""
        self._delays: dict[str, tuple[datetime, int]] = {}  # until when, after how many tries
        self._countdown = QTimer(self)
        self._countdown.setInterval(250)
        self._countdown.timeout.connect(self._on_countdown)
        screen.login_requested.connect(self._on_login_requested)
        screen.account_changed.connect(self._on_account_changed)

    def set_workspace(self, workspace: Workspace | None, account: str = "") -> None:
        """The store is open (or closed): offer its people; ``account`` is filled in."""
        self._workspace = workspace
        if workspace is None:
            self._pending = None
            self._delays.clear()
            self._show_delay()
            self._screen.set_busy(False)
            return
        self._screen.set_unit(workspace.unit_name)
        self._screen.set_accounts(workspace.session.accounts(), workspace.is_sample)
        if account and not self._screen.account.account:
            self._screen.set_account(account)
        if self._pending is not None:
            pending, self._pending = self._pending, None
            self._on_login_requested(*pending)

    def refresh(self) -> None:
        """The roster changed: offer the people it has now."""
        if self._workspace is not None:
            self._screen.set_accounts(self._workspace.session.accounts(), self._workspace.is_sample)

    def _on_login_requested(self, account: str, password: str) -> None:
        self._sent = account
        self._screen.set_busy(True)
        if self._workspace is None:
            self._pending = (account, password)
            return

        def log_in(own: Any, job: object) -> Person:
            person: Person = own.session.login(account, password)
            return person

        self._jobs.run(self, "登录", log_in, self._on_done, self._on_failed, shown=False)

    def _on_done(self, person: Person) -> None:
        self._screen.set_busy(False)
        self._screen.clear_password()
        self.logged_in.emit(person)

    def _on_failed(self, error: Exception) -> None:
        self._screen.set_busy(False)
        if isinstance(error, Refused) and error.code == "session.delayed":
            self._start_countdown(error)
        elif isinstance(error, Refused) and error.code.startswith("session."):
            from ui.text.error_texts import sentence_for  # not needed for the first window

            self._screen.show_error(sentence_for(error))
        else:
            self._failed(error)

    def _start_countdown(self, refusal: Refused) -> None:
        until = refusal.facts.get("until")
        tries = refusal.facts.get("tries")
        if isinstance(until, datetime):
            number = tries if isinstance(tries, int) else 0
            self._delays[_name(self._sent)] = until, number
            self._countdown.start()
        self._show_delay()

    def _on_account_changed(self, _account: str) -> None:
        if self._screen.password.error and not self._screen.is_blocked:
            self._screen.show_error("")  # it was said of the other account
        self._show_delay()

    def _on_countdown(self) -> None:
        shown = self._screen.is_blocked
        self._show_delay()
        if shown and not self._screen.is_blocked:
            self._screen.password.setFocus()

    def _show_delay(self) -> None:
        """Count down where the account in the field is delayed; others may try at once."""
        now = self._now()
        self._delays = {name: delay for name, delay in self._delays.items() if delay[0] > now}
        if not self._delays:
            self._countdown.stop()
        delay = self._delays.get(_name(self._screen.account.account))
        if delay is None:
            if self._screen.is_blocked:
                self._screen.set_blocked("")
            return
        from ui.text.moments import minutes_and_seconds

        until, tries = delay
        wrong = f"密码连错{tries}次" if tries else "密码错了多次"
        left = ceil((until - now).total_seconds())
        self._screen.set_blocked(f"{wrong}，{minutes_and_seconds(left)}后再试")


def _name(account: str) -> str:
    return account.strip().casefold()
