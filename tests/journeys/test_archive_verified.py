"""An archive on its way through other hands: what ``verify`` says of the file alone."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from qz_review.archive.attached import Attached, Relationship
from qz_review.archive.evidence_file import NAME, evidence_bytes, read_evidence
from qz_review.archive.pdf_signature import sign_pdf
from qz_review.archive.verifying import ArchiveReport
from qz_review.cli import main
from qz_review.errors import Refused
from qz_review.model.stage import Stage
from qz_review.model.text import Attachment, Cell, ManuscriptText, Paragraph, Picture, Table
from qz_review.services.archive_check import verify_archive_file
from qz_review.signing.unit_certificate import make_unit_key
from tests.journeys.office import PASSWORD, START, Office, replaced

TEXT = ManuscriptText(
    "关于冬季供水的通知",
    "（征求意见稿）",
    (
        Paragraph("各县、区人民政府："),
        Paragraph(
            "截止11月底，全市共检修管网120公里，𠮷龘〇 \u202b走在\u202c全省前列。", 0, "一、"
        ),
        Table(((Cell(("项目", "单位")), Cell(("数\t量",), 1, 2)), (Cell(),)), "表1"),
        Picture("ab" * 32, "image/png", "图1　现场"),
    ),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = Office(tmp_path_factory.mktemp("archived") / "office")
    yield office
    office.workspace.close()


@pytest.fixture(scope="module")
def archived(office: Office) -> Path:
    """A manuscript that was edited twice, signed by all, released and archived."""
    text = ManuscriptText(TEXT.title, TEXT.subtitle, TEXT.blocks[:3])
    mid = office.register(text)
    office.sign(mid, "editor", text=replaced(text, "截止", "截至"))
    office.edit(mid, "editor", "共检修", "已检修")
    office.advance(mid, None)
    office.finish(mid)
    return office.at("editor").archive.write_pdf(mid)


def codes(report: ArchiveReport) -> list[str]:
    return [fault.code for fault in report.faults]


def changed(path: Path, into: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    with pikepdf.open(path) as document:
        change(document)
        document.save(into)
    return into


def unsigned(document: pikepdf.Pdf) -> None:
    del document.Root.AcroForm
    del document.pages[0].Annots


def swap(name: str, content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)

    return change


def test_the_file_alone_says_that_it_is_whole(office: Office, archived: Path) -> None:
    report = verify_archive_file(archived)
    assert report.faults == ()
    assert (report.archived, report.trusted) == (True, False)
    assert report.title == "关于冬季供水的通知"
    assert report.unit_name == "青汀市人民政府办公室"
    assert report.code == office.workspace.certificate.code
    assert report.sheets >= 5  # 原稿, three proofs, 签发稿
    assert report.signed_at is not None


def test_a_roster_of_ones_own_makes_it_trusted(
    office: Office, archived: Path, tmp_path: Path
) -> None:
    rows = tmp_path / "名册.json"
    with pikepdf.open(archived) as document:
        rows.write_bytes(document.attachments[NAME].get_file().read_bytes())
    for roster in (office.folder, rows, archived):
        report = verify_archive_file(archived, roster)
        assert (report.faults, report.trusted) == ((), True), roster
    other = Office(tmp_path / "other")
    report = verify_archive_file(archived, other.folder)
    assert not report.trusted
    assert "archive.roster_differs" in codes(report)
    other.workspace.close()
    for wrong in (b"", b"{}", b"%PDF-1.7", b"PK\x03\x04"):
        rows.write_bytes(wrong)
        with pytest.raises(Refused, match=r"archive\.roster_unreadable"):
            verify_archive_file(archived, rows)


def test_the_command_line_says_it_in_words(
    archived: Path, office: Office, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["verify", str(archived)]) == 0
    out = capsys.readouterr().out
    assert "校验通过" in out
    assert "尚未核对" in out
    assert office.workspace.certificate.code in out
    assert main(["verify", str(archived), "--roster", str(office.folder)]) == 0
    assert "在所给名册上" in capsys.readouterr().out
    again = changed(archived, tmp_path / "again.pdf", lambda _: None)
    assert main(["verify", str(again)]) == 2
    printed = capsys.readouterr()
    assert "被别的程序重新保存过" in printed.err
    assert "校验通过" not in printed.out


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.8, 0.99])
def test_one_byte_changed_is_found(archived: Path, tmp_path: Path, share: float) -> None:
    data = bytearray(archived.read_bytes())
    data[int(len(data) * share)] ^= 0x04
    path = tmp_path / "changed.pdf"
    path.write_bytes(data)
    assert codes(verify_archive_file(path))
    assert main(["verify", str(path)]) == 2


def test_any_damage_at_all_is_found_and_none_breaks_the_check(
    archived: Path, tmp_path: Path
) -> None:
    chance = random.Random(20261128)
    whole = archived.read_bytes()
    signature = whole.find(b"/Contents <308")
    path = tmp_path / "damaged.pdf"
    for number in range(30):
        data = bytearray(whole)
        place = chance.randrange(len(data))
        if number % 3 == 0:  # the signature itself, its padding too
            place = signature + chance.randrange(3200)
        if number % 5 == 4:
            del data[place : place + chance.randrange(1, 300)]
        else:
            data[place] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        assert not verify_archive_file(path).ok, (number, place)


def test_what_is_added_behind_the_signature_is_found(archived: Path, tmp_path: Path) -> None:
    path = tmp_path / "added.pdf"
    path.write_bytes(archived.read_bytes() + b"\n% a line more\n")
    assert codes(verify_archive_file(path)) == ["archive.signature_added_to"]


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_a_file_saved_again_by_another_program_is_found(archived: Path, tmp_path: Path) -> None:
    path = tmp_path / "again.pdf"
    subprocess.run(["qpdf", archived, path], check=True)
    assert codes(verify_archive_file(path)) == ["archive.signature_resaved"]


def test_an_attachment_swapped_is_named(archived: Path, tmp_path: Path) -> None:
    path = changed(archived, tmp_path / "swapped.pdf", swap("清样.docx", b"PK other"))
    report = verify_archive_file(path)
    assert codes(report) == ["archive.signature_resaved", "archive.file_swapped"]
    assert dict(report.faults[1].facts) == {"name": "清样.docx"}
    path = changed(archived, tmp_path / "more.pdf", swap("别的.txt", b"x"))
    assert "archive.file_extra" in codes(verify_archive_file(path))

    def without(document: pikepdf.Pdf) -> None:
        del document.attachments["花脸稿.docx"]

    path = changed(archived, tmp_path / "less.pdf", without)
    assert "archive.file_missing" in codes(verify_archive_file(path))


def with_evidence(change: Callable[[dict[str, object]], None]) -> Callable[[pikepdf.Pdf], None]:
    def apply(document: pikepdf.Pdf) -> None:
        raw = json.loads(document.attachments[NAME].get_file().read_bytes())
        change(raw)
        swap(NAME, json.dumps(raw, ensure_ascii=False).encode())(document)

    return apply


def rename(raw: dict[str, object]) -> None:
    events = raw["events"]
    assert isinstance(events, list)
    events[2]["body"] = events[2]["body"].replace("意见", "异见", 1)


def cut_middle(raw: dict[str, object]) -> None:
    events = raw["events"]
    assert isinstance(events, list)
    del events[3]


def other_text(raw: dict[str, object]) -> None:
    texts = raw["texts"]
    assert isinstance(texts, dict)
    digest = next(iter(texts))
    texts[digest] = texts[digest].replace("管网", "官网")


def no_text(raw: dict[str, object]) -> None:
    texts = raw["texts"]
    assert isinstance(texts, dict)
    texts.popitem()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (rename, "chain.hash"),
        (cut_middle, "chain.gap"),
        (other_text, "blobs.damaged"),
        (no_text, "blobs.missing"),
        (lambda raw: raw.update(format="x"), "archive.evidence_unreadable"),
        (lambda raw: raw.update(events=[]), "archive.no_evidence"),
    ],
)
def test_changed_evidence_is_named(
    archived: Path, tmp_path: Path, change: Callable[[dict[str, object]], None], code: str
) -> None:
    path = changed(archived, tmp_path / "changed.pdf", with_evidence(change))
    found = codes(verify_archive_file(path))
    assert code in found
    assert "archive.signature_resaved" in found


def test_other_words_on_a_page_are_found_even_under_a_good_signature(
    office: Office, archived: Path, tmp_path: Path
) -> None:
    """The unit's key is in the wrong hands: the events still say what was signed."""

    def move_page(document: pikepdf.Pdf) -> None:
        unsigned(document)
        for page in document.pages:
            for stream in [page.Contents]:
                data = stream.read_bytes()
                if b"/QZText" in data and b"/Line 1>>" in data:
                    stream.write(data.replace(b"/Line 1>>", b"/Line 99>>"))

    path = changed(archived, tmp_path / "moved.pdf", move_page)
    key = office.workspace.certificate.open(office.at("editor")._desk.signed_in.keypair())
    assert key is not None
    path.write_bytes(sign_pdf(path.read_bytes(), key, "单位", "归档"))
    found = codes(verify_archive_file(path))
    assert "archive.words_differ" in found
    assert not any(code.startswith("archive.signature") for code in found)


