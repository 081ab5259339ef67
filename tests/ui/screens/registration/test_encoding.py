"""The encoding of a txt is shown with the guess, and another one is read at once."""

from __future__ import annotations

from pathlib import Path

from ui.screens.registration.screen import RegistrationScreen
from ui.widgets.combo_box import ComboBox

WORDS = "关于夜间施工的通告\n自12月1日起夜间施工，请绕行。\n"


def choose(combo: ComboBox, key: str) -> None:
    """As a person picks a row: Qt tells of it even where it is the same one."""
    place = combo.findData(key)
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def test_the_guess_is_shown_and_another_encoding_is_read_at_once(
    screen: RegistrationScreen, tmp_path: Path
) -> None:
    path = tmp_path / "通告.txt"
    path.write_bytes(WORDS.encode("gbk"))
    screen.presenter.read_file(str(path))
    source, title = screen.fields.source, screen.fields.basics.title
    combo = source.encoding.combo
    assert combo.isVisible() and combo.currentText() == "GB18030（自动判断）"
    choose(combo, "big5")
    if not source.error:
        assert title.text() != "关于夜间施工的通告" and combo.currentText() == "Big5"
    choose(combo, "utf-8")
    assert "按UTF-8读不出来" in source.error
    choose(combo, "")
    assert combo.currentText() == "GB18030（自动判断）" and not source.error
    assert title.text() == "关于夜间施工的通告"


def test_what_cannot_be_read_keeps_document_and_choice(
    screen: RegistrationScreen, tmp_path: Path
) -> None:
    path = tmp_path / "通告.txt"
    path.write_bytes(WORDS.encode("gbk"))
    screen.presenter.read_file(str(path))
    choose(screen.fields.source.encoding.combo, "utf-8")
    assert screen.fields.source.encoding.combo.choice == ""
    assert "夜间施工" in screen.preview.page.toPlainText()


def test_a_docx_has_no_encoding_to_choose(screen: RegistrationScreen, tmp_path: Path) -> None:
    screen.presenter.read_pasted(WORDS)
    assert not screen.fields.source.encoding.isVisible()


def test_a_long_list_of_notes_is_folded(screen: RegistrationScreen) -> None:
    source = screen.fields.source
    source.notes.set_lines([f"第{n}条" for n in range(9)])
    assert source.notes.more.text() == "另有 5 条"
    source.notes.more.click()
    assert not source.notes.more.isVisible()
    source.notes.set_lines([f"第{n}条" for n in range(5)])
    assert not source.notes.more.isVisible()
