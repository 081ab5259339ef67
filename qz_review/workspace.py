"""The composition root: one object that the desktop and the command line receive.

Nothing heavy is imported with this module; the store comes with the first workspace that is
opened, so that the login window can show before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from qz_review.clock import Clock, system_clock
from qz_review.errors import Refused
from qz_review.workspace_folder import (
    clear_folder,
    default_workspace_folder,
    need_empty_folder,
    workspace_exists,
)

if TYPE_CHECKING:
    from datetime import timedelta

    from qz_review.jobs import JobContext
    from qz_review.services.changes import ChangeBus
    from qz_review.services.desk import Desk
    from qz_review.services.findings import RuleSource
    from qz_review.services.forms import Founding
    from qz_review.signing.sealed_key import KdfCost

__all__ = [
    "Workspace",
    "create_sample_office",
    "create_workspace",
    "default_workspace_folder",
    "join_unit",
    "open_workspace",
    "workspace_exists",
]


class Workspace:
    """An open workspace: every service, and what they share."""

    def __init__(self, desk: Desk, rules: RuleSource | None = None) -> None:
        from qz_review.services.acts import Acts
        from qz_review.services.archive import ArchiveService
        from qz_review.services.archive_set import ArchiveSetService
        from qz_review.services.backup import BackupService
        from qz_review.services.comparison import ComparisonService
        from qz_review.services.compositions import Compositions
        from qz_review.services.delegation_watch import DelegationWatch
        from qz_review.services.desk_setup import RosterFiles
        from qz_review.services.drafts import DraftShelf
        from qz_review.services.exchange import ExchangeService
        from qz_review.services.exports import ExportsService
        from qz_review.services.figures import FiguresService
        from qz_review.services.findings import FindingsService
        from qz_review.services.forks import ForksService
        from qz_review.services.handover import HandoverService
        from qz_review.services.inbox import InboxService
        from qz_review.services.ledger import LedgerService
        from qz_review.services.ledger_table import LedgerTable
        from qz_review.services.lexicons import LexiconsService
        from qz_review.services.manuscripts import ManuscriptsService
        from qz_review.services.next_desk import NextDesk
        from qz_review.services.notes import NotesService
        from qz_review.services.people import PeopleService
        from qz_review.services.published import PublishedService
        from qz_review.services.receiving import ReceivingService
        from qz_review.services.registration import RegistrationService
        from qz_review.services.release import ReleaseService
        from qz_review.services.review import ReviewService
        from qz_review.services.routing import RoutingService
        from qz_review.services.session import SessionService
        from qz_review.services.settings import SettingsService
        from qz_review.services.sheets import SheetsService
        from qz_review.services.supervision import SupervisionService
        from qz_review.services.trace import TraceService
        from qz_review.services.unit_certificate import UnitCertificate

        self._desk = desk
        self._rules = rules
        acts, shelf = Acts(desk), DraftShelf(desk)
        compositions = Compositions(desk)
        self.session = SessionService(desk)
        self.certificate = UnitCertificate(desk, acts)
        self.people = PeopleService(desk, acts, self.session, self.certificate)
        self.settings = SettingsService(desk, acts)
        self.lexicons = LexiconsService(desk, acts)
        self.registration = RegistrationService(desk, acts)
        self.ledger = LedgerService(desk)
        self.ledger_table = LedgerTable(desk)
        self.figures = FiguresService(desk)
        self.supervision = SupervisionService(desk)
        self.manuscripts = ManuscriptsService(desk, shelf, compositions, self.ledger.status)
        self.findings = FindingsService(desk, acts, rules)
        self.review = ReviewService(desk, acts, self.session, shelf, compositions, self.findings)
        self.notes = NotesService(desk, acts, compositions)
        self.comparison = ComparisonService(desk, shelf, compositions, self.notes)
        self.trace = TraceService(desk, compositions)
        self.routing = RoutingService(desk, acts, self.session)
        self.release = ReleaseService(desk, acts, self.session, self.findings)
        self.published = PublishedService(desk, acts)
        self.sheets = SheetsService(desk)
        self.exports = ExportsService(desk, compositions, self.notes)
        self.archive = ArchiveService(desk, acts, self.session, self.exports, self.certificate)
        self.archive_set = ArchiveSetService(desk, self.ledger_table, self.archive)
        self.backup = BackupService(desk, acts)
        self.handover = HandoverService(desk, acts, shelf, self.review.leave)
        self.receiving = ReceivingService(desk, acts)
        self.exchange = ExchangeService(desk, self.handover, self.receiving)
        self.inbox = InboxService(desk, self.exchange, self.receiving)
        self.next_desk = NextDesk(desk)
        self.roster_files = RosterFiles(desk)
        self.forks = ForksService(desk, acts, self.session)
        self.session.call_after_login(self.backup.sign_restoration)
        self.session.call_after_login(self.certificate.look_after)
        self._delegations = DelegationWatch(desk)
        self._seen_version = desk.store.data_version()
        self.head_note_missing = False
        """True where the signed note of how far the log had come is gone: to be shown."""

    @property
    def folder(self) -> Path:
        """Where the workspace lies."""
        return self._desk.store.folder

    @property
    def unit_name(self) -> str:
        """The unit's name."""
        return self._desk.unit().name

    @property
    def is_sample(self) -> bool:
        """True for 示例单位, whose passwords the login screen shows."""
        from qz_review.services.session import SAMPLE_PASSWORDS

        return bool(self._desk.store.settings.get(SAMPLE_PASSWORDS))

    @property
    def changes(self) -> ChangeBus:
        """The change bus; shared with worker threads."""
        return self._desk.changes

    @contextmanager
    def worker(self) -> Iterator[Workspace]:
        """The same session over a connection of its own, for a worker thread."""
        desk = self._desk.for_worker()
        try:
            yield Workspace(desk, self._rules)
        finally:
            desk.store.close()

    def poll_external_changes(self) -> None:
        """Tell the change bus when another process or thread wrote; cheap, call it often.

        Delegations that have ended meanwhile leave the lists here too.
        """
        from qz_review.model.stage import Phase
        from qz_review.services.changes import ChangeSet
        from qz_review.storage.projected import ManuscriptFilter

        self._delegations.sweep()
        version = self._desk.store.data_version()
        if version == self._seen_version:
            return
        self._seen_version = version
        under_way = ManuscriptFilter(phases=frozenset(Phase))
        page = self._desk.store.read_models.list_manuscripts(under_way, limit=200)
        ids = frozenset(row.manuscript_id for row in page.rows)
        self._desk.changes.publish(ChangeSet(ids, roster=True, settings=True))

    def clock_behind(self) -> timedelta | None:
        """How far the machine's clock runs behind the latest event; None where it does not.

        To be shown; what is signed meanwhile records it.  Cheap.
        """
        return self._desk.clock_behind()

    def close(self) -> None:
        """Write the head note if a key is open, erase the key, close the connection."""
        signed_in = self._desk.signed_in
        try:
            with suppress(Refused):  # nobody is logged in: the note of the last sign-off stands
                self._desk.store.write_head_note(
                    signed_in.keypair(), signed_in.require_id(), self._desk.now()
                )
        finally:
            signed_in.leave()
            self._desk.store.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def create_workspace(
    folder: Path,
    founding: Founding,
    clock: Clock = system_clock,
    cost: KdfCost | None = None,
    rules: RuleSource | None = None,
) -> tuple[Workspace, str]:
    """Make a workspace in an empty or new folder; returns it and the recovery code to print.

    cost: of the password sealing, the standard one left out.  rules: as :func:`open_workspace`.
    Raises Refused for answers that make no unit (:func:`check_founding`) and
    ``workspace.folder_not_empty``; Environment.  Where anything fails, nothing of it stays in the
    folder.
    """
    from qz_review.services.acts import Acts
    from qz_review.services.changes import ChangeBus
    from qz_review.services.desk import Desk
    from qz_review.services.founding import check_founding, found
    from qz_review.services.signed_in import SignedIn
    from qz_review.signing.sealed_key import STANDARD
    from qz_review.storage.store import Store

    check_founding(founding)
    need_empty_folder(folder)
    existed = folder.exists()
    try:
        store = Store.create(folder)
        try:
            desk = Desk(store, clock, SignedIn(), ChangeBus())
            code = found(desk, Acts(desk), founding, cost or STANDARD)
        except BaseException:
            store.close()
            raise
    except BaseException:
        clear_folder(folder, keep_folder=existed)
        raise
    return Workspace(desk, rules), code


