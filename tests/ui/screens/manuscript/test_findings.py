"""问题: what the software finds while a manuscript is edited, and what people do with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qz_review.model.text import plain_text
from qz_review.scanning.suppression import SuppressionScope
from qz_review.services.scanning import scanner_without_typos
from qz_review.workspace import Workspace, open_workspace
from tests.ui.screens.manuscript.conftest import OpenScreen
from ui.editor.marked_lines import Spot
from ui.screens.manuscript.certificate_dialog import CertificateDialog
from ui.screens.manuscript.finding_rows import FindingRow, IgnoredRow
from ui.screens.manuscript.findings_panel import FindingsPanel
from ui.screens.manuscript.screen import ManuscriptScreen
from ui.widgets.ignore_dialog import IgnoreDialog
from ui.widgets.text_label import TextLabel

AT_REVIEW_2, AT_PROOF_2, CHIEF = "0412", "0410", "zhouyuan"


@pytest.fixture
def workspace(office: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The sample office with rules, without the typo engine, which takes a second to load."""
    folder = tmp_path / "workspace"
    shutil.copytree(office, folder)
    opened = open_workspace(folder, rules=scanner_without_typos)
    yield opened
    opened.close()


@pytest.fixture
def screen(open_screen: OpenScreen) -> ManuscriptScreen:
    return open_screen(CHIEF, AT_REVIEW_2)


def write(screen: ManuscriptScreen, words: str, line: int = 2) -> None:
    """Type at the end of a paragraph, and let the scan that follows run."""
    page = screen.page
    page.put_caret(Spot(line, len(page.editor.lines[line].text)))
    page.type_text(words, typed=False)
    screen.watch.scan()


def listed(panel: FindingsPanel) -> list[str]:
    shown = panel.list.rows.shown
    return [row.view.finding.quote for row in shown if isinstance(row, FindingRow)]


def number_of(screen: ManuscriptScreen, quote: str) -> int:
    return next(
        row.number
        for row in screen.panel.findings.list.rows.shown
        if isinstance(row, FindingRow) and row.view.finding.quote == quote
    )


def text(screen: ManuscriptScreen) -> str:
    return plain_text(screen.page.current_text())


def test_what_is_typed_is_scanned_and_marked(screen: ManuscriptScreen) -> None:
    before = listed(screen.panel.findings)
    write(screen, "网络复盖全市，，请查收。")
    assert {"复盖", "，，"} <= set(listed(screen.panel.findings)) - set(before)
    number = number_of(screen, "复盖")
    spots = screen.page.marks.spots_of(number)
    assert spots is not None and spots[0].line == 2
    assert screen.panel.tabs.current == "findings"


def test_accepting_is_an_edit_that_undo_takes_back(screen: ManuscriptScreen) -> None:
    write(screen, "网络复盖全市。")
    screen.finding_acts.run("accept", number_of(screen, "复盖"))
    assert "网络覆盖全市" in text(screen) and "复盖" not in listed(screen.panel.findings)
    screen.page.undo()
    assert "网络复盖全市" in text(screen)


def test_all_of_one_certain_rule_are_accepted_in_one_step(screen: ManuscriptScreen) -> None:
    write(screen, "网络复盖全市。")
    write(screen, "气侯多变，复盖全省。", 4)
    screen.finding_acts.run("accept_all", number_of(screen, "复盖"))
    assert "覆盖全市" in text(screen) and "覆盖全省" in text(screen) and "气候" in text(screen)
    screen.page.undo()
    assert "复盖全市" in text(screen) and "复盖全省" in text(screen)


def test_doubtful_findings_are_never_accepted_together(screen: ManuscriptScreen) -> None:
    write(screen, "其它事项另行通知，其它照旧。")
    rows = screen.panel.findings.list.rows.shown
    other = [r for r in rows if isinstance(r, FindingRow) and r.view.finding.quote == "其它"]
    assert len(other) == 2 and all(row.alike == 0 for row in other)


def test_ignoring_asks_why_and_lands_in_the_ledger(
    screen: ManuscriptScreen, workspace: Workspace
) -> None:
    write(screen, "网络复盖全市。")
    assert screen.view is not None
    manuscript_id, seq = screen.view.manuscript_id, screen.view.head_seq
    screen.finding_acts.run("ignore", number_of(screen, "复盖"))
    dialog = screen.findChild(IgnoreDialog) or screen.window().findChild(IgnoreDialog)
    assert isinstance(dialog, IgnoreDialog)
    dialog._on_accept_clicked()
    assert workspace.manuscripts.view(manuscript_id).head_seq == seq  # not without a reason
    dialog.reason.setText("引用原文")
    dialog._on_accept_clicked()
    view = workspace.manuscripts.view(manuscript_id)
    assert view.head_seq > seq
    screen.watch.scan()
    assert "复盖" not in listed(screen.panel.findings)
    aside = [r for r in screen.panel.findings.list.rows.shown if isinstance(r, IgnoredRow)]
    assert [(r.act.suppression.reason, r.act.scope) for r in aside] == [
        ("引用原文", SuppressionScope.ONCE)
    ]
    screen.finding_acts.run("restore", aside[0].number)
    screen.watch.scan()
    assert "复盖" in listed(screen.panel.findings)