def test_a_page_left_out_is_found(archived: Path, tmp_path: Path) -> None:
    def cut(document: pikepdf.Pdf) -> None:
        for number in range(len(document.pages) - 1, -1, -1):
            if b"/QZText" in document.pages[number].Contents.read_bytes():
                del document.pages[number]

    path = changed(archived, tmp_path / "cut.pdf", cut)
    report = verify_archive_file(path)
    names = [dict(f.facts).get("name") for f in report.faults if f.code == "archive.sheet_missing"]
    assert names == ["签发稿", "一校清样", "二校清样", "三校清样"]


def test_a_certificate_that_the_roster_does_not_name_is_found(
    archived: Path, tmp_path: Path
) -> None:
    with pikepdf.open(archived) as document:
        unsigned(document)
        out = io.BytesIO()
        document.save(out)
    path = tmp_path / "other.pdf"
    path.write_bytes(sign_pdf(out.getvalue(), make_unit_key("青汀市人民政府办公室", START), "", ""))
    assert codes(verify_archive_file(path)) == ["archive.signature_other_certificate"]
    path.write_bytes(out.getvalue())
    assert codes(verify_archive_file(path)) == ["archive.signature_unsigned"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"\x00" * 5000])
def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    assert codes(verify_archive_file(path)) == ["archive.pdf_unreadable"]
    assert main(["verify", str(path)]) == 2


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler is not installed")
def test_poppler_agrees_about_the_signature(archived: Path, tmp_path: Path) -> None:
    said = subprocess.run(["pdfsig", archived], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    data = bytearray(archived.read_bytes())
    data[len(data) // 2] ^= 1
    path = tmp_path / "changed.pdf"
    path.write_bytes(data)
    said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" not in said


def test_the_evidence_holds_the_very_bytes_that_were_signed(office: Office, archived: Path) -> None:
    with pikepdf.open(archived) as document:
        data = document.attachments[NAME].get_file().read_bytes()
    evidence = read_evidence(data)
    assert evidence_bytes(evidence) == data
    store = office.workspace._desk.store
    assert list(evidence.events) == list(store.events.read_stream(evidence.manuscript))
    assert all(store.blobs.get(digest) == text for digest, text in evidence.texts.items())


def test_what_is_attached_is_listed_and_readable(office: Office, tmp_path: Path) -> None:
    sheet = b"%PDF-1.4 a scanned sheet"
    digest = office.workspace._desk.store.blobs.put(sheet)
    text = ManuscriptText(
        TEXT.title, "", TEXT.blocks[:2], attachments=(Attachment("附表.pdf", digest, len(sheet)),)
    )
    mid = office.register(text)
    office.advance(mid, Stage.REVIEW_2)
    office.at("chief").release.withdraw(mid, "活动取消", PASSWORD)
    path = office.at("editor").archive.archive(mid, (), PASSWORD)
    assert verify_archive_file(path).faults == ()
    with pikepdf.open(path) as document:
        kinds = {str(s.UF): str(s.AFRelationship) for s in document.Root.AF}
        assert document.attachments["附表.pdf"].get_file().read_bytes() == sheet
    assert kinds == {
        NAME: "/Data",
        "附表.pdf": "/Supplement",
        "花脸稿.docx": "/Supplement",
        "清样.docx": "/Alternative",
    }
    assert Attached("x", b"", "", Relationship.DATA).description == ""
