"""人员名册: people, roles, keys, signature pictures: ``workspace.people``."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime

from qz_review.errors import Refused
from qz_review.events.kinds import (
    FileRef,
    KeyReplaced,
    KeyRevoked,
    PersonAdded,
    PersonChanged,
    PersonRetired,
    RosterEvent,
    SignaturePictureChanged,
)
from qz_review.ledger.roster import RECOVERY_ACTOR, Roster
from qz_review.model.manuscript import Part
from qz_review.model.person import Person, Role
from qz_review.model.stage import Stage
from qz_review.services.acts import Acts
from qz_review.services.desk import Desk
from qz_review.services.first_password import note_chosen, note_given
from qz_review.services.key_files import NewKey, remove_unused_keys
from qz_review.services.results import short_code
from qz_review.services.session import (
    SessionService,
    check_password_strength,
    sealing_cost,
)
from qz_review.services.signature_picture import normalised_picture
from qz_review.services.unit_certificate import UnitCertificate
from qz_review.services.views import PersonRow
from qz_review.signing.keypair import KeyPair
from qz_review.signing.recovery_code import new_recovery_code, normalised
from qz_review.signing.sealed_key import unseal
from qz_review.workflow import duties


class PeopleService:
    """The roster.  Changes are signed events by an administrator with his open key."""

    def __init__(
        self, desk: Desk, acts: Acts, session: SessionService, certificate: UnitCertificate
    ) -> None:
        self._desk = desk
        self._acts = acts
        self._session = session
        self._certificate = certificate

    # --- reading ---

    def roster(self) -> Roster:
        """Everybody, retired people too, and all keys ever valid."""
        return self._desk.roster()

    def person(self, person_id: str) -> Person:
        """One person; raises Refused ``roster.unknown_person``."""
        return self._desk.roster().person(person_id)

    def rows(self) -> tuple[PersonRow, ...]:
        """人员名册: active people first, in roster order."""
        roster, names = self._desk.roster(), self._desk.names()
        people = sorted(roster.people.values(), key=lambda p: not p.active)
        return tuple(
            PersonRow(
                person,
                names.section(person.section_id),
                short_code(person.key_id) if person.key_id else "",
                person.id in roster.pictures,
                len(self._desk.store.read_models.waiting_for(person.id)),
            )
            for person in people
        )

    def eligible(
        self, manuscript_id: str | None, stage: Stage, part: Part, section_id: str = ""
    ) -> tuple[Person, ...]:
        """Who could be assigned to a part of a step; ``section_id`` before registration."""
        state = self._desk.state(manuscript_id) if manuscript_id else None
        section = state.section_id if state else section_id
        return duties.eligible(state, stage, part, section, self._desk.context())

    def signature_picture(self, person_id: str) -> bytes | None:
        """PNG for printing, None where there is none."""
        picture = self._desk.roster().pictures.get(person_id)
        return self._desk.store.blobs.get(picture.digest) if picture else None

    # --- changing ---

    def add_person(
        self,
        name: str,
        account: str,
        roles: Iterable[Role],
        section_id: str,
        duty: str,
        first_password: str,
    ) -> Person:
        """Put somebody on the roster with a new key sealed by the first password.

        Raises Refused from the roster's rules, and ``session.password_too_short``.
        """
        check_password_strength(first_password)
        keypair = KeyPair.generate()
        person = Person(
            id=uuid.uuid4().hex,
            name=name.strip(),
            account=account.strip(),
            roles=frozenset(roles),
            section_id=section_id,
            duty=duty.strip(),
            key_id=keypair.key_id,
        )
        event = PersonAdded(person, keypair.public_hex)
        self._bring_in(
            event,
            person.id,
            keypair,
            first_password,
            with_it=lambda: note_given(self._desk, person.id, person.key_id),
        )
        return self.person(person.id)

    def change_person(
        self,
        person_id: str,
        name: str | None = None,
        roles: Iterable[Role] | None = None,
        section_id: str | None = None,
        duty: str | None = None,
    ) -> None:
        """Change what is given and keep the rest."""
        wanted_roles = None if roles is None else frozenset(roles)

        def event(roster: Roster) -> PersonChanged:
            person = roster.person(person_id)
            return PersonChanged(
                person_id,
                person.name if name is None else name.strip(),
                person.roles if wanted_roles is None else wanted_roles,
                person.section_id if section_id is None else section_id,
                person.duty if duty is None else duty.strip(),
            )

        self._acts.perform_on_roster(event)

    def retire_person(self, person_id: str, reason: str) -> None:
        """Take somebody off duty; he stays on the roster, his signatures stay valid.

        His key's file is removed: nobody signs with it here any more.
        """
        self._acts.perform_on_roster(PersonRetired(person_id, _reason(reason)))
        remove_unused_keys(self._desk)
        self._certificate.look_after(self._desk.me())

    def replace_key(self, person_id: str, new_password: str, reason: str, password: str) -> None:
        """A forgotten password: another administrator gives a new key.

        password: the administrator's own, asked again as for a sign-off.
        Raises Refused ``roster.own_key`` for one's own, ``workflow.no_reason``, ``session.*``
        (:meth:`SessionService.check_password`), and as :meth:`add_person`.
        """
        check_password_strength(new_password)
        words = _reason(reason)
        own = self._session.check_password(password)
        try:
            keypair = KeyPair.generate()
            key_id = keypair.key_id  # the key itself is erased once it is in
            self._bring_in(
                KeyReplaced(person_id, keypair.public_hex, words),
                person_id,
                keypair,
                new_password,
                signed_with=own,
                with_it=lambda: note_given(self._desk, person_id, key_id),
            )
        finally:
            own.erase()
        self._desk.store.attempts.succeeded(self.person(person_id).account)

    def revoke_key(self, person_id: str, since: datetime, reason: str, password: str) -> None:
        """A key is lost or in other hands: it ends, and what it signed since does not count.

        since: the moment from which on.  What was signed before stays; a new key comes with
        :meth:`replace_key`.  Raises Refused ``roster.own_key``, ``roster.no_such_key``,
        ``workflow.no_reason``, ``session.*``.
        """
        words = _reason(reason)
        key_id = self.person(person_id).key_id
        own = self._session.check_password(password)
        try:
            event = KeyRevoked(person_id, key_id, since, words)
            self._acts.perform_on_roster(event, key=own)
        finally:
            own.erase()
        remove_unused_keys(self._desk)

    def replace_own_key_by_recovery(
        self, account: str, recovery_code: str, new_password: str
    ) -> None:
        """The administrator's way back in, with the printed recovery code, while logged out.

        Raises Refused ``session.wrong_recovery_code``, ``session.delayed`` (fact ``until``),
        ``session.password_too_short`` and the roster's rules.
        """
        check_password_strength(new_password)
        store = self._desk.store
        roster = self._desk.roster()
        person = roster.by_account(account)
        try:
            store.attempts.begin(account, self._desk.now(), recovery=True)
            recovery = unseal(
                store.keys.read(RECOVERY_ACTOR, roster.recovery_key_id) if person else None,
                normalised(recovery_code),
                expected=sealing_cost(self._desk),
            )
        except Refused as refusal:
            if refusal.code == "keys.delayed":
                raise Refused("session.delayed", **refusal.facts) from refusal
            raise Refused("session.wrong_recovery_code") from refusal
        assert person is not None  # unseal refused otherwise
        store.attempts.succeeded(account, recovery=True)
        keypair = KeyPair.generate()
        try:
            event = KeyReplaced(person.id, keypair.public_hex, "recovery")
            self._bring_in(
                event,
                person.id,
                keypair,
                new_password,
                actor_id=RECOVERY_ACTOR,
                signed_with=recovery,
                with_it=lambda: note_chosen(self._desk, person.id),
            )
        finally:
            recovery.erase()
        store.attempts.succeeded(account)

    def renew_recovery_code(self, reason: str) -> str:
        """A new printed code; the one before is void from now on."""
        code, keypair = new_recovery_code(), KeyPair.generate()
        event = KeyReplaced(RECOVERY_ACTOR, keypair.public_hex, _reason(reason))
        self._bring_in(event, RECOVERY_ACTOR, keypair, normalised(code))
        return code

    def set_signature_picture(self, picture: bytes | None) -> None:
        """Keep one's own handwritten signature for printing; None removes it.

        Raises Refused ``picture.*`` (:func:`normalised_picture`).
        """
        me = self._desk.signed_in.require_id()
        if picture is None:
            self._acts.perform_on_roster(SignaturePictureChanged(me, None))
            return
        png = normalised_picture(picture)
        digest = hashlib.sha256(png).hexdigest()
        self._acts.perform_on_roster(
            SignaturePictureChanged(me, FileRef("signature.png", digest, len(png), "image/png")),
            blobs=[png],
        )

    def _bring_in(
        self,
        event: RosterEvent,
        owner: str,
        keypair: KeyPair,
        password: str,
        *,
        actor_id: str = "",
        signed_with: KeyPair | None = None,
        with_it: Callable[[], None] | None = None,
    ) -> None:
        """Append an event with a new key; its file and the event come to be together.

        actor_id, signed_with: left out, the person at the desk with his open key.
        with_it: runs in the same transaction.
        """
        try:
            NewKey(self._desk, owner, keypair, password).bring_in(
                lambda write: self._acts.perform_on_roster(
                    event, actor_id=actor_id, key=signed_with, after=_both(write, with_it)
                )
            )
            if self._desk.signed_in.person_id:  # the new key gets its copy of the unit's
                self._certificate.look_after(self._desk.me())
        finally:
            keypair.erase()


def _both(first: Callable[[], None], second: Callable[[], None] | None) -> Callable[[], None]:
    def run() -> None:
        first()
        if second is not None:
            second()

    return run


def _reason(reason: str) -> str:
    stripped = reason.strip()
    if not stripped:
        raise Refused("workflow.no_reason")
    return stripped