def create_sample_office(
    folder: Path,
    clock: Clock = system_clock,
    job: JobContext | None = None,
    cost: KdfCost | None = None,
) -> Workspace:
    """Make 示例单位 with its people and manuscripts, every signature a real one.

    cost: of the password sealing; low when left out, since the passwords are public anyway.
    Raises as :func:`create_workspace`, and Cancelled; then nothing stays in the folder.
    """
    from qz_review.sample_office import build_sample_office

    need_empty_folder(folder)
    existed = folder.exists()
    try:
        build_sample_office(folder, clock, job, cost)
    except BaseException:
        clear_folder(folder, keep_folder=existed)
        raise
    return open_workspace(folder, clock)


def join_unit(
    folder: Path, roster_file: Path, clock: Clock = system_clock, cost: KdfCost | None = None
) -> Workspace:
    """Set up a further desk of a unit from the administrator's roster file.

    The caller has shown the file (``services.desk_setup.look_at_roster_file``) and had its code
    compared.  cost: of sealing keys here, the standard one left out.  Raises Tampered and
    Refused ``package.*``, ``workspace.folder_not_empty``; Environment; nothing stays then.
    """
    from qz_review.services.desk_setup import set_up_desk

    need_empty_folder(folder)
    existed = folder.exists()
    try:
        set_up_desk(roster_file, folder, cost).close()
    except BaseException:
        clear_folder(folder, keep_folder=existed)
        raise
    return open_workspace(folder, clock)


def open_workspace(
    folder: Path, clock: Clock = system_clock, rules: RuleSource | None = None
) -> Workspace:
    """Open a workspace.

    rules: what scans its manuscripts (:func:`qz_review.services.scanning.scanner`), loaded when
    first asked for; None: 终扫 records 未配置规则.
    Raises Refused ``workspace.none``; Environment (network share, newer version, read-only,
    locked); Tampered ``workspace.damaged``, ``ledger.cut_tail``, ``ledger.heads_differ``,
    ``ledger.head_note_forged``.
    """
    from qz_review.services.changes import ChangeBus
    from qz_review.services.desk import Desk
    from qz_review.services.key_files import remove_unused_keys
    from qz_review.services.signed_in import SignedIn
    from qz_review.storage.store import Store

    if not workspace_exists(folder):
        raise Refused("workspace.none", folder=folder.name)
    store = Store.open(folder)
    try:
        desk = Desk(store, clock, SignedIn(), ChangeBus())
        note = store.check_head_note(desk.roster())
        desk.unit()
        workspace = Workspace(desk, rules)
        workspace.head_note_missing = note == "missing"
        workspace.ledger.refresh()
        if not workspace.head_note_missing:  # else the roster may have lost its end
            remove_unused_keys(desk)
        workspace._delegations.sweep()
    except BaseException:
        store.close()
        raise
    return workspace
