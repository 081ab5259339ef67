"""What comes with a 原稿 goes into the ledger with it, and the whole verifies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qz_review.documents import old_word
from qz_review.documents.imported import ImportedDocument
from qz_review.services.forms import RegistrationForm
from qz_review.workflow.state import ManuscriptState
from tests.core.documents.test_macros import docm
from tests.journeys.office import Office
from tests.support.docx_parts import docx, paragraph

DOCX = docx(paragraph("供水公告") + paragraph("今日停水。"))
RTF = rb"{\rtf1 \u20379?}"


def registered(office: Office, document: ImportedDocument) -> ManuscriptState:
    form = RegistrationForm(
        document=document,
        title=document.text.title,
        section_id=office.section_id,
        channel_ids=office.channel_ids[:1],
    )
    workspace = office.at("editor")
    return workspace.registration._desk.state(workspace.registration.register(form))


def test_a_converted_file_is_kept_with_the_docx_it_became(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(old_word, "convert_to_docx", lambda data, ending, job: DOCX)
    document = office.at("editor").registration.inspect_document(RTF, "供水公告.rtf")
    state = registered(office, document)
    assert state.source_file is not None and state.received_file is not None
    assert (state.source_file.name, state.received_file.name) == ("供水公告.docx", "供水公告.rtf")
    blob = office.workspace.manuscripts.blob
    assert blob(state.source_file.digest) == DOCX
    assert blob(state.received_file.digest) == RTF


def test_macros_are_not_kept(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "供水公告.docm"
    path.write_bytes(docm())
    state = registered(office, office.at("editor").registration.inspect_document(path, path.name))
    assert state.source_file is not None and state.received_file is None
    assert state.source_file.name == "供水公告.docx"
    kept = office.workspace.manuscripts.blob(state.source_file.digest)
    assert b"vbaProject" not in kept and kept != docm()


def test_a_docx_is_kept_as_it_came(office: Office) -> None:
    document = office.at("editor").registration.inspect_document(DOCX, "供水公告.docx")
    state = registered(office, replace(document))
    assert state.source_file is not None and state.received_file is None
    assert office.workspace.manuscripts.blob(state.source_file.digest) == DOCX
