"""Who may sign which roster event.  Services ask before appending; verification asks again."""

from __future__ import annotations

from qz_review.errors import Refused
from qz_review.events.kinds import (
    Event,
    KeyReplaced,
    KeyRevoked,
    ListsChanged,
    PersonAdded,
    PersonChanged,
    PersonRetired,
    SignaturePictureChanged,
    UnitCertificateMade,
    UnitFindingRestored,
    UnitFindingSuppressed,
    UnitFounded,
)
from qz_review.ledger.roster import RECOVERY_ACTOR, Roster, is_roster_event
from qz_review.model.person import Person, Role
from qz_review.signing.keypair import PUBLIC_KEY_LENGTH, key_id_of
from qz_review.signing.unit_certificate import is_unit_certificate

_ANSWER_FOR_ALL = frozenset(
    {Role.SECTION_CHIEF, Role.UNIT_LEADER, Role.PRINCIPAL, Role.ADMINISTRATOR}
)

LIST_LAYERS = ("region", "unit")
"""Layers of lists that the unit keeps itself; 国家 comes with the program."""


def check_roster_event(roster: Roster, event: Event, actor_id: str, key_id: str) -> None:
    """Raise Refused with the reason why this actor may not sign this event now.

    roster: as it stands before the event.  key_id: the key that signs.  Codes:
    ``roster.already_founded``, ``roster.not_founded``, ``roster.not_administrator``,
    ``roster.not_own_picture``, ``roster.own_key``, ``roster.unknown_person``,
    ``roster.retired``, ``roster.person_exists``, ``roster.account_taken``,
    ``roster.name_missing``, ``roster.bad_key``, ``roster.key_in_use``,
    ``roster.last_administrator``, ``roster.recovery_only_administrators``,
    ``roster.not_a_roster_event``, ``roster.no_such_key``, ``roster.bad_certificate``,
    ``finding.unit_by_chief``, ``finding.no_reason``, ``finding.unknown``.
    """
    if not is_roster_event(event):
        raise Refused("roster.not_a_roster_event", kind=type(event).__name__)
    if isinstance(event, UnitFounded):
        _check_founding(roster, event, actor_id, key_id)
        return
    if roster.unit is None:
        raise Refused("roster.not_founded")
    if actor_id == RECOVERY_ACTOR:
        _check_recovery(roster, event)
    elif isinstance(event, SignaturePictureChanged):
        if event.person_id != actor_id:
            raise Refused("roster.not_own_picture")
        _active(roster, actor_id)
    elif isinstance(event, UnitFindingSuppressed | UnitFindingRestored):
        _check_ignoring(roster, event, actor_id)
    elif isinstance(event, ListsChanged):
        _check_lists(roster, event, actor_id)
    else:
        _check_administrator(roster, actor_id)
        if isinstance(event, KeyReplaced | KeyRevoked) and event.person_id == actor_id:
            raise Refused("roster.own_key")
    _check_subject(roster, event)


def _check_founding(roster: Roster, event: UnitFounded, actor_id: str, key_id: str) -> None:
    if roster.head.seq:
        raise Refused("roster.already_founded")
    administrator = event.administrator
    if Role.ADMINISTRATOR not in administrator.roles or administrator.id != actor_id:
        raise Refused("roster.not_administrator", person_id=actor_id)
    _check_person(roster, administrator)
    for public in (event.public_key, event.recovery_key):
        _check_key(roster, public)
    if event.public_key == event.recovery_key:
        raise Refused("roster.key_in_use")
    if key_id_of(bytes.fromhex(event.public_key)) != key_id:
        raise Refused("roster.bad_key")


def _check_recovery(roster: Roster, event: Event) -> None:
    """The recovery key gives an administrator a new key, or renews itself; nothing else."""
    if not isinstance(event, KeyReplaced):
        raise Refused("roster.not_administrator", person_id=RECOVERY_ACTOR)
    if event.person_id == RECOVERY_ACTOR:
        return
    if Role.ADMINISTRATOR not in _active(roster, event.person_id).roles:
        raise Refused("roster.recovery_only_administrators")


