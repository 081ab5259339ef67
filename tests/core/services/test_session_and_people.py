"""Logging in, passwords, the roster: what an administrator and everybody else may do."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from qz_review.errors import Environment, Refused
from qz_review.ledger.roster import Roster
from qz_review.model.manuscript import ConsultationKind, Part
from qz_review.model.person import Channel, ChannelKind, Role, RouteSettings, Section
from qz_review.model.stage import Stage
from qz_review.services.forms import NewPerson
from qz_review.signing.sealed_key import SMALLEST
from qz_review.storage.head_note import HeadNoteStatus
from qz_review.workspace import create_workspace, open_workspace, workspace_exists
from tests.journeys.office import PASSWORD, Office, founding


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "office")
    yield office
    assert office.workspace.ledger.verify(full=True).ok
    office.workspace.close()


def replace_key(office: Office, account: str) -> None:
    office.at("admin").people.replace_key(
        office.person_id(account), "fresh-2026", "忘记密码", PASSWORD
    )


@pytest.mark.parametrize(("account", "password"), [("editor", "wrong-one"), ("nobody", PASSWORD)])
def test_whatever_is_wrong_the_answer_is_the_same(
    office: Office, account: str, password: str
) -> None:
    with pytest.raises(Refused) as caught:
        office.workspace.session.login(account, password)
    assert (caught.value.code, caught.value.facts) == ("session.wrong_password", {})


def test_after_five_wrong_passwords_the_right_one_waits_too(office: Office) -> None:
    session = office.workspace.session
    for _ in range(5):
        with pytest.raises(Refused, match=r"session\.wrong_password"):
            session.login("editor", "wrong-one")
    with pytest.raises(Refused) as caught:
        session.login("editor", PASSWORD)
    assert caught.value.code == "session.delayed"
    until = caught.value.facts["until"]
    office.clock.moment = until + timedelta(seconds=1)  # type: ignore[operator]
    assert session.login("editor", PASSWORD).account == "editor"


def test_who_is_wrong_as_one_delays_nobody_else(office: Office) -> None:
    session, people = office.workspace.session, office.workspace.people
    for account in ("editor", "nobody"):
        for typed in (account, f" {account.upper()} ") * 2 + (account,):
            with pytest.raises(Refused, match=r"session\.wrong_password"):
                session.login(typed, "wrong-one")
        with pytest.raises(Refused, match=r"session\.delayed"):
            session.login(account, PASSWORD)
        assert session.login("chief", PASSWORD).account == "chief"
    session.lock()
    for _ in range(5):
        with pytest.raises(Refused, match=r"session\.wrong_recovery_code"):
            people.replace_own_key_by_recovery("nobody", office.recovery_code, "fresh-2026")
    with pytest.raises(Refused, match=r"session\.delayed"):
        people.replace_own_key_by_recovery("nobody", office.recovery_code, "fresh-2026")
    people.replace_own_key_by_recovery("admin", office.recovery_code, "fresh-2026")


def test_a_recovery_code_guessed_at_is_delayed_after_a_new_start(office: Office) -> None:
    for _ in range(5):
        with pytest.raises(Refused, match=r"session\.wrong_recovery_code"):
            office.workspace.people.replace_own_key_by_recovery("admin", "AAAA", "fresh-2026")
    again = office.open_again()
    with pytest.raises(Refused, match=r"session\.delayed"):
        again.people.replace_own_key_by_recovery("admin", office.recovery_code, "fresh-2026")
    assert again.session.login("admin", PASSWORD).account == "admin"
    again.session.lock()
    again.close()


def test_a_password_somebody_else_chose_is_known_until_it_is_changed(office: Office) -> None:
    session = office.at("admin").session
    assert not session.first_password
    assert office.at("editor").session.first_password
    session.change_password(PASSWORD, PASSWORD)
    assert session.first_password
    session.change_password(PASSWORD, "my-own-2026")
    assert not session.first_password
    replace_key(office, "editor")
    assert not session.first_password  # of the administrator, who is at the desk
    session.login("editor", "fresh-2026")
    assert session.first_password
    office.at("admin").people.add_person(
        "新人", "new", {Role.ADMINISTRATOR}, office.section_id, "", "first-2026"
    )
    session.login("new", "first-2026")
    assert session.first_password
    session.lock()
    assert not session.first_password
    office.workspace.people.replace_own_key_by_recovery("new", office.recovery_code, "mine-2026")
    session.login("new", "mine-2026")
    assert not session.first_password


def test_another_key_takes_the_administrators_own_password(office: Office) -> None:
    people, editor = office.at("admin").people, office.person_id("editor")
    before = people.person(editor).key_id
    with pytest.raises(Refused, match=r"session\.wrong_password"):
        people.replace_key(editor, "fresh-2026", "忘记密码", "wrong-one")
    assert people.person(editor).key_id == before
    people.replace_key(editor, "fresh-2026", "忘记密码", PASSWORD)
    assert people.person(editor).key_id != before


def test_a_locked_desk_signs_nothing(office: Office) -> None:
    office.at("editor")
    key = office.workspace._desk.signed_in.keypair()
    office.workspace.session.lock()
    assert key.erased
    assert office.workspace.session.current is None
    with pytest.raises(Refused, match=r"session\.locked"):
        office.workspace.manuscripts.workbench()


def test_a_new_password_opens_the_same_key(office: Office) -> None:
    session = office.at("editor").session
    with pytest.raises(Refused) as caught:
        session.change_password(PASSWORD, "short")
    assert caught.value.code == "session.password_too_short"
    assert caught.value.facts["least"] == 8
    with pytest.raises(Refused, match=r"session\.wrong_password"):
        session.change_password("wrong-one", "another-2026")
    before = session.require().key_id
    session.change_password(PASSWORD, "another-2026")
    session.lock()
    assert session.login("editor", "another-2026").key_id == before


def test_a_retired_person_cannot_log_in_and_stays_on_the_roster(office: Office) -> None:
    people = office.at("admin").people
    gone = office.person_id("second")
    people.retire_person(gone, "调离")
    assert [row.person.id for row in people.rows()][-1] == gone
    assert gone not in {account.person_id for account in office.workspace.session.accounts()}
    with pytest.raises(Refused, match=r"session\.wrong_password"):
        office.workspace.session.login("second", PASSWORD)


def test_retiring_moves_what_waited_for_him(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor")
    assert office.at("second").manuscripts.counts().todo == 1
    office.at("admin").people.retire_person(office.person_id("second"), "调离")
    row = office.workspace._desk.store.read_models.get(mid)
    assert row is not None
    assert office.person_id("second") not in row.holder_ids


def test_a_forgotten_password_gets_a_new_key_and_old_signatures_stay(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor")
    replace_key(office, "editor")
    with pytest.raises(Refused, match=r"session\.wrong_password"):
        office.workspace.session.login("editor", PASSWORD)
    office.workspace.session.login("editor", "fresh-2026")
    assert office.view(mid).opinions[0].who == "张某宁"


def test_a_key_replaced_while_it_is_open_elsewhere_signs_nothing_more(office: Office) -> None:
    mid = office.register()
    other = office.open_again()
    other.session.login("chief", PASSWORD)
    replace_key(office, "chief")
    with pytest.raises(Refused, match=r"session\.key_replaced"):
        other.routing.request_consultation(mid, ConsultationKind.OPINION, "市财政局", "")
    with pytest.raises(Refused, match=r"session\.key_replaced"):
        other.people.set_signature_picture(None)
    other.session.lock()
    other.close()


def test_the_administrator_comes_back_with_the_printed_code(office: Office) -> None:
    people = office.workspace.people
    with pytest.raises(Refused, match=r"session\.wrong_recovery_code"):
        people.replace_own_key_by_recovery("admin", "AAAA-BBBB", "fresh-2026")
    with pytest.raises(Refused, match=r"roster\.recovery_only_administrators"):
        people.replace_own_key_by_recovery("editor", office.recovery_code, "fresh-2026")
    typed = office.recovery_code.lower().replace("-", " ")
    people.replace_own_key_by_recovery("admin", typed, "fresh-2026")
    assert office.workspace.session.login("admin", "fresh-2026").account == "admin"


def test_a_new_recovery_code_voids_the_one_before(office: Office) -> None:
    code = office.at("admin").people.renew_recovery_code("原件遗失")
    office.workspace.session.lock()
    people = office.workspace.people
    with pytest.raises(Refused, match=r"session\.wrong_recovery_code"):
        people.replace_own_key_by_recovery("admin", office.recovery_code, "fresh-2026")
    people.replace_own_key_by_recovery("admin", code, "fresh-2026")


def commit_fails(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The roster's next event meets a full disk after everything in its transaction was done."""
    acts = office.workspace.people._acts
    after = acts.roster_moved

    def fails(roster: Roster, then: Callable[[], None] | None) -> None:
        after(roster, then)
        raise Environment("disk.full")

    monkeypatch.setattr(acts, "roster_moved", fails)


