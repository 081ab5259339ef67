"""分叉: two desks went on from one place; both branches are kept, a person signs which counts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qz_review.errors import Refused
from qz_review.events.codec import decode
from qz_review.events.record import Head, Recorded, StoredEvent
from qz_review.handover.manifest import Purpose
from qz_review.jobs import JobContext
from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedDocument, Version
from qz_review.services.acts import Acts
from qz_review.services.desk import Desk
from qz_review.services.event_labels import event_label
from qz_review.services.package_content import whole_manuscripts
from qz_review.services.package_files import write_to
from qz_review.services.results import SignedAct
from qz_review.services.review import signed_act
from qz_review.services.rows import put_row
from qz_review.services.session import SessionService
from qz_review.storage.atomic_file import replacing
from qz_review.storage.set_aside import Branch
from qz_review.workflow.apply import apply
from qz_review.workflow.commands import SettleFork
from qz_review.workflow.decisions.handing_over import may_settle
from qz_review.workflow.state import ManuscriptState


@dataclass(frozen=True, slots=True)
class BranchEvent:
    """One event of a branch, as a line."""

    seq: int
    label: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BranchSide:
    """One of two branches.  text_hash: its text at the end; head: its last event's hash."""

    head: str
    seq: int
    events: tuple[BranchEvent, ...]
    text_hash: str


@dataclass(frozen=True, slots=True)
class ForkRow:
    """A fork, settled or not.

    branch: id of the branch that is not in the chain.  settled: which counts has been signed.
    by_name: whose events the other branch ends with.
    """

    manuscript_id: str
    number: str
    title: str
    branch: str
    first_seq: int
    settled: bool
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ForkView:
    """Both branches beside each other.

    ours: what the chain here has; other: the branch set beside it.  differences: from our text
    to the other one.  may_settle: whether who is logged in may choose.
    """

    row: ForkRow
    ours: BranchSide
    other: BranchSide
    differences: MarkedDocument
    may_settle: bool


class ForksService:
    """Forks of this workspace: ``workspace.forks``."""

    def __init__(self, desk: Desk, acts: Acts, session: SessionService) -> None:
        self._desk = desk
        self._acts = acts
        self._session = session

    def list(self) -> tuple[ForkRow, ...]:
        """All forks known here, open ones first, the latest first."""
        rows = [self._row(branch) for branch in self._desk.store.set_aside.branches()]
        rows.sort(key=lambda row: row.at, reverse=True)
        return tuple(sorted(rows, key=lambda row: row.settled))

    def view(self, manuscript_id: str, branch_id: str) -> ForkView:
        """Both branches with their events, texts and differences.

        Raises Refused ``fork.unknown``; Tampered where a text is missing or damaged.
        """
        desk = self._desk
        branch = self._branch(manuscript_id, branch_id)
        state = desk.state(manuscript_id)
        rows = tuple(desk.store.events.read_stream(manuscript_id))
        ours = rows[branch.first_seq - 1 :]
        other = self._state_with(rows[: branch.first_seq - 1], branch.rows)
        me = desk.roster().people.get(desk.signed_in.person_id)
        differences = compose(
            (
                Version(None, desk.text(state.text_hash)),
                Version(None, desk.text(other.text_hash), self._row(branch).by_name),
            )
        )
        return ForkView(
            self._row(branch),
            self._side(ours, state.text_hash),
            self._side(branch.rows, other.text_hash),
            differences,
            me is not None and may_settle(state, me),
        )

    def settle(
        self, manuscript_id: str, branch_id: str, keep_ours: bool, reason: str, password: str
    ) -> SignedAct:
        """Sign which branch counts; the other stays, set aside.  Custody is here afterwards.

        Raises Refused ``fork.unknown``, ``fork.settled``, ``fork.not_yours_to_settle``,
        ``workflow.no_reason``, ``session.*``.
        """
        desk = self._desk
        branch = self._branch(manuscript_id, branch_id)
        if self._row(branch).settled:
            raise Refused("fork.settled")
        desk.need_desk_id()
        key = self._session.check_password(password)
        try:
            with desk.store.transaction():
                aside = branch.rows
                if not keep_ours:
                    aside = self._switch(manuscript_id, branch)
                wish = SettleFork(
                    branch.first_seq, aside[0].hash, aside[-1].seq, aside[-1].hash, reason
                )
                done = self._acts.perform(manuscript_id, wish, key=key)
            self._acts.note_length(key, desk.signed_in.require_id())
        finally:
            key.erase()
        return signed_act(desk, done)

    def write_branch(self, manuscript_id: str, file: Path, job: JobContext | None = None) -> None:
        """Our branch as a package, for the desk that has the other; custody stays as it is.

        After :meth:`settle` it carries the signed choice.  Raises Environment, Cancelled.
        """
        desk = self._desk
        state = desk.state(manuscript_id)
        content = whole_manuscripts(desk, [state], uuid.uuid4().hex, Purpose.BRANCH, "")
        with replacing(file) as beside:
            write_to(beside, desk, content, desk.signed_in.keypair(), None, job)

    # --- inside ---

    def _switch(self, manuscript_id: str, branch: Branch) -> tuple[StoredEvent, ...]:
        """Make the other branch the chain; returns what stood there."""
        store = self._desk.store
        head: Head = store.events.head(manuscript_id)
        leaving = tuple(store.events.read_stream(manuscript_id, branch.first_seq - 1))
        store.set_aside.switch(head, branch.first_seq, branch.rows)
        put_row(self._desk, manuscript_id, self._desk.context())
        return leaving

    def _branch(self, manuscript_id: str, branch_id: str) -> Branch:
        for branch in self._desk.store.set_aside.branches(manuscript_id):
            if branch.id == branch_id:
                return branch
        raise Refused("fork.unknown")

    def _row(self, branch: Branch) -> ForkRow:
        desk, last = self._desk, branch.rows[-1]
        recorded = decode(last)
        state = desk.readable_state(branch.stream)
        settled = state is not None and any(
            settlement.event.aside_first == branch.id and settlement.event.aside_seq >= last.seq
            for settlement in state.settlements
        )
        return ForkRow(
            branch.stream,
            state.number if state else "",
            state.title if state else "",
            branch.id,
            branch.first_seq,
            settled,
            desk.roster().name(recorded.envelope.actor_id),
            recorded.envelope.time,
        )

    def _side(self, rows: Sequence[StoredEvent], text_hash: str) -> BranchSide:
        names = self._desk.names()
        decoded: list[Recorded] = [decode(row) for row in rows]
        events = tuple(
            BranchEvent(
                recorded.envelope.seq,
                event_label(recorded.event, names),
                names.acting(recorded.envelope.actor_id, recorded.envelope.on_behalf_of),
                recorded.envelope.time,
            )
            for recorded in decoded
        )
        return BranchSide(rows[-1].hash, rows[-1].seq, events, text_hash)

    def _state_with(
        self, before: Sequence[StoredEvent], rows: Sequence[StoredEvent]
    ) -> ManuscriptState:
        state: ManuscriptState | None = None
        for row in (*before, *rows):
            state = apply(state, decode(row))
        assert state is not None  # a branch has events
        return state
