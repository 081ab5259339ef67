"""Findings on the route: 严重 block, 忽略 is signed, the final scan leaves a certificate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qz_review.errors import Refused
from qz_review.model.finding import Severity
from qz_review.model.manuscript import Decision, Part, ScanResult
from qz_review.model.scan_certificate import Fate, certificate_bytes, parse_certificate
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import ManuscriptText, Paragraph, plain_text
from qz_review.scanning.suppression import SuppressionScope
from qz_review.services.finding_views import FindingView
from qz_review.services.findings import find
from qz_review.services.forms import PaperForm
from qz_review.services.ledger import verify_folder
from qz_review.services.scanning import scanner_without_typos
from tests.journeys.office import PASSWORD, Office, replaced
from tests.support.pdf_reading import pages_of, squeezed

SERIOUS = "领导小姐"
TEXT = ManuscriptText(
    "关于冬季供水的通知",
    blocks=(
        Paragraph("各县、区人民政府："),
        Paragraph(f"{SERIOUS}召开会议，网络复盖全市。"),
        Paragraph("其它事项另行通知。"),
    ),
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The office with rules, without the typo engine, which takes a second to load."""
    made = Office(tmp_path / "workspace", rules=scanner_without_typos)
    yield made
    made.workspace.close()


def found(office: Office, mid: str, quote: str) -> FindingView:
    basis = office.workspace.findings.basis(mid)
    assert basis is not None
    views = find(basis, office.view(mid).text).open
    return next(view for view in views if view.finding.quote == quote)


def ignore(
    office: Office,
    mid: str,
    quote: str,
    reason: str = "引用原文",
    scope: SuppressionScope = SuppressionScope.MANUSCRIPT,
) -> str:
    view = found(office, mid, quote)
    text = plain_text(office.view(mid).text)
    return office.workspace.findings.ignore(mid, view.finding, text, scope, reason)


def test_a_serious_finding_blocks_every_step_until_it_has_a_reason(office: Office) -> None:
    mid = office.register(TEXT)
    office.at("editor")
    assert found(office, mid, SERIOUS).finding.severity is Severity.SERIOUS
    with pytest.raises(Refused, match=r"finding\.serious_open"):
        office.sign(mid, "editor")
    ignore(office, mid, SERIOUS)
    office.sign(mid, "editor")
    assert office.view(mid).stage is Stage.PROOF_1


def test_a_reason_of_the_editor_is_not_the_chiefs_at_the_final_scan(office: Office) -> None:
    mid = office.register(TEXT)
    office.at("editor")
    ignore(office, mid, SERIOUS)
    office.advance(mid, None)
    scan = office.at("editor").release.final_scan(mid)
    assert (scan.result, scan.serious) == (ScanResult.FINDINGS, 1)
    assert office.view(mid).phase is Phase.FINAL_SCAN
    office.at("chief").release.waive_scan(mid, "历史原文如此", PASSWORD)
    assert office.view(mid).phase is Phase.READY


def test_what_the_chief_set_aside_does_not_block_the_release(office: Office) -> None:
    mid = office.register(TEXT)
    office.at("chief")
    ignore(office, mid, SERIOUS)
    office.advance(mid, None)
    scan = office.at("editor").release.final_scan(mid)
    assert scan.serious == 0 and office.view(mid).phase is Phase.READY


def test_the_certificate_says_what_was_used_and_what_became_of_each(office: Office) -> None:
    mid = office.register(TEXT)
    office.at("chief")
    ignore(office, mid, SERIOUS, "历史原文如此")
    office.advance(mid, None)
    workspace = office.at("editor")
    workspace.release.final_scan(mid)
    first = workspace.release.certificate(mid)
    assert first is not None and first.text_hash == office.view(mid).text_hash
    assert len(first.rules_digest) == 64 and all(len(used.digest) == 64 for used in first.lists)
    fates = {one.quote: (one.fate, one.reason, one.by) for one in first.findings}
    assert fates[SERIOUS] == (Fate.IGNORED, "历史原文如此", "周某远")
    assert fates["复盖"] == (Fate.OPEN, "", "")
    assert {one.paragraph for one in first.findings if one.quote == "复盖"} == {2}

    text = replaced(office.view(mid).text, "复盖", "覆盖")
    for account, part in (("editor", Part.READER), ("chief", Part.CHECKER)):
        office.edit(mid, account, "复盖", "覆盖") if account == "editor" else None
        office.sign(mid, account, part, text=text)
    workspace = office.at("editor")
    workspace.release.final_scan(mid)
    second = workspace.release.certificate(mid)
    assert second is not None and second.text_hash != first.text_hash
    assert [one.quote for one in second.findings if one.fate is Fate.FIXED] == ["复盖"]
    assert parse_certificate(certificate_bytes(second)) == second
    assert verify_folder(office.folder).ok


