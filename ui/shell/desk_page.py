"""The desk: navigation, the screens, what works on every page.  It arranges and wires only.

Signals: ``lock_requested()``, ``switch_requested()``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qz_review.errors import Refused
from qz_review.model.person import Person
from qz_review.model.stage import Stage
from ui.errors.presenter import ErrorPresenter
from ui.events.change_bridge import ChangeBridge
from ui.jobs.job_runner import JobRunner
from ui.shell.actions import NAVIGATION, NAVIGATION_KEYS
from ui.shell.clock_banner import ClockBanner
from ui.shell.desk_keys import DeskKeys, move_pane
from ui.shell.document_pages import DocumentPages
from ui.shell.fault_banner import FaultBanner
from ui.shell.handover_desk import HandoverDesk
from ui.shell.idle_lock import DEFAULT_MINUTES, IdleLock
from ui.shell.job_strip import JobStrip
from ui.shell.machine_settings import MachineSettings
from ui.shell.main_window import MainWindow
from ui.shell.opening_check import OpeningCheck
from ui.shell.own_account import OwnAccount
from ui.shell.screen_factory import MAIN_SCREENS, DeskParts, Refresh
from ui.theme.theme import Theme
from ui.widgets.navigation_bar import NavigationBar, NavigationRail

if TYPE_CHECKING:
    from qz_review.ledger.verify import VerifyReport
    from qz_review.services.changes import ChangeSet
    from qz_review.services.ledger_views import LedgerQuery
    from qz_review.services.views import ManuscriptQuery
    from qz_review.workspace import Workspace

_TITLES = {item.key: item.label for group in NAVIGATION for item in group.items}
_LEAST_FOR_BAR = 1024  # px at 100 %: a narrower window gets the rail


class DeskPage(QWidget):
    """One person at the desk of one office."""

    lock_requested = Signal()
    switch_requested = Signal()

    def __init__(
        self,
        *,
        workspace: Workspace,
        person: Person,
        jobs: JobRunner,
        errors: ErrorPresenter,
        bridge: ChangeBridge,
        window: MainWindow,
        theme: Theme,
        machine: MachineSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("desk_page")
        self._parts = DeskParts(workspace, person, jobs, errors, window.toasts, theme, machine)
        self._window = window
        self._current = ""
        self._bar = "bar"
        self._screens: dict[str, tuple[Any, Refresh]] = {}
        self._checked = False
        self.navigation = NavigationBar(NAVIGATION, self)
        self.rail = NavigationRail(NAVIGATION, self)
        self.faults = FaultBanner(self)
        self.clock = ClockBanner(self)
        self._stack = QStackedWidget(self)
        self.documents = DocumentPages(self._parts, self._stack, self)
        self._account = OwnAccount(self._parts, self, self)
        self.handover = HandoverDesk(self._parts, self)
        self._idle = IdleLock(DEFAULT_MINUTES, self)
        self._strip = JobStrip(jobs, window)
        self._check = OpeningCheck(jobs, errors, self)
        self._build()
        self._connect(bridge)
        self._keys = DeskKeys(self, self._key_slots())

    @property
    def person_id(self) -> str:
        """Who is at the desk."""
        return self._parts.person.id

    @property
    def account(self) -> str:
        """The account of who is at the desk."""
        return self._parts.person.account

    @property
    def current(self) -> str:
        """Key of the navigation entry shown."""
        return self._current

    @property
    def screen_shown(self) -> QWidget | None:
        """The screen shown."""
        return self._stack.currentWidget()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.faults)
        column.addWidget(self.clock)
        column.addWidget(self._stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.navigation)
        layout.addWidget(self.rail)
        layout.addLayout(column, 1)
        self.rail.hide()
        self._show_person()

    def _connect(self, bridge: ChangeBridge) -> None:
        for bar in (self.navigation, self.rail):
            bar.item_chosen.connect(self.show_screen)
            bar.lock_requested.connect(self.lock_requested)
            bar.person_clicked.connect(self._show_person_menu)
        bridge.changed.connect(self._on_changed)
        self._parts.theme.changed.connect(self._on_theme_changed)
        self._idle.idle.connect(self.lock_requested)
        self._check.verified.connect(self._on_verified)
        self.documents.closed.connect(self._on_document_closed)
        self.documents.opened.connect(self._on_document_opened)
        self.documents.lock_requested.connect(self.lock_requested)
        self.handover.follow(self.documents, self.open_manuscript, self._shown)
        self.handover.counted.connect(lambda count: self._count("handover", count))
        self.documents.subject_changed.connect(lambda _: self._name_window())

    def _key_slots(self) -> dict[str, Callable[[], object]]:
        theme = self._parts.theme
        slots: dict[str, Callable[[], object]] = {
            "search": self.search,
            "next_pane": lambda: self._move_pane(1),
            "previous_pane": lambda: self._move_pane(-1),
            "rule": self.show_rule,
            "larger": lambda: theme.step_text_scale(1),
            "larger_plain": lambda: theme.step_text_scale(1),
            "smaller": lambda: theme.step_text_scale(-1),
            "normal_size": lambda: theme.step_text_scale(0),
        }
        for key in NAVIGATION_KEYS:
            slots[f"go_{key}"] = partial(self.show_screen, key)
        return slots

    # --- coming and going -------------------------------------------------------------------

    def enter(self) -> None:
        """The person has logged in: show where he was, or the workbench."""
        preference = self._parts.workspace.settings.preference
        self._idle.set_minutes(int(preference("lock.minutes", DEFAULT_MINUTES)))
        self._idle.start()
        self.handover.watch.start()
        if not self._current:
            self.show_screen("workbench")
        self._name_window()
        self._refresh_shown(None)
        self._load_counts()
        self._account.remind_of_first_password()
        if not self._checked:
            self._checked = True
            QTimer.singleShot(0, self, self._check.run)

    def leave(self) -> None:
        """The desk is locked or closed: drafts are saved and become versions."""
        self._idle.stop()
        self.handover.watch.stop()
        self.documents.save()

    def save_at_once(self) -> None:
        """The program ends: drafts are on the disk when this returns."""
        self.documents.save_at_once()

    def show_screen(self, key: str) -> None:
        """Go to a navigation entry."""
        if not self.documents.may_leave():
            self._mark(self._current)
            return
        if key not in self._screens:
            screen, refresh = MAIN_SCREENS[key](self._parts)
            self._screens[key] = (screen, refresh)
            self._stack.addWidget(screen)
            self._wire(key, screen)
        self.documents.close_shown()
        self._current = key
        self._name_window()
        self._mark(key)
        self._show_bar("bar")
        self._keys.give_way_to(None)
        screen, refresh = self._screens[key]
        self._stack.setCurrentWidget(screen)
        screen.setFocus()  # not a control: no ring is shown until the person moves
        refresh(None)

    def open_manuscript(self, manuscript_id: str) -> None:
        """Open a manuscript; what waits for a leader's decision opens as 领导审签."""
        try:
            leader = manuscript_id in self._parts.workspace.manuscripts.leader_queue()
        except Exception as error:  # shown by the presenter, whatever it is
            self._parts.errors.show(error)
            return
        if leader:
            self.documents.open_leader_view(manuscript_id)
        else:
            self.documents.open_manuscript(manuscript_id)

    def register(self, corrects: str = "") -> None:
        """Open 登记稿件."""
        self.documents.register(corrects)

    def search(self) -> None:
        """Ctrl K: search everything."""
        from ui.screens.search.dialog import SearchDialog

        dialog = SearchDialog(self, self._parts.jobs)
        dialog.manuscript_chosen.connect(self.open_manuscript)
        dialog.person_chosen.connect(self._on_person_chosen)
        dialog.section_chosen.connect(self._on_section_chosen)
        dialog.open()

    def show_rule(self) -> None:
        """F1: the rule's words on the step shown, or the whole rule."""
        from ui.rule_dialog import RuleDialog

        stage = getattr(self.screen_shown, "current_stage", None)
        RuleDialog(self, stage if isinstance(stage, Stage) else None).open()

    # --- wiring -----------------------------------------------------------------------------

    def _wire(self, key: str, screen: Any) -> None:
        if key == "workbench":
            screen.manuscript_opened.connect(self.open_manuscript)
            screen.registration_requested.connect(self.register)
            screen.search_requested.connect(self.search)
            screen.list_requested.connect(self._show_list)
            self.handover.show_on(screen)
        elif key == "manuscripts":
            screen.manuscript_opened.connect(self.open_manuscript)
            screen.handover_requested.connect(self.handover.hand_over)
        elif key == "ledger":
            screen.manuscript_opened.connect(self.open_manuscript)
            screen.verified.connect(self._on_verified)
        elif key == "figures":
            screen.manuscript_opened.connect(self.open_manuscript)
            screen.ledger_requested.connect(self._show_ledger)
        elif key == "handover":
            self.handover.show_in(screen)
        elif key == "people":
            screen.password_requested.connect(self._account.change_password)
            screen.picture_requested.connect(self._account.change_picture)
            screen.import_requested.connect(self.handover.bring_roster)
        elif key == "settings":
            screen.password_requested.connect(self._account.change_password)
            screen.lock_minutes_chosen.connect(self._idle.set_minutes)
            screen.verified.connect(self._on_verified)

    def _shown(self, key: str) -> Any:
        """The screen of a navigation entry, shown."""
        self.show_screen(key)
        return self._screens[key][0]

    def _show_list(self, query: ManuscriptQuery) -> None:
        self._shown("manuscripts").set_query(query)

    def _show_ledger(self, query: LedgerQuery) -> None:
        self._shown("ledger").set_query(query)

    def _on_person_chosen(self, person_id: str) -> None:
        self._shown("people").select(person_id)

    def _on_section_chosen(self, section_id: str) -> None:
        from qz_review.services.views import ManuscriptQuery

        self._show_list(ManuscriptQuery(section_id=section_id))

    def _on_document_opened(self, bar: str) -> None:
        self._show_bar(bar)
        self._keys.give_way_to(self.documents.page)

    def _name_window(self) -> None:
        if self._window.page is self:  # over the login page the window names the unit alone
            shown = self.documents.subject or _TITLES.get(self._current, "")
            unit = self._parts.workspace.unit_name
            self._window.set_subject(" - ".join(part for part in (shown, unit) if part))

    def _on_document_closed(self) -> None:
        self.show_screen(self._current or "workbench")

    def _show_bar(self, bar: str) -> None:
        """``bar`` 216 px, ``rail`` 56 px, ``none`` for 领导审签.

        Where large text leaves no room for the words, the rail stands for the bar.
        """
        self._bar = bar
        narrow = self.width() < self._parts.theme.px(_LEAST_FOR_BAR)
        self.navigation.setVisible(bar == "bar" and not narrow)
        self.rail.setVisible(bar == "rail" or (bar == "bar" and narrow))

    def _on_theme_changed(self) -> None:
        self._show_bar(self._bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bar or rail, as there is room."""
        super().resizeEvent(event)
        self._show_bar(self._bar)

    def _mark(self, key: str) -> None:
        self.navigation.set_current(key)
        self.rail.set_current(key)

    def _move_pane(self, step: int) -> None:
        screen = self.screen_shown
        panes: list[QWidget] = [self.navigation, self.rail]
        if screen is not None:
            panes += list(screen.panes()) if hasattr(screen, "panes") else [screen]
        move_pane(panes, self._window.focusWidget(), step)

    # --- news -------------------------------------------------------------------------------

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._parts.workspace.session.current is None:
            return
        if not (changes.roster or changes.manuscripts):
            return  # preferences: whoever set them shows them already
        if changes.roster:
            self._show_person()
        self._refresh_shown(changes)
        self._load_counts()

    def _refresh_shown(self, changes: ChangeSet | None) -> None:
        shown = self.screen_shown
        for screen, refresh in self._screens.values():
            if screen is shown:
                refresh(changes)
        self.documents.refresh(changes)

    def _load_counts(self) -> None:
        def load(own: Workspace, job: object) -> tuple[int, int, timedelta | None]:
            counts = own.manuscripts.counts()
            return counts.todo, counts.under_way, own.clock_behind()

        self._parts.jobs.run(
            self, "导航", load, self._on_counts, self._on_counts_failed, replaces=True, shown=False
        )

    def _on_counts(self, counts: tuple[int, int, timedelta | None]) -> None:
        self.clock.set_behind(counts[2])
        self._count("workbench", counts[0])
        self._count("manuscripts", counts[1])

    def _count(self, key: str, count: int) -> None:
        for bar in (self.navigation, self.rail):
            bar.set_count(key, count)

    def _on_counts_failed(self, error: Exception) -> None:
        if not (isinstance(error, Refused) and error.code == "session.locked"):
            self._parts.errors.show(error)

    def _show_person(self) -> None:
        workspace = self._parts.workspace
        person = workspace.session.current or self._parts.person
        section = next(
            (s.name for s in workspace.settings.unit().sections if s.id == person.section_id), ""
        )
        position = " ".join(part for part in (section, person.duty) if part)
        self.navigation.set_unit(workspace.unit_name)
        for bar in (self.navigation, self.rail):
            bar.set_person(person.name, position)

    def _on_verified(self, report: VerifyReport) -> None:
        self.faults.set_report(report)
        self._refresh_shown(None)

    # --- the person -------------------------------------------------------------------------

    def _show_person_menu(self) -> None:
        self._account.show_menu(
            {
                "switch": self.switch_requested.emit,
                "lock": self.lock_requested.emit,
                "rule": self.show_rule,
            }
        )