def test_f8_goes_from_finding_to_finding_in_the_order_of_the_text(
    screen: ManuscriptScreen, qtbot: QtBot
) -> None:
    write(screen, "网络复盖全市。", 2)
    write(screen, "气侯多变。", 4)
    screen.page.put_caret(Spot(0, 0))
    quotes = []
    for _ in range(len(listed(screen.panel.findings))):
        qtbot.keyClick(screen.page, Qt.Key.Key_F8)
        assert screen.watch.findings is not None
        quotes.append(screen.watch.findings.open[screen.watch._current].finding.quote)
    assert quotes.index("复盖") < quotes.index("气侯")
    qtbot.keyClick(screen.page, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert len(set(quotes)) >= 2


def test_f8_puts_the_keys_into_the_card_and_esc_puts_them_back_into_the_text(
    screen: ManuscriptScreen, qtbot: QtBot
) -> None:
    write(screen, "网络复盖全市。")
    spots = screen.page.marks.spots_of(number_of(screen, "复盖"))
    assert spots is not None
    screen.page.put_caret(spots[0])
    screen.page.setFocus()
    screen.panel.show_tab("checklist")
    qtbot.keyClick(screen.page, Qt.Key.Key_F8)
    assert screen.panel.findings.list.hasFocus()
    qtbot.keyClick(screen.panel.findings.list, Qt.Key.Key_A)
    assert "网络覆盖全市。" in text(screen)
    qtbot.keyClick(screen.panel.findings.list, Qt.Key.Key_Escape)
    assert screen.page.hasFocus()


def test_many_findings_are_listed_and_walked_at_once(screen: ManuscriptScreen) -> None:
    write(screen, "网络复盖，，其它照旧。" * 700)
    assert len(listed(screen.panel.findings)) >= 2_000
    screen.page.put_caret(Spot(0, 0))
    screen.watch.step(1)
    first = screen.watch._current
    screen.watch.step(1)
    assert screen.watch._current != first
    screen.watch.step(-1)
    assert screen.watch._current == first


def test_a_released_text_is_not_scanned_again(open_screen: OpenScreen) -> None:
    screen = open_screen(CHIEF, "0398")
    assert "findings" not in screen.panel.keys and screen.watch.findings is None


def test_serious_findings_block_and_others_warn(screen: ManuscriptScreen) -> None:
    write(screen, "领导小姐召开会议，网络复盖全市。")
    assert "严重问题 1 条" in screen.footer.missing.text()
    missing = {m.code: m.blocks for m in screen._missing}
    assert missing["serious"] and missing["minor"] is False


def test_the_letters_act_on_the_opened_finding(screen: ManuscriptScreen, qtbot: QtBot) -> None:
    write(screen, "网络复盖全市。")
    panel = screen.panel.findings
    screen.watch.go_to(number_of(screen, "复盖"))
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_A)
    assert "覆盖全市" in text(screen)


def test_the_level_is_kept_for_the_person(screen: ManuscriptScreen, workspace: Workspace) -> None:
    few = len(listed(screen.panel.findings))
    screen.panel.findings.level.set_value("full")
    assert len(listed(screen.panel.findings)) >= few
    assert workspace.settings.preference("finding_level") == "full"


def test_at_a_proof_people_read_first(workspace: Workspace, open_screen: OpenScreen) -> None:
    screen = open_screen(CHIEF, AT_PROOF_2)
    assert screen.watch.is_hidden and "先通读" in screen.panel.findings.empty._line.text()
    assert screen.panel.tabs.current == "checklist"
    screen.page.track.begin(range(1, screen.page.paragraph_count + 1))
    screen.page.read_changed.emit()
    assert not screen.watch.is_hidden
    assert screen.panel.findings._stack.currentWidget() is not None


def test_who_asks_sees_findings_before_he_has_read(
    open_screen: OpenScreen,
) -> None:
    screen = open_screen(CHIEF, AT_PROOF_2)
    write(screen, "网络复盖全市。")
    assert listed(screen.panel.findings) == []
    screen.panel.findings.empty.action.click()
    assert "复盖" in listed(screen.panel.findings) and screen.page.marks


def test_without_rules_there_is_no_tab(workspace: Workspace, open_screen: OpenScreen) -> None:
    workspace._rules = None
    screen = open_screen(CHIEF, AT_REVIEW_2)
    assert "findings" not in screen.panel.keys


def test_the_certificate_of_the_final_scan_is_shown(open_screen: OpenScreen) -> None:
    screen = open_screen(CHIEF, "0398")
    screen.acts.run("certificate")
    dialog = screen.window().findChild(CertificateDialog)
    assert isinstance(dialog, CertificateDialog)
    words = " ".join(label.text() for label in dialog.findChildren(TextLabel))
    assert "规则 · " in words and "易混错词" in words and "未用" in words
