"""Words from outside: half characters, control characters, names that play tricks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.documents.imported import ImportedDocument
from qz_review.errors import Refused
from qz_review.model.manuscript import ConsultationKind, Decision, Part
from qz_review.services.files import file_ref
from qz_review.services.forms import RegistrationForm
from qz_review.services.sound_text import one_line, sound
from qz_review.services.views import DraftWork, ManuscriptQuery
from tests.journeys.office import PASSWORD, TEXT, Office, replaced

HALF = "\ud83d"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "office")
    yield office
    assert office.workspace.ledger.verify(full=True).ok
    office.workspace.close()


@given(st.text(st.characters(categories=["L", "N", "P", "Zs", "Cc", "Cs", "Zl", "Zp"])))
def test_a_line_is_one_line_that_utf_8_can_carry(words: str) -> None:
    line = one_line(words)
    assert line.encode("utf-8").decode("utf-8") == line
    assert len(line.splitlines()) <= 1 and "\0" not in line
    assert sound(TEXT) is TEXT


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("附件\n一\0.docx", "附件 一 .docx"),
        ("gnp\u202etxt.exe", "gnptxt.exe"),
        (f"表{HALF}.xlsx", "表\ufffd.xlsx"),
        ("C:\\资料\\表.xlsx", "表.xlsx"),
        ("\n", "file"),
    ],
)
def test_file_names_are_kept_plain(name: str, kept: str) -> None:
    assert file_ref(name, b"x").name == kept


def test_a_manuscript_is_registered_with_a_title_on_one_line(office: Office) -> None:
    form = RegistrationForm(
        document=ImportedDocument(TEXT),
        title=f" 关于\n冬季\0供水{HALF}的通知 ",
        section_id=office.section_id,
        channel_ids=office.channel_ids[:1],
        author=f"王{HALF}\n某",
        attachments=(("清\n单.txt", b"x"),),
    )
    mid = office.at("editor").registration.register(form)
    view = office.view(mid)
    assert view.title == "关于 冬季 供水\ufffd的通知"
    assert view.author == "王\ufffd 某"
    assert [a.name for a in view.text.attachments] == ["清 单.txt"]
    with pytest.raises(Refused, match=r"registration\.no_title"):
        office.workspace.registration.register(replace(form, title="\n\0"))


def test_half_a_character_stops_nobody_anywhere(office: Office) -> None:
    mid = office.register()
    workspace = office.at("editor")
    work = replace(office.work(mid, replaced(TEXT, "截止", f"截{HALF}止")), opinion=f"意见{HALF}。")
    workspace.review.save_draft(mid, work)
    assert "截\ufffd止" in repr(office.view(mid).text)
    workspace.review.sign(mid, Part.SIGNER, Decision.ADOPT, work, PASSWORD)
    assert office.view(mid).opinions[0].opinion == "意见\ufffd。"
    workspace.routing.request_consultation(mid, ConsultationKind.OPINION, f"财政{HALF}局", "")
    assert office.view(mid).consultations[0].unit == "财政\ufffd局"
    assert workspace.manuscripts.page(ManuscriptQuery(text=HALF)).total in (0, 1)
    workspace.manuscripts.search_everything(f"供水{HALF}")
    workspace.settings.set_preference("words", HALF)
    assert workspace.registration.inspect_pasted(f"标题{HALF}\n正文").text.title == "标题\ufffd"
    with pytest.raises(Refused, match=r"session\.wrong_password"):
        workspace.session.login(f"editor{HALF}", f"{PASSWORD}{HALF}")
    people = office.at("admin").people
    people.change_person(office.person_id("second"), name=f"李{HALF}")
    assert people.person(office.person_id("second")).name == "李\ufffd"


def test_a_draft_with_half_a_character_is_a_version_after_leaving(office: Office) -> None:
    mid = office.register()
    review = office.at("editor").review
    review.save_draft(mid, DraftWork(replaced(TEXT, "截止", f"截{HALF}止")))
    review.leave(mid)
    assert len(office.view(mid).versions) == 2


def test_a_file_is_read_once(office: Office, tmp_path: Path) -> None:
    """What is kept as the 原稿 is what the text came from, though the file changes meanwhile."""
    path = tmp_path / "来稿.txt"
    path.write_text("题目\n正文一。", encoding="utf-8")
    registration = office.at("editor").registration

    class Changing(type(path)):  # type: ignore[misc]
        reads = 0

        def read_bytes(self) -> bytes:
            Changing.reads += 1
            return super().read_bytes()

    document = registration.inspect_document(Changing(path), path.name)
    assert Changing.reads == 1
    assert document.text.title == "题目"
