"""What the sheets and the archive print of one manuscript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qz_review.archive.dossier import Dossier
from qz_review.errors import Cancelled, Environment, Refused
from qz_review.jobs import SilentJob
from qz_review.model.manuscript import Decision, Flag, Part
from qz_review.model.stage import Phase, Stage
from qz_review.services.dossiers import DossierBuilder
from qz_review.services.forms import PaperForm
from tests.journeys.office import PASSWORD, TEXT, Office, replaced
from tests.support.pdf_reading import pages_of, squeezed


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "office")
    yield office
    office.workspace.close()


def dossier(office: Office, manuscript_id: str) -> Dossier:
    return DossierBuilder(office.workspace._desk).dossier(manuscript_id)


def test_leader_and_principal_print_as_two_rows(office: Office) -> None:
    mid = office.register(TEXT, Flag.IMPORTANT)
    office.advance(mid, Stage.REVIEW_3)
    office.sign(mid, "leader")
    office.sign(mid, "principal", Part.PRINCIPAL, Decision.PRINCIPAL_AGREE)
    rows = dossier(office, mid).sign_offs[-2:]
    assert [(r.label, r.role_label, r.who) for r in rows] == [
        ("三审", "单位领导", "陈某安"),
        ("审签", "主要领导", "梁某"),
    ]
    assert not any(row.counts_as_principal for row in rows)


def test_the_principal_as_leader_prints_that_it_counts_for_both(office: Office) -> None:
    mid = office.register(TEXT, Flag.IMPORTANT)
    office.advance(mid, Stage.REVIEW_3)
    office.sign(mid, "principal", Part.PRINCIPAL, Decision.APPROVE)
    row = dossier(office, mid).sign_offs[-1]
    assert row.counts_as_principal
    assert (row.label, row.role_label) == ("三审", "单位主要领导（审签）")
    assert dossier(office, mid).flags_line == "重要稿件；非转载"


def test_a_paper_signature_prints_as_paper_never_as_the_leaders_key(office: Office) -> None:
    mid = office.register()
    office.advance(mid, Stage.REVIEW_3)
    workspace = office.at("chief")
    signed_on = office.clock.moment
    form = PaperForm(
        Part.SIGNER,
        office.person_id("leader"),
        Decision.APPROVE,
        "同意",
        workspace.sheets.check_code(mid),
        ("签批单.jpg", b"scan"),
        signed_on,
        office.work(mid).answers,
    )
    workspace.review.record_paper(mid, form, PASSWORD)
    book = dossier(office, mid)
    row = book.sign_offs[-1]
    assert (row.who, row.paper, row.recorded_by) == ("陈某安", True, "周某远")
    assert (row.key_code, row.picture, row.time) == ("", None, signed_on)
    assert row.check_code == workspace.sheets.check_code(mid)
    assert [(f.name, f.purpose) for f in book.files] == [("签批单.jpg", "纸质签批单")]


def test_each_round_says_what_it_changed(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor", text=replaced(TEXT, "截止", "截至"))
    office.edit(mid, "editor", "登陆", "登录")
    office.step(mid)
    office.sign(mid, "chief")
    book = dossier(office, mid)
    assert [(row.label, row.changes_made) for row in book.sign_offs] == [
        ("一审", 1),
        ("一校", 1),
        ("一校", 1),
        ("二审", 0),
    ]
    assert [(m.title, m.changes) for m in book.by_stage] == [
        ("一审花脸稿", 1),
        ("一校花脸稿", 1),
        ("二审花脸稿", 0),
    ]
    (proof,) = book.proofs
    assert (proof.title, proof.signers) == ("一校清样", "李某禾读 张某宁核")
    assert [row.answers.total for row in book.sign_offs if row.answers] == [16, 9, 9, 28]


def test_an_overruled_opinion_prints_among_the_returns(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor", decision=Decision.NOT_ADOPT)
    office.at("chief").review.overrule(mid, "有发布价值", PASSWORD)
    book = dossier(office, mid)
    (row,) = book.returns
    assert (row.overruled, row.to_stage, row.reason) == (True, Stage.PROOF_1, "有发布价值")


@pytest.mark.parametrize("stage", Stage)
def test_every_sheet_prints_before_the_archive(office: Office, stage: Stage) -> None:
    mid = office.register()
    office.advance(mid, stage)
    sheets = office.workspace.sheets
    for pdf in (
        sheets.approval_sheet(mid),
        sheets.stage_sheet(mid, stage),
        sheets.marked_sheet(mid),
        sheets.clean_sheet(mid),
    ):
        assert pdf.startswith(b"%PDF")


def test_a_steps_sheet_ends_with_that_step(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor", text=replaced(TEXT, "截止", "截至"))
    office.edit(mid, "editor", "登陆", "登录")
    office.step(mid)

    def printed(stage: Stage) -> str:
        return squeezed("".join(pages_of(office.workspace.sheets.stage_sheet(mid, stage))))

    assert "截至" in printed(Stage.REVIEW_1) and "登录" not in printed(Stage.REVIEW_1)
    assert "截至" in printed(Stage.PROOF_1) and "登录" in printed(Stage.PROOF_1)
    assert "登录" in printed(Stage.REVIEW_2)  # which waits: the text as it stands


def test_the_recovery_code_prints(office: Office) -> None:
    assert office.workspace.sheets.recovery_sheet(office.recovery_code).startswith(b"%PDF")


def test_a_manuscript_that_ended_early_is_archived_too(office: Office) -> None:
    mid = office.register()
    archive = office.at("editor").archive
    with pytest.raises(Refused, match=r"workflow\.wrong_phase"):
        archive.archive(mid, (), PASSWORD)
    office.at("chief").release.withdraw(mid, "活动取消", PASSWORD)
    archive = office.at("editor").archive
    assert archive.archive_items(mid).items == ()
    assert [piece.code for piece in archive.missing_pieces(mid)] == ["source_file"]
    path = archive.archive(mid, (), PASSWORD)
    assert path.read_bytes().startswith(b"%PDF")
    assert office.view(mid).phase is Phase.ARCHIVED
    assert office.view(mid).end_reason == "活动取消"


class Watched(SilentJob):
    """Cancels itself once that much is done."""

    def __init__(self, cancel_at: int = 101) -> None:
        super().__init__()
        self.cancel_at = cancel_at
        self.seen: list[int] = []

    def progress(self, done: int, total: int, note: str = "") -> None:
        self.seen.append(done)
        if done >= self.cancel_at:
            self.cancel()


def shown(pdf: bytes) -> list[str]:
    """Its pages but for 附件清单: a docx made anew bears another moment, so another digest."""
    return [page for page in pages_of(pdf) if not page.startswith("附件清单")]


def kept_files(office: Office) -> list[str]:
    return [path.name for path in (office.folder / "archive").glob("*")]


@pytest.mark.parametrize("cancel_at", [1, 60, 100])
def test_a_cancelled_archive_leaves_neither_act_nor_file(office: Office, cancel_at: int) -> None:
    mid = office.register()
    office.at("chief").release.withdraw(mid, "活动取消", PASSWORD)
    head = office.view(mid).head_hash
    with pytest.raises(Cancelled):
        office.at("editor").archive.archive(mid, (), PASSWORD, Watched(cancel_at))
    assert (office.view(mid).phase, office.view(mid).head_hash) == (Phase.WITHDRAWN, head)
    assert kept_files(office) == []
    job = Watched()
    path = office.at("editor").archive.archive(mid, (), PASSWORD, job)
    assert job.seen == sorted(job.seen) and job.seen[-1] == 100
    assert kept_files(office) == [path.name]
    assert shown(path.read_bytes()) == shown(office.workspace.archive.archive_pdf(mid))
    words = squeezed("".join(pages_of(path.read_bytes())))
    assert "归档稿" in words and "未归档" not in words
    assert office.workspace.ledger.verify(full=True).ok


def test_an_archive_is_made_anew_where_somebody_was_first(office: Office) -> None:
    mid = office.register()
    office.at("chief").release.withdraw(mid, "活动取消", PASSWORD)
    other = office.open_again()
    other.session.login("chief", PASSWORD)

    class Overtaken(Watched):
        def progress(self, done: int, total: int, note: str = "") -> None:
            if not self.seen:
                other.people.set_signature_picture(None)
            super().progress(done, total, note)

    job = Overtaken()
    path = office.at("editor").archive.archive(mid, (), PASSWORD, job)
    assert job.seen.count(100) == 2
    assert shown(path.read_bytes()) == shown(office.workspace.archive.archive_pdf(mid))
    other.session.lock()
    other.close()


def test_an_archive_that_cannot_be_kept_leaves_neither_act_nor_file(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mid = office.register()
    office.at("chief").release.withdraw(mid, "活动取消", PASSWORD)
    archive = office.at("editor").archive

    def full(_path: Path, _data: bytes) -> None:
        raise Environment("disk.full")

    with monkeypatch.context() as patch:
        patch.setattr("qz_review.services.archive.write_durably", full)
        with pytest.raises(Environment, match=r"disk\.full"):
            archive.archive(mid, (), PASSWORD)
    assert (office.view(mid).phase, kept_files(office)) == (Phase.WITHDRAWN, [])
    with pytest.raises(Refused, match=r"session\.wrong_password"):
        archive.archive(mid, (), "wrong-one")
    assert (office.view(mid).phase, kept_files(office)) == (Phase.WITHDRAWN, [])


def test_archiving_asks_its_own_item(office: Office) -> None:
    mid = office.register()
    office.advance(mid, None)
    office.at("editor").release.final_scan(mid)
    (channel,) = office.view(mid).channels
    office.workspace.release.record_release(
        mid, channel.channel_id, "", office.clock.moment, PASSWORD
    )
    with pytest.raises(Refused, match=r"checklist\.unanswered"):
        office.workspace.archive.archive(mid, (), PASSWORD)
    (item,) = office.workspace.archive.archive_items(mid).items
    assert item.clause == "三校（6）"
