"""What a leader wrote is kept, what happens elsewhere is seen, what he prints is a file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.model.checklist import Answer
from qz_review.model.manuscript import Flag, Part
from qz_review.model.person import Person
from qz_review.model.stage import Stage
from qz_review.model.text import Paragraph, plain_text, text_hash
from qz_review.services.views import DraftWork
from qz_review.workspace import Workspace
from tests.ui.screens.leader.hands import (
    PASSWORD,
    PLAIN,
    Open,
    click,
    open_dialog,
    sign_in_dialog,
    state_of,
    write,
)
from ui.jobs.job_runner import JobRunner
from ui.screens.leader import sheet_out
from ui.screens.leader.checklist_dialog import ChecklistDialog
from ui.screens.leader.screen import LeaderScreen
from ui.screens.sign.dialog import SignDialog
from ui.widgets.toast import ToastHost


def test_items_answered_one_by_one_with_a_note(
    open_screen: Open, office: Workspace, qtbot: QtBot
) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "answer_one_by_one")
    dialog = open_dialog(screen, ChecklistDialog)
    assert isinstance(dialog, ChecklistDialog)
    first, second = dialog.rows[0], dialog.rows[1]
    qtbot.keyClick(first, Qt.Key.Key_N)
    assert not first.is_complete
    write(first.note, "副标题已删")
    qtbot.keyClick(second, Qt.Key.Key_Y)
    assert dialog.rows[2].hasFocus()
    dialog.request_close()
    assert screen.side.box.checklist.accessibleName() == "审核要点 否 1 · 2/8"
    assert screen.side.box.all_yes.text() == "其余均为是"
    click(screen, "all_yes")
    screen.save()
    draft = state_of(office, PLAIN).draft
    assert draft is not None and not draft.all_yes
    given = {a.item_id: a for a in draft.answers}
    assert len(given) == 8 and given["r3.1"].answer is Answer.NO
    assert given["r3.1"].note == "副标题已删"
    click(screen, "choose_approve")
    sign_in_dialog(screen)
    assert state_of(office, PLAIN).stage is Stage.PROOF_3


def test_enter_and_esc_in_a_note_stay_in_the_list(open_screen: Open, qtbot: QtBot) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "answer_one_by_one")
    dialog = open_dialog(screen, ChecklistDialog)
    assert isinstance(dialog, ChecklistDialog)
    first, second = dialog.rows[:2]
    qtbot.keyClick(first, Qt.Key.Key_N)
    write(first.note, "已核")
    qtbot.keyClick(first.note, Qt.Key.Key_Escape)
    assert dialog.is_open and dialog.window().focusWidget() is first
    first.note.setFocus()
    qtbot.keyClick(first.note, Qt.Key.Key_Return)
    assert dialog.window().focusWidget() is second
    assert first.note.text() == "已核"


def test_leaving_makes_edits_a_version_of_the_leaders(
    open_screen: Open, office: Workspace, qtbot: QtBot
) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "edit_text")
    screen.page.go_to_paragraph(1)
    write(screen.page, "近日，")
    screen.save()
    newest = state_of(office, PLAIN).versions[0]
    assert (newest.who, newest.text_hash) == ("陈某安", text_hash(screen.page.current_text()))


def test_an_older_save_does_not_land_on_the_last_words(
    office: Workspace, window: QMainWindow, log_in: Callable[[str], Person], qtbot: QtBot
) -> None:
    errors: list[Exception] = []
    log_in("chenan")
    jobs = JobRunner(errors.append)
    jobs.set_workspace(office)
    screen = LeaderScreen(
        workspace=office, jobs=jobs, manuscript_id=office.manuscripts.find_by_number(PLAIN),
        sign_dialog=lambda *parts: SignDialog(office, jobs, *parts), toasts=ToastHost(window),
    )  # fmt: skip
    window.setCentralWidget(screen)
    gate = threading.Event()
    try:
        qtbot.waitUntil(lambda: screen.footer.isVisible() and not jobs.is_busy)
        click(screen, "edit_text")
        screen.page.go_to_paragraph(1)
        jobs.run(screen, "占住", lambda *_: gate.wait(10), lambda _: None, shown=False)
        for words in ("早", "中"):
            write(screen.page, words)
            screen.keeper.save_soon()
        write(screen.page, "晚")
        screen.save()
        gate.set()
        qtbot.waitUntil(lambda: not jobs.is_busy)
        assert state_of(office, PLAIN).text == screen.page.current_text()
        assert "早中晚" in plain_text(screen.page.current_text())
    finally:
        gate.set()
        jobs.close()
    assert errors == []


def test_work_kept_before_is_there_again(open_screen: Open, office: Workspace) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "all_yes")
    screen.save()
    again = open_screen("chenan", PLAIN)
    assert again.side.box.checklist.accessibleName() == "审核要点 各项均为是 · 8/8"


def test_step_recorded_elsewhere_gives_way_to_the_next_manuscript(
    open_screen: Open, office: Workspace, qtbot: QtBot
) -> None:
    screen = open_screen("chenan", PLAIN)
    office.review.return_step(office.manuscripts.find_by_number(PLAIN), "另一窗口退回", PASSWORD)
    qtbot.waitUntil(lambda: "全市民营企业座谈会举行" in screen.page.toPlainText())


def test_a_flag_changed_elsewhere_shows_without_moving_the_text(
    open_screen: Open, office: Workspace, qtbot: QtBot
) -> None:
    screen = open_screen("chenan", PLAIN)
    qtbot.waitUntil(lambda: screen.page.verticalScrollBar().maximum() > 40)
    screen.page.verticalScrollBar().setValue(40)
    manuscript_id = office.manuscripts.find_by_number(PLAIN)
    office.routing.change_flags(manuscript_id, frozenset({Flag.IMPORTANT}), None, "", "市政府要求")
    qtbot.waitUntil(lambda: "签后送梁某审签" in screen.side.opinions._entries[-1].accessibleName())
    assert screen.page.verticalScrollBar().value() == 40


def test_sheet_of_the_step_is_saved_as_pdf(
    open_screen: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = open_screen("chenan", PLAIN)
    place = tmp_path / "sheet.pdf"
    monkeypatch.setattr(sheet_out, "ask_where", lambda parent, name: place)
    screen.header.print_wanted.emit("save")
    assert place.read_bytes().startswith(b"%PDF")


def test_person_menu_leaves_locks_or_opens_the_manuscript_page(
    open_screen: Open, office: Workspace
) -> None:
    screen = open_screen("chenan", PLAIN)
    seen: list[object] = []
    screen.closed.connect(lambda: seen.append("closed"))
    screen.lock_requested.connect(lambda: seen.append("lock"))
    screen.details_requested.connect(seen.append)
    for action in screen.header.make_person_menu().actions():
        action.trigger()
    assert seen == ["closed", office.manuscripts.find_by_number(PLAIN), "lock"]


# --- hard texts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("scale", "height"), [(100, 768), (150, 768), (100, 720)])
def test_long_title_and_small_window_keep_every_control_in_sight(
    open_screen: Open, office: Workspace, window: QMainWindow, theme, scale: int, height: int,
    log_in: Callable[[str], Person],
) -> None:  # fmt: skip
    log_in("chenan")
    view = state_of(office, PLAIN)
    title = "关于" + "进一步加强和改进全市森林防火" * 3
    text = replace(
        view.text, title=title[:40], blocks=(*view.text.blocks, Paragraph("长段" * 1000))
    )
    office.review.save_draft(view.manuscript_id, DraftWork(text, base_hash=view.text_hash))
    theme.set_text_scale(scale)
    window.resize(1366, height)
    screen = open_screen("chenan", PLAIN)
    assert window.height() == height  # nothing made it taller
    caption = screen.page.caption_rect()
    assert caption is not None
    first = screen.page.projection.block_of(1)
    top = screen.page.document().documentLayout().blockBoundingRect(first).top()
    assert caption.bottom() <= top
    for button in [*screen.footer._buttons, screen.header.person, screen.header.size_button]:
        right = button.mapTo(screen, button.rect().bottomRight())
        assert screen.rect().contains(right), button.objectName()
    width = screen.page.viewport().width()
    assert screen.page.document().textWidth() <= width
    assert screen.header.panel.isVisible() == (scale == 150)


def test_part_of_the_view_is_the_one_the_leader_signs(open_screen: Open) -> None:
    screen = open_screen("chenan", PLAIN)
    assert screen._material is not None and screen._material.part is Part.SIGNER