def test_a_commit_that_fails_leaves_everybody_his_key(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = office.at("admin").people
    files = key_files(office)
    with monkeypatch.context() as patch:
        commit_fails(office, patch)
        with pytest.raises(Environment):
            replace_key(office, "editor")
        with pytest.raises(Environment):
            people.renew_recovery_code("原件遗失")
        with pytest.raises(Environment):
            people.replace_own_key_by_recovery("admin", office.recovery_code, "fresh-2026")
    assert key_files(office) == files
    for account in ("editor", "admin"):
        assert office.workspace.session.login(account, PASSWORD).account == account
    people.replace_own_key_by_recovery("admin", office.recovery_code, "fresh-2026")
    assert office.workspace.session.login("admin", "fresh-2026").account == "admin"


def key_files(office: Office) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (office.folder / "keys").iterdir()}


def test_keys_that_ended_leave_no_file(office: Office) -> None:
    people = office.at("admin").people
    before = key_files(office)
    editor, second = office.person_id("editor"), office.person_id("second")
    replace_key(office, "editor")
    people.retire_person(second, "调离")
    people.renew_recovery_code("原件遗失")
    after = key_files(office)
    gone = {name.partition(".")[0] for name in before.keys() - after.keys()}
    assert gone == {editor, second, "recovery"}
    assert {name.partition(".")[0] for name in after.keys() - before.keys()} == {
        editor,
        "recovery",
    }


