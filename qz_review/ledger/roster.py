"""The roster (人员名册) as a fold over its chain: unit, people, keys, signature pictures.

Source: rule 五（一） for the unit's offices; people who leave are retired, never deleted, so
that every old signature keeps its name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from qz_review.errors import Refused
from qz_review.events.kinds import (
    ROSTER_STREAM,
    FileRef,
    KeyReplaced,
    KeyRevoked,
    ListsChanged,
    PersonAdded,
    PersonChanged,
    PersonRetired,
    RosterEvent,
    SignaturePictureChanged,
    UnitCertificateMade,
    UnitChanged,
    UnitFindingRestored,
    UnitFindingSuppressed,
    UnitFounded,
    WorkspaceRestored,
)
from qz_review.events.record import Head, Recorded
from qz_review.model.person import Channel, Person, PublicKey, Role, Section, Unit
from qz_review.signing.keypair import key_id_of

RECOVERY_ACTOR = "recovery"
"""Actor id of an event signed with the recovery key, and the owner of that key."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The roster after the event ``head``.

    keys: every key there ever was, by id, with the roster events between which it is valid.
    pictures: handwritten signatures for printing, by person id.
    restorations: the WorkspaceRestored events, oldest first.
    ignored: findings set aside for the whole unit and not taken back, by suppression id.
    revoked: by key id, the moment from which on what the key signed does not count.
    certificates: of the unit's archives (DER), oldest first; the last one signs.
    list_changes: changes of the unit's lists, oldest first (:mod:`.list_changes` folds them).
    """

    unit: Unit | None = None
    head: Head = field(default_factory=lambda: Head(ROSTER_STREAM))
    people: Mapping[str, Person] = field(default_factory=dict)
    keys: Mapping[str, PublicKey] = field(default_factory=dict)
    pictures: Mapping[str, FileRef] = field(default_factory=dict)
    recovery_key_id: str = ""
    restorations: tuple[Recorded, ...] = ()
    ignored: Mapping[str, Recorded] = field(default_factory=dict)
    certificates: tuple[bytes, ...] = ()
    list_changes: tuple[Recorded, ...] = ()
    revoked: Mapping[str, datetime] = field(default_factory=dict)
    last_time: datetime | None = None

    @property
    def certificate(self) -> bytes | None:
        """The certificate that signs archives now, None where none was made yet."""
        return self.certificates[-1] if self.certificates else None

    def key(self, key_id: str) -> PublicKey | None:
        """A key by its id, valid or not."""
        return self.keys.get(key_id)

    def key_valid(self, key_id: str, person_id: str, roster_seq: int) -> bool:
        """Whether a key was this person's under the roster's event ``roster_seq``."""
        key = self.keys.get(key_id)
        if key is None or key.person_id != person_id or roster_seq < key.from_seq:
            return False
        return key.until_seq is None or roster_seq < key.until_seq

    def person(self, person_id: str) -> Person:
        """A person, active or retired.  Raises Refused(``roster.unknown_person``)."""
        found = self.people.get(person_id)
        if found is None:
            raise Refused("roster.unknown_person", person_id=person_id)
        return found

    def name(self, person_id: str) -> str:
        """A person's name, empty where the id is unknown."""
        found = self.people.get(person_id)
        return found.name if found else ""

    def by_account(self, account: str) -> Person | None:
        """Who logs in under this name; width and case of letters do not matter."""
        wanted = account_key(account)
        for person in self.people.values():
            if account_key(person.account) == wanted:
                return person
        return None

    def active(self) -> tuple[Person, ...]:
        """Everybody who is not retired, in the order of joining."""
        return tuple(person for person in self.people.values() if person.active)

    def with_role(self, role: Role) -> tuple[Person, ...]:
        """Active people who hold a role, in the order of joining."""
        return tuple(person for person in self.active() if role in person.roles)

    def section(self, section_id: str) -> Section | None:
        """A section of the unit by its id."""
        sections = self.unit.sections if self.unit else ()
        return next((s for s in sections if s.id == section_id), None)

    def channel(self, channel_id: str) -> Channel | None:
        """A publishing channel of the unit by its id, closed ones too."""
        channels = self.unit.channels if self.unit else ()
        return next((c for c in channels if c.id == channel_id), None)


EMPTY_ROSTER = Roster()


def account_key(account: str) -> str:
    """The form in which account names are compared; half a character is none (``?``)."""
    whole = account.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFKC", whole).strip().casefold()


def fold_roster(events: Iterable[Recorded]) -> Roster:
    """The roster that a chain of roster events amounts to."""
    roster = EMPTY_ROSTER
    for recorded in events:
        roster = apply_roster(roster, recorded)
    return roster


