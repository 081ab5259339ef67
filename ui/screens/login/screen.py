"""The login page; it can be typed into before the store is open.

Signals: ``login_requested(account, password)``, ``account_changed(str)`` however it came to
stand there, ``forgotten_requested()``, ``other_folder_requested()``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.login.account_field import AccountField
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.form_field import FormField
from ui.widgets.password_field import PasswordField
from ui.widgets.product_mark import ProductMark
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

if TYPE_CHECKING:
    from qz_review.services.views import AccountView
    from ui.screens.login.sample_accounts import SampleAccounts

_CARD, _SAMPLE = 400, 520  # px at 100 %


class LoginScreen(Themed, QWidget):
    """Mark and unit, account, password, 登录; beside it the people of 示例单位."""

    login_requested = Signal(str, str)
    account_changed = Signal(str)
    forgotten_requested = Signal()
    other_folder_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("login_screen")
        self._sample: SampleAccounts | None = None
        self._blocked = False
        self._busy = False
        self._unit = ElidedLabel("", "caption", parent=self)
        self._unit.setObjectName("login_unit")
        self.account = AccountField(self)
        self.password = PasswordField(self)
        self._account_field = FormField("账号", self.account, parent=self)
        self._password_field = FormField("密码", self.password, parent=self)
        self.submit = Button("登录", self, kind="primary", size="footer", name="login_submit")
        self.forgotten = Button("忘记密码", self, kind="link", name="login_forgotten")
        self.other_folder = Button("换一个单位", self, kind="link", name="login_other_folder")
        self._row = QHBoxLayout()
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel("三审三校", "page-title", parent=self))
        words.addWidget(self._unit)
        head.addWidget(ProductMark(44, self))
        head.addLayout(words, 1)
        self._card = Card(self, padding=32, spacing=0)
        body = self._card.body
        body.addLayout(head)
        body.addSpacing(24)
        body.addWidget(self._account_field)
        body.addSpacing(12)
        body.addWidget(self._password_field)
        body.addSpacing(20)
        body.addWidget(self.submit)
        body.addSpacing(8)
        links = QHBoxLayout()
        links.addWidget(self.forgotten)
        links.addStretch(1)
        links.addWidget(self.other_folder)
        body.addLayout(links)
        self._row.setSpacing(24)
        self._row.addStretch(1)
        self._row.addWidget(self._card, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.addStretch(1)
        layout.addLayout(self._row)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.submit.clicked.connect(self._on_submit)
        self.password.submitted.connect(self._on_submit)
        edit = self.account.lineEdit()
        assert edit is not None
        edit.returnPressed.connect(self.password.setFocus)
        edit.textEdited.connect(lambda _: self._account_field.set_error(""))
        self.account.account_chosen.connect(lambda _: self.password.setFocus())
        edit.textChanged.connect(lambda _: self.account_changed.emit(self.account.account))
        self.forgotten.clicked.connect(self.forgotten_requested)
        self.other_folder.clicked.connect(self.other_folder_requested)

    # --- what the presenter tells -----------------------------------------------------------

    def set_unit(self, name: str) -> None:
        """The unit's name, or where the opening stands."""
        self._unit.setText(name)

    def set_accounts(self, accounts: Sequence[AccountView], is_sample: bool) -> None:
        """Offer the unit's people; in 示例单位 with their passwords beside the card."""
        self.account.set_accounts(accounts)
        if is_sample and self._sample is None:
            from ui.screens.login.sample_accounts import SampleAccounts

            self._sample = SampleAccounts(self)
            self._sample.setFixedWidth(self._theme.px(_SAMPLE))
            self._sample.account_chosen.connect(self._on_sample_chosen)
            self._row.insertWidget(2, self._sample)
        if self._sample is not None:
            self._sample.setVisible(is_sample)
            self._sample.set_accounts(accounts if is_sample else ())

    def set_account(self, account: str) -> None:
        """Fill the account in and go to the password."""
        self.account.set_account(account)
        (self.password if account else self.account).setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the key is being opened nothing is sent twice."""
        self._busy = busy
        self._show_state()

    def set_blocked(self, words: str) -> None:
        """After too many tries: why, and for how long; empty ends it."""
        self._blocked = bool(words)
        if words != self.password.error:
            self.password.set_error(words, focus=False)
        self._show_state()

    @property
    def is_blocked(self) -> bool:
        """Whether :meth:`set_blocked` holds the login back."""
        return self._blocked

    def show_error(self, words: str) -> None:
        """What is wrong, under the password."""
        self.password.set_error(words)

    def clear_password(self) -> None:
        """Forget the password typed."""
        self.password.clear()
        self.password.set_error("")

    # --- slots ------------------------------------------------------------------------------

    def _show_state(self) -> None:
        self.submit.setEnabled(not (self._busy or self._blocked))
        self.submit.setText("正在登录" if self._busy else "登录")

    def _on_submit(self) -> None:
        if self._busy or self._blocked:
            return
        if not self.account.account:
            self._account_field.set_error("还没填账号")
            self.account.setFocus()
            return
        if not self.password.text():
            self.password.set_error("还没填密码")
            return
        self.login_requested.emit(self.account.account, self.password.text())

    def _on_sample_chosen(self, account: str, password: str) -> None:
        self.account.set_account(account)
        self._account_field.set_error("")
        self.password.set_error("")
        self.password.set_text(password)
        self.submit.setFocus()

    def _on_theme_changed(self) -> None:
        self._card.setFixedWidth(self._theme.px(_CARD))
        if self._sample is not None:
            self._sample.setFixedWidth(self._theme.px(_SAMPLE))
        super()._on_theme_changed()
