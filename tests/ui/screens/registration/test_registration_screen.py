"""登记稿件 as a person does it: read a file, see the page, fill in, register."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as Docx
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.model.manuscript import Flag, Part
from qz_review.model.person import Person
from qz_review.model.stage import Stage
from qz_review.services.views import ManuscriptView
from qz_review.workspace import Workspace
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.registration.paste_dialog import PasteDialog
from ui.screens.registration.screen import RegistrationScreen
from ui.widgets.button import Button
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.text_label import TextLabel

WORDS = (
    "全市冬季供水保障会议召开",
    "11月20日，全市冬季供水保障会议召开。",
    "会议要求落实值班制度。",
)


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    """A docx as a word processor writes it."""
    document: Docx = docx.Document()
    document.add_heading(WORDS[0], 0)
    for words in WORDS[1:]:
        document.add_paragraph(words)
    path = tmp_path / "供水会议.docx"
    document.save(str(path))
    return path


def choose_channel(screen: RegistrationScreen) -> None:
    next(iter(screen.fields.basics.channels.values())).click()


def state_words(screen: RegistrationScreen) -> str:
    label = screen.findChild(TextLabel, "registration_state")
    assert label is not None
    return label.text()


def register(screen: RegistrationScreen, office: Workspace, qtbot: QtBot) -> ManuscriptView:
    with qtbot.waitSignal(screen.registered) as done:
        screen.register.click()
    return office.manuscripts.view(done.args[0])


def test_a_docx_is_read_shown_and_registered(
    screen: RegistrationScreen, office: Workspace, manuscript: Path, qtbot: QtBot
) -> None:
    number = office.registration.next_number()
    assert state_words(screen) == "还差：正文、标题、发布渠道"
    screen.presenter.read_file(str(manuscript))
    assert screen.fields.basics.title.text() == WORDS[0]
    assert WORDS[2] in screen.preview.page.toPlainText()
    screen.fields.basics.author.setText("市城市管理局 王某")
    choose_channel(screen)
    assert state_words(screen) == "登记后进入一审"
    view = register(screen, office, qtbot)
    assert (view.number, view.title, view.stage) == (number, WORDS[0], Stage.REVIEW_1)
    assert view.author == "市城市管理局 王某"
    assert (view.editor, view.section) == ("张某宁", "信息科")
    assert not screen.is_dirty


def test_a_file_is_dropped(screen: RegistrationScreen, manuscript: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(manuscript))])
    frame = screen.fields.source._frame
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(frame, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(frame, drop)
    assert screen.fields.source.name.text() == "供水会议.docx"


def test_pasted_words_become_title_and_paragraphs(
    screen: RegistrationScreen, office: Workspace, qtbot: QtBot
) -> None:
    screen.fields.source.paste.click()
    dialog = screen.window().findChild(PasteDialog)
    assert dialog is not None
    dialog.edit.setPlainText("")
    dialog.accept.click()
    assert dialog.field.error == "还没有文字"
    dialog.edit.setPlainText("\n".join(WORDS))
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.is_open
    assert screen.fields.basics.title.text() == WORDS[0]
    choose_channel(screen)
    view = register(screen, office, qtbot)
    assert [block.text for block in view.text.blocks] == list(WORDS[1:])  # type: ignore[union-attr]


def test_pasting_what_the_clipboard_already_put_in_does_not_double_it(
    screen: RegistrationScreen, qtbot: QtBot
) -> None:
    QApplication.clipboard().setText("\n".join(WORDS))
    screen.fields.source.paste.click()
    dialog = screen.window().findChild(PasteDialog)
    assert dialog is not None and dialog.edit.toPlainText() == "\n".join(WORDS)
    assert screen.window().focusWidget() is dialog.edit
    qtbot.keyClick(dialog.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog.edit.toPlainText() == "\n".join(WORDS)


def test_title_edited_here_is_the_one_signed_and_shown(
    screen: RegistrationScreen, office: Workspace, manuscript: Path, qtbot: QtBot
) -> None:
    screen.presenter.read_file(str(manuscript))
    title = "全市冬季供水保障工作会议要求把值班制度落实到每一座泵房每一处管网节点上去"
    screen.fields.basics.title.setText(title)
    screen.preview.show_now()
    assert screen.preview.page.toPlainText().startswith(title)
    screen.presenter.read_file(str(manuscript))
    assert screen.fields.basics.title.text() == title  # reading again keeps what was typed
    choose_channel(screen)
    assert register(screen, office, qtbot).text.title == title


def test_a_huge_file_is_refused_before_it_is_read(
    screen: RegistrationScreen, tmp_path: Path
) -> None:
    huge = tmp_path / "大.docx"
    with huge.open("wb") as file:
        file.truncate(201 * 1024 * 1024)  # sparse: takes no room
    screen.presenter.read_file(str(huge))
    assert "文件超过200MB，没有读入" in screen.fields.source.error


def _zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


TYPES = b'<Types xmlns="x"><Override ContentType="wordprocessingml.document.main+xml"/></Types>'
MACRO = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled"/></Types>'
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.docx", b"", "文件是空的"),
        ("图片.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "不是docx文件（图片）"),
        ("旧.doc", OLE + "WordDocument".encode("utf-16-le"), "doc文档转换不成docx"),
        ("密.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        ("断.docx", b"PK\x03\x04" + b"\x11" * 200, "已损坏"),
        ("表.pdf", b"%PDF-1.7 \n", "读不了这种文件"),
        ("录像.mp4", b"\0\0\0\x18ftypmp42", "音视频稿件须全程视听对比"),
        ("录音.mp3", b"ID3\x04", "音视频稿件须全程视听对比"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(
    screen: RegistrationScreen, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    screen.presenter.read_file(str(path))
    assert words in screen.fields.source.error
    assert "（docx." not in screen.fields.source.error  # a sentence, not a code
    assert not screen.is_dirty


def test_hostile_packages_are_refused(screen: RegistrationScreen, tmp_path: Path) -> None:
    cases = {
        "宏.docx": ({"[Content_Types].xml": MACRO}, "带宏"),
        "实体.docx": (
            {"[Content_Types].xml": TYPES, "word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]>"},
            "不安全的声明",
        ),
        "炸弹.docx": (
            {"[Content_Types].xml": TYPES, "word/document.xml": b" " * 30_000_000},
            "异常庞大",
        ),
    }
    for name, (parts, words) in cases.items():
        screen.presenter.read_file(str(_zip(tmp_path / name, parts)))
        assert words in screen.fields.source.error, name


def test_a_refused_file_keeps_the_one_before(
    screen: RegistrationScreen, manuscript: Path, tmp_path: Path
) -> None:
    screen.presenter.read_file(str(manuscript))
    bad = tmp_path / "空.docx"
    bad.write_bytes(b"")
    screen.presenter.read_file(str(bad))
    assert "文件是空的" in screen.fields.source.error
    assert screen.fields.source.name.text() == "供水会议.docx"
    assert WORDS[2] in screen.preview.page.toPlainText()


def test_a_missing_file_says_so(screen: RegistrationScreen, tmp_path: Path) -> None:
    screen.presenter.read_file(str(tmp_path / "没有.docx"))
    assert "打不开" in screen.fields.source.error


def test_header_words_left_out_are_told(screen: RegistrationScreen, tmp_path: Path) -> None:
    document: Docx = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部传阅"
    document.add_heading("路面养护公告", 0)
    document.add_paragraph("自12月1日起封闭施工。")
    path = tmp_path / "公告.docx"
    document.save(str(path))
    screen.presenter.read_file(str(path))
    said = [label.text() for label in screen.fields.source.findChildren(TextLabel)]
    assert any("页眉文字没有进入正文" in words and "内部传阅" in words for words in said)


def test_hidden_words_are_read_and_told(screen: RegistrationScreen, tmp_path: Path) -> None:
    document: Docx = docx.Document()
    document.add_heading("路面养护公告", 0)
    document.add_paragraph("自12月1日起封闭施工。").add_run("联系人甲").font.hidden = True
    path = tmp_path / "公告.docx"
    document.save(str(path))
    screen.presenter.read_file(str(path))
    assert "联系人甲" in screen.preview.page.toPlainText()
    said = [label.text() for label in screen.fields.source.findChildren(TextLabel)]
    assert "隐藏文字 1 处，已读进正文，核对去留：联系人甲" in said


def test_what_is_missing_is_said_beside_each_field(
    screen: RegistrationScreen, window: QMainWindow
) -> None:
    screen.register.click()
    fields = screen.fields
    assert fields.source.error == "还没有正文，选文件或粘贴文字"
    assert fields.basics.title_field.error == "还没写标题"
    assert fields.basics.channel_field.error == "还没选发布渠道"
    choose_channel(screen)
    fields.basics.title.setText("公告")
    assert fields.basics.channel_field.error == ""
    assert fields.basics.title_field.error == ""


def test_a_reprint_needs_its_source_and_the_source_words(
    screen: RegistrationScreen, office: Workspace, manuscript: Path, qtbot: QtBot
) -> None:
    fields = screen.fields
    assert not fields.source_facts.isVisible()
    screen.presenter.read_file(str(manuscript))
    choose_channel(screen)
    fields.flags.cards[Flag.QUOTATION].click()
    assert fields.source_facts.isVisible() and not fields.source_facts.whole_field.isVisible()
    fields.flags.cards[Flag.QUOTATION].click()
    fields.flags.cards[Flag.REPRINT].click()
    screen.register.click()
    assert fields.source_facts._fields["authority"].error == "还没写来源级别"
    assert fields.source_facts.whole_field.error == "转载要附来源全文"
    for key, words in (
        ("source", "省人民政府网站"), ("authority", "省级政府网站"),
        ("address", "https://www.example.gov.cn/a"), ("copyright", "允许转载"),
    ):  # fmt: skip
        fields.source_facts._edits[key].setText(words)
    fields.source_facts.whole.setPlainText("\n".join(WORDS))
    view = register(screen, office, qtbot)
    assert view.source is not None and view.source.source == "省人民政府网站"
    kept = office.manuscripts.text(view.source.text_hash)
    assert kept.title == WORDS[0]


def test_principal_is_asked_for_important_manuscripts_only(
    screen: RegistrationScreen, office: Workspace, manuscript: Path, qtbot: QtBot
) -> None:
    people = screen.fields.people
    assert not people._fields["principal"].isVisible()
    screen.presenter.read_file(str(manuscript))
    choose_channel(screen)
    screen.fields.flags.cards[Flag.IMPORTANT].click()
    assert people._fields["principal"].isVisible()
    principal = next(p for p in office.people.rows() if p.person.name == "梁某").person
    people._combos["principal"].set_choice(principal.id)
    view = register(screen, office, qtbot)
    assert view.needs_principal and Flag.IMPORTANT in view.flags


def test_reader_and_checker_are_two_people(screen: RegistrationScreen, manuscript: Path) -> None:
    screen.presenter.read_file(str(manuscript))
    choose_channel(screen)
    people = screen.fields.people
    editor = people.choice("editor")
    people._combos["reader"].set_choice(editor)
    people._combos["checker"].set_choice(editor)
    screen.register.click()
    assert people._fields["checker"].error == "与朗读人相同，换一人"
    people._combos["checker"].set_choice("")
    assert people._fields["checker"].error == ""


def test_defaults_follow_the_section(screen: RegistrationScreen, office: Workspace) -> None:
    people, sections = screen.fields.people, office.settings.unit().sections
    chief = people.choice("chief")
    other = next(s for s in sections if s.name == "综合科")
    screen.fields.basics.section.set_choice(other.id)
    assert people.choice("chief") != chief
    names = {row.person.id: row.person.name for row in office.people.rows()}
    assert names[people.choice("chief")] == "王某川"


def test_own_limits_and_attachments_go_along(
    screen: RegistrationScreen, office: Workspace, manuscript: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = tmp_path / "管网台账.xlsx"
    sheet.write_bytes(b"PK" + b"\0" * 3000)
    film = tmp_path / "巡查.mov"
    film.write_bytes(b"\0\0\0\x14ftypqt  ")
    screen.presenter.read_file(str(manuscript))
    choose_channel(screen)
    screen.fields.hours.fold.click()
    screen.fields.hours._spins[Stage.REVIEW_1].setValue(4)
    screen.presenter.attach([str(sheet), str(film)])
    assert [f.name for f in screen.fields.attachments.files] == ["管网台账.xlsx"]
    assert "音视频" in screen.fields.attachments.error
    view = register(screen, office, qtbot)
    assert [a.name for a in view.text.attachments] == ["管网台账.xlsx"]
    assert view.due is not None
    assert (view.due - view.registered_at).total_seconds() == 4 * 3600


def test_an_attachment_can_be_taken_away(screen: RegistrationScreen, tmp_path: Path) -> None:
    sheet = tmp_path / "附表.txt"
    sheet.write_text("一", encoding="utf-8")
    screen.presenter.attach([str(sheet)])
    remove = screen.fields.attachments.findChild(Button, "attachment_remove")
    assert remove is not None
    remove.click()
    assert screen.fields.attachments.files == ()


def test_leaving_asks_only_when_something_would_be_lost(
    screen: RegistrationScreen, window: QMainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(screen.left):
        screen.cancel.click()
    screen.fields.basics.title.setText("写了一半")
    with qtbot.assertNotEmitted(screen.left):
        screen.back.click()
    ask = window.findChild(ConfirmDialog)
    assert ask is not None
    with qtbot.waitSignal(screen.left):
        ask.accept.click()


def test_ctrl_enter_registers(
    screen: RegistrationScreen, office: Workspace, manuscript: Path, qtbot: QtBot
) -> None:
    screen.presenter.read_file(str(manuscript))
    choose_channel(screen)
    with qtbot.waitSignal(screen.registered):
        qtbot.keyClick(
            screen.fields.basics.title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )


def test_the_number_follows_what_others_register(
    screen: RegistrationScreen, office: Workspace, manuscript: Path
) -> None:
    label = screen.findChild(TextLabel, "registration_number")
    assert label is not None
    before = label.text()
    screen.presenter.read_file(str(manuscript))
    choose_channel(screen)
    form = screen.fields.form(screen._document, "")  # type: ignore[arg-type]
    office.registration.register(form)
    screen.refresh()
    assert label.text() != before


def test_a_correction_is_linked(
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
    window: QMainWindow,
    manuscript: Path,
    qtbot: QtBot,
) -> None:
    log_in("lihe")
    released = office.manuscripts.find_by_number("QT-2026-0401")
    screen = RegistrationScreen(office, jobs, corrects=released)
    window.setCentralWidget(screen)
    screen.show()
    screen.presenter.read_file(str(manuscript))
    choose_channel(screen)
    view = register(screen, office, qtbot)
    assert view.corrects == (released, "QT-2026-0401")


def test_who_is_no_editor_is_told_by_the_route(
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
    window: QMainWindow,
    manuscript: Path,
) -> None:
    log_in("chenan")  # 单位领导: neither editor nor chief
    screen = RegistrationScreen(office, jobs)
    window.setCentralWidget(screen)
    screen.show()
    screen.presenter.read_file(str(manuscript))
    choose_channel(screen)
    section = office.settings.unit().sections[0].id
    screen.fields.basics.section.set_choice(section)
    editor = office.people.eligible(None, Stage.REVIEW_1, Part.SIGNER, section)[0]
    screen.fields.people._combos["editor"].set_choice(editor.id)
    screen.register.click()
    assert screen.banner.isVisible()
    assert "采编人员角色" in screen.banner.accessibleName()


def test_esc_leaves_and_asks_where_words_would_be_lost(
    screen: RegistrationScreen, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(screen.left):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)
    screen.fields.basics.title.setText("写了一半的标题")
    with qtbot.assertNotEmitted(screen.left):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)
    asked = screen.window().findChild(ConfirmDialog, "leave_dialog")
    assert asked is not None and asked.is_open
