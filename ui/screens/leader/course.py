"""From a conclusion to the signature: instructions, what is missing, the sign dialog.

Signals: ``signed(SignedAct)``, ``told(str)`` the words of the toast; ``work_changed()`` the
unsigned work has other words or answers; ``link_followed(str)`` the person wants to see to what is
missing (its code); ``serious_found(SeriousFindings)`` the 严重 that stand in the text; ``stale()``
the manuscript has moved on and must be loaded again; ``ended()`` the dialog is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from qz_review.model.manuscript import Decision, Part
from qz_review.services.finding_views import SeriousFindings
from qz_review.services.phrases import load_phrases
from qz_review.services.results import SignedAct
from qz_review.services.views import (
    ChoiceKind,
    DecisionChoice,
    DraftWork,
    ManuscriptView,
    Missing,
)
from ui.screens.leader.instructions_dialog import InstructionsDialog
from ui.screens.leader.material import LeaderMaterial
from ui.screens.leader.presenter import LeaderPresenter
from ui.screens.leader.unsigned_work import UnsignedWork
from ui.text.choices import MissingLine, missing_lines
from ui.widgets.blocked_dialog import BlockedDialog, BlockedItem
from ui.widgets.ignore_dialog import IgnoreDialog

ALL_YES = "all_yes"
_ASKED_IN_DIALOG = frozenset({"opinion"})
"""Words are written in the sign dialog itself: no reason to keep the person out of it."""
_LINKS = {"unread": "去看", "consultation": "去登记", "no_consultation": "去登记",
          "disagreement": "去说明", "joint_review": "去提请"}  # fmt: skip


class SignDialogLike(Protocol):
    """What is needed of the sign dialog."""

    signed: SignalInstance
    told: SignalInstance
    link_requested: SignalInstance
    reload_requested: SignalInstance
    work_changed: SignalInstance
    closed: SignalInstance

    def open(self) -> None:
        """Show it."""


SignDialogFactory = Callable[
    [ManuscriptView, Part, DraftWork, DecisionChoice, QWidget], SignDialogLike
]


class SigningCourse(QObject):
    """host: the screen, over whose window dialogs open.

    work_now: saves what is open and gives exactly what would be signed.
    """

    signed = Signal(object)
    told = Signal(str)
    work_changed = Signal()
    link_followed = Signal(str)
    serious_found = Signal(object)
    stale = Signal()
    ended = Signal()

    def __init__(
        self,
        host: QWidget,
        presenter: LeaderPresenter,
        make_dialog: SignDialogFactory,
        work_now: Callable[[], DraftWork],
    ) -> None:
        super().__init__(host)
        self._host, self._presenter = host, presenter
        self._make_dialog, self._work_now = make_dialog, work_now
        self._material: LeaderMaterial | None = None
        self._unsigned: UnsignedWork | None = None
        self._asked: DecisionChoice | None = None
        self._ignoring: DecisionChoice | None = None
        self._serious = SeriousFindings()
        self.is_open = False
        presenter.missing_found.connect(self._on_missing_found)
        presenter.ignored.connect(self._on_ignored)

    def follow(self, material: LeaderMaterial, unsigned: UnsignedWork) -> None:
        """What the next conclusion is about."""
        self._material, self._unsigned = material, unsigned

    def release(self) -> None:
        """Nothing is open that could be concluded."""
        self._material = self._unsigned = self._asked = self._ignoring = None
        self._serious = SeriousFindings()

    def choose(self, choice: DecisionChoice) -> None:
        """Go on with a conclusion."""
        if self._material is None or self.is_open:
            return
        if choice.kind is not ChoiceKind.SIGN:
            self._open_sign_dialog(choice)
        elif choice.decision is Decision.APPROVE_WITH_CHANGES:
            self._ask_for_instructions(choice)
        else:
            self._look_for_missing(choice)

    # --- 修改后发布 ---------------------------------------------------------------------------

    def _ask_for_instructions(self, choice: DecisionChoice) -> None:
        assert self._material is not None and self._unsigned is not None
        work = self._work_now()
        edited = work.text != self._material.view.signed_text
        dialog = InstructionsDialog(self._host, work.instructions, edited=edited)
        dialog.kept.connect(self._keep_instructions)
        dialog.written.connect(lambda lines: self._on_instructions_written(choice, lines))
        dialog.open()

    def _keep_instructions(self, lines: tuple[str, ...]) -> None:
        if self._unsigned is not None and lines != self._unsigned.work.instructions:
            self._unsigned.set_instructions(lines)
            self.work_changed.emit()

    def _on_instructions_written(self, choice: DecisionChoice, lines: tuple[str, ...]) -> None:
        self._keep_instructions(lines)
        self._look_for_missing(choice)

    # --- what is missing ------------------------------------------------------------------------

    def _look_for_missing(self, choice: DecisionChoice) -> None:
        assert self._material is not None
        self._asked = choice
        self._presenter.look_for_missing(
            self._material.view.manuscript_id, self._material.part, choice, self._work_now()
        )

    def _on_missing_found(
        self, choice: DecisionChoice, found: tuple[Missing, ...], serious: SeriousFindings
    ) -> None:
        if choice is not self._asked:
            return  # another manuscript or conclusion was chosen meanwhile
        self._asked, self._serious = None, serious
        self.serious_found.emit(serious)
        wanted = missing_lines(found, _ASKED_IN_DIALOG)
        if not any(line.level == "blocks" for line in wanted):
            self._open_sign_dialog(choice)
            return
        dialog = BlockedDialog(self._host, [self._item(line) for line in wanted])
        dialog.setObjectName("blocked_dialog")
        dialog.link_clicked.connect(lambda key: self._on_blocked_link(choice, key))
        dialog.open()

    def _item(self, line: MissingLine) -> BlockedItem:
        key, link = line.code, _LINKS.get(line.code, "")
        if line.code == "checklist":
            key, link = ALL_YES, "各项均为是"
            if self._unsigned is not None and self._unsigned.has_objections:
                key, link = "checklist", "去填写"
        elif line.code == "serious":
            link = "去处理" if self._serious.may_ignore else "去看"
        return BlockedItem(key, line.level, line.text, link)

    def _on_blocked_link(self, choice: DecisionChoice, key: str) -> None:
        if key == "serious" and self._serious.views and self._serious.may_ignore:
            self._ask_why(choice)
            return
        if key != ALL_YES or self._unsigned is None:
            self.link_followed.emit(key)
            return
        self._unsigned.answer_all_yes()
        self.work_changed.emit()
        self._look_for_missing(choice)

    # --- 严重 -----------------------------------------------------------------------------------

    def _ask_why(self, choice: DecisionChoice) -> None:
        """The first 严重: mended in the text, or let stand for a reason; then what is left."""
        assert self._material is not None
        manuscript_id, text = self._material.view.manuscript_id, self._serious.text
        view = self._serious.views[0]
        finding = view.finding
        dialog = IgnoreDialog(
            self._host, view.name, finding.quote, load_phrases().ignores,
            for_unit=False, message=finding.message,
        )  # fmt: skip

        def confirmed(scope: str, reason: str) -> None:
            self._ignoring = choice
            self._presenter.ignore(manuscript_id, finding, text, scope, reason)

        dialog.confirmed.connect(confirmed)
        dialog.open()

    def _on_ignored(self) -> None:
        choice, self._ignoring = self._ignoring, None
        if choice is not None and self._material is not None:
            self._look_for_missing(choice)

    # --- the dialog -------------------------------------------------------------------------------

    def _open_sign_dialog(self, choice: DecisionChoice) -> None:
        assert self._material is not None
        work = self._work_now()
        dialog = self._make_dialog(
            self._material.view, self._material.part, work, choice, self._host
        )
        dialog.signed.connect(self._on_signed)
        dialog.told.connect(self.told)
        dialog.link_requested.connect(self.link_followed)
        dialog.reload_requested.connect(self.stale)
        dialog.work_changed.connect(self._on_work_changed)
        dialog.closed.connect(self._on_closed)
        self.is_open = True
        dialog.open()

    def _on_signed(self, act: SignedAct) -> None:
        self.is_open = False
        self.signed.emit(act)

    def _on_work_changed(self, work: DraftWork) -> None:
        if self._unsigned is not None:
            self._unsigned.take_words(work)
            self.work_changed.emit()

    def _on_closed(self) -> None:
        # A dialog that has signed closes before it says so.
        QTimer.singleShot(0, self, self._end_unsigned)

    def _end_unsigned(self) -> None:
        if self.is_open:
            self.is_open = False
            self.ended.emit()