def test_a_key_file_left_over_by_a_crash_goes_with_the_next_start(office: Office) -> None:
    second = office.person_id("second")
    ((name, kept),) = [(n, f) for n, f in key_files(office).items() if n.startswith(second)]
    office.at("admin").people.retire_person(second, "调离")
    (office.folder / "keys" / name).write_bytes(kept)
    (office.folder / "keys" / f"{second}.{'0' * 16}.json").write_bytes(b"{}")
    office.open_again().close()
    assert not [n for n in key_files(office) if n.startswith(second)]
    assert office.workspace.session.login("editor", PASSWORD).account == "editor"


def test_changes_of_the_roster_move_the_head_note(office: Office) -> None:
    """Otherwise a retirement could be cut off the roster's end and nobody would see it."""
    store = office.workspace._desk.store
    office.at("admin").people.retire_person(office.person_id("second"), "调离")
    assert store.check_head_note(store.roster()) is HeadNoteStatus.CURRENT


def test_who_retired_himself_leaves_a_note_that_holds(office: Office) -> None:
    second = office.person_id("second")
    office.at("admin").people.change_person(second, roles={Role.ADMINISTRATOR, Role.EDITOR})
    office.at("second").people.retire_person(second, "退休")
    office.workspace.close()
    office.workspace = office.open_again()
    assert not office.workspace.head_note_missing


def test_only_an_administrator_changes_the_roster(office: Office) -> None:
    with pytest.raises(Refused, match=r"roster\.not_administrator"):
        office.at("chief").people.add_person(
            "新人", "new", {Role.EDITOR}, office.section_id, "", PASSWORD
        )
    added = office.at("admin").people.add_person(
        "新人", "new", {Role.EDITOR}, office.section_id, "科员", PASSWORD
    )
    assert office.workspace.session.login("new", PASSWORD).id == added.id
    people = office.at("admin").people
    people.change_person(added.id, duty="副科长")
    assert people.person(added.id).duty == "副科长"
    assert people.person(added.id).roles == {Role.EDITOR}
    with pytest.raises(Refused, match=r"roster\.last_administrator"):
        people.change_person(office.person_id("admin"), roles={Role.EDITOR})


