"""What the sheets and the archive print of one manuscript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qz_review.archive.dossier import Dossier
from qz_review.errors import Refused
from qz_review.model.manuscript import Decision, Flag, Part
from qz_review.model.stage import Phase, Stage
from qz_review.services.dossiers import DossierBuilder
from qz_review.services.forms import PaperForm
from tests.journeys.office import PASSWORD, TEXT, Office, replaced


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
    assert [(m.title, m.changes) for m in book.by_stage] == [("一审花脸稿", 1), ("一校花脸稿", 1)]
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
    assert archive.missing_pieces(mid) == ("source_file",)
    path = archive.archive(mid, (), PASSWORD)
    assert path.read_bytes().startswith(b"%PDF")
    assert office.view(mid).phase is Phase.ARCHIVED
    assert office.view(mid).end_reason == "活动取消"


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
