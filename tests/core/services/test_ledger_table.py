"""台账: what it finds, adds up, exports; the sheet of a person."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from qz_review.clock import china_time
from qz_review.documents.xlsx_out import Sheet, long_table_bytes
from qz_review.errors import Cancelled
from qz_review.jobs import SilentJob
from qz_review.model.stage import Phase, Stage
from qz_review.services.ledger_export import (
    ledger_pdf,
    ledger_workbook,
    person_pdf,
    person_workbook,
)
from qz_review.services.ledger_views import (
    USUAL_COLUMNS,
    LedgerColumn,
    LedgerDate,
    LedgerMark,
    LedgerQuery,
)
from qz_review.workspace import Workspace, create_sample_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with create_sample_office(tmp_path_factory.mktemp("ledger") / "office") as workspace:
        yield workspace


def numbers(office: Workspace, **asked: object) -> set[str]:
    answer = office.ledger_table.ask(LedgerQuery(**asked))  # type: ignore[arg-type]
    assert answer.sums.manuscripts == len(answer.rows)
    return {row.number for row in answer.rows}


def person_id(office: Workspace, name: str) -> str:
    return next(a.person_id for a in office.session.accounts() if a.name == name)


def test_every_filter_narrows_to_its_manuscripts(office: Workspace) -> None:
    everything = {row.number: row for row in office.ledger_table.ask(LedgerQuery()).rows}
    assert len(everything) == 16
    archived = {n for n, row in everything.items() if row.phase is Phase.ARCHIVED}
    assert numbers(office, phases=frozenset({Phase.ARCHIVED})) == archived != set()
    back = {n for n, row in everything.items() if row.returns}
    assert numbers(office, marks=frozenset({LedgerMark.SENT_BACK})) == back != set()
    late = {n for n, row in everything.items() if row.late}
    assert numbers(office, marks=frozenset({LedgerMark.LATE})) == late != set()
    for_another = {n for n, row in everything.items() if row.delegated}
    assert numbers(office, marks=frozenset({LedgerMark.DELEGATED})) == for_another != set()
    old = {n for n, row in everything.items() if row.superseded}
    assert numbers(office, marks=frozenset({LedgerMark.SUPERSEDED})) == old != set()
    assert numbers(office, stage=Stage.REVIEW_3) == {
        n for n, row in everything.items() if row.stage is Stage.REVIEW_3
    }
    assert "QT-2026-0394" in numbers(office, text="流感疫苗")
    assert numbers(office, text="没有这个词") == set()


def test_a_person_is_found_as_editor_signer_and_delegator(office: Workspace) -> None:
    leader = person_id(office, "何某清")
    shown = office.ledger_table.ask(LedgerQuery(person_id=leader)).rows
    assert shown and all("何某清" in " ".join(row.signers.values()) for row in shown)
    delegator = person_id(office, "周某远")
    assert "QT-2026-0404" in numbers(
        office, person_id=delegator, marks=frozenset({LedgerMark.DELEGATED})
    )


def test_days_are_whole_days_in_china(office: Workspace) -> None:
    rows = [r for r in office.ledger_table.ask(LedgerQuery()).rows if r.released_at]
    row = rows[0]
    assert row.released_at is not None
    day = row.released_at.astimezone(china_time()).date()
    on_day = {"date_kind": LedgerDate.RELEASED, "first_day": day, "last_day": day}
    assert row.number in numbers(office, **on_day)
    before = day - timedelta(days=1)
    assert row.number not in numbers(office, **(on_day | {"first_day": before, "last_day": before}))


def test_order_and_sums_hold_for_all_rows_whatever_is_shown(office: Workspace) -> None:
    query = LedgerQuery(sort=LedgerColumn.NUMBER, descending=False)
    first = office.ledger_table.ask(query, limit=5)
    assert len(first.rows) == 5 and first.sums.manuscripts == 16
    rest = office.ledger_table.page(query, offset=5)
    shown = [row.number for row in (*first.rows, *rest)]
    assert shown == sorted(shown) and len(set(shown)) == 16
    every = list(office.ledger_table.every_row(query))
    assert [row.number for row in every] == shown
    assert first.sums.characters == sum(row.characters for row in every)
    assert first.sums.returns == sum(row.returns for row in every)


def test_the_workbook_has_typed_cells_a_fixed_heading_and_filters(office: Workspace) -> None:
    columns = (*USUAL_COLUMNS, LedgerColumn.REGISTERED, LedgerColumn.CHARACTERS)
    data = ledger_workbook(office.ledger_table, LedgerQuery(), columns)
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:N{16 + 1}"
    assert [cell.value for cell in page[1]] == [column.label for column in columns]
    assert isinstance(page["M2"].value, datetime)
    assert isinstance(page["N2"].value, int)


def test_words_that_look_like_formulas_stay_words() -> None:
    data = long_table_bytes(Sheet("表", ("a",), [("=1+1",), ("坏\x01字",)]))
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert (page["A2"].value, page["A2"].data_type) == ("=1+1", "s")
    assert page["A3"].value == "坏\ufffd字"


def words_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_the_printed_ledger_repeats_its_heading_and_counts_its_pages(office: Workspace) -> None:
    query = LedgerQuery(marks=frozenset({LedgerMark.SENT_BACK}))
    pages = words_of(ledger_pdf(office.ledger_table, query, USUAL_COLUMNS))
    assert len(pages) == 1
    assert "有退回" in pages[0] and "合计 2 件" in pages[0]
    pages = words_of(ledger_pdf(office.ledger_table, LedgerQuery(), USUAL_COLUMNS))
    assert len(pages) > 1
    for place, page in enumerate(pages, 1):
        assert "标题" in page and f"第{place}页共{len(pages)}页" in page.replace(" ", "")
    with pypdfium2.PdfDocument(
        ledger_pdf(office.ledger_table, LedgerQuery(), USUAL_COLUMNS)
    ) as document:
        width, height = document[0].get_size()
        assert width > height


def test_a_persons_sheet_holds_all_that_was_signed(office: Workspace) -> None:
    editor = person_id(office, "张某宁")
    sheet = office.ledger_table.person_sheet(editor)
    assert any(line.superseded for line in sheet.lines)
    assert list(sheet.lines) == sorted(sheet.lines, key=lambda line: line.signed_at)
    day = sheet.lines[0].signed_at.astimezone(china_time()).date()
    one = office.ledger_table.person_sheet(editor, day, day)
    assert 0 < len(one.lines) < len(sheet.lines)
    page = openpyxl.load_workbook(io.BytesIO(person_workbook(sheet))).worksheets[0]
    assert page.max_row == len(sheet.lines) + 1
    assert "张某宁签署清单" in words_of(person_pdf(office.ledger_table, sheet))[0]
    nobody = replace(sheet, lines=())
    assert "合计 0 次" in words_of(person_pdf(office.ledger_table, nobody))[0]


def test_an_export_can_be_cancelled(office: Workspace) -> None:
    job = SilentJob()
    job.cancel()
    with pytest.raises(Cancelled):
        ledger_workbook(office.ledger_table, LedgerQuery(), USUAL_COLUMNS, job)
    with pytest.raises(Cancelled):
        ledger_pdf(office.ledger_table, LedgerQuery(), USUAL_COLUMNS, job)


def test_rebuilding_gives_the_same_ledger(tmp_path: Path) -> None:
    with create_sample_office(tmp_path / "office") as workspace:
        by_number = LedgerQuery(sort=LedgerColumn.NUMBER)
        before = list(workspace.ledger_table.every_row(by_number))
        workspace.ledger.rebuild()
        assert list(workspace.ledger_table.every_row(by_number)) == before