@pytest.mark.parametrize(("account", "serious"), [("editor", 1), ("chief", 0)])
def test_what_a_word_of_the_manuscript_protects_waits_for_the_chief_at_the_final_scan(
    office: Office, account: str, serious: int
) -> None:
    mid = office.register(TEXT)
    office.at(account).lexicons.protect_in(mid, [SERIOUS], "引用原文")
    office.advance(mid, None)
    scan = office.at("editor").release.final_scan(mid)
    assert scan.serious == serious
    certificate = office.workspace.release.certificate(mid)
    assert certificate is not None
    (told,) = (one for one in certificate.findings if one.quote == SERIOUS)
    assert (told.fate, told.reason) == (Fate.IGNORED, f"保护词“{SERIOUS}”：引用原文")


def test_what_the_lists_no_longer_object_to_was_not_mended(office: Office) -> None:
    mid = office.register(TEXT)
    office.at("chief")
    ignore(office, mid, SERIOUS)
    office.advance(mid, None)
    office.at("editor").release.final_scan(mid)
    office.at("chief").lexicons.set_aside("复盖", "地名")
    office.at("editor").release.final_scan(mid)
    certificate = office.workspace.release.certificate(mid)
    assert certificate is not None and certificate.count(Fate.FIXED) == 0
    assert "复盖" not in {one.quote for one in certificate.findings}


def test_set_aside_for_the_unit_holds_in_other_manuscripts_until_taken_back(
    office: Office,
) -> None:
    mid = office.register(TEXT)
    office.at("editor")
    with pytest.raises(Refused, match=r"finding\.unit_by_chief"):
        ignore(office, mid, "其它", scope=SuppressionScope.UNIT)
    office.at("chief")
    act = ignore(office, mid, "其它", "本单位习惯", SuppressionScope.UNIT)
    other = office.register(replace(TEXT, title="另一篇通知"))
    office.at("editor")
    with pytest.raises(StopIteration):
        found(office, other, "其它")
    office.at("chief").findings.restore(other, act)
    assert found(office, other, "其它").name
    assert verify_folder(office.folder).ok


def test_taking_it_back_lets_the_finding_count_again(office: Office) -> None:
    mid = office.register(TEXT)
    office.at("editor")
    act = ignore(office, mid, SERIOUS)
    office.workspace.findings.restore(mid, act)
    with pytest.raises(Refused, match=r"finding\.serious_open"):
        office.sign(mid, "editor")


def test_a_paper_signature_is_not_recorded_over_a_serious_finding(office: Office) -> None:
    mid = office.register(TEXT)
    office.at("chief")
    act = ignore(office, mid, SERIOUS)
    office.advance(mid, Stage.REVIEW_3)
    review = office.at("chief").review
    office.workspace.findings.restore(mid, act)
    form = PaperForm(
        part=Part.SIGNER,
        signer_id=office.person_id("leader"),
        decision=Decision.APPROVE,
        opinion="同意",
        check_code=office.workspace.sheets.check_code(mid),
        sheet=("签批单.jpg", b"paper"),
        signed_on=office.clock.moment,
        answers=office.work(mid).answers,
    )
    with pytest.raises(Refused, match=r"finding\.serious_open"):
        review.record_paper(mid, form, PASSWORD)
    ignore(office, mid, SERIOUS, "领导已知晓")
    assert review.record_paper(mid, form, PASSWORD).next is Stage.PROOF_3


def test_the_certificate_prints_in_the_archive(office: Office) -> None:
    mid = office.register(TEXT)
    office.at("chief")
    ignore(office, mid, SERIOUS, "历史原文如此")
    office.advance(mid, None)
    office.finish(mid)
    words = squeezed("".join(pages_of(office.workspace.archive.archive_pdf(mid))))
    assert "扫描证书" in words and "历史原文如此" in words and "未处理" in words
