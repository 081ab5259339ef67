"""What happens around handing over: several at once, drafts, other ways in, keys that follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qz_review.errors import Cancelled, Refused
from qz_review.handover.verdict import Verdict
from qz_review.jobs import SilentJob
from qz_review.services.handover_views import OutboxState
from qz_review.services.ledger import verify_folder
from qz_review.services.views import DraftWork, ManuscriptQuery
from tests.journeys.desks import Desks
from tests.journeys.office import PASSWORD, TEXT, replaced


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    desks = Desks(tmp_path, ["chief"])
    yield desks
    desks.close()
    for desk in desks.desks.values():
        assert verify_folder(desk.folder).faults == ()


def test_several_manuscripts_in_one_package(desks: Desks) -> None:
    ids = [desks.home.register(replaced(TEXT, "供水", word)) for word in ("供热", "供气", "供电")]
    file = desks.send("editor", "chief", *ids)
    view = desks["chief"].at("chief").receiving.inspect(file)
    assert [m.verdict for m in view.manuscripts] == [Verdict.FAST_FORWARD] * 3
    admitted = desks.admit("chief", file)
    assert sorted(admitted.receivable) == sorted(ids)
    desks.home.workspace.receiving.admit(file.with_suffix(".receipt"))
    assert {row.state for row in desks.home.workspace.handover.outbox()} == {"received"}


def test_whom_it_waits_for_comes_first(desks: Desks) -> None:
    mid = desks.home.register()
    desks.sign(mid, "editor")
    handover = desks.home.at("editor").handover
    rows = handover.recipients([mid])
    assert rows[0].waited_for and rows[0].name == "李某禾"
    assert "张某宁" not in [row.name for row in rows] and "管某" not in [row.name for row in rows]
    assert handover.suggested_name([mid], rows[0].person_id).endswith(".qzpkg")


def test_own_edits_go_along_and_those_of_others_hold_it_back(desks: Desks) -> None:
    mid = desks.home.register()
    desks.sign(mid, "editor")
    second = desks.home.at("second")
    view = second.manuscripts.view(mid)
    edited = replaced(view.text, "登陆", "登录")
    second.review.save_draft(mid, DraftWork(edited, base_hash=view.text_hash))
    with pytest.raises(Refused) as caught:
        desks.send("editor", "chief", mid)
    assert (caught.value.code, caught.value.facts["person"]) == ("handover.draft_open", "李某禾")
    file = desks.send("second", "chief", mid, at="editor")
    desks.admit("chief", file)
    assert desks["chief"].view(mid).signed_text == edited


def test_lists_and_todo_say_where_it_is(desks: Desks) -> None:
    mid = desks.home.register()
    assert desks.home.at("editor").handover.custody(mid) is None
    desks.send("editor", "chief", mid)
    workspace = desks.home.at("editor")
    custody = workspace.handover.custody(mid)
    assert custody is not None
    assert (custody.person, custody.under_way, custody.given_here) == ("周某远", True, True)
    (row,) = workspace.manuscripts.page(ManuscriptQuery()).rows
    assert row.holders == ("周某远",)
    assert workspace.manuscripts.counts().todo == 0


def test_what_came_as_a_branch_can_still_be_signed_for(desks: Desks) -> None:
    mid = desks.home.register()
    file = desks.send("editor", "chief", mid)
    copy = desks.file("-copy")
    desks.home.workspace.forks.write_branch(mid, copy)
    chief = desks["chief"].at("chief")
    assert chief.receiving.admit(copy).receivable == ()
    view = chief.receiving.inspect(file)
    assert (view.verdict, view.admissible) == (Verdict.ALREADY_HAVE, True)
    assert chief.receiving.admit(file).receivable == (mid,)
    with pytest.raises(Refused):
        chief.receiving.admit(file)


def test_only_the_one_it_was_given_to_signs_for_it(desks: Desks) -> None:
    mid = desks.home.register()
    file = desks.send("editor", "chief", mid)
    desks.home.at("admin").roster_files.export(
        roster := desks.file(), [desks.home.person_id("second")]
    )
    chief = desks["chief"].workspace
    chief.receiving.admit(roster)
    assert {a.account for a in chief.session.accounts()} == {"chief", "second"}
    with pytest.raises(Refused) as caught:
        desks["chief"].at("second").receiving.admit(file)
    assert (caught.value.code, caught.value.facts["person"]) == ("handover.not_for_you", "周某远")


def test_a_new_key_follows_its_owner_to_his_desk(desks: Desks) -> None:
    chief_id = desks.home.person_id("chief")
    desks.home.at("admin").people.replace_key(chief_id, "new-secret", "忘记密码", PASSWORD)
    desks.home.workspace.roster_files.export(file := desks.file(), [chief_id])
    workspace = desks["chief"].workspace
    workspace.receiving.admit(file)
    workspace.session.login("chief", "new-secret")
    with pytest.raises(Refused):
        workspace.session.login("chief", PASSWORD)


def test_a_signature_picture_comes_along(desks: Desks) -> None:
    from qz_review.assets import resource_path

    picture = sorted(resource_path("samples/signatures").glob("*.png"))[0].read_bytes()
    desks.home.at("editor").people.set_signature_picture(picture)
    mid = desks.home.register()
    desks.give("editor", "chief", mid)
    editor = desks.home.person_id("editor")
    assert desks["chief"].workspace.people.signature_picture(editor) is not None


def test_a_blob_that_nothing_names_is_not_taken_in(desks: Desks, tmp_path: Path) -> None:
    from qz_review.handover.manifest import digest
    from qz_review.handover.opening import OpenPackage
    from tests.harness.package_under_attack import Parts

    mid = desks.home.register()
    file = desks.send("editor", "chief", mid)
    with file.open("rb") as source:
        opened = OpenPackage(source)
        blobs = {p.sha256: b"".join(opened.blob_pieces(p.sha256)) for p in opened.blobs}
        parts = Parts(opened.manifest, opened.roster, opened.streams[mid], blobs)
    key = desks.home.at("editor").session.check_password(PASSWORD)
    assert parts.packed(key) == file.read_bytes()
    more = replace(parts, blobs={**blobs, digest(b"junk"): b"junk"})
    file.write_bytes(more.packed(key))
    view = desks["chief"].at("chief").receiving.inspect(file)
    assert (view.verdict, view.reason) == (Verdict.CORRUPT, "package.entries")


class Impatient(SilentJob):
    """Cancelled once the work has come so far."""

    def __init__(self, checks: int) -> None:
        super().__init__()
        self._left = checks

    def check_cancelled(self) -> None:
        self._left -= 1
        if self._left < 0:
            self.cancel()
        super().check_cancelled()


@pytest.mark.parametrize("checks", [0, 1])
def test_cancelling_leaves_everything_as_it_was(desks: Desks, tmp_path: Path, checks: int) -> None:
    mid = desks.home.register()
    editor, chief = desks.home.at("editor"), desks.home.person_id("chief")
    target = tmp_path / "包.qzpkg"
    with pytest.raises(Cancelled):
        editor.handover.send([mid], chief, target, job=Impatient(checks))
    assert (editor.handover.outbox(), target.exists()) == ((), False)
    editor.handover.send([mid], chief, target)
    receiving = desks["chief"].at("chief").receiving
    with pytest.raises(Cancelled):
        receiving.admit(target, Impatient(0))
    assert desks["chief"].workspace._desk.find_state(mid) is None
    assert receiving.admit(target).receivable == (mid,)


def test_a_colleague_may_write_the_receipt_and_the_recall_again(
    desks: Desks, tmp_path: Path
) -> None:
    mid = desks.home.register()
    file = desks.send("editor", "chief", mid)
    second = desks.home.at("second")
    with pytest.raises(Refused):
        second.handover.write_recall([mid], tmp_path / "收回.qzpkg")
    desks["chief"].at("chief").receiving.admit(file)
    file = desks.send("chief", "editor", mid)
    desks.home.at("editor").receiving.admit(file)
    desks.home.at("second").receiving.write_receipt([mid], tmp_path / "回执.qzpkg")
    chief = desks["chief"].at("chief")
    assert chief.receiving.admit(tmp_path / "回执.qzpkg").manuscripts == (mid,)
    assert chief.handover.outbox()[0].state is OutboxState.RECEIVED
