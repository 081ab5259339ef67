"""What all services of one open workspace share: store, clock, who is logged in, caches.

A desk belongs to one thread, since its store's connection does.  A worker thread gets its
own desk over the same session and change bus (:meth:`Desk.for_worker`).
"""

from __future__ import annotations

import hashlib
import uuid
from collections import OrderedDict
from datetime import datetime, timedelta

from qz_review.clock import Clock
from qz_review.errors import Refused, Tampered
from qz_review.events.codec import decode
from qz_review.events.kinds import ROSTER_STREAM
from qz_review.events.record import Recorded
from qz_review.ledger.roster import EMPTY_ROSTER, Roster, apply_roster
from qz_review.model.person import Person, Unit
from qz_review.model.text import (
    ManuscriptText,
    TextFormatError,
    count_characters,
    parse_text,
)
from qz_review.services.changes import ChangeBus
from qz_review.services.composition import KeptCompositions
from qz_review.services.inspected import InspectedFiles
from qz_review.services.kept_scans import KeptScans
from qz_review.services.naming import Names
from qz_review.services.own_saves import OwnSaves
from qz_review.services.signed_in import SignedIn
from qz_review.signing.recovery_code import ALPHABET
from qz_review.storage.store import Store
from qz_review.workflow.apply import apply
from qz_review.workflow.context import Context
from qz_review.workflow.state import ManuscriptState

DESK_ID = "handover.desk"
ROSTER_GIVEN_OUT = "roster.given_out"
"""Setting of the roster's home: other desks were set up from it, and may be ahead of a backup."""
RESTORED = "workspace.restored"
"""Setting of a workspace that came from a backup, until the administrator has signed it."""
CAUGHT_UP = "workspace.caught_up"
"""Setting beside RESTORED: what other desks know since has come, or there is nothing."""
ROSTER_ELSEWHERE = "roster.elsewhere"
"""Setting of a desk that was set up from a roster file: people are changed on another."""

STATES_KEPT = 256
TEXTS_KEPT = 128


