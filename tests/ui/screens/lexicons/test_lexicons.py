"""词库 over the sample office: reading, adding, importing, trying and undoing, as people do it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Finding, Severity
from qz_review.model.listed import ListedTerm
from qz_review.model.person import Person
from qz_review.scanning.suppression import SuppressionScope
from qz_review.services.lexicon_views import OFFICERS
from qz_review.workspace import Workspace
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.lexicons.entry_dialog import EntryDialog
from ui.screens.lexicons.import_dialog import ImportDialog
from ui.screens.lexicons.models import PAGE
from ui.screens.lexicons.presenter import LexiconsPresenter
from ui.screens.lexicons.screen import LexiconsScreen
from ui.widgets.cell_delegate import CAPTION_ROLE
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.toast import ToastHost

Open = Callable[[str], tuple[LexiconsScreen, LexiconsPresenter]]


@pytest.fixture
def open_as(
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
    window: QMainWindow,
) -> Open:
    def open_it(account: str) -> tuple[LexiconsScreen, LexiconsPresenter]:
        log_in(account)
        screen = LexiconsScreen()
        window.setCentralWidget(screen)
        presenter = LexiconsPresenter(screen, office, jobs, ErrorPresenter(), ToastHost(window))
        presenter.refresh()
        return screen, presenter

    return open_it


def shown(screen: LexiconsScreen) -> list[str]:
    words = (screen.model.index(row, 0).data() for row in range(screen.model.rowCount()))
    return [str(word) for word in words]


def fill(dialog: EntryDialog, **words: str) -> None:
    for key, value in words.items():
        edit = dialog.findChild(QLineEdit, f"entry_{key}")
        assert edit is not None
        edit.setText(value)


def confirm(screen: LexiconsScreen, reason: str) -> None:
    dialog = screen.window().findChildren(ConfirmDialog)[-1]
    edit = dialog.findChild(QPlainTextEdit, "confirm_reason")
    assert edit is not None
    edit.setPlainText(reason)
    dialog.accept.click()


def test_every_kind_shows_its_count_and_an_empty_one_says_so(open_as: Open) -> None:
    screen, _ = open_as("zhouyuan")
    tree = screen.categories
    counts = {
        tree.index(row, 0).data(): tree.index(row, 1).data() for row in range(tree.rowCount())
    }
    assert counts["①反对宪法原则"] == "0"
    assert counts["⑤邪教、迷信"] != "0"
    screen.choose("forbidden-1")
    assert screen._tables.currentWidget() is screen.empty
    assert screen.empty._line.text() == "0 条，单位补充"


def test_a_chief_adds_a_term_with_a_reason_and_it_is_found(open_as: Open) -> None:
    screen, _ = open_as("zhouyuan")
    screen.choose("own")
    screen.add.click()
    dialog = screen.window().findChild(EntryDialog)
    assert dialog is not None
    dialog.submit.click()
    assert dialog._fields["words"].error == "还没写词语"
    fill(dialog, words="陶", reason="例会议定")
    dialog.submit.click()
    assert "至少写两个字" in dialog._fields["words"].error
    fill(dialog, words="坭兴陶瓷", rights="坭兴陶、泥兴陶")
    dialog.submit.click()
    assert shown(screen) == ["坭兴陶瓷"]
    screen.side.text.setPlainText("坭兴陶瓷展")
    screen.side.run.click()
    assert screen.side.found.index(0, 0).data() == "疑似  坭兴陶瓷 → 坭兴陶"


def test_an_editor_reads_and_tries_and_has_no_buttons_to_change(open_as: Open) -> None:
    screen, _ = open_as("lihe")
    assert not screen.add.isVisibleTo(screen)
    assert not screen.bring_in.isVisibleTo(screen)
    screen.choose("ethnic")
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    entry = screen.side.entry
    for button in (entry.change, entry.remove, entry.set_aside):
        assert not button.isVisibleTo(screen)


def test_removing_and_undoing_ask_why(open_as: Open, office: Workspace) -> None:
    screen, presenter = open_as("zhouyuan")
    office.lexicons.add([ListedTerm("坭兴陶瓷", "own")], "例会议定")
    presenter.refresh()
    screen.choose("own")
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    screen.side.entry.remove.click()
    confirm(screen, "不再要")
    assert shown(screen) == []
    screen.side.tabs.set_current("history")
    screen.side.history_table.setCurrentIndex(screen.side.history.index(0, 0))
    assert screen.side.undo.isEnabled()
    screen.side.undo.click()
    confirm(screen, "还要")
    assert shown(screen) == ["坭兴陶瓷"]
    assert [row.reason for row in office.lexicons.history()] == ["还要", "不再要", "例会议定"]


def test_a_bundled_term_is_set_aside_for_the_unit(open_as: Open, office: Workspace) -> None:
    screen, _ = open_as("zhouyuan")
    screen.search.setText("穆斯林国家")
    screen.search.returnPressed.emit()
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    screen.side.entry.set_aside.click()
    confirm(screen, "历史文献")
    assert office.lexicons.try_on("访问穆斯林国家。") == ()


def test_changing_the_words_of_a_term_leaves_no_second_one(
    open_as: Open, office: Workspace
) -> None:
    screen, presenter = open_as("zhouyuan")
    office.lexicons.add([ListedTerm("坭兴陶瓷", "own")], "例会议定")
    presenter.refresh()
    screen.choose("own")
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    screen.side.entry.change.click()
    dialog = screen.window().findChild(EntryDialog)
    assert dialog is not None
    fill(dialog, words="泥兴陶瓷", reason="改字")
    dialog.submit.click()
    assert shown(screen) == ["泥兴陶瓷"]


def test_an_import_is_seen_before_it_is_done(
    open_as: Open, office: Workspace, tmp_path: Path
) -> None:
    screen, presenter = open_as("zhouyuan")
    file = tmp_path / "词.csv"
    file.write_text("词语,分类\n坭兴陶瓷,own\n陶,own\n=1+1,own\n", encoding="utf-8")
    presenter.preview_file(file, "own")
    dialog = screen.window().findChild(ImportDialog)
    assert dialog is not None
    assert dialog.submit.text() == "导入 1 条"
    assert office.lexicons.entries("own").total == 0
    dialog.reason.setText("整理")
    dialog.submit.click()
    assert office.lexicons.entries("own").total == 1


def test_an_officer_has_title_order_and_days(open_as: Open) -> None:
    screen, _ = open_as("zhouyuan")
    screen.choose(OFFICERS)
    screen.add.click()
    dialog = screen.window().findChild(EntryDialog)
    assert dialog is not None
    fill(dialog, words="陈某安", title="青汀市市长", order="一", reason="任免")
    dialog.submit.click()
    assert dialog._fields["order"].error == "写数字"
    fill(dialog, order="1", since="2024-03-01")
    dialog.submit.click()
    row = [str(screen.model.index(0, column).data()) for column in range(4)]
    assert row == ["陈某安", "青汀市市长", "1", "2024-03-01 至 今"]


def test_a_long_list_comes_page_by_page(open_as: Open) -> None:
    screen, _ = open_as("zhouyuan")
    screen.choose("forbidden-7")
    assert screen.model.total > 3 * PAGE
    assert screen.model.index(2 * PAGE + 5, 0).data() is None
    assert screen.model.index(2 * PAGE + 5, 0).data()


def test_a_list_of_the_region_is_taken_in_as_such(
    open_as: Open, office: Workspace, tmp_path: Path
) -> None:
    screen, presenter = open_as("zhouyuan")
    file = tmp_path / "自治区.txt"
    file.write_text("统一用语一\n", encoding="utf-8")
    presenter.preview_file(file, "own")
    dialog = screen.window().findChildren(ImportDialog)[-1]
    dialog.layer.set_value("region")
    dialog = screen.window().findChildren(ImportDialog)[-1]
    dialog.reason.setText("自治区下发")
    dialog.submit.click()
    (row,) = office.lexicons.entries("own").rows
    assert row.layer.label == "自治区"


def test_what_the_unit_set_aside_is_listed_and_taken_back(open_as: Open, office: Workspace) -> None:
    screen, presenter = open_as("zhouyuan")
    finding = Finding(
        "W1", Gate.WORDING, Certainty.CERTAIN, Severity.MINOR, 0, 2, "复盖", "应为“覆盖”"
    )
    office.findings.ignore("", finding, "复盖", SuppressionScope.UNIT, "企业名称")
    presenter.refresh()
    page = screen.side.ignored
    first = page.model.index(0, 0)
    assert first.data().startswith("“复盖”") and "企业名称" in first.data(CAPTION_ROLE)
    assert not page.restore.isEnabled()
    page.table.setCurrentIndex(first)
    page.restore.click()
    confirm(screen, "已改用规范名称")
    assert page.model.rowCount() == 0 and office.findings.ignored_for_unit() == ()


def test_an_editor_reads_what_the_unit_set_aside_and_cannot_take_it_back(open_as: Open) -> None:
    screen, _ = open_as("zhangning")
    assert screen.side.ignored.restore.isHidden()