def picture(size: tuple[int, int], format: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, format)
    return out.getvalue()


@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_a_signature_picture_is_kept_small_and_clean(office: Office, format: str) -> None:
    people = office.at("chief").people
    people.set_signature_picture(picture((2400, 900), format))
    kept = people.signature_picture(office.person_id("chief"))
    assert kept is not None
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.format, image.size) == ("PNG", (600, 225))
    people.set_signature_picture(None)
    assert people.signature_picture(office.person_id("chief")) is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no picture", "picture.not_a_picture"),
        (picture((40, 10), "GIF"), "picture.not_a_picture"),
        (picture((600, 240))[:80], "picture.not_a_picture"),
        (picture((9000, 10)), "picture.too_wide"),
        (b"\x89PNG" + bytes(6 * 1024 * 1024), "picture.too_large"),
    ],
)
def test_what_is_no_signature_picture_is_refused(office: Office, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        office.at("chief").people.set_signature_picture(data)
    assert caught.value.code == code


def test_who_could_be_assigned(office: Office) -> None:
    people = office.at("editor").people
    names = {p.name for p in people.eligible(None, Stage.REVIEW_3, Part.SIGNER, office.section_id)}
    assert names == {"陈某安", "何某清", "梁某"}
    mid = office.register()
    office.sign(mid, "editor")
    names = {p.name for p in people.eligible(mid, Stage.REVIEW_2, Part.SIGNER)}
    assert names == {"周某远", "王某川"}


def test_suggested_assignments(office: Office) -> None:
    suggested = office.at("editor").registration.defaults(office.section_id)
    named = {(a.stage, office.workspace.people.person(a.person_id).account) for a in suggested}
    assert named == {
        (Stage.REVIEW_1, "editor"),
        (Stage.REVIEW_2, "chief"),
        (Stage.PROOF_2, "chief"),
        (Stage.REVIEW_3, "leader"),
    }


def test_the_unit_changes_by_a_signed_event(office: Office) -> None:
    settings = office.at("admin").settings
    unit = settings.unit()
    assert unit.deputy_id == office.person_id("leader")
    channel = Channel("channel-3", "微博", ChannelKind.WEIBO)
    settings.change_unit(replace(unit, channels=(*unit.channels, channel)))
    assert settings.unit().channels[-1] == channel
    with pytest.raises(Refused, match=r"unit\.channel_missing"):
        settings.change_unit(unit)
    with pytest.raises(Refused, match=r"unit\.section_in_use"):
        settings.change_unit(replace(settings.unit(), sections=(Section("x", "新科"),)))
    hours = RouteSettings(hours=(("review_1", 0),))
    with pytest.raises(Refused, match=r"unit\.bad_hours"):
        settings.change_unit(replace(settings.unit(), route=hours))
    with pytest.raises(Refused, match=r"roster\.not_administrator"):
        office.at("editor").settings.change_unit(replace(settings.unit(), name="别的单位"))


def test_preferences_belong_to_a_person(office: Office) -> None:
    office.at("editor").settings.set_preference("theme", "dark")
    assert office.at("chief").settings.preference("theme", "light") == "light"
    assert office.at("editor").settings.preference("theme", "light") == "dark"


def test_a_refused_founding_leaves_nothing(tmp_path: Path) -> None:
    twice = replace(
        founding(),
        people=(NewPerson("甲", "ADMIN", frozenset({Role.EDITOR}), PASSWORD),),
        deputy_account="",
    )
    with pytest.raises(Refused, match=r"founding\.account_twice"):
        create_workspace(tmp_path / "new", twice, cost=SMALLEST)
    assert not (tmp_path / "new").exists()
    workspace, code = create_workspace(tmp_path / "new", founding(), cost=SMALLEST)
    workspace.close()
    assert len(code) > 20
    assert workspace_exists(tmp_path / "new")
    with open_workspace(tmp_path / "new") as again:
        assert again.unit_name == "青汀市人民政府办公室"
        assert not again.is_sample
