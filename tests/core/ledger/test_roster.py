"""The roster as a fold, and who may sign what in it."""

from dataclasses import replace
from pathlib import Path

import pytest

from qz_review.errors import Refused
from qz_review.events.kinds import (
    Event,
    FileRef,
    KeyReplaced,
    PersonAdded,
    PersonChanged,
    PersonRetired,
    SignaturePictureChanged,
    UnitChanged,
    UnitFounded,
    Withdrawn,
    WorkspaceRestored,
)
from qz_review.ledger.roster import EMPTY_ROSTER, RECOVERY_ACTOR, Roster
from qz_review.ledger.roster_rules import check_roster_event
from qz_review.model.person import Role, Unit
from tests.support.ledger_office import (
    ADMINISTRATOR,
    EDITOR,
    START,
    LedgerOffice,
    person,
    seed_key,
)

PICTURE = FileRef("签名.png", "d" * 64, 10, "image/png")


@pytest.fixture
def office(tmp_path: Path) -> LedgerOffice:
    return LedgerOffice.founded(tmp_path / "ws")


def refusal(roster: Roster, event: Event, actor: str = ADMINISTRATOR, key_id: str = "") -> str:
    with pytest.raises(Refused) as caught:
        check_roster_event(roster, event, actor, key_id)
    return caught.value.code


def test_people_are_found_by_id_account_and_role(office: LedgerOffice) -> None:
    roster = office.roster()
    assert roster.unit is not None and roster.unit.name == "清江市水务局"
    assert roster.person(EDITOR).name == "李文"
    assert roster.by_account(" ＬＩ ") == roster.person(EDITOR)
    assert roster.by_account("nobody") is None
    assert [p.id for p in roster.with_role(Role.ADMINISTRATOR)] == [ADMINISTRATOR]
    assert roster.name("nobody") == ""
    assert roster.head.seq == 2
    with pytest.raises(Refused, match=r"roster\.unknown_person"):
        roster.person("nobody")


def test_a_key_is_valid_between_the_events_that_brought_and_ended_it(office: LedgerOffice) -> None:
    old = office.keys[EDITOR]
    new = seed_key(20)
    office.sign_roster(KeyReplaced(EDITOR, new.public_hex, "忘记密码"))
    roster = office.roster()
    assert roster.person(EDITOR).key_id == new.key_id
    assert [roster.key_valid(old.key_id, EDITOR, seq) for seq in (1, 2, 3)] == [False, True, False]
    assert [roster.key_valid(new.key_id, EDITOR, seq) for seq in (2, 3, 9)] == [False, True, True]
    assert not roster.key_valid(new.key_id, ADMINISTRATOR, 3)


def test_who_retires_keeps_his_name_and_loses_his_key(office: LedgerOffice) -> None:
    office.sign_roster(PersonRetired(EDITOR, "调离"))
    roster = office.roster()
    retired = roster.person(EDITOR)
    assert retired.name == "李文" and not retired.active and retired.key_id == ""
    assert retired not in roster.active()
    assert roster.key_valid(office.keys[EDITOR].key_id, EDITOR, 2)
    assert not roster.key_valid(office.keys[EDITOR].key_id, EDITOR, 3)
    assert refusal(roster, KeyReplaced(EDITOR, seed_key(21).public_hex, "")) == "roster.retired"


def test_changes_and_pictures_are_folded(office: LedgerOffice) -> None:
    office.sign_roster(
        PersonChanged(EDITOR, "李文静", frozenset({Role.SPECIALIST}), "s1", "工程师")
    )
    office.sign_roster(SignaturePictureChanged(EDITOR, PICTURE), actor=EDITOR)
    office.sign_roster(UnitChanged(Unit("清江市水务中心")))
    office.sign_roster(WorkspaceRestored((), (), "换机"))
    roster = office.roster()
    assert roster.person(EDITOR).duty == "工程师"
    assert roster.pictures == {EDITOR: PICTURE}
    assert roster.unit == Unit("清江市水务中心")
    assert len(roster.restorations) == 1
    office.sign_roster(SignaturePictureChanged(EDITOR, None), actor=EDITOR)
    assert office.roster().pictures == {}


def test_an_administrator_signs_and_nobody_else(office: LedgerOffice) -> None:
    roster = office.roster()
    newcomer = PersonAdded(person("wang", "王晓", Role.EDITOR), seed_key(22).public_hex)
    check_roster_event(roster, newcomer, ADMINISTRATOR, office.keys[ADMINISTRATOR].key_id)
    for event in (
        newcomer,
        UnitChanged(Unit("x")),
        PersonRetired(EDITOR, ""),
        WorkspaceRestored((), (), ""),
    ):
        assert refusal(roster, event, EDITOR) == "roster.not_administrator"
        assert refusal(roster, event, RECOVERY_ACTOR) == "roster.not_administrator"
        assert refusal(roster, event, "nobody") == "roster.not_administrator"


