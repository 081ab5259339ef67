"""Making a workspace: unit, administrator, recovery code, people."""

from __future__ import annotations

import uuid

from qz_review.errors import Refused
from qz_review.events.kinds import PersonAdded, UnitChanged, UnitFounded
from qz_review.ledger.roster import RECOVERY_ACTOR, account_key
from qz_review.model.person import Channel, Person, Role, RouteSettings, Section, Unit
from qz_review.services.acts import Acts
from qz_review.services.desk import Desk
from qz_review.services.first_password import note_given
from qz_review.services.forms import Founding, NewPerson
from qz_review.services.session import KDF_COST, check_password_strength
from qz_review.services.settings import check_unit
from qz_review.services.unit_certificate import UnitCertificate
from qz_review.signing.keypair import KeyPair
from qz_review.signing.recovery_code import new_recovery_code, normalised
from qz_review.signing.sealed_key import KdfCost, seal


def check_founding(founding: Founding) -> Unit:
    """The unit a wizard's answers describe (without 分管领导, who is added later).

    Raises Refused: ``unit.*`` (:func:`check_unit`), ``founding.administrator_role``,
    ``founding.account_twice`` (fact ``account``), ``founding.unknown_section`` (fact ``name``),
    ``founding.unknown_deputy``, ``founding.name_missing``, ``session.password_too_short``.
    """
    route = founding.route or RouteSettings(number_prefix=founding.number_prefix)
    sections = tuple(
        Section(f"section-{number}", name.strip())
        for number, name in enumerate(founding.sections, 1)
    )
    unit = Unit(
        name=founding.unit_name.strip(),
        lead_section_id=_section_id(sections, founding.lead_section),
        sections=sections,
        channels=tuple(
            Channel(f"channel-{number}", name.strip(), kind, address.strip())
            for number, (name, kind, address) in enumerate(founding.channels, 1)
        ),
        route=route,
    )
    check_unit(unit)
    if Role.ADMINISTRATOR not in founding.administrator.roles:
        raise Refused("founding.administrator_role")
    accounts: set[str] = set()
    for person in (founding.administrator, *founding.people):
        account = account_key(person.account)
        if not account or not person.name.strip():
            raise Refused("founding.name_missing")
        if account in accounts:
            raise Refused("founding.account_twice", account=person.account)
        accounts.add(account)
        _section_id(sections, person.section)
        check_password_strength(person.password)
    if founding.deputy_account and account_key(founding.deputy_account) not in accounts:
        raise Refused("founding.unknown_deputy")
    return unit


def found(desk: Desk, acts: Acts, founding: Founding, cost: KdfCost) -> str:
    """Write the first events of an empty workspace; returns the recovery code to print.

    All of it is one transaction: a workspace is founded whole or not at all.
    """
    unit = check_founding(founding)
    code = new_recovery_code()
    with desk.store.transaction():
        desk.store.settings.set(KDF_COST, [cost.n, cost.r, cost.p])
        administrator, keypair = _new_person(founding.administrator, unit)
        recovery = KeyPair.generate()
        acts.perform_on_roster(
            UnitFounded(unit, administrator, keypair.public_hex, recovery.public_hex),
            actor_id=administrator.id,
            key=keypair,
        )
        _keep_key(desk, administrator.id, keypair, founding.administrator.password, cost)
        _keep_key(desk, RECOVERY_ACTOR, recovery, normalised(code), cost)
        recovery.erase()
        for new in founding.people:
            person, own = _new_person(new, unit)
            acts.perform_on_roster(
                PersonAdded(person, own.public_hex), actor_id=administrator.id, key=keypair
            )
            _keep_key(desk, person.id, own, new.password, cost)
            note_given(desk, person.id, own.key_id)
            own.erase()
        _name_deputy(desk, acts, founding, administrator.id, keypair)
        UnitCertificate(desk, acts).make(administrator.id, keypair)
    desk.store.write_head_note(keypair, administrator.id, desk.now())
    keypair.erase()
    return code


def _name_deputy(
    desk: Desk, acts: Acts, founding: Founding, administrator_id: str, keypair: KeyPair
) -> None:
    if not founding.deputy_account:
        return
    deputy = desk.roster().by_account(founding.deputy_account)
    unit = desk.unit()
    if deputy is not None:
        named = Unit(
            unit.name, deputy.id, unit.lead_section_id, unit.sections, unit.channels, unit.route
        )
        acts.perform_on_roster(UnitChanged(named), actor_id=administrator_id, key=keypair)


def _new_person(new: NewPerson, unit: Unit) -> tuple[Person, KeyPair]:
    keypair = KeyPair.generate()
    person = Person(
        id=uuid.uuid4().hex,
        name=new.name.strip(),
        account=new.account.strip(),
        roles=new.roles,
        section_id=_section_id(unit.sections, new.section),
        duty=new.duty.strip(),
        key_id=keypair.key_id,
    )
    return person, keypair


def _keep_key(desk: Desk, owner: str, keypair: KeyPair, password: str, cost: KdfCost) -> None:
    desk.store.keys.write(owner, keypair.key_id, seal(keypair, password, cost))


def _section_id(sections: tuple[Section, ...], name: str) -> str:
    if not name.strip():
        return ""
    for section in sections:
        if section.name == name.strip():
            return section.id
    raise Refused("founding.unknown_section", name=name)