def _check_ignoring(
    roster: Roster, event: UnitFindingSuppressed | UnitFindingRestored, actor_id: str
) -> None:
    """忽略 for 本单位 binds everybody: section chiefs, leaders and administrators sign it."""
    if not _active(roster, actor_id).roles & _ANSWER_FOR_ALL:
        raise Refused("finding.unit_by_chief")
    if not event.reason.strip():
        raise Refused("finding.no_reason")
    if isinstance(event, UnitFindingRestored) and event.suppression_id not in roster.ignored:
        raise Refused("finding.unknown")


def _check_lists(roster: Roster, event: ListsChanged, actor_id: str) -> None:
    """The unit's lists bind everybody, like 忽略 for 本单位: the same people sign them."""
    if not _active(roster, actor_id).roles & _ANSWER_FOR_ALL:
        raise Refused("lists.by_chief")
    if not event.reason.strip():
        raise Refused("lists.no_reason")
    if event.layer not in LIST_LAYERS:
        raise Refused("lists.unknown_layer")
    events = (recorded.event for recorded in roster.list_changes)
    known = {change.change_id for change in events if isinstance(change, ListsChanged)}
    if event.change_id in known or (event.undoes and event.undoes not in known):
        raise Refused("lists.unknown_change")


def _check_administrator(roster: Roster, actor_id: str) -> None:
    actor = roster.people.get(actor_id)
    if actor is None or not actor.active or Role.ADMINISTRATOR not in actor.roles:
        raise Refused("roster.not_administrator", person_id=actor_id)


def _check_subject(roster: Roster, event: Event) -> None:
    """Whether the event itself makes sense for the person it is about."""
    if isinstance(event, PersonAdded):
        _check_person(roster, event.person)
        _check_key(roster, event.public_key)
    elif isinstance(event, PersonChanged):
        person = _active(roster, event.person_id)
        if not event.name.strip():
            raise Refused("roster.name_missing")
        if Role.ADMINISTRATOR not in event.roles:
            _check_not_last(roster, person)
    elif isinstance(event, PersonRetired):
        _check_not_last(roster, _active(roster, event.person_id))
    elif isinstance(event, KeyRevoked):
        key = roster.key(event.key_id)
        if key is None or key.person_id != event.person_id:
            raise Refused("roster.no_such_key")
    elif isinstance(event, KeyReplaced):
        if event.person_id != RECOVERY_ACTOR:
            _active(roster, event.person_id)
        _check_key(roster, event.public_key)
    elif isinstance(event, UnitCertificateMade):
        _check_certificate(event.certificate)


def _check_certificate(certificate_hex: str) -> None:
    try:
        certificate = bytes.fromhex(certificate_hex)
    except ValueError:
        raise Refused("roster.bad_certificate") from None
    if certificate.hex() != certificate_hex or not is_unit_certificate(certificate):
        raise Refused("roster.bad_certificate")


def _check_person(roster: Roster, person: Person) -> None:
    if person.id in roster.people or person.id in ("", RECOVERY_ACTOR):
        raise Refused("roster.person_exists", person_id=person.id)
    if not person.name.strip() or not person.account.strip():
        raise Refused("roster.name_missing")
    if roster.by_account(person.account) is not None:
        raise Refused("roster.account_taken", account=person.account)


def _check_key(roster: Roster, public_hex: str) -> None:
    try:
        raw = bytes.fromhex(public_hex)
    except ValueError:
        raise Refused("roster.bad_key") from None
    if len(raw) != PUBLIC_KEY_LENGTH or raw.hex() != public_hex:
        raise Refused("roster.bad_key")
    if key_id_of(raw) in roster.keys:
        raise Refused("roster.key_in_use")


def _check_not_last(roster: Roster, person: Person) -> None:
    if tuple(p.id for p in roster.with_role(Role.ADMINISTRATOR)) == (person.id,):
        raise Refused("roster.last_administrator", name=person.name)


def _active(roster: Roster, person_id: str) -> Person:
    person = roster.person(person_id)
    if not person.active:
        raise Refused("roster.retired", name=person.name)
    return person
