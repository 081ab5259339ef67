"""What this machine remembers between starts, whoever logs in: last folder, looks, window.

Kept in the user's own settings file, so that the login window looks right before any store is
open.  Preferences of a person live in the workspace.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from ui.theme.theme import Theme, ThemeMode
from ui.theme.type_scale import TEXT_SCALES


class MachineSettings:
    """file: another file than the user's own, for tests."""

    def __init__(self, file: Path | None = None) -> None:
        if file is None:
            scope = QSettings.Scope.UserScope
            self._store = QSettings(QSettings.Format.IniFormat, scope, "qz-review", "desktop")
        else:
            self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def last_folder(self) -> Path | None:
        """Folder of the unit opened last."""
        stored = str(self._store.value("folder", "") or "")
        return Path(stored) if stored else None

    def remember_folder(self, folder: Path) -> None:
        """Open this unit again at the next start."""
        self._store.setValue("folder", str(folder))

    def last_account(self, folder: Path) -> str:
        """Who logged in last in this unit, or empty."""
        return str(self._store.value(f"accounts/{_key(folder)}", "") or "")

    def remember_account(self, folder: Path, account: str) -> None:
        """Offer this account at the next start."""
        self._store.setValue(f"accounts/{_key(folder)}", account)

    @property
    def file_folder(self) -> Path | None:
        """Folder in which a file was read or written last."""
        stored = str(self._store.value("files/folder", "") or "")
        return Path(stored) if stored else None

    @file_folder.setter
    def file_folder(self, folder: Path | None) -> None:
        self._store.setValue("files/folder", str(folder or ""))

    def make_theme(self) -> Theme:
        """A theme as this machine's user left it."""
        mode = str(self._store.value("look/mode", ThemeMode.SYSTEM.value))
        scale = _number(self._store.value("look/scale", 100), 100)
        return Theme(
            ThemeMode(mode) if mode in {m.value for m in ThemeMode} else ThemeMode.SYSTEM,
            scale if scale in TEXT_SCALES else 100,
            _flag(self._store.value("look/contrast", False)),
            _flag(self._store.value("look/calm", False)),
        )

    def remember_theme(self, theme: Theme) -> None:
        """Keep mode, text scale, contrast and motion."""
        self._store.setValue("look/mode", theme.mode.value)
        self._store.setValue("look/scale", theme.text_scale)
        self._store.setValue("look/contrast", theme.is_high_contrast)
        self._store.setValue("look/calm", theme.is_motion_reduced)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window, empty at the first start."""
        value = self._store.value("window/geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    def remember_geometry(self, geometry: QByteArray) -> None:
        """Open the window here again."""
        self._store.setValue("window/geometry", geometry)


def _key(folder: Path) -> str:
    return str(folder).replace("/", "|").replace("\\", "|")


def _flag(value: object) -> bool:
    return value in (True, "true", 1, "1")


def _number(value: object, default: int) -> int:
    try:
        return int(str(value))
    except ValueError:
        return default