def test_a_picture_is_ones_own(office: LedgerOffice) -> None:
    roster = office.roster()
    check_roster_event(roster, SignaturePictureChanged(EDITOR, PICTURE), EDITOR, "")
    event = SignaturePictureChanged(EDITOR, PICTURE)
    assert refusal(roster, event, ADMINISTRATOR) == "roster.not_own_picture"


def test_an_administrators_key_needs_another_administrator_or_the_recovery_key(
    office: LedgerOffice,
) -> None:
    roster = office.roster()
    own = KeyReplaced(ADMINISTRATOR, seed_key(23).public_hex, "忘记密码")
    assert refusal(roster, own, ADMINISTRATOR) == "roster.own_key"
    check_roster_event(roster, own, RECOVERY_ACTOR, "")
    for_editor = KeyReplaced(EDITOR, seed_key(23).public_hex, "")
    assert refusal(roster, for_editor, RECOVERY_ACTOR) == "roster.recovery_only_administrators"
    second = PersonAdded(person("zhao", "赵刚", Role.ADMINISTRATOR), seed_key(24).public_hex)
    office.sign_roster(second)
    check_roster_event(office.roster(), own, "zhao", "")


def test_the_recovery_key_can_be_renewed(office: LedgerOffice) -> None:
    renewed = seed_key(25)
    office.sign_roster(KeyReplaced(RECOVERY_ACTOR, renewed.public_hex, "恢复码已用"))
    roster = office.roster()
    assert roster.recovery_key_id == renewed.key_id
    assert not roster.key_valid(office.keys["recovery"].key_id, RECOVERY_ACTOR, 3)


def test_the_last_administrator_stays(office: LedgerOffice) -> None:
    roster = office.roster()
    assert refusal(roster, PersonRetired(ADMINISTRATOR, "")) == "roster.last_administrator"
    demoted = PersonChanged(ADMINISTRATOR, "周敏", frozenset({Role.EDITOR}), "s1", "")
    assert refusal(roster, demoted) == "roster.last_administrator"


def test_names_accounts_and_keys_are_checked(office: LedgerOffice) -> None:
    roster = office.roster()
    wang = person("wang", "王晓", Role.EDITOR)
    fresh = seed_key(26).public_hex
    assert refusal(roster, PersonAdded(person(EDITOR, "李"), fresh)) == "roster.person_exists"
    assert refusal(roster, PersonAdded(person(RECOVERY_ACTOR, "李"), fresh)) == (
        "roster.person_exists"
    )
    taken = replace(wang, account="LI")
    assert refusal(roster, PersonAdded(taken, fresh)) == "roster.account_taken"
    assert refusal(roster, PersonAdded(replace(wang, name=" "), fresh)) == "roster.name_missing"
    assert refusal(roster, PersonAdded(wang, "xyz")) == "roster.bad_key"
    assert refusal(roster, PersonAdded(wang, "ab" * 31)) == "roster.bad_key"
    used = office.keys[EDITOR].public_hex
    assert refusal(roster, PersonAdded(wang, used)) == "roster.key_in_use"
    assert refusal(roster, PersonRetired("nobody", "")) == "roster.unknown_person"
    assert refusal(roster, Withdrawn("x")) == "roster.not_a_roster_event"


def test_a_unit_is_founded_once_by_its_administrator(office: LedgerOffice) -> None:
    founder = person("a", "甲", Role.ADMINISTRATOR)
    key = seed_key(30)
    founding = UnitFounded(Unit("x"), founder, key.public_hex, seed_key(31).public_hex)
    check_roster_event(EMPTY_ROSTER, founding, "a", key.key_id)
    assert refusal(office.roster(), founding, "a", key.key_id) == "roster.already_founded"
    assert refusal(EMPTY_ROSTER, founding, "b", key.key_id) == "roster.not_administrator"
    assert refusal(EMPTY_ROSTER, founding, "a", seed_key(31).key_id) == "roster.bad_key"
    same = replace(founding, recovery_key=key.public_hex)
    assert refusal(EMPTY_ROSTER, same, "a", key.key_id) == "roster.key_in_use"
    assert refusal(EMPTY_ROSTER, UnitChanged(Unit("x")), "a") == "roster.not_founded"


def test_the_fold_knows_the_time_of_the_last_event(office: LedgerOffice) -> None:
    last = office.roster().last_time
    assert last is not None and last > START
