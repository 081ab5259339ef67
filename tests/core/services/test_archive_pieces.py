"""What is missing of an archive is named before it is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qz_review.model.manuscript import ConsultationKind, Flag, Outcome
from qz_review.model.stage import Stage
from qz_review.services.archive_pieces import MissingPiece
from qz_review.services.unit_certificate import OWNER
from qz_review.signing.unit_certificate import certificate_id
from tests.journeys.office import PASSWORD, TEXT, Office
from tests.support.pdf_reading import pages_of, squeezed


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "office")
    yield office
    office.workspace.close()


def pieces(office: Office, manuscript_id: str) -> list[MissingPiece]:
    return list(office.at("editor").archive.missing_pieces(manuscript_id))


def test_a_step_signed_without_words_is_named_with_its_signer(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor", opinion="")
    office.advance(mid, None)
    found = pieces(office, mid)
    assert MissingPiece("opinion", "一审 张某宁") in found
    assert sum(piece.code == "opinion" for piece in found) == 1


def test_scan_release_and_address_are_named_until_they_are_there(office: Office) -> None:
    mid = office.register()
    office.advance(mid, None)
    assert [piece.code for piece in pieces(office, mid)] == ["scan", "release", "source_file"]
    assert MissingPiece("release", "青汀要闻") in pieces(office, mid)
    workspace = office.at("editor")
    workspace.release.final_scan(mid)
    channel = office.channel_ids[0]
    workspace.release.record_release(mid, channel, "", office.clock.moment, PASSWORD)
    assert [piece.code for piece in pieces(office, mid)] == ["address", "source_file"]


def test_an_unanswered_countersign_is_named_with_its_unit(office: Office) -> None:
    mid = office.register(TEXT, Flag.OTHER_UNITS)
    office.at("editor").routing.request_consultation(
        mid, ConsultationKind.COUNTERSIGN, "市财政局", "补贴"
    )
    assert MissingPiece("consultation", "市财政局") in pieces(office, mid)
    asked = office.workspace._desk.state(mid).consultations[0].request.consultation_id
    office.at("editor").routing.answer_consultation(
        mid, asked, Outcome.AGREE, "同意", "章某", True, ("会签单.png", b"scan")
    )
    assert {piece.code for piece in pieces(office, mid)}.isdisjoint(
        {"consultation", "countersign_sheet"}
    )


def test_who_has_no_copy_of_the_units_key_is_told_so(office: Office) -> None:
    mid = office.register()
    store = office.workspace._desk.store
    roster = office.workspace.people.roster()
    assert MissingPiece("certificate") not in pieces(office, mid)
    assert roster.certificate is not None
    store.keys.delete(OWNER, certificate_id(roster.certificate))
    assert MissingPiece("certificate") in pieces(office, mid)


def test_the_sheet_of_all_steps_says_which_changed_nothing(office: Office) -> None:
    mid = office.register()
    office.edit(mid, "editor", "截止", "截至")
    office.advance(mid, Stage.PROOF_2)
    words = squeezed("".join(pages_of(office.at("editor").archive.archive_pdf(mid))))
    assert words.count("本环节未改动") == 2  # 一校 and 二审
    assert "一审花脸稿" in words
    assert "二审花脸稿" not in words
