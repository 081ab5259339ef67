"""归档成套 from 台账: asked for, written whole, cancelled without a trace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ui.jobs.job_runner import InlineJobRunner
from ui.screens.ledger.archive_set_dialog import ArchiveSetDialog
from ui.screens.ledger.presenter import LedgerPresenter
from ui.screens.ledger.screen import LedgerScreen
from ui.text.periods import Period


@pytest.fixture
def dialog(screen: LedgerScreen) -> ArchiveSetDialog:
    presenter = screen.findChild(LedgerPresenter)
    assert isinstance(presenter, LedgerPresenter)
    return presenter.archive_set.ask()


def fill(dialog: ArchiveSetDialog, place: Path) -> None:
    dialog.fonds.setText("0123")
    dialog.section.setText("XXK")
    dialog.set_place(place)


def test_the_folder_is_written_as_asked(dialog: ArchiveSetDialog, tmp_path: Path) -> None:
    assert dialog.count.text() == "这段时间归档 2 件"
    dialog.fonds.setText("0123")
    dialog.section.setText("XXK")
    dialog.retention.set_choice("Y")
    dialog.first.setValue(7)
    assert dialog.example.text() == f"0123-WS·{date.today().year}-Y-XXK-0007"
    dialog.accept.click()
    assert dialog.is_open  # no place yet
    dialog.set_place(tmp_path)
    dialog.accept.click()
    assert not dialog.is_open
    [folder] = [path for path in tmp_path.iterdir() if path.name.startswith("归档成套")]
    pdfs = sorted(path.name for path in (folder / "归档文件").iterdir())
    assert len(pdfs) == 2 and pdfs[0].endswith("-Y-XXK-0007.pdf")
    assert (folder / "归档目录.xlsx").is_file() and (folder / "归档目录.pdf").is_file()


def test_codes_are_kept_for_the_next_time(
    dialog: ArchiveSetDialog, screen: LedgerScreen, tmp_path: Path
) -> None:
    fill(dialog, tmp_path)
    dialog.accept.click()
    presenter = screen.findChild(LedgerPresenter)
    assert isinstance(presenter, LedgerPresenter)
    assert presenter.archive_set.ask().fonds.text() == "0123"


def test_a_code_that_cannot_be_is_said_at_its_field(
    dialog: ArchiveSetDialog, tmp_path: Path
) -> None:
    fill(dialog, tmp_path)
    dialog.section.setText("信息科")
    assert dialog.example.text() == "填好代码后显示"
    dialog.accept.click()
    assert dialog.is_open and list(tmp_path.glob("归档成套*")) == []


def test_a_time_without_archives_cannot_be_exported(dialog: ArchiveSetDialog) -> None:
    dialog.period.set_period(Period(date(2001, 1, 1), date(2001, 1, 31)))
    dialog.period.period_changed.emit(dialog.period.period)
    assert dialog.count.text() == "这段时间没有归档的稿件" and not dialog.accept.isEnabled()


def test_cancelled_half_way_it_leaves_no_folder(
    dialog: ArchiveSetDialog, jobs: InlineJobRunner, tmp_path: Path
) -> None:
    jobs.job_progressed.connect(lambda number, done, total, note: done and jobs.cancel(number))
    fill(dialog, tmp_path)
    dialog.accept.click()
    assert list(tmp_path.glob("归档成套*")) == []
