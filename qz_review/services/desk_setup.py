"""人员名册 to other desks: exporting it, looking at it, setting a desk up from it.

The roster file is a package without manuscripts, signed by an administrator.  Whoever sets a
desk up compares its check code by telephone; from then on everything that comes is believed
only as far as that roster, and what was signed under it since, goes.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from qz_review.clock import from_stored
from qz_review.errors import Refused, Tampered
from qz_review.handover.inspecting import inspect_opened
from qz_review.handover.manifest import Purpose
from qz_review.handover.opening import OpenPackage
from qz_review.ledger.roster import Roster
from qz_review.model.person import Role
from qz_review.services.desk import DESK_ID, ROSTER_ELSEWHERE, ROSTER_GIVEN_OUT, Desk
from qz_review.services.package_check import NoLedger
from qz_review.services.package_content import roster_only
from qz_review.services.package_files import readable, write_to
from qz_review.services.session import KDF_COST
from qz_review.services.unit_certificate import OWNER, carried_key_file, joined_key_file
from qz_review.signing.kdf import KdfCost
from qz_review.signing.recovery_code import ALPHABET
from qz_review.storage.atomic_file import replacing
from qz_review.storage.store import Store

_CODE_LENGTH = 4


@dataclass(frozen=True, slots=True)
class RosterFileView:
    """A roster file as a person sees it before believing it.

    code: to be compared by telephone with what the administrator reads out.  desks_for: names
    of those whose sealed key comes with it, who can therefore log in here.
    """

    unit: str
    code: str
    people: int
    made_by: str
    made_at: datetime
    desks_for: tuple[str, ...]


def roster_code(founding_hash: str) -> str:
    """The check code of a unit: twelve characters, 60 bits, of its founding event's hash.

    The founding event names the first administrator's key; everything else in the roster
    follows from that by signatures, so the code stays the same for good.
    """
    number = int.from_bytes(hashlib.sha256(f"qz-roster-code/1\n{founding_hash}".encode()).digest())
    number >>= 256 - 60
    letters = [ALPHABET[number >> shift & 31] for shift in range(55, -1, -5)]
    groups = range(0, len(letters), _CODE_LENGTH)
    return "-".join("".join(letters[at : at + _CODE_LENGTH]) for at in groups)


class RosterFiles:
    """The roster on its way to other desks: ``workspace.roster_files``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def code(self) -> str:
        """The unit's check code, to read out on the telephone."""
        first = self._desk.store.events.row("roster", 1)
        if first is None:
            raise Refused("workspace.none")
        return roster_code(first.hash)

    def usual_administrator(self) -> str:
        """Account of the first administrator on duty, for the command line."""
        return self._desk.roster().with_role(Role.ADMINISTRATOR)[0].account

    def export(self, file: Path, person_ids: Sequence[str] = ()) -> str:
        """Write the roster as it is; returns the check code.

        person_ids: whose sealed keys go along, so that they can log in on a new desk with the
        password they have here.  Administrators only: Refused ``roster.not_administrator``;
        ``keys.not_here`` (person) where a key's file is not on this desk; Environment.
        """
        desk, roster = self._desk, self._desk.roster()
        me = desk.me()
        if Role.ADMINISTRATOR not in me.roles:
            raise Refused("roster.not_administrator", person_id=me.id)
        sealed = [*self._sealed(roster, person_ids), *carried_key_file(desk)]
        content = roster_only(desk, uuid.uuid4().hex, sealed)
        with replacing(file) as beside:
            write_to(beside, desk, content, desk.signed_in.keypair(), None)
        desk.store.settings.set(ROSTER_GIVEN_OUT, True)
        return self.code()

    def _sealed(self, roster: Roster, person_ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        for person_id in person_ids:
            person = roster.person(person_id)
            data = self._desk.store.keys.read(person.id, person.key_id) if person.key_id else None
            if data is None:
                raise Refused("keys.not_here", person=person.name)
            yield f"{person.id}.{person.key_id[:16]}.json", data


def look_at_roster_file(file: Path) -> RosterFileView:
    """What a roster file holds; nothing is believed yet.

    Raises Tampered ``package.*``, Refused ``package.no_roster``; Environment.
    """
    with readable(file) as source:
        package, roster = _verified(source)
        manifest = package.manifest
        owners = [name.split(".")[0] for name in package.sealed_keys()]
        return RosterFileView(
            manifest.unit,
            roster_code(manifest.unit_root),
            len(roster.active()),
            roster.name(manifest.sender_id),
            from_stored(manifest.made_at),
            tuple(filter(None, (roster.name(owner) for owner in owners))),
        )


def set_up_desk(file: Path, folder: Path, cost: KdfCost | None = None) -> Store:
    """A new workspace in an empty folder that believes this roster.

    cost: of sealing further keys here, the standard one left out.  The caller has compared the
    code.  Raises as :func:`look_at_roster_file`, and as :meth:`Store.create`.
    """
    with readable(file) as source:
        package, roster = _verified(source)
        store = Store.create(folder)
        try:
            with store.transaction():
                for part in package.blobs:
                    pieces = package.blob_pieces(part.sha256)
                    store.blobs.put_pieces(part.sha256, part.size, pieces)
                store.events.append(package.roster)
                store.settings.set(DESK_ID, uuid.uuid4().hex)
                store.settings.set(ROSTER_ELSEWHERE, True)
                if cost is not None:
                    store.settings.set(KDF_COST, [cost.n, cost.r, cost.p])
                for name, data in package.sealed_keys().items():
                    owner = name.split(".")[0]
                    person = roster.people.get(owner)
                    joined = joined_key_file(roster, None, data) if owner == OWNER else None
                    if joined is not None:
                        store.keys.write(OWNER, *joined)
                    if person is not None and person.key_id.startswith(name.split(".")[1]):
                        store.keys.write(owner, person.key_id, data)
        except BaseException:
            store.close()
            raise
    return store


def _verified(source: BinaryIO) -> tuple[OpenPackage, Roster]:
    """The package, whole and true to itself; that it is the unit's own, the code tells."""
    package = OpenPackage(source)
    found = inspect_opened(package, NoLedger())
    if found.reason != "package.unknown_unit":
        raise Tampered(found.reason, **dict(found.facts))
    if package.manifest.purpose is not Purpose.ROSTER:
        raise Refused("package.no_roster")
    return package, found.roster
