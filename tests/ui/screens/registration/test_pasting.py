"""Pasting from a word processor keeps tables; words changed in the dialog are words only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from qz_review.model.text import Table
from ui.screens.registration.paste_dialog import PasteDialog
from ui.screens.registration.screen import RegistrationScreen

HTML = (
    "<html><body><!--StartFragment--><h1>管网巡查</h1><table><tr><td>区</td><td>公里</td></tr>"
    "<tr><td>钦南区</td><td>82</td></tr></table><!--EndFragment--></body></html>"
)
WORDS = "管网巡查\n区\t公里\n钦南区\t82"


@pytest.fixture(autouse=True)
def copied(qapp: QApplication) -> Iterator[None]:
    """A table on the clipboard; taken away again, since Qt would drop it after Python has ended."""
    data = QMimeData()
    data.setText(WORDS)
    data.setHtml(HTML)
    qapp.clipboard().setMimeData(data)
    yield
    qapp.clipboard().clear()


def opened(screen: RegistrationScreen) -> PasteDialog:
    screen.fields.source.paste.click()
    dialog = screen.window().findChild(PasteDialog)
    assert dialog is not None
    return dialog


def blocks(screen: RegistrationScreen) -> tuple[object, ...]:
    text = screen.preview.text
    assert text is not None
    return text.blocks


def test_a_copied_table_keeps_its_cells(screen: RegistrationScreen) -> None:
    dialog = opened(screen)
    assert dialog.edit.toPlainText() == WORDS and "表格" in dialog.kept.text()
    dialog.edit.paste()  # all is selected: once more, and nothing is doubled
    assert dialog.edit.toPlainText() == WORDS and "表格" in dialog.kept.text()
    dialog.accept.click()
    [table] = blocks(screen)
    assert isinstance(table, Table)
    assert [cell.paragraphs for row in table.rows for cell in row] == [
        ("区",), ("公里",), ("钦南区",), ("82",),
    ]  # fmt: skip
    assert screen.fields.basics.title.text() == "管网巡查"


def test_looking_at_the_words_again_keeps_the_table(screen: RegistrationScreen) -> None:
    opened(screen).accept.click()
    screen.fields.source.repaste.click()
    again = screen.window().findChildren(PasteDialog)[-1]
    assert "表格" in again.kept.text()
    again.accept.click()
    assert isinstance(blocks(screen)[0], Table)


def test_words_changed_in_the_dialog_are_read_as_words(screen: RegistrationScreen) -> None:
    dialog = opened(screen)
    dialog.edit.appendPlainText("补充一段")
    assert dialog.kept.text() == ""
    dialog.accept.click()
    assert len(blocks(screen)) == 3
