"""What a kill, a full disk, two windows, a clock set back or a meddler do to a workspace."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from qz_review.clock import system_clock
from qz_review.errors import Environment, Refused, Tampered
from qz_review.events.kinds import Assignment
from qz_review.model.manuscript import ConsultationKind, Decision, Part
from qz_review.model.stage import Phase, Stage
from qz_review.services.backup import restore
from qz_review.services.changes import ChangeSet
from qz_review.services.ledger import verify_folder
from qz_review.services.views import DraftWork, ManuscriptQuery
from qz_review.workspace import Workspace, open_workspace
from tests.journeys.office import PASSWORD, TEXT, Office, replaced

ROOT = Path(__file__).parents[2]

AUTOSAVER = """
import sys
from dataclasses import replace
from pathlib import Path
from qz_review.services.views import DraftWork, ManuscriptQuery
from qz_review.workspace import open_workspace

workspace = open_workspace(Path(sys.argv[1]))
workspace.session.login("editor", sys.argv[3])
view = workspace.manuscripts.view(sys.argv[2])
for number in range(100000):
    text = replace(view.text, title=f"{number}")
    workspace.review.save_draft(sys.argv[2], DraftWork(text))
    print(number, flush=True)
"""


def test_a_kill_in_the_middle_of_autosave_loses_nothing_that_was_saved(office: Office) -> None:
    mid = office.register()
    process = subprocess.Popen(
        [sys.executable, "-c", AUTOSAVER, str(office.folder), mid, PASSWORD],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )
    assert process.stdout is not None
    saved = -1
    while saved < 20:
        saved = int(process.stdout.readline())
    os.kill(process.pid, signal.SIGKILL)
    saved = max([saved, *(int(n) for n in process.stdout.read().split())])
    process.stdout.close()
    process.wait()
    office.at("editor")
    draft = office.view(mid).draft
    assert draft is not None
    assert int(draft.text.title) >= saved


@contextlib.contextmanager
def pragma(workspace: Workspace, on: str, off: str) -> Iterator[None]:
    """The database behaves so until the end of the block."""
    connection = workspace._desk.store._db.conn
    connection.execute(on)
    try:
        yield
    finally:
        connection.execute(off)


def test_a_full_disk_is_named_and_keeps_nothing_half_done(office: Office) -> None:
    mid = office.register()
    workspace = office.at("editor")
    (pages,) = workspace._desk.store._db.conn.execute("PRAGMA page_count").fetchone()
    long = replaced(TEXT, "公里", "公里，" + "涉及多个片区，" * 20000)
    full = pragma(workspace, f"PRAGMA max_page_count = {pages}", "PRAGMA max_page_count = 1000000")
    with full, pytest.raises(Environment) as caught:
        workspace.review.save_draft(mid, DraftWork(long))
    assert caught.value.code == "disk.full"
    assert office.view(mid).draft is None
    workspace.review.save_draft(mid, DraftWork(long))
    assert office.view(mid).text == long


def test_a_read_only_workspace_is_named(office: Office) -> None:
    mid = office.register()
    office.at("editor")
    work = office.work(mid)
    read_only = pragma(office.workspace, "PRAGMA query_only = 1", "PRAGMA query_only = 0")
    with read_only, pytest.raises(Environment) as caught:
        office.workspace.review.save_draft(mid, work)
    assert caught.value.code == "workspace.read_only"


def test_two_windows_on_one_folder_both_work_and_nothing_is_lost(office: Office) -> None:
    mid = office.register()
    other = office.open_again()
    heard: list[ChangeSet] = []
    other.changes.subscribe(heard.append)
    other.session.login("chief", PASSWORD)
    office.sign(mid, "editor")
    other.poll_external_changes()
    assert heard and mid in heard[-1].manuscripts
    assert other.manuscripts.view(mid).stage is Stage.PROOF_1
    for account, window in (("leader2", other), ("leader", office.at("editor"))):
        person = office.person_id(account)
        window.routing.assign(mid, Assignment(Stage.REVIEW_3, Part.SIGNER, person), "分工")
    numbers = []
    for window in (office.at("editor"), other, office.at("editor")):
        numbers.append(window.registration.next_number())
        form_owner = window.session.require()
        if form_owner.account == "chief":
            window.session.login("editor", PASSWORD)
        office.workspace, kept = window, office.workspace
        office.register()
        office.workspace = kept
    assert numbers == ["QT-2026-0002", "QT-2026-0003", "QT-2026-0004"]
    rows = office.workspace.manuscripts.counts()
    assert rows.under_way == 4
    other.close()


def test_two_windows_writing_at_once_lose_nothing(office: Office) -> None:
    mid = office.register()

    def ask(account: str) -> None:
        with office.open_again() as window:
            window.session.login(account, PASSWORD)
            for number in range(8):
                window.routing.request_consultation(
                    mid, ConsultationKind.OPINION, f"{account}问第{number}家", ""
                )

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ask, ["editor", "chief"]))
    office.at("editor")
    assert len(office.view(mid).consultations) == 16


def test_a_number_taken_a_moment_ago_gives_the_next(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.register()
    registration = office.at("editor").registration
    given = iter(["QT-2026-0001", "QT-2026-0002"])
    monkeypatch.setattr(registration, "next_number", lambda: next(given))
    mid = office.register()
    assert office.view(mid).number == "QT-2026-0002"


def test_edits_of_a_pair_are_laid_together(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor")
    office.at("second")
    view = office.view(mid)
    mine = replaced(view.text, "登陆", "登录")
    office.workspace.review.save_draft(mid, DraftWork(mine, base_hash=view.text_hash))
    office.edit(mid, "editor", "截止", "截至")
    office.at("second")
    view = office.view(mid)
    assert view.text == replaced(mine, "截止", "截至")
    assert view.set_aside is None
    office.workspace.review.leave(mid)
    assert office.view(mid).signed_text == view.text


def test_clashing_edits_of_a_pair_are_both_kept(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor")
    office.at("second")
    view = office.view(mid)
    mine = replaced(view.text, "截止11月", "截至11月")
    office.workspace.review.save_draft(mid, DraftWork(mine, base_hash=view.text_hash))
    theirs = office.edit(mid, "editor", "截止11月", "到11月")
    office.at("second")
    view = office.view(mid)
    assert (view.text, view.set_aside) == (theirs, mine)
    assert view.draft is not None
    office.workspace.review.save_draft(mid, replace(view.draft, opinion="已看"))
    assert office.view(mid).set_aside == mine


def test_signing_a_text_somebody_else_has_changed_meanwhile_is_refused(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor")
    office.at("second")
    work = replace(office.work(mid), text=replaced(TEXT, "登陆", "登录"))
    office.edit(mid, "editor", "截止", "截至")
    with pytest.raises(Refused) as caught:
        office.at("second").review.sign(mid, Part.READER, Decision.PROOF_CLEAN, work, PASSWORD)
    assert caught.value.code == "review.text_changed"
    assert caught.value.facts["person"] == "张某宁"


def test_typing_on_after_an_idle_save_clashes_with_nobody(office: Office) -> None:
    mid = office.register()
    office.at("editor")
    loaded = office.view(mid)
    office.workspace.review.save_draft(
        mid, DraftWork(replaced(TEXT, "截止", "截至"), base_hash=loaded.text_hash)
    )
    office.workspace.review.leave(mid)
    typed_on = replaced(TEXT, "截止11月", "截至今年11月")
    office.workspace.review.save_draft(mid, DraftWork(typed_on, base_hash=loaded.text_hash))
    view = office.view(mid)
    assert (view.text, view.set_aside) == (typed_on, None)


def test_the_same_person_in_two_windows_takes_nothing_back_unseen(office: Office) -> None:
    mid = office.register()
    office.at("editor")
    here = office.work(mid, replaced(TEXT, "登陆", "登录"))
    with office.open_again() as there:
        there.session.login("editor", PASSWORD)
        there.review.save_draft(
            mid, DraftWork(replaced(TEXT, "截止", "截至"), base_hash=here.base_hash)
        )
        there.review.leave(mid)
    with pytest.raises(Refused) as caught:
        office.workspace.review.sign(mid, Part.SIGNER, Decision.ADOPT, here, PASSWORD)
    assert caught.value.code == "review.text_changed"
    unedited = replace(here, text=TEXT)
    with pytest.raises(Refused, match=r"review\.text_changed"):
        office.workspace.review.sign(mid, Part.SIGNER, Decision.ADOPT, unedited, PASSWORD)
    office.workspace.review.save_draft(mid, here)
    office.workspace.review.leave(mid)
    both = replaced(replaced(TEXT, "截止", "截至"), "登陆", "登录")
    assert office.view(mid).signed_text == both
    office.workspace.review.save_draft(mid, here)
    assert office.view(mid).text == both


def test_signing_after_an_idle_save_of_ones_own_is_no_conflict(office: Office) -> None:
    mid = office.register()
    office.at("editor")
    work = office.work(mid, replaced(TEXT, "登陆", "登录"))
    office.workspace.review.save_draft(mid, work)
    office.workspace.review.leave(mid)
    typed_on = replace(work, text=replaced(work.text, "截止", "截至"))
    office.workspace.review.sign(mid, Part.SIGNER, Decision.ADOPT, typed_on, PASSWORD)
    assert office.view(mid).signed_text == typed_on.text


def test_edits_saved_in_the_very_moment_of_leaving_are_laid_together(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mid = office.register()
    office.sign(mid, "editor")
    base = office.view(mid).text_hash
    there = office.open_again()
    there.session.login("editor", PASSWORD)
    office.at("second")
    review = office.workspace.review
    review.save_draft(mid, DraftWork(replaced(TEXT, "登陆", "登录"), base_hash=base))
    perform = review._acts.perform

    def overtaken(*given: object, **more: object) -> object:
        monkeypatch.setattr(review._acts, "perform", perform)
        there.review.save_draft(mid, DraftWork(replaced(TEXT, "截止", "截至"), base_hash=base))
        there.review.leave(mid)
        return perform(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(review._acts, "perform", overtaken)
    review.leave(mid)
    there.close()
    assert office.view(mid).signed_text == replaced(replaced(TEXT, "截止", "截至"), "登陆", "登录")


def test_leaving_makes_a_version_only_where_something_changed(office: Office) -> None:
    mid = office.register()
    workspace = office.at("editor")
    workspace.review.save_draft(mid, DraftWork(TEXT, opinion="在写"))
    workspace.review.leave(mid)
    assert len(office.view(mid).versions) == 1
    office.edit(mid, "editor", "截止", "截至")
    versions = office.view(mid).versions
    assert [(v.who, v.stage) for v in versions] == [
        ("张某宁", Stage.REVIEW_1),
        ("张某宁", None),
    ]
    assert office.view(mid).draft is not None


def test_an_earlier_version_comes_back_as_a_new_edit(office: Office) -> None:
    mid = office.register()
    office.edit(mid, "editor", "截止", "截至")
    original = office.view(mid).versions[-1].text_hash
    office.workspace.review.restore_text(mid, original)
    assert office.view(mid).text == TEXT
    office.workspace.review.leave(mid)
    assert len(office.view(mid).versions) == 3


def test_rebuilt_rows_are_the_rows_that_grew(office: Office) -> None:
    for _ in range(3):
        office.register()
    mids = [r.manuscript_id for r in office.workspace.manuscripts.page(_everything()).rows]
    office.advance(mids[0], None)
    office.finish(mids[0])
    office.advance(mids[1], Stage.REVIEW_3)
    models = office.workspace._desk.store.read_models
    grown = models.snapshot()
    assert office.workspace.ledger.rebuild() == 3
    assert models.snapshot() == grown


def test_a_clock_set_back_is_recorded_not_hidden(office: Office) -> None:
    mid = office.register()
    office.clock.moment -= timedelta(hours=2)
    office.sign(mid, "editor")
    last = office.workspace._desk.events_of(mid)[-1]
    assert last.envelope.clock_behind_ms == (120 - 5) * 60 * 1000


def test_how_far_the_clock_runs_behind_is_told(office: Office) -> None:
    office.register()
    assert office.workspace.clock_behind() is None
    office.clock.moment -= timedelta(minutes=6)
    assert office.workspace.clock_behind() == timedelta(minutes=6)
    assert office.workspace.manuscripts.workbench().clock_behind == timedelta(minutes=6)
    office.clock.moment += timedelta(minutes=7)
    assert office.workspace.clock_behind() is None


def test_the_clock_is_behind_the_roster_too(office: Office) -> None:
    office.at("admin").people.retire_person(office.person_id("second"), "调离")
    office.clock.moment -= timedelta(hours=1)
    assert office.workspace.clock_behind() == timedelta(hours=1)


def test_a_clock_set_back_revives_no_delegation(office: Office) -> None:
    mid = office.register()
    office.advance(mid, Stage.REVIEW_2)
    office.at("chief")
    ends = office.clock.moment + timedelta(hours=2)
    chiefs = office.person_id("other_chief")
    office.workspace.routing.delegate(mid, Stage.REVIEW_2, chiefs, "出差", ends, PASSWORD)
    office.clock.moment = ends + timedelta(hours=1)
    office.at("editor").routing.request_consultation(mid, ConsultationKind.OPINION, "财政局", "")
    office.clock.moment = ends - timedelta(hours=1)
    with pytest.raises(Refused, match=r"workflow\.not_your_step"):
        office.sign(mid, "other_chief")
    assert [d.in_force for d in office.view(mid).delegations] == [False]
    row = office.workspace._desk.store.read_models.get(mid)
    assert row is not None and chiefs not in row.holder_ids


def test_a_cut_tail_is_found_on_opening(office: Office, tmp_path: Path) -> None:
    mid = office.register()
    office.sign(mid, "editor")
    copy = _copied(office, tmp_path / "copy")
    _without_guards(copy, "DELETE FROM events WHERE seq = 2 AND stream = ?", mid)
    with pytest.raises(Tampered) as caught:
        open_workspace(copy)
    assert caught.value.code == "ledger.cut_tail"


def test_a_head_note_that_is_gone_is_told_and_written_anew(office: Office) -> None:
    mid = office.register()
    (office.folder / "head-note.json").unlink()
    with office.open_again() as window:
        assert window.head_note_missing
    office.sign(mid, "editor")
    with office.open_again() as window:
        assert not window.head_note_missing


def test_new_rebuilt_and_restored_workspaces_have_a_head_note(
    office: Office, tmp_path: Path
) -> None:
    def noted(folder: Path) -> bool:
        with open_workspace(folder, office.clock) as window:
            return not window.head_note_missing

    assert noted(office.folder)
    mid = office.register()
    office.sign(mid, "editor")
    office.workspace.ledger.rebuild()
    assert noted(office.folder)
    assert noted(_copied(office, tmp_path / "restored"))
    (office.folder / "head-note.json").unlink()
    bare = _copied(office, tmp_path / "bare")
    assert not noted(bare)
    assert [f.code for f in verify_folder(bare).faults] == ["ledger.head_note_missing"]
    with open_workspace(bare, office.clock) as window:
        window.session.login("admin", PASSWORD)  # signs what came back
    assert noted(bare) and verify_folder(bare).ok
    office.step(mid)
    assert noted(office.folder)


def test_verify_names_the_manuscript_and_the_entry(office: Office, tmp_path: Path) -> None:
    office.register()
    mid = office.register()
    office.sign(mid, "editor")
    copy = _copied(office, tmp_path / "copy")
    changed = "CAST(replace(CAST(body AS TEXT), '意见', '改过') AS BLOB)"
    _without_guards(copy, f"UPDATE events SET body = {changed} WHERE seq = 2 AND stream = ?", mid)
    fault = verify_folder(copy).first_fault
    assert fault is not None
    assert (fault.stream, fault.seq, fault.number) == (mid, 2, "QT-2026-0002")


def test_a_restored_backup_is_signed_by_the_administrator(office: Office, tmp_path: Path) -> None:
    mid = office.register()
    office.sign(mid, "editor")
    backup = office.workspace.backup.run_now()
    assert office.workspace.backup.run_daily() is None
    office.step(mid)
    into = tmp_path / "restored"
    count, kept_aside = restore(backup, into, "换机", office.clock)
    assert (count, kept_aside) == (2, None)
    with open_workspace(into, office.clock) as restored:
        restored.session.login("editor", PASSWORD)
        assert restored.people.roster().restorations == ()
        restored.session.login("admin", PASSWORD)
        (signed,) = restored.people.roster().restorations
        assert signed.event.reason == "换机"  # type: ignore[union-attr]
        assert restored.manuscripts.view(mid).stage is Stage.PROOF_1
        assert restored.ledger.verify(full=True).ok


def test_a_worker_shares_the_session_and_nothing_else(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor")
    with office.workspace.worker() as worker:
        assert worker.session.require().account == "editor"
        assert worker.manuscripts.view(mid).phase is Phase.IN_REVIEW
    office.workspace.session.lock()
    with pytest.raises(Refused, match=r"session\.locked"):
        office.view(mid)


def test_no_workspace_and_not_an_empty_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"workspace\.none"):
        open_workspace(tmp_path, system_clock)
    (tmp_path / "照片.txt").write_text("x")
    with pytest.raises(Refused, match=r"workspace\.folder_not_empty"):
        Office(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["照片.txt"]


def _everything() -> ManuscriptQuery:
    return ManuscriptQuery(sort="number", descending=False)


def _copied(office: Office, into: Path) -> Path:
    backup = office.workspace.backup.run_now()
    restore(backup, into)
    return into


def _without_guards(folder: Path, statement: str, stream: str) -> None:
    connection = sqlite3.connect(folder / "ledger.db")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    guards = triggers.fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement, (stream,))
    for _, sql in guards:
        connection.execute(sql)
    connection.commit()
    connection.close()
