"""Logging in, locking, passwords: ``workspace.session``."""

from __future__ import annotations

from collections.abc import Callable

from qz_review.errors import Refused
from qz_review.model.person import Person
from qz_review.services.changes import ChangeSet
from qz_review.services.desk import Desk
from qz_review.services.first_password import note_chosen, still_given
from qz_review.services.views import AccountView
from qz_review.signing.keypair import KeyPair
from qz_review.signing.sealed_key import (
    STANDARD,
    KdfCost,
    change_password,
    check_new_password,
    unseal,
)

SAMPLE_PASSWORDS = "sample.passwords"
KDF_COST = "kdf.cost"


def sealing_cost(desk: Desk) -> KdfCost:
    """What new keys of this workspace are sealed with; the sample office has a cheaper one."""
    stored = desk.store.settings.get(KDF_COST)
    return KdfCost(*stored) if stored else STANDARD


class SessionService:
    """Who is at the desk.  The open key stays in memory until :meth:`lock`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._on_login: list[Callable[[Person], None]] = []

    def call_after_login(self, work: Callable[[Person], None]) -> None:
        """Have ``work`` done with the key just opened (signed notes that waited for it)."""
        self._on_login.append(work)

    def accounts(self) -> tuple[AccountView, ...]:
        """Active people for the login screen; passwords only in 示例单位.

        At a further desk of the unit only those whose key is on it: the others cannot log in.
        """
        roster, names = self._desk.roster(), self._desk.names()
        passwords = self._desk.store.settings.get(SAMPLE_PASSWORDS, {})
        return tuple(
            AccountView(
                person.id,
                person.account,
                person.name,
                person.duty,
                names.section(person.section_id),
                passwords.get(person.account, ""),
            )
            for person in roster.active()
            if not self._desk.roster_elsewhere
            or self._desk.store.keys.read(person.id, person.key_id) is not None
        )

    def login(self, account: str, password: str) -> Person:
        """Open the person's key.

        Raises Refused ``session.wrong_password`` after the same time whatever is wrong
        (account, password, retired, key replaced), ``session.delayed`` (fact ``until``)
        after too many wrong tries.
        """
        person = self._desk.roster().by_account(account)
        keypair = self._open(account, person, password)
        assert person is not None  # _open refused otherwise
        self._desk.signed_in.enter(person.id, keypair)
        for work in self._on_login:
            work(person)
        self._desk.changes.publish(ChangeSet(settings=True))
        return person

    @property
    def current(self) -> Person | None:
        """Who is logged in, None while the desk is locked."""
        person_id = self._desk.signed_in.person_id
        return self._desk.roster().people.get(person_id) if person_id else None

    @property
    def first_password(self) -> bool:
        """Whether who is logged in still has the password that somebody else chose for him.

        False while the desk is locked, and in 示例单位, whose passwords are public.
        """
        person = self.current
        if person is None or self._desk.store.settings.get(SAMPLE_PASSWORDS) is not None:
            return False
        return still_given(self._desk, person)

    def require(self) -> Person:
        """Who is logged in; raises Refused ``session.locked``."""
        return self._desk.me()

    def lock(self) -> None:
        """Erase the open key; drafts stay."""
        self._desk.signed_in.leave()

    def check_password(self, password: str) -> KeyPair:
        """The key of who is logged in, opened anew for one sign-off; erase it afterwards.

        Raises as :meth:`login`, and ``session.locked``.
        """
        person = self._desk.me()
        return self._open(person.account, person, password)

    def change_password(self, old: str, new: str) -> None:
        """Seal the same key with another password.

        Raises Refused ``session.wrong_password``, ``session.delayed``,
        ``session.password_too_short`` (fact ``least``), ``session.locked``.
        """
        check_password_strength(new)
        person = self._desk.me()
        self.check_password(old).erase()
        file = self._desk.store.keys.read(person.id, person.key_id)
        assert file is not None  # just opened
        changed = change_password(file, old, new, sealing_cost(self._desk))
        self._desk.store.keys.write(person.id, person.key_id, changed)
        if new != old:
            note_chosen(self._desk, person.id)
        self._forget_sample_password(person.account)

    def _forget_sample_password(self, account: str) -> None:
        passwords = self._desk.store.settings.get(SAMPLE_PASSWORDS)
        if passwords and account in passwords:
            self._desk.store.settings.set(SAMPLE_PASSWORDS, {**passwords, account: ""})

    def _open(self, account: str, person: Person | None, password: str) -> KeyPair:
        store = self._desk.store
        usable = person is not None and person.active
        file = store.keys.read(person.id, person.key_id) if person is not None and usable else None
        try:
            store.attempts.begin(account, self._desk.now())
            keypair = unseal(file, password, expected=sealing_cost(self._desk))
        except Refused as refusal:
            raise _session_code(refusal) from refusal
        if person is None or keypair.key_id != person.key_id:
            keypair.erase()
            raise Refused("session.wrong_password")
        store.attempts.succeeded(account)
        return keypair


def check_password_strength(password: str) -> None:
    """Raise Refused ``session.password_too_short`` (fact ``least``) for a weak one."""
    try:
        check_new_password(password)
    except Refused as refusal:
        raise _session_code(refusal) from refusal


def _session_code(refusal: Refused) -> Refused:
    """The same refusal under the name that the session's callers know."""
    codes = {
        "keys.wrong_password": "session.wrong_password",
        "keys.delayed": "session.delayed",
        "keys.password_too_short": "session.password_too_short",
    }
    return Refused(codes.get(refusal.code, refusal.code), **refusal.facts)
