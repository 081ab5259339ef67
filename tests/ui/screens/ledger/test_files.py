"""台账 brings out what it shows: xlsx and PDF as filtered, the sheet of a person."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from pypdfium2 import PdfDocument
from pytestqt.qtbot import QtBot

from qz_review.services.ledger_views import LedgerColumn
from tests.ui.screens.ledger.conftest import choose
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.ledger.files import LedgerFiles
from ui.screens.ledger.screen import LedgerScreen


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person says that files go."""
    place = tmp_path / "out"

    def ask(parent: object, name: str, kind: str = "PDF") -> Path:
        return place.with_suffix({"PDF": ".pdf", "Excel": ".xlsx"}[kind])

    monkeypatch.setattr("ui.sheets_out.ask_where", ask)
    return place


def pdf_text(content: bytes) -> str:
    with PdfDocument(io.BytesIO(content)) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_excel_has_the_rows_and_columns_of_the_page(screen: LedgerScreen, target: Path) -> None:
    screen.filter.state.set_choice("archived")
    screen.set_columns([LedgerColumn.NUMBER, LedgerColumn.TITLE, LedgerColumn.CHARACTERS])
    screen.header.export_menu().actions()[0].trigger()
    sheet = openpyxl.load_workbook(target.with_suffix(".xlsx")).active
    assert sheet is not None
    rows = list(sheet.values)
    assert rows[0] == ("编号", "标题", "字数")
    assert len(rows) == 3 and all(isinstance(row[2], int) for row in rows[1:])


def test_pdf_says_what_it_was_narrowed_to(screen: LedgerScreen, target: Path) -> None:
    screen.filter.state.set_choice("archived")
    screen.header.export_menu().actions()[1].trigger()
    words = pdf_text(target.with_suffix(".pdf").read_bytes())
    assert "状态 已归档" in words and "合计 2 件" in words


def test_everything_a_person_signed(screen: LedgerScreen, target: Path) -> None:
    screen.filter.person.setCurrentText("何某清")
    screen.filter.sheet_menu().actions()[1].trigger()
    words = pdf_text(target.with_suffix(".pdf").read_bytes())
    assert "何某清签署清单" in words and "三审" in words


def test_the_trace_of_words_is_a_sheet(screen: LedgerScreen, target: Path, qtbot: QtBot) -> None:
    choose(screen, qtbot, "冬季供水防冻")
    screen.trace.field.setText("据市气象台预报")
    screen.trace.field.returnPressed.emit()
    screen.trace.sheet_menu().actions()[1].trigger()
    words = "".join(pdf_text(target.with_suffix(".pdf").read_bytes()).split())
    assert "责任倒查表" in words and "形成二审周某远·其后3个环节、4人签署" in words
    assert "周某远委托王某川" in words and "形成这些字" in words


def test_print_prints_what_pdf_shows(screen: LedgerScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[tuple[str, str]] = []

    def take(parent: object, content: bytes, title: str) -> bool:
        printed.append((title, pdf_text(content)))
        return True

    monkeypatch.setattr("ui.sheets_out.print_pdf", take)
    screen.filter.state.set_choice("archived")
    screen.header.print_button.click()
    screen.filter.person.setCurrentText("何某清")
    screen.filter.sheet_menu().actions()[0].trigger()
    assert [title for title, _ in printed] == ["台账", "何某清签署清单"]
    assert "合计 2 件" in printed[0][1] and "三审" in printed[1][1]


def test_a_cancelled_export_leaves_no_file(
    screen: LedgerScreen, target: Path, jobs: InlineJobRunner
) -> None:
    jobs.job_started.connect(lambda number, name: jobs.cancel(number))
    told: list[str] = []
    presenter = screen.findChild(LedgerFiles)
    assert isinstance(presenter, LedgerFiles)
    presenter.out.told.connect(lambda words, icon: told.append(words))
    screen.header.export_menu().actions()[0].trigger()
    assert told == ["已取消导出台账，没有写出文件"]
    assert not target.with_suffix(".xlsx").exists()
