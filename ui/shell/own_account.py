"""What a person may change about himself: password, signature picture; and 关于."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from qz_review.errors import Refused
from ui.shell.actions import PERSON_MENU, action
from ui.shell.screen_factory import DeskParts
from ui.text.error_texts import sentence_for

_PASSWORD_FIELDS = {
    "session.wrong_password": "old",
    "session.delayed": "old",
    "session.password_too_short": "new",
}


class OwnAccount(QObject):
    """Opens the dialogs over ``window`` and does what they ask."""

    def __init__(self, parts: DeskParts, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._window = window
        self._reminds = False

    def show_menu(self, others: Mapping[str, Callable[[], object]]) -> None:
        """The menu of who is at the desk.  others: acts of the desk, by the action's name."""
        slots = {
            "change_password": self.change_password,
            "signature": self.change_picture,
            "about": self.show_about,
            **others,
        }
        menu = QMenu(self._window)
        for name in PERSON_MENU:
            if name:
                menu.addAction(action(name).text, slots[name])
            else:
                menu.addSeparator()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(QCursor.pos())

    def remind_of_first_password(self) -> None:
        """Ask for a password of his own from who still has the one that he was given."""
        if self._reminds or not self._parts.workspace.session.first_password:
            return
        from ui.shell.first_password_dialog import FirstPasswordDialog

        dialog = FirstPasswordDialog(self._window)
        dialog.change_requested.connect(self.change_password)
        dialog.closed.connect(self._on_reminder_closed)
        self._reminds = True
        dialog.open()

    def _on_reminder_closed(self) -> None:
        self._reminds = False

    def change_password(self) -> None:
        """修改密码: seals the same key with another password."""
        from ui.shell.password_dialog import PasswordDialog

        dialog = PasswordDialog(self._window)

        def change(old: str, new: str) -> None:
            dialog.set_busy(True)

            def work(own: Any, job: object) -> None:
                own.session.change_password(old, new)

            def done(_nothing: object) -> None:
                dialog.close_overlay()
                self._parts.toasts.show_toast("已改密码", "key")

            def failed(error: Exception) -> None:
                dialog.set_busy(False)
                if isinstance(error, Refused):
                    field = _PASSWORD_FIELDS.get(error.code, "old")
                    dialog.show_error(field, sentence_for(error))
                else:
                    self._parts.errors.show(error)

            self._parts.jobs.run(dialog, "修改密码", work, done, failed, shown=False)

        dialog.change_requested.connect(change)
        dialog.open()

    def change_picture(self) -> None:
        """我的签名图: from a file, or drawn."""
        from ui.shell.signature_dialog import SignatureDialog

        people = self._parts.workspace.people
        person = self._parts.person
        dialog = SignatureDialog(self._window, person.name, people.signature_picture(person.id))

        def keep(picture: bytes) -> None:
            def work(own: Any, job: object) -> None:
                own.people.set_signature_picture(picture or None)

            def done(_nothing: object) -> None:
                dialog.close_overlay()
                words = "已存签名图" if picture else "已去掉签名图"
                self._parts.toasts.show_toast(words, "signature")

            def failed(error: Exception) -> None:
                if isinstance(error, Refused):
                    dialog.show_error(sentence_for(error))
                else:
                    self._parts.errors.show(error)

            self._parts.jobs.run(dialog, "存签名图", work, done, failed, shown=False)

        dialog.picture_chosen.connect(keep)
        dialog.open()

    def show_about(self) -> None:
        """关于三审三校."""
        from ui.shell.about_dialog import AboutDialog

        AboutDialog(self._window).open()