def apply_roster(roster: Roster, recorded: Recorded) -> Roster:
    """The roster after one more event; never refuses (verification does)."""
    envelope, event = recorded.envelope, recorded.event
    moved = replace(
        roster,
        head=Head(envelope.stream, envelope.seq, recorded.hash),
        last_time=max(roster.last_time or envelope.time, envelope.time),
    )
    match event:
        case UnitFounded():
            founder = replace(event.administrator, key_id="")
            known = replace(moved, unit=event.unit, people={founder.id: founder})
            keyed = _with_key(known, founder.id, event.public_key, envelope.seq)
            return _with_key(keyed, RECOVERY_ACTOR, event.recovery_key, envelope.seq)
        case UnitChanged():
            return replace(moved, unit=event.unit)
        case PersonAdded():
            person = replace(event.person, key_id="", retired_at=None)
            known = replace(moved, people={**moved.people, person.id: person})
            return _with_key(known, person.id, event.public_key, envelope.seq)
        case PersonChanged():
            return _with_person(
                moved,
                event.person_id,
                name=event.name,
                roles=event.roles,
                section_id=event.section_id,
                duty=event.duty,
            )
        case PersonRetired():
            retired = _with_person(moved, event.person_id, key_id="", retired_at=envelope.time)
            return _without_key(retired, event.person_id, envelope.seq)
        case KeyReplaced():
            bare = _without_key(moved, event.person_id, envelope.seq)
            return _with_key(bare, event.person_id, event.public_key, envelope.seq)
        case KeyRevoked():
            return _with_revoked(moved, event, envelope.seq)
        case SignaturePictureChanged():
            pictures = {k: v for k, v in moved.pictures.items() if k != event.person_id}
            if event.picture is not None:
                pictures[event.person_id] = event.picture
            return replace(moved, pictures=pictures)
        case UnitFindingSuppressed():
            return replace(moved, ignored={**moved.ignored, event.suppression_id: recorded})
        case UnitFindingRestored():
            ignored = {k: v for k, v in moved.ignored.items() if k != event.suppression_id}
            return replace(moved, ignored=ignored)
        case UnitCertificateMade():
            return _with_certificate(moved, event.certificate)
        case ListsChanged():
            return replace(moved, list_changes=(*moved.list_changes, recorded))
        case WorkspaceRestored():
            return replace(moved, restorations=(*moved.restorations, recorded))
        case _:
            return moved


def is_roster_event(event: object) -> bool:
    """Whether an event belongs to the roster's chain."""
    return isinstance(event, RosterEvent)


def _with_person(roster: Roster, person_id: str, **changes: object) -> Roster:
    person = roster.people.get(person_id)
    if person is None:
        return roster
    changed = replace(person, **changes)  # type: ignore[arg-type]
    return replace(roster, people={**roster.people, person_id: changed})


def _with_certificate(roster: Roster, certificate_hex: str) -> Roster:
    try:
        return replace(roster, certificates=(*roster.certificates, bytes.fromhex(certificate_hex)))
    except ValueError:
        return roster


def _with_key(roster: Roster, owner_id: str, public_hex: str, seq: int) -> Roster:
    """The roster with a new key; one that cannot be read leaves its owner without a key."""
    try:
        raw = bytes.fromhex(public_hex)
    except ValueError:
        return roster
    key = PublicKey(key_id_of(raw), owner_id, raw, seq)
    if key.key_id in roster.keys:
        return roster
    keyed = replace(roster, keys={**roster.keys, key.key_id: key})
    if owner_id == RECOVERY_ACTOR:
        return replace(keyed, recovery_key_id=key.key_id)
    return _with_person(keyed, owner_id, key_id=key.key_id)


def _without_key(roster: Roster, owner_id: str, seq: int) -> Roster:
    """The roster in which the owner's present key ends with the event ``seq``."""
    keys = {
        key_id: replace(key, until_seq=seq)
        if key.person_id == owner_id and key.until_seq is None
        else key
        for key_id, key in roster.keys.items()
    }
    return replace(roster, keys=keys)


def _with_revoked(roster: Roster, event: KeyRevoked, seq: int) -> Roster:
    """The roster in which a key ends with the event ``seq``, and did not count since a moment."""
    key = roster.keys.get(event.key_id)
    if key is None or key.person_id != event.person_id:
        return roster
    person = roster.people.get(event.person_id)
    if person is not None and person.key_id == event.key_id:
        bare = _with_person(roster, event.person_id, key_id="")
        roster = _without_key(bare, event.person_id, seq)
    since = min(event.since, roster.revoked.get(event.key_id, event.since))
    return replace(roster, revoked={**roster.revoked, event.key_id: since})
