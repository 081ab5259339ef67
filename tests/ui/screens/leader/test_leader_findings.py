"""A leader meets a 严重 of the software: he sees it in the text, and lets it stand for a reason."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qz_review.model.stage import Stage
from qz_review.services.scanning import scanner_without_typos
from qz_review.workspace import Workspace, open_workspace
from tests.ui.screens.leader.hands import (
    PLAIN,
    Open,
    click,
    open_dialog,
    sign_in_dialog,
    state_of,
    write,
)
from ui.screens.leader.screen import LeaderScreen
from ui.widgets.blocked_dialog import BlockedDialog
from ui.widgets.ignore_dialog import IgnoreDialog

SERIOUS = "领导小姐"


@pytest.fixture
def office(sample_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """示例单位 with rules, without the typo engine, which takes a second to load."""
    folder = tmp_path / "workspace"
    shutil.copytree(sample_folder, folder)
    workspace = open_workspace(folder, rules=scanner_without_typos)
    yield workspace
    workspace.close()


@pytest.fixture
def screen(open_screen: Open) -> LeaderScreen:
    """The leader has written something grave himself, and wants to sign."""
    shown = open_screen("chenan", PLAIN)
    click(shown, "edit_text")
    shown.page.go_to_paragraph(1)
    write(shown.page, f"{SERIOUS}说，")
    click(shown, "all_yes")
    return shown


def test_a_grave_finding_is_underlined_and_signed_over_with_a_reason_only(
    screen: LeaderScreen, office: Workspace
) -> None:
    click(screen, "choose_approve")
    blocked = open_dialog(screen, BlockedDialog)
    assert screen.page.marks.standing()
    click(blocked, "blocked_serious")
    dialog = open_dialog(screen, IgnoreDialog)
    assert isinstance(dialog, IgnoreDialog)
    dialog.accept.click()
    assert state_of(office, PLAIN).ignored_findings == 0, "no reason, no 忽略"
    dialog.reason.setText("引用原话")
    dialog.accept.click()
    sign_in_dialog(screen)
    signed = state_of(office, PLAIN)
    assert (signed.stage, signed.ignored_findings) == (Stage.PROOF_3, 1)


def test_mending_the_words_opens_the_way(screen: LeaderScreen, office: Workspace) -> None:
    click(screen, "choose_approve")
    open_dialog(screen, BlockedDialog).close()
    screen.page.select_finding(0)
    write(screen.page, "领导小组")
    assert not screen.page.marks.standing()
    click(screen, "choose_approve")
    sign_in_dialog(screen)
    assert state_of(office, PLAIN).ignored_findings == 0
