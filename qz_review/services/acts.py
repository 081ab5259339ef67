"""The one write path: decide, seal, append, tell.

Everything a person does with a manuscript or the roster goes through here.  Events, blobs,
the read-model row and the end of a draft are one transaction; where another process was
first, the state is folded again and decided again.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from qz_review.errors import AppendConflict, Environment, Refused
from qz_review.events.chain import head_of, next_envelope, seal
from qz_review.events.codec import decode
from qz_review.events.kinds import ROSTER_STREAM, Event, RosterEvent
from qz_review.events.record import Head, Recorded, StoredEvent
from qz_review.ledger.roster import Roster, apply_roster
from qz_review.ledger.roster_rules import check_roster_event
from qz_review.model.person import Person
from qz_review.model.stage import Phase
from qz_review.model.text import ManuscriptText, canonical_bytes, text_hash
from qz_review.services.changes import ChangeSet
from qz_review.services.delegation_watch import DelegationWatch
from qz_review.services.desk import Desk
from qz_review.services.projection import project
from qz_review.services.rows import put_row
from qz_review.services.sound_text import sound
from qz_review.signing.keypair import KeyPair
from qz_review.storage.projected import ManuscriptFilter
from qz_review.workflow.apply import apply
from qz_review.workflow.commands import Command
from qz_review.workflow.context import Context
from qz_review.workflow.decide import decide
from qz_review.workflow.state import ManuscriptState

ATTEMPTS = 8
"""How often an act is decided anew before it is said that others are always first."""

_PATIENCE = 0.004  # seconds; doubled with every attempt, so half a second in all at the most

Wish = Command | Callable[[ManuscriptState | None], Command]
"""A command, or how to make it from the state (asked again after a conflict)."""


def give_way(attempt: int, conflict: AppendConflict) -> None:
    """After a conflict: a wait of random length, so that two who meet do not meet again.

    Raises the conflict after the last attempt.
    """
    if attempt == ATTEMPTS - 1:
        raise conflict
    time.sleep(random.random() * _PATIENCE * 2**attempt)


@dataclass(frozen=True, slots=True)
class Done:
    """What an act led to: the states of the manuscripts concerned and the new events.

    rows: the events as they are stored.
    """

    states: tuple[ManuscriptState, ...]
    events: tuple[Recorded, ...]
    rows: tuple[StoredEvent, ...] = ()

    @property
    def state(self) -> ManuscriptState:
        """The state of the first manuscript concerned."""
        return self.states[0]


@dataclass(slots=True)
class _Plan:
    rows: list[StoredEvent]
    recorded: list[Recorded]
    states: list[ManuscriptState]
    earlier: list[ManuscriptState | None]
    expected: list[Head]

    def done(self) -> Done:
        """What comes of it."""
        return Done(tuple(self.states), tuple(self.recorded), tuple(self.rows))


class Acts:
    """Performs commands for the person at the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def perform(
        self,
        manuscript_id: str,
        wish: Wish,
        *,
        key: KeyPair | None = None,
        texts: Sequence[ManuscriptText] = (),
        blobs: Sequence[bytes] = (),
        after: Callable[[], None] | None = None,
        before: Callable[[Done], None] | None = None,
    ) -> Done:
        """Do one thing with one manuscript.

        key: opened with the password for a sign-off; the head note is then written too.
        Without it the key opened at login signs.  texts, blobs: stored with the events.
        after: runs in the transaction (drafts, unique numbers).  before: hears of the events,
        sealed, before anything is stored, and may raise; again for each time it is decided anew.
        Raises Refused of ``decide``, AppendConflict where others are first again and again,
        Environment and Tampered.
        """
        return self.perform_all(
            [(manuscript_id, wish)],
            key=key,
            texts=texts,
            blobs=blobs,
            after=after,
            before=before,
        )

    def perform_all(
        self,
        wishes: Sequence[tuple[str, Wish]],
        *,
        key: KeyPair | None = None,
        texts: Sequence[ManuscriptText] = (),
        blobs: Sequence[bytes] = (),
        after: Callable[[], None] | None = None,
        before: Callable[[Done], None] | None = None,
    ) -> Done:
        """Do several things with several manuscripts in one transaction."""
        desk = self._desk
        actor_id = desk.signed_in.require_id()
        keypair = key or desk.signed_in.keypair()
        stored = [canonical_bytes(text) for text in texts] + list(blobs)
        for attempt in range(ATTEMPTS):
            roster = desk.roster()
            actor, context = roster.person(actor_id), desk.context(roster=roster)
            need_valid_key(roster, actor_id, keypair)
            plan = self._plan(wishes, actor, keypair, context, roster.head)
            if not plan.rows:
                return Done(tuple(plan.states), ())
            if before is not None:
                before(plan.done())
            try:
                desk.store.events.append(
                    plan.rows,
                    expected=[*plan.expected, roster.head],
                    blobs=stored,
                    after=partial(self._afterwards, plan, context, texts, after),
                )
            except AppendConflict as conflict:
                give_way(attempt, conflict)
                continue
            break
        for state in plan.states:
            desk.remember(state)
        if key is not None:
            self.note_length(keypair, actor_id)
        desk.changes.publish(ChangeSet(frozenset(s.manuscript_id for s in plan.states)))
        return plan.done()

    def _plan(
        self,
        wishes: Sequence[tuple[str, Wish]],
        actor: Person,
        keypair: KeyPair,
        context: Context,
        roster_head: Head,
    ) -> _Plan:
        plan = _Plan([], [], [], [], [])
        for manuscript_id, wish in wishes:
            state = earlier = self._desk.find_state(manuscript_id)
            head = Head(manuscript_id)
            if state is not None:
                head = Head(manuscript_id, state.seq, state.head)
            plan.expected.append(head)
            command = sound(wish(state) if callable(wish) else wish)
            for decided in decide(state, command, actor, context):
                envelope = next_envelope(
                    head,
                    actor.id,
                    context.now,
                    roster_head,
                    on_behalf_of=decided.on_behalf_of,
                    last_time=state.last_time if state else None,
                )
                row = seal(decided.event, envelope, keypair)
                recorded = decode(row)
                state = apply(state, recorded)
                head = head_of(row)
                plan.rows.append(row)
                plan.recorded.append(recorded)
            if state is None:
                raise Refused("manuscript.unknown", manuscript_id=manuscript_id)
            plan.states.append(state)
            plan.earlier.append(earlier)
        return plan

    def _afterwards(
        self,
        plan: _Plan,
        context: Context,
        texts: Sequence[ManuscriptText],
        after: Callable[[], None] | None,
    ) -> None:
        for text in texts:
            self._desk.remember_text(text_hash(text), text)
        if after is not None:
            after()
        DelegationWatch(self._desk).note(plan.recorded)
        for state, earlier in zip(plan.states, plan.earlier, strict=True):
            same_text = earlier is not None and earlier.text_hash == state.text_hash
            row = project(state, self._desk, context, indexed=same_text)
            self._desk.store.read_models.upsert(row)

    # --- the roster ---

    def perform_on_roster(
        self,
        event: RosterEvent | Callable[[Roster], RosterEvent],
        *,
        actor_id: str = "",
        key: KeyPair | None = None,
        blobs: Sequence[bytes] = (),
        after: Callable[[], None] | None = None,
    ) -> Recorded:
        """Append one event about people, keys or the unit.

        actor_id, key: who signs with what; left out, the person at the desk with his open key.
        Raises Refused from the roster's rules (:func:`check_roster_event`), and
        ``roster.elsewhere`` at a desk that only has a copy, ``roster.maybe_behind`` after a
        backup came back where others have copies: two would part for good.
        """
        desk = self._desk
        if desk.roster_elsewhere:
            raise Refused("roster.elsewhere")
        if desk.roster_maybe_behind:
            raise Refused("roster.maybe_behind")
        actor = actor_id or desk.signed_in.require_id()
        keypair = key or desk.signed_in.keypair()
        for attempt in range(ATTEMPTS):
            roster = desk.roster()
            wanted: Event = sound(event(roster) if callable(event) else event)
            if roster.unit is not None:
                need_valid_key(roster, actor, keypair)
            check_roster_event(roster, wanted, actor, keypair.key_id)
            head = Head(ROSTER_STREAM, roster.head.seq, roster.head.hash)
            envelope = next_envelope(head, actor, desk.now(), head, last_time=roster.last_time)
            row = seal(wanted, envelope, keypair)
            recorded = decode(row)
            changed = apply_roster(roster, recorded)
            try:
                desk.store.events.append(
                    [row],
                    expected=[head],
                    blobs=blobs,
                    after=partial(self.roster_moved, changed, after),
                )
            except AppendConflict as conflict:
                give_way(attempt, conflict)
                continue
            break
        self.note_length(keypair, actor)
        desk.changes.publish(ChangeSet(roster=True))
        return recorded

    def note_length(self, keypair: KeyPair, actor_id: str) -> None:
        """The head note after an act.  The act is on the disk already, whatever becomes of it."""
        with suppress(Environment):  # the note before it still holds, and the next act tries again
            self._desk.store.write_head_note(keypair, actor_id, self._desk.now())

    def roster_moved(self, roster: Roster, after: Callable[[], None] | None = None) -> None:
        """Who holds what may have changed: the rows under way are projected again."""
        if roster.unit is not None:
            context = self._desk.context(roster=roster)
            under_way = ManuscriptFilter(phases=frozenset(p for p in Phase if not p.is_over))
            for row in self._desk.store.read_models.list_manuscripts(under_way, limit=-1).rows:
                put_row(self._desk, row.manuscript_id, context)
        if after is not None:
            after()


def need_valid_key(roster: Roster, person_id: str, keypair: KeyPair) -> None:
    """Refuse ``session.key_replaced`` for a key that somebody ended while it was open here.

    What it signed now would not verify; the person logs in with his new password.
    """
    if not roster.key_valid(keypair.key_id, person_id, roster.head.seq):
        raise Refused("session.key_replaced")
