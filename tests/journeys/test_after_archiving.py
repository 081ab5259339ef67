"""归档 is the end; what comes to be known later is added to the ledger, on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from qz_review.archive.evidence_file import NAME
from qz_review.cli import main
from qz_review.errors import Refused
from qz_review.model.stage import Phase
from qz_review.services.archive_check import verify_archive_file
from tests.journeys.office import PASSWORD, Office
from tests.support.pdf_reading import pages_of, squeezed

ADDRESS = "https://www.qingting.example/news/412.html"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "office")
    yield office
    office.workspace.close()


def archived(office: Office) -> str:
    mid = office.register()
    office.advance(mid, None)
    office.finish(mid)
    return mid


def test_an_address_known_later_is_added_on_a_sheet_of_its_own(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    mid = archived(office)
    before = office.at("editor").archive.write_pdf(mid)
    kept = before.read_bytes()
    path = office.at("editor").archive.add_address(mid, office.channel_ids[0], f" {ADDRESS} ")
    assert path is not None
    assert before.read_bytes() == kept  # the archive stays as it was
    assert path.name == "QT-2026-0001 补充1.pdf"
    words = squeezed("".join(pages_of(path.read_bytes())))
    assert "归档补充单" in words
    assert ADDRESS in words
    assert f"补登网址（青汀要闻）：{ADDRESS}" in words
    report = verify_archive_file(path, before)
    assert (report.faults, report.supplement, report.trusted) == ((), True, True)
    assert main(["verify", str(path)]) == 0
    assert "归档补充单" in capsys.readouterr().out
    view = office.view(mid)
    assert (view.phase, view.channels[0].address) == (Phase.ARCHIVED, ADDRESS)
    assert office.workspace.ledger.verify(full=True).ok


def test_a_later_sheet_holds_what_the_earlier_ones_do(office: Office) -> None:
    mid = archived(office)
    channel = office.channel_ids[0]
    first = office.at("editor").archive.add_address(mid, channel, ADDRESS)
    again = office.at("editor").archive.add_address(mid, channel, ADDRESS + "?2")
    assert first is not None and again is not None
    assert again.name == "QT-2026-0001 补充2.pdf"
    words = squeezed("".join(pages_of(again.read_bytes())))
    assert words.count("补登网址（青汀要闻）") == 2
    with pikepdf.open(again) as document:
        assert list(document.attachments) == [NAME]


def test_before_archiving_an_address_makes_no_sheet(office: Office) -> None:
    mid = office.register()
    office.advance(mid, None)
    workspace = office.at("editor")
    channel = office.channel_ids[0]
    with pytest.raises(Refused, match=r"workflow\.wrong_phase"):
        workspace.archive.add_address(mid, channel, ADDRESS)
    workspace.release.final_scan(mid)
    with pytest.raises(Refused, match=r"published\.not_released"):
        workspace.archive.add_address(mid, channel, ADDRESS)
    workspace.release.record_release(mid, channel, "", office.clock.moment, PASSWORD)
    assert workspace.archive.add_address(mid, channel, ADDRESS) is None
    assert office.view(mid).channels[0].address == ADDRESS
    with pytest.raises(Refused, match=r"release\.no_address"):
        workspace.archive.add_address(mid, channel, "  ")


def test_nothing_later_makes_no_sheet_and_nobody_signs_after_the_end(office: Office) -> None:
    mid = archived(office)
    with pytest.raises(Refused, match=r"archive\.nothing_later"):
        office.at("editor").archive.write_supplement(mid)
    with pytest.raises(Refused):
        office.at("chief").release.withdraw(mid, "延期", PASSWORD)
    with pytest.raises(Refused):
        office.at("leader2").archive.add_address(mid, office.channel_ids[0], ADDRESS)
