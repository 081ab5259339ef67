"""What makes a file PDF/A: own assertions, and the validators where this machine has them."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from qz_review.archive.attached import Attached, Relationship, safe_name, with_own_names
from qz_review.archive.pdfa import as_pdfa
from qz_review.archive.sheets import archive_pdf
from qz_review.archive.srgb import srgb_profile
from qz_review.archive.xmp import Metadata
from tests.support.dossiers import full_dossier
from tests.support.pdf_reading import pages_of

JARS = Path("/usr/share/java")
VALIDATOR = "org.apache.pdfbox.preflight.Validator_A1b"
NEEDED = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES = (
    Attached("台账.json", b'{"format":"x"}', "application/json", Relationship.DATA, "台账"),
    Attached("来稿.docx", b"PK original", DOCX, Relationship.SOURCE, "原稿"),
    Attached("会签单.png", b"\x89PNG", "image/png", Relationship.SUPPLEMENT),
)
METADATA = Metadata("题<&>\x01", "单位", "归档稿", "a, b", datetime(2026, 11, 23, tzinfo=UTC))


@cache
def archive() -> bytes:
    return archive_pdf(full_dossier(), None, FILES)


def identification(pdf: bytes) -> tuple[str, str]:
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as packet:
        return packet["pdfaid:part"], packet["pdfaid:conformance"]


def test_a_file_with_attachments_is_3b_and_one_without_is_2b() -> None:
    assert identification(archive()) == ("3", "B")
    assert identification(archive_pdf(full_dossier())) == ("2", "B")


def test_what_the_standard_asks_of_the_file_is_there() -> None:
    with pikepdf.open(io.BytesIO(archive())) as document:
        root = document.Root
        (intent,) = root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.N == 3
        assert intent.DestOutputProfile.read_bytes() == srgb_profile()
        assert "/Filter" not in root.Metadata  # readable without a PDF program
        assert "/Info" not in document.trailer
        assert not document.is_encrypted
        assert document.trailer.ID[0]
        assert "/JavaScript" not in root.get("/Names", {})
        assert "/OpenAction" not in root
        for page in document.pages:
            assert all(int(note.F) == 4 for note in page.get("/Annots", ()))
            assert "/Group" not in page  # nothing transparent
            states = page.Resources.get("/ExtGState", {})
            assert all(float(state.get("/ca", 1)) == 1 for state in states.values())


def test_every_attachment_says_what_it_is_to_the_document() -> None:
    with pikepdf.open(io.BytesIO(archive())) as document:
        listed = {str(spec.UF): spec for spec in document.Root.AF}
        assert set(listed) == {"台账.json", "来稿.docx", "会签单.png"} == set(document.attachments)
        assert {name: str(spec.AFRelationship) for name, spec in listed.items()} == {
            "台账.json": "/Data",
            "来稿.docx": "/Source",
            "会签单.png": "/Supplement",
        }
        for spec in listed.values():
            assert str(spec.EF.F.Subtype).count("/") == 2  # /application/json
            assert spec.Desc
            assert spec.EF.F.Params.ModDate
        assert document.attachments["来稿.docx"].get_file().read_bytes() == b"PK original"


def test_names_are_safe_and_occur_once() -> None:
    twice = (FILES[1], FILES[1], replace(FILES[1], name="../../来稿.DOCX"), FILES[2])
    named = [file.name for file in with_own_names(twice)]
    assert named == ["来稿.docx", "来稿（2）.docx", "_.._来稿.DOCX", "会签单.png"]
    assert safe_name("a\u202egnp.exe\x00") == "agnp.exe"
    assert safe_name("..") == "文件"
    assert len(safe_name("长" * 300 + ".docx")) == 120
    assert safe_name("长" * 300 + ".docx").endswith(".docx")


def test_words_no_xml_can_hold_leave_a_readable_packet() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.showPage()
    canvas.save()
    made = as_pdfa(out.getvalue(), METADATA)
    with pikepdf.open(io.BytesIO(made)) as document, document.open_metadata() as packet:
        assert packet["dc:title"] == "题<&>?"
    with pytest.raises(ValueError, match="no attachments"):
        as_pdfa(out.getvalue(), METADATA, FILES, part=2)


def test_the_pages_are_those_from_before() -> None:
    assert pages_of(archive()) == pages_of(archive_pdf(full_dossier()))


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(archive())
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("pdfdetach") is None, reason="poppler is not installed")
def test_poppler_takes_the_attachments_out(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(archive())
    subprocess.run(["pdfdetach", "-saveall", path, "-o", tmp_path], check=True)
    assert (tmp_path / "来稿.docx").read_bytes() == b"PK original"
    assert (tmp_path / "台账.json").read_bytes() == b'{"format":"x"}'


@pytest.mark.skipif(
    shutil.which("java") is None or not all((JARS / f"{name}.jar").exists() for name in NEEDED),
    reason="PDFBox preflight is not installed",
)
def test_a_twin_of_part_1_passes_the_validator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Part 1 is what a free validator can be had for here; 2 and 3 are asserted above."""
    from qz_review.archive import document

    monkeypatch.setattr(
        document, "as_pdfa", lambda pdf, metadata, attached: as_pdfa(pdf, metadata, part=1)
    )
    path = tmp_path / "twin.pdf"
    path.write_bytes(archive_pdf(full_dossier()))
    jars = ":".join(str(JARS / f"{name}.jar") for name in (*NEEDED, "jaxb-api"))
    done = subprocess.run(
        ["java", "-cp", jars, VALIDATOR, path], capture_output=True, text=True, check=False
    )
    assert "is a valid PDF/A-1b file" in done.stdout, done.stdout + done.stderr
