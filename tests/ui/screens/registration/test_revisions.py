"""Pending 修订 at registration: who made them is shown, and what becomes of them is chosen."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from qz_review.workspace import Workspace
from tests.support.docx_parts import docx
from tests.support.revised_docx import begin, comment, end, gone, ins, p
from ui.screens.registration.revisions_choice import RevisionsChoice
from ui.screens.registration.screen import RegistrationScreen

TITLE = p("路面养护公告", properties='<w:jc w:val="center"/>')


def read(screen: RegistrationScreen, folder: Path, *inner: str, comments: str = "") -> None:
    path = folder / "公告.docx"
    parts = {"comments": comments} if comments else {}
    path.write_bytes(docx(TITLE + p(*inner), **parts))
    screen.presenter.read_file(str(path))


def choice(screen: RegistrationScreen) -> RevisionsChoice:
    return screen.fields.source.revisions


def page(screen: RegistrationScreen) -> str:
    return screen.preview.page.toPlainText()


def registered(screen: RegistrationScreen, qtbot: QtBot) -> str:
    next(iter(screen.fields.basics.channels.values())).click()
    with qtbot.waitSignal(screen.registered) as done:
        screen.register.click()
    return str(done.args[0])


def test_who_made_them_is_shown_and_they_may_be_rejected(
    screen: RegistrationScreen, office: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    read(screen, tmp_path, "自12月1日起", ins("夜间", "甲"), gone("全天", "乙"), "封闭施工。")
    assert choice(screen).isVisible()
    assert choice(screen).words.text() == "未处理的修订 2 处：甲 1处、乙 1处"
    assert "自12月1日起夜间封闭施工。" in page(screen)
    choice(screen).control.set_value("reject")
    assert "自12月1日起全天封闭施工。" in page(screen)
    assert "修订前" in choice(screen).means.text()
    text = office.manuscripts.view(registered(screen, qtbot)).text
    assert "夜间" not in "".join(getattr(block, "text", "") for block in text.blocks)


def test_they_may_be_kept_as_the_authors_own(
    screen: RegistrationScreen, office: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    read(screen, tmp_path, "自12月1日起", begin(0), ins("夜间", "甲"), end(0), "封闭施工。",
         comments=comment(0, "时段再核", "乙"))  # fmt: skip
    choice(screen).control.set_value("keep")
    assert "自12月1日起夜间封闭施工。" in page(screen)
    assert "花脸稿" in choice(screen).means.text()
    mid = registered(screen, qtbot)
    assert {change.author for change in office.manuscripts.marked(mid).changes} == {"甲"}
    assert [(n.who, n.quote, n.words) for n in office.notes.of(mid)] == [("乙", "夜间", "时段再核")]


def test_kept_revisions_are_marked_on_the_page_whatever_the_title(
    screen: RegistrationScreen, tmp_path: Path
) -> None:
    def shown() -> set[str]:
        runs = [run for line in screen.preview.page.editor.lines for run in line.runs]
        return {run.text for run in runs if run.inserted or run.deleted}

    read(screen, tmp_path, "自12月1日起", ins("夜间", "甲"), gone("白天", "甲"), "封闭施工。")
    assert shown() == set()
    choice(screen).control.set_value("keep")
    assert shown() == {"夜间", "白天"}
    screen.fields.basics.title.setText("夜间养护公告")
    screen.preview.show_now()
    assert shown() == {"夜间", "白天"} and page(screen).startswith("夜间养护公告")
    choice(screen).control.set_value("reject")
    assert shown() == set() and "白天" in page(screen)


def test_a_title_hides_no_sign_that_turns_the_writing(
    screen: RegistrationScreen, tmp_path: Path
) -> None:
    path = tmp_path / "公告.txt"
    path.write_text("供水\u202e告公\u202c\n正文。\n", "utf-8")
    screen.presenter.read_file(str(path))
    assert screen.fields.basics.title.text() == "供水告公"
    assert page(screen).startswith("供水告公")


def test_many_authors_fit_the_line(screen: RegistrationScreen, tmp_path: Path) -> None:
    read(screen, tmp_path, "数", *(ins(str(n), f"人{n:02}") for n in range(12)))
    words = choice(screen).words
    assert words.text() == "未处理的修订 12 处：人00 1处、人01 1处、人02 1处 等12人"
    assert len(words.toolTip().split("\n")) == 12


def test_what_cannot_be_read_is_taken_back(screen: RegistrationScreen, tmp_path: Path) -> None:
    path = tmp_path / "公告.docx"
    path.write_bytes(docx(p(ins("路面养护公告", "甲"))))
    screen.presenter.read_file(str(path))
    choice(screen).control.set_value("reject")
    assert "没有文字" in screen.fields.source.error
    assert choice(screen).control.value == "accept" and "路面养护公告" in page(screen)


def test_the_next_file_is_read_anew(screen: RegistrationScreen, tmp_path: Path) -> None:
    read(screen, tmp_path, "起", ins("夜间", "甲"))
    choice(screen).control.set_value("reject")
    read(screen, tmp_path, "起", ins("夜间", "甲"))
    assert choice(screen).control.value == "accept" and "起夜间" in page(screen)
    read(screen, tmp_path, "没有修订")
    assert not choice(screen).isVisible()


def test_of_a_web_page_they_cannot_be_kept(screen: RegistrationScreen, tmp_path: Path) -> None:
    path = tmp_path / "公告.html"
    path.write_text("<html><h1>公告</h1><p>起<ins>夜间</ins></p></html>", "utf-8")
    screen.presenter.read_file(str(path))
    assert choice(screen).isVisible()
    assert choice(screen).control.findChild(object, "segment_keep") is None
    choice(screen).control.set_value("reject")
    assert "夜间" not in page(screen)