class Desk:
    """Reads the truth (fold of events) and remembers it until the head moves."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        signed_in: SignedIn,
        changes: ChangeBus,
        inspected: InspectedFiles | None = None,
        own_saves: OwnSaves | None = None,
        compositions: KeptCompositions | None = None,
        scans: KeptScans | None = None,
    ) -> None:
        self.store = store
        self.clock = clock
        self.signed_in = signed_in
        self.changes = changes
        self.inspected = inspected or InspectedFiles()
        self.own_saves = own_saves or OwnSaves()
        self.compositions = compositions or KeptCompositions()
        self.scans = scans or KeptScans()
        self._desk_id = ""
        self._roster: Roster = EMPTY_ROSTER
        self._states: OrderedDict[str, ManuscriptState] = OrderedDict()
        self._texts: OrderedDict[str, ManuscriptText] = OrderedDict()
        self._characters: dict[str, int] = {}

    def for_worker(self) -> Desk:
        """A desk for another thread, with its own connection; close its store afterwards."""
        return Desk(
            self.store.reopen(),
            self.clock,
            self.signed_in,
            self.changes,
            self.inspected,
            self.own_saves,
            self.compositions,
            self.scans,
        )

    def now(self) -> datetime:
        """The machine's moment, as the clock given tells it."""
        return self.clock()

    def clock_behind(self) -> timedelta | None:
        """How far the machine's clock runs behind the latest event; None where it does not."""
        known = (self.store.read_models.latest_update(), self.roster().last_time)
        latest = max((moment for moment in known if moment is not None), default=None)
        now = self.now()
        return latest - now if latest is not None and latest > now else None

    # --- the roster ---

    def roster(self) -> Roster:
        """People, keys and the unit as of now; only new events are read."""
        head = self.store.events.head(ROSTER_STREAM)
        if head.seq < self._roster.head.seq or (
            head.seq == self._roster.head.seq and head.hash != self._roster.head.hash
        ):
            self._roster = EMPTY_ROSTER  # another database lies here now
        if head != self._roster.head:
            for row in self.store.events.read_stream(ROSTER_STREAM, self._roster.head.seq):
                self._roster = apply_roster(self._roster, decode(row))
        return self._roster

    @property
    def roster_maybe_behind(self) -> bool:
        """A backup came back, and other desks may know a later roster than it."""
        settings = self.store.settings
        behind = settings.get(RESTORED) and settings.get(ROSTER_GIVEN_OUT)
        return bool(behind) and not settings.get(CAUGHT_UP)

    def roster_caught_up(self) -> None:
        """What the others know has come, or there is nothing: the roster may go on."""
        if self.roster_maybe_behind:
            self.store.settings.set(CAUGHT_UP, True)

    def mark(self) -> str:
        """Three characters that tell this desk from the unit's others; none at its first one."""
        if not self.roster_elsewhere:
            return ""
        number = int.from_bytes(hashlib.sha256(self.desk_id().encode()).digest())
        return "".join(ALPHABET[number >> shift & 31] for shift in (10, 5, 0))

    @property
    def roster_elsewhere(self) -> bool:
        """Whether people and the unit are changed on the administrator's desk, not here."""
        return bool(self.store.settings.get(ROSTER_ELSEWHERE))

    def unit(self) -> Unit:
        """The unit; raises Refused ``workspace.none`` before it was founded."""
        unit = self.roster().unit
        if unit is None:
            raise Refused("workspace.none")
        return unit

    def names(self) -> Names:
        """Resolver of names as of now."""
        return Names(self.roster().people, self.unit())

    def context(self, now: datetime | None = None, roster: Roster | None = None) -> Context:
        """What ``decide`` may know besides the manuscript; Refused ``workspace.none``."""
        roster = roster or self.roster()
        if roster.unit is None:
            raise Refused("workspace.none")
        return Context(
            roster.people,
            roster.unit,
            now or self.now(),
            desk_id=self.desk_id(),
            revoked=roster.revoked,
        )

    def desk_id(self) -> str:
        """Name of this desk among those that hand manuscripts to each other; empty before."""
        if not self._desk_id:
            self._desk_id = str(self.store.settings.get(DESK_ID, ""))
        return self._desk_id

    def need_desk_id(self) -> str:
        """The same; a desk that has none yet gets one, kept with the workspace."""
        if not self.desk_id():
            with self.store.transaction():
                if not self.desk_id():
                    self.store.settings.set(DESK_ID, uuid.uuid4().hex)
        return self.desk_id()

    # --- manuscripts ---

    def events_of(self, manuscript_id: str) -> tuple[Recorded, ...]:
        """Every event of a manuscript, oldest first."""
        return tuple(decode(row) for row in self.store.events.read_stream(manuscript_id))

    def state(self, manuscript_id: str) -> ManuscriptState:
        """The manuscript as of now; raises Refused ``manuscript.unknown``."""
        state = self.find_state(manuscript_id)
        if state is None:
            raise Refused("manuscript.unknown", manuscript_id=manuscript_id)
        return state

    def find_state(self, manuscript_id: str) -> ManuscriptState | None:
        """The manuscript as of now, None where its stream is empty.

        Raises Tampered ``ledger.unreadable`` where an event is damaged.
        """
        if manuscript_id == ROSTER_STREAM:
            return None
        head = self.store.events.head(manuscript_id)
        if head.seq == 0:
            return None
        known = self._states.get(manuscript_id)
        if known is not None and (known.seq, known.head) == (head.seq, head.hash):
            self._states.move_to_end(manuscript_id)
            return known
        if known is not None and not self._in_chain(known, head.seq):
            known = None  # another branch counts since
        for row in self.store.events.read_stream(manuscript_id, known.seq if known else 0):
            recorded = decode(row)
            try:
                known = apply(known, recorded)
            except (TypeError, ValueError, LookupError) as error:  # no event decide would write
                raise Tampered(
                    "ledger.unreadable", stream=row.stream, seq=row.seq, kind=row.kind
                ) from error
        if known is not None:
            self.remember(known)
        return known

    def _in_chain(self, known: ManuscriptState, upto: int) -> bool:
        """Whether a remembered state is a beginning of the chain as it stands now."""
        if known.seq >= upto:
            return False
        row = self.store.events.row(known.manuscript_id, known.seq)
        return row is not None and row.hash == known.head

    def readable_state(self, manuscript_id: str) -> ManuscriptState | None:
        """The same for lists, which go on without the details of a damaged manuscript."""
        try:
            return self.find_state(manuscript_id)
        except Tampered:
            return None

    def remember(self, state: ManuscriptState) -> None:
        """Keep a state that was just folded or appended."""
        self._states[state.manuscript_id] = state
        self._states.move_to_end(state.manuscript_id)
        while len(self._states) > STATES_KEPT:
            self._states.popitem(last=False)

    # --- texts ---

    def text(self, text_hash: str) -> ManuscriptText:
        """The exact text with a hash; raises Tampered where its blob is missing or damaged."""
        known = self._texts.get(text_hash)
        if known is None:
            try:
                known = parse_text(self.store.blobs.get(text_hash))
            except TextFormatError as error:
                raise Tampered("blobs.damaged", digest=text_hash) from error
            self.remember_text(text_hash, known)
        else:
            self._texts.move_to_end(text_hash)
        return known

    def remember_text(self, text_hash: str, text: ManuscriptText) -> None:
        """Keep a text that was just read, or that is being stored."""
        self._texts[text_hash] = text
        self._texts.move_to_end(text_hash)
        while len(self._texts) > TEXTS_KEPT:
            self._texts.popitem(last=False)

    def characters(self, text_hash: str) -> int:
        """字数 of a text by its hash; a text never changes, so it is counted once."""
        if text_hash not in self._characters:
            self._characters[text_hash] = count_characters(self.text(text_hash))
        return self._characters[text_hash]

    # --- who is here ---

    def me(self) -> Person:
        """Who is logged in, as the roster knows him now; raises Refused ``session.locked``."""
        return self.roster().person(self.signed_in.require_id())
