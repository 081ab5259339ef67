"""Key files follow the roster: a new one lies beside the old until the event is on the disk.

Whatever fails on the way, the key that the roster names has its file.  A file that belongs to
no key in use (its owner retired, the key replaced) is removed, so that nobody can sign with
it here any more.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from qz_review.errors import Environment
from qz_review.ledger.roster import RECOVERY_ACTOR, Roster
from qz_review.services import unit_certificate
from qz_review.services.desk import Desk
from qz_review.services.session import sealing_cost
from qz_review.signing.keypair import KeyPair
from qz_review.signing.sealed_key import seal
from qz_review.signing.unit_certificate import certificate_id


class NewKey:
    """A key on its way into the roster, sealed before anything is locked."""

    def __init__(self, desk: Desk, owner: str, keypair: KeyPair, password: str) -> None:
        self._desk = desk
        self._owner = owner
        self._key_id = keypair.key_id
        self._sealed = seal(keypair, password, sealing_cost(desk))

    def bring_in(self, append: Callable[[Callable[[], None]], object]) -> None:
        """Append the roster's event; ``append`` runs what it is given inside its transaction.

        Raises what ``append`` raises, Environment; the key before it is then as it was.
        """
        try:
            append(self._write)
        except BaseException:
            with suppress(Environment):  # the next start tries again
                if self._desk.roster().key(self._key_id) is None:
                    self._desk.store.keys.delete(self._owner, self._key_id)
            raise
        remove_unused_keys(self._desk)

    def _write(self) -> None:
        self._desk.store.keys.write(self._owner, self._key_id, self._sealed)


def remove_unused_keys(desk: Desk) -> None:
    """Remove key files of retired people and of replaced keys; on a full or locked disk, later.

    Under the write lock, since another window may be bringing in a key right now.
    """
    store = desk.store
    with suppress(Environment):  # nothing depends on it: every start tries again
        if not store.keys.others(_in_use(desk.roster())):
            return
        with store.transaction():
            for owner, key_id in store.keys.others(_in_use(desk.roster())):
                store.keys.delete(owner, key_id)


def _in_use(roster: Roster) -> list[tuple[str, str]]:
    keys = [(person.id, person.key_id) for person in roster.active()]
    keys.append((RECOVERY_ACTOR, roster.recovery_key_id))
    if roster.certificate is not None:
        keys.append((unit_certificate.OWNER, certificate_id(roster.certificate)))
    return keys
