"""花脸稿 as a page of the window: where it is reached from and where it goes back to."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qz_review.workspace import Workspace
from tests.ui.shell.conftest import DeskOf
from ui.application import DesktopApplication


def shown(app: DesktopApplication, qtbot: QtBot, name: str, ready: str) -> Any:
    """The page of this name, once it has loaded."""
    desk = app.desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.documents.page.objectName() == name, timeout=10_000)
    page = desk.documents.page
    qtbot.waitUntil(lambda: getattr(page, ready) is not None, timeout=10_000)
    return page


def test_from_the_manuscript_and_back_with_the_edit_on_top(
    desk_of: DeskOf, app: DesktopApplication, office: Workspace, qtbot: QtBot
) -> None:
    desk = desk_of()
    desk.open_manuscript(office.manuscripts.find_by_number("QT-2026-0412"))
    page = shown(app, qtbot, "manuscript_screen", "view")
    page.page.select_spots(page.page.caret_spot(), page.page.caret_spot())
    page.page.textCursor().movePosition(page.page.textCursor().MoveOperation.Start)
    qtbot.keyClicks(page.page, "A")
    page.header.markup.click()

    markup = shown(app, qtbot, "compare_screen", "_material")
    assert desk.rail.isVisibleTo(desk)
    assert desk.documents.subject.startswith("花脸稿")
    assert markup.heads.new_button.text() == "二审改动"
    assert "未签署" in markup.heads._heads["new"].line.text()

    markup.header.back.click()
    shown(app, qtbot, "manuscript_screen", "view")


def test_a_done_step_and_a_version_show_the_text_that_was_signed(
    desk_of: DeskOf, app: DesktopApplication, office: Workspace, qtbot: QtBot
) -> None:
    desk = desk_of()
    desk.open_manuscript(office.manuscripts.find_by_number("QT-2026-0412"))
    page = shown(app, qtbot, "manuscript_screen", "view")
    signed = next(o.text_hash for o in page.view.opinions if o.label == "一审")
    page.acts.show_step("review_1")
    button = next(
        b for b in app.window.findChildren(QPushButton) if b.objectName().startswith("show_markup_")
    )
    button.click()
    markup = shown(app, qtbot, "compare_screen", "_material")
    assert markup.heads.new_button.text() == "一审稿"

    markup.header.back.click()
    page = shown(app, qtbot, "manuscript_screen", "view")
    page.acts.show_versions(signed)
    app.window.findChild(QPushButton, "version_markup").click()
    markup = shown(app, qtbot, "compare_screen", "_material")
    assert markup.heads.new_button.text() == "一审稿"


def test_from_the_leaders_view_and_back_to_it(
    desk_of: DeskOf, app: DesktopApplication, qtbot: QtBot
) -> None:
    desk = desk_of("chenan")
    workspace = app.entrance.workspace
    assert workspace is not None
    desk.open_manuscript(workspace.manuscripts.leader_queue()[0])
    leader = shown(app, qtbot, "leader_screen", "_material")
    leader.header.markup.click()

    markup = shown(app, qtbot, "compare_screen", "_material")
    assert markup.manuscript_id == leader.manuscript_id
    markup.escape()
    shown(app, qtbot, "leader_screen", "_material")


def test_the_count_of_notes_leads_to_the_first_of_them_from_both_views(
    desk_of: DeskOf, app: DesktopApplication, office: Workspace, qtbot: QtBot
) -> None:
    desk = desk_of("chenan")
    workspace = app.entrance.workspace
    assert workspace is not None
    waiting = workspace.manuscripts.leader_queue()[0]
    saved = workspace.manuscripts.view(waiting).text_hash
    workspace.notes.add(waiting, saved, 0, 2, "核对机构名")
    desk.open_manuscript(waiting)
    leader = shown(app, qtbot, "leader_screen", "_material")
    assert leader.header.notes.text() == "附注 1"
    leader.header.notes.click()

    markup = shown(app, qtbot, "compare_screen", "_material")
    assert markup.current < 0 and markup.panel.isVisible()
    assert "核对机构名" in markup.sheet.accessibleDescription()
    markup.escape()
    markup.escape()
    leader = shown(app, qtbot, "leader_screen", "_material")
    leader.details_requested.emit(waiting)
    page = shown(app, qtbot, "manuscript_screen", "view")
    page.header.notes.click()
    assert shown(app, qtbot, "compare_screen", "_material").current < 0
