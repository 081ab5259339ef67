"""交接 at the desk, whatever page is shown: the inbox watch, the dialogs, what is dropped in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qz_review.services.forks import ForkRow
from qz_review.services.handover_views import OutboxRow
from qz_review.services.inbox import InboxRow
from ui.file_dialogs import ask_file
from ui.screens.handover.receiving import Receiving
from ui.screens.handover.sending import KINDS, Sending
from ui.screens.handover.words import arrival_words
from ui.shell.dropped_packages import DroppedPackages
from ui.shell.inbox_watch import InboxWatch
from ui.shell.screen_factory import DeskParts

if TYPE_CHECKING:
    from qz_review.workspace import Workspace
    from ui.screens.handover.screen import HandoverScreen
    from ui.screens.workbench.screen import WorkbenchScreen
    from ui.shell.document_pages import DocumentPages


class HandoverDesk(QObject):
    """host: the desk page, over which the dialogs open.

    Signals: ``manuscript_wanted(str)``, ``page_wanted(str)`` a tab of 交接包, ``counted(int)`` how
    many packages wait.
    """

    manuscript_wanted = Signal(str)
    page_wanted = Signal(str)
    counted = Signal(int)

    def __init__(self, parts: DeskParts, host: QWidget) -> None:
        super().__init__(host)
        self._parts, self._host = parts, host
        self.watch = InboxWatch(parts.jobs, self)
        self.sending = Sending(host, parts.jobs, parts.toasts)
        self.receiving = Receiving(host, parts.jobs, parts.toasts)
        self._screen: HandoverScreen | None = None
        self._workbench: WorkbenchScreen | None = None
        self._shown: Callable[[str], Any]
        self._drops = DroppedPackages(host)
        self._drops.dropped.connect(self.open_files)
        self.watch.looked.connect(self._on_looked)
        self.watch.arrived.connect(self._on_arrived)
        self.watch.taken.connect(self._on_taken)
        self.receiving.changed.connect(lambda: self.watch.look(judge_again=True))
        self.receiving.received.connect(self._on_received)
        self.receiving.forked.connect(lambda: self.page_wanted.emit("attention"))

    def follow(
        self,
        documents: DocumentPages,
        open_manuscript: Callable[[str], None],
        shown: Callable[[str], Any],
    ) -> None:
        """Wire what the pages of manuscripts ask, and where this leads.

        shown: shows a navigation entry and gives its screen.
        """
        documents.handover_requested.connect(self._on_handover_requested)
        documents.step_signed.connect(self.offer_next)
        self.manuscript_wanted.connect(open_manuscript)
        self._shown = shown
        self.page_wanted.connect(lambda tab: shown("handover").show_tab(tab))

    def show_in(self, screen: HandoverScreen) -> None:
        """Wire the page 交接包."""
        self._screen = screen
        screen.settings_requested.connect(lambda: self._shown("settings").show_exchange())
        screen.open_requested.connect(self._on_open_requested)
        screen.refresh_requested.connect(lambda: self.watch.look(at_all=True))
        screen.row_opened.connect(self._on_row_opened)
        screen.admit_requested.connect(self.receiving.take_in)
        screen.manuscript_opened.connect(self.manuscript_wanted)
        screen.recall_requested.connect(self._on_recall_requested)
        screen.write_again_requested.connect(self.sending.write_again)
        screen.fork_opened.connect(self._on_fork_opened)
        if self.watch.last is not None:
            screen.set_inbox(self.watch.last)

    def show_on(self, workbench: WorkbenchScreen) -> None:
        """What waits in the inbox stands on 工作台 too; a single package is taken in there."""
        self._workbench = workbench
        workbench.arrivals_clicked.connect(self._on_arrivals_clicked)
        self._show_arrivals()

    def hand_over(self, manuscript_ids: Sequence[str], to_id: str = "") -> None:
        """交给谁."""
        self.sending.ask(manuscript_ids, to_id)

    def recall(self, manuscript_id: str) -> None:
        """收回, from a manuscript's page."""
        self.sending.recall_manuscript(manuscript_id)

    def bring_roster(self) -> None:
        """导入名册: a newer roster from the administrator, its verdict first as for any package."""
        file = ask_file(self._host, "选管理员给的名册文件", KINDS)
        if file is not None:
            self.receiving.open_file(file)

    def open_files(self, files: Sequence[Path]) -> None:
        """Packages dropped in or given to the program; one is looked at after the other."""
        self.receiving.open_files(files)

    def offer_next(self, manuscript_id: str) -> None:
        """After a signature: 交给谁 where the next person sits elsewhere."""

        def work(own: Workspace, _job: object) -> str:
            return own.next_desk.after_signing(manuscript_id)

        def done(to_id: str) -> None:
            if to_id:
                self.hand_over([manuscript_id], to_id)

        self._parts.jobs.run(self, "下一个人", work, done, replaces=True, shown=False)

    def _on_handover_requested(self, act: str, manuscript_id: str) -> None:
        if act == "recall":
            self.recall(manuscript_id)
        else:
            self.hand_over([manuscript_id])

    # --- inside -----------------------------------------------------------------------------

    def _on_looked(self, view: Any) -> None:
        self.counted.emit(len(view.rows))
        if self._screen is not None:
            self._screen.set_inbox(view)
        self._show_arrivals()

    def _show_arrivals(self) -> None:
        if self._workbench is not None:
            self._workbench.set_arrivals(*arrival_words(self.watch.rows, datetime.now(UTC)))

    def _on_arrivals_clicked(self) -> None:
        mine = [row for row in self.watch.rows if row.for_me]
        if len(mine) == 1:
            self.receiving.take_in(mine[0])
        else:
            self.page_wanted.emit("inbox")

    def _on_arrived(self, count: int) -> None:
        self._toast(f"收件夹里新到{count}个交接包", lambda: self.page_wanted.emit("inbox"))

    def _on_taken(self, count: int) -> None:
        self._toast(f"收到回执等{count}个，已记入", lambda: self.page_wanted.emit("outbox"))

    def _toast(self, words: str, act: Callable[[], object]) -> None:
        self._parts.toasts.show_toast(words, "box", action="查看", on_action=act)

    def _on_received(self, manuscript_ids: tuple[str, ...]) -> None:
        if len(manuscript_ids) == 1:
            self.manuscript_wanted.emit(manuscript_ids[0])
        else:
            self.page_wanted.emit("inbox")

    def _on_open_requested(self) -> None:
        file = ask_file(self._host, "打开交接包", KINDS)
        if file is not None:
            self.receiving.open_file(file)

    def _on_row_opened(self, row: InboxRow) -> None:
        self.receiving.open_file(row.item.file, row.item)

    def _on_recall_requested(self, row: OutboxRow) -> None:
        self.sending.recall_manuscript(row.manuscript_id)

    def _on_fork_opened(self, row: ForkRow) -> None:
        from ui.screens.handover.settling import Settling

        parts = self._parts
        settling = Settling(self._host, parts.workspace, parts.jobs, parts.toasts)
        settling.open(row.manuscript_id, row.branch)
