"""The unit's archive certificate: made once, its key wrapped for everybody on the roster.

Whoever archives signs with it (``docs/adr/0004``).  It is made where the unit is founded; a
workspace from before gets it with the next login of an administrator.  Somebody who joined since,
or whose key was replaced, gets his copy with the next login of anybody who has one.
"""

from __future__ import annotations

from contextlib import suppress

from qz_review.errors import AppendConflict, Environment, Refused
from qz_review.events.kinds import UnitCertificateMade
from qz_review.ledger.roster import Roster
from qz_review.model.person import Person, Role
from qz_review.services.acts import Acts
from qz_review.services.desk import Desk
from qz_review.signing.keypair import KeyPair, key_id_of
from qz_review.signing.unit_certificate import (
    UnitKey,
    certificate_code,
    certificate_id,
    make_unit_key,
)
from qz_review.signing.unit_key_file import UnitKeyFile, read_unit_key_file

OWNER = "unit-certificate"
"""Name of its key file, beside those of the people."""


class UnitCertificate:
    """Makes the certificate, shares its key, opens it for who archives."""

    def __init__(self, desk: Desk, acts: Acts) -> None:
        self._desk = desk
        self._acts = acts

    @property
    def code(self) -> str:
        """Its 校验码, as the unit makes it known; empty where there is none yet."""
        certificate = self._desk.roster().certificate
        return certificate_code(certificate) if certificate else ""

    def make(self, actor_id: str, key: KeyPair) -> None:
        """Make it and share its key; event and key file come to be together.

        Raises Refused ``roster.not_administrator``, Environment, AppendConflict.
        """
        desk = self._desk
        made = make_unit_key(desk.unit().name, desk.now())
        file = UnitKeyFile(certificate_id(made.certificate)).shared_with(
            made, _publics(desk.roster())
        )
        self._acts.perform_on_roster(
            UnitCertificateMade(made.certificate.hex()),
            actor_id=actor_id,
            key=key,
            after=lambda: self._write(file),
        )

    def look_after(self, person: Person) -> None:
        """After a login: make what is missing and give copies to who has none.

        Where the disk or another window does not let it now, the next login does.
        """
        desk = self._desk
        with suppress(Environment, AppendConflict, Refused):
            if desk.roster().certificate is None:
                if Role.ADMINISTRATOR in person.roles:
                    self.make(person.id, desk.signed_in.keypair())
                return
            self.share(desk.signed_in.keypair())

    def share(self, key: KeyPair) -> None:
        """Give a copy to everybody on the roster who has none; drop those of keys that ended.

        key: open, of somebody who has one; where he has none himself he gives none.
        Raises Environment.
        """
        roster = self._desk.roster()
        file = self._file(roster)
        if file is None:
            return
        publics = _publics(roster)
        missing = [public for public in publics if key_id_of(public) not in file.copies]
        kept = file.kept_for(key_id_of(public) for public in publics)
        if missing:
            with suppress(Refused):
                kept = kept.shared_with(self._open(roster, file, key), missing)
        if kept != file:
            self._write(kept)

    def open(self, key: KeyPair) -> UnitKey | None:
        """The open key for one signature; None where this person cannot sign with it yet."""
        roster = self._desk.roster()
        file = self._file(roster)
        if file is None:
            return None
        with suppress(Refused):
            return self._open(roster, file, key)
        return None

    def ready_for(self, person: Person) -> bool:
        """Whether a person has his copy: an archive that he makes will be signed."""
        file = self._file(self._desk.roster())
        return file is not None and person.key_id in file.copies

    def _open(self, roster: Roster, file: UnitKeyFile, key: KeyPair) -> UnitKey:
        assert roster.certificate is not None  # the file was found by its id
        return file.open(roster.certificate, key)

    def _file(self, roster: Roster) -> UnitKeyFile | None:
        if roster.certificate is None:
            return None
        name = certificate_id(roster.certificate)
        return read_unit_key_file(self._desk.store.keys.read(OWNER, name))

    def _write(self, file: UnitKeyFile) -> None:
        self._desk.store.keys.write(OWNER, file.certificate, file.to_bytes())


def carried_key_file(desk: Desk) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of the unit's key file as a roster package carries it; empty without one.

    It opens for nobody but those it is wrapped for.
    """
    certificate = desk.roster().certificate
    if certificate is None:
        return ()
    name = certificate_id(certificate)
    data = desk.store.keys.read(OWNER, name)
    return ((f"{OWNER}.{name[:16]}.json", data),) if data is not None else ()


def joined_key_file(roster: Roster, here: bytes | None, carried: bytes) -> tuple[str, bytes] | None:
    """Key id and bytes of the file with the copies of both desks.

    None where the carried one is no key file of the roster's certificate, or holds nothing new.
    """
    theirs, mine = read_unit_key_file(carried), read_unit_key_file(here)
    if theirs is None or roster.certificate is None:
        return None
    name = certificate_id(roster.certificate)
    if theirs.certificate != name:
        return None
    copies = {**theirs.copies, **(mine.copies if mine is not None else {})}
    joined = UnitKeyFile(name, copies)
    return None if joined == mine else (name, joined.to_bytes())


def _publics(roster: Roster) -> list[bytes]:
    """Public keys of everybody active."""
    keys = [roster.key(person.key_id) for person in roster.active()]
    return [key.raw for key in keys if key is not None]
