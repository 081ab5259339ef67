"""The account: typed, or chosen from the people of the unit with their initials.

Signals: ``account_chosen(str)`` when a person was chosen from the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from ui.theme.theme import Theme
from ui.widgets.themed import Themed

if TYPE_CHECKING:
    from qz_review.services.views import AccountView

_AVATAR = 24  # px


class AccountField(Themed, QComboBox):
    """An editable list; what stands in it is the account, never the name."""

    account_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("account_field")
        self.setAccessibleName("账号")
        self.setProperty("controlSize", "footer")  # as high as the password below
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        edit = self.lineEdit()
        assert edit is not None
        edit.setPlaceholderText("账号")
        edit.setObjectName("account_edit")
        edit.setAccessibleName("账号")
        self._follow_theme()
        self.activated.connect(self._on_activated)

    @property
    def account(self) -> str:
        """The account typed or chosen, without blanks around it."""
        return self.currentText().strip()

    def set_account(self, account: str) -> None:
        """Put an account in."""
        self.setEditText(account)

    def set_accounts(self, accounts: Sequence[AccountView]) -> None:
        """Offer these people; what was typed meanwhile stays."""
        typed = self.currentText()
        # The style sheet's rows need the styled delegate; the list is made only now.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.clear()
        self.setIconSize(QSize(_AVATAR, _AVATAR))
        for view in accounts:
            caption = " ".join(part for part in (view.section, view.duty) if part)
            words = "  ".join(part for part in (view.name, caption, view.account) if part)
            self.addItem(_avatar(self._theme, view.name), words, view.account)
        self.setCurrentIndex(-1)
        self.setEditText(typed)

    def _on_activated(self, row: int) -> None:
        account = str(self.itemData(row) or "")
        self.setEditText(account)
        self.account_chosen.emit(account)


def _avatar(theme: Theme, name: str) -> QIcon:
    pixmap = QPixmap(_AVATAR * 2, _AVATAR * 2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("acc_soft"))
    rect = QRectF(0, 0, pixmap.width(), pixmap.height())
    painter.drawEllipse(rect)
    font = theme.font("caption")
    font.setPixelSize(_AVATAR)
    painter.setFont(font)
    painter.setPen(theme.color("accent"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name[:1])
    painter.end()
    return QIcon(pixmap)
