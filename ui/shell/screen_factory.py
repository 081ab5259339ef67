"""Makes the screens, each by one small function, and imports a screen only when it is wanted.

The desk (:mod:`ui.shell.desk_page`) wires what a screen emits; here is only how it is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qz_review.model.manuscript import Part
from qz_review.model.person import Person, Role
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import JobRunner
from ui.shell.machine_settings import MachineSettings
from ui.theme.theme import Theme
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet
    from qz_review.services.views import DecisionChoice, DraftWork, ManuscriptView
    from qz_review.workspace import Workspace
    from ui.screens.batch.screen import BatchScreen
    from ui.screens.compare.screen import CompareScreen
    from ui.screens.figures.screen import FiguresScreen
    from ui.screens.handover.screen import HandoverScreen
    from ui.screens.leader.screen import LeaderScreen
    from ui.screens.ledger.screen import LedgerScreen
    from ui.screens.lexicons.screen import LexiconsScreen
    from ui.screens.manuscript.screen import ManuscriptScreen
    from ui.screens.manuscripts.screen import ManuscriptsScreen
    from ui.screens.people.screen import PeopleScreen
    from ui.screens.registration.screen import RegistrationScreen
    from ui.screens.settings.screen import SettingsScreen
    from ui.screens.sign.dialog import SignDialog
    from ui.screens.workbench.screen import WorkbenchScreen

Refresh = Callable[["ChangeSet | None"], None]


@dataclass(frozen=True, slots=True)
class DeskParts:
    """What screens may be given, by name."""

    workspace: Workspace
    person: Person
    jobs: JobRunner
    errors: ErrorPresenter
    toasts: ToastHost
    theme: Theme
    machine: MachineSettings


def make_workbench(parts: DeskParts) -> tuple[WorkbenchScreen, Refresh]:
    """工作台."""
    from ui.screens.workbench.presenter import WorkbenchPresenter
    from ui.screens.workbench.screen import WorkbenchScreen

    settings = parts.workspace.settings
    screen = WorkbenchScreen(
        parts.person.name,
        board=bool(settings.preference("workbench.board", False)),
        may_register=bool(parts.person.roles & {Role.EDITOR, Role.SECTION_CHIEF}),
    )
    screen.board_chosen.connect(lambda on: settings.set_preference("workbench.board", on))
    return screen, WorkbenchPresenter(screen, parts.jobs).refresh


def make_manuscripts(parts: DeskParts) -> tuple[ManuscriptsScreen, Refresh]:
    """稿件."""
    from ui.screens.manuscripts.presenter import ManuscriptsPresenter
    from ui.screens.manuscripts.screen import ManuscriptsScreen

    screen = ManuscriptsScreen()
    presenter = ManuscriptsPresenter(
        screen, parts.workspace, parts.jobs, parts.errors, own_name=parts.person.name
    )
    return screen, presenter.refresh


def make_batch(parts: DeskParts) -> tuple[BatchScreen, Refresh]:
    """批量扫描."""
    from qz_review.scanning.level import Level
    from ui.screens.batch.presenter import LEVEL, BatchPresenter
    from ui.screens.batch.screen import BatchScreen

    kept = parts.workspace.settings.preference(LEVEL, Level.STANDARD.value)
    screen = BatchScreen(Level(kept) if kept in tuple(Level) else Level.STANDARD)
    presenter = BatchPresenter(screen, parts.workspace, parts.jobs, parts.toasts)
    return screen, presenter.refresh


def make_ledger(parts: DeskParts) -> tuple[LedgerScreen, Refresh]:
    """台账."""
    from qz_review.clock import china_time
    from ui.screens.ledger.presenter import LedgerPresenter
    from ui.screens.ledger.screen import LedgerScreen

    today = datetime.now(china_time()).date()
    screen = LedgerScreen(parts.workspace.manuscripts.blob, today)
    presenter = LedgerPresenter(screen, parts.workspace, parts.jobs, parts.errors, parts.toasts)
    return screen, presenter.refresh


def make_figures(parts: DeskParts) -> tuple[FiguresScreen, Refresh]:
    """统计."""
    from qz_review.clock import china_time
    from ui.screens.figures.presenter import FiguresPresenter
    from ui.screens.figures.screen import FiguresScreen

    screen = FiguresScreen(datetime.now(china_time()).date())
    presenter = FiguresPresenter(screen, parts.jobs, parts.errors, parts.toasts)
    return screen, presenter.refresh


def make_people(parts: DeskParts) -> tuple[PeopleScreen, Refresh]:
    """人员名册."""
    from ui.screens.people.presenter import PeoplePresenter
    from ui.screens.people.screen import PeopleScreen

    screen = PeopleScreen(own_id=parts.person.id,
                          administrator=Role.ADMINISTRATOR in parts.person.roles)  # fmt: skip
    presenter = PeoplePresenter(
        screen, parts.workspace, parts.jobs, parts.errors, toasts=parts.toasts
    )
    return screen, presenter.refresh


def make_handover(parts: DeskParts) -> tuple[HandoverScreen, Refresh]:
    """交接包."""
    from ui.screens.handover.presenter import HandoverPresenter
    from ui.screens.handover.screen import HandoverScreen

    screen = HandoverScreen()
    return screen, HandoverPresenter(screen, parts.jobs, parts.errors).refresh


def make_lexicons(parts: DeskParts) -> tuple[LexiconsScreen, Refresh]:
    """词库."""
    from ui.screens.lexicons.presenter import LexiconsPresenter
    from ui.screens.lexicons.screen import LexiconsScreen

    screen = LexiconsScreen()
    presenter = LexiconsPresenter(
        screen, parts.workspace, parts.jobs, parts.errors, toasts=parts.toasts
    )
    return screen, presenter.refresh


def make_settings(parts: DeskParts) -> tuple[SettingsScreen, Refresh]:
    """设置."""
    from ui.screens.settings.presenter import SettingsPresenter
    from ui.screens.settings.screen import SettingsScreen

    screen = SettingsScreen(administrator=Role.ADMINISTRATOR in parts.person.roles)
    presenter = SettingsPresenter(
        screen, parts.workspace, parts.jobs, parts.errors, toasts=parts.toasts, theme=parts.theme
    )
    return screen, presenter.refresh


def make_manuscript(parts: DeskParts) -> ManuscriptScreen:
    """稿件审校, to be told which manuscript by its ``open``."""
    from ui.screens.manuscript.screen import ManuscriptScreen

    return ManuscriptScreen(parts.workspace, parts.jobs)


def make_leader(parts: DeskParts, manuscript_id: str) -> LeaderScreen:
    """领导审签."""
    from ui.screens.leader.screen import LeaderScreen

    def sign_dialog(
        view: ManuscriptView, part: Part, work: DraftWork, choice: DecisionChoice, host: QWidget
    ) -> SignDialog:
        return make_sign_dialog(parts, view, part, work, choice, host)

    return LeaderScreen(
        workspace=parts.workspace,
        jobs=parts.jobs,
        manuscript_id=manuscript_id,
        sign_dialog=sign_dialog,
        toasts=parts.toasts,
    )


def make_compare(
    parts: DeskParts, manuscript_id: str, text_hash: str, *, at_notes: bool
) -> CompareScreen:
    """花脸稿, from its first 附注 on where ``at_notes``."""
    from ui.screens.compare.screen import CompareScreen

    return CompareScreen(
        parts.workspace, parts.jobs, manuscript_id, parts.toasts, text_hash, at_notes=at_notes
    )


def make_registration(parts: DeskParts, corrects: str) -> RegistrationScreen:
    """登记稿件."""
    from ui.screens.registration.screen import RegistrationScreen

    return RegistrationScreen(parts.workspace, parts.jobs, corrects)


def make_sign_dialog(
    parts: DeskParts,
    view: ManuscriptView,
    part: Part,
    work: DraftWork,
    choice: DecisionChoice | None,
    host: QWidget,
) -> SignDialog:
    """签署."""
    from ui.screens.sign.dialog import SignDialog

    return SignDialog(parts.workspace, parts.jobs, view, part, work, choice, host)


MAIN_SCREENS: dict[str, Callable[[DeskParts], tuple[QWidget, Refresh]]] = {
    "workbench": make_workbench,
    "manuscripts": make_manuscripts,
    "handover": make_handover,
    "batch": make_batch,
    "ledger": make_ledger,
    "figures": make_figures,
    "people": make_people,
    "lexicons": make_lexicons,
    "settings": make_settings,
}
