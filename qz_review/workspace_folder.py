"""Where a workspace lies, and whether a folder may become one; the store is not imported."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from qz_review.errors import Environment, Refused
from qz_review.system_reasons import reason_of

FOLDER_NAME = "三审三校"
_DATABASE = "ledger.db"


def default_workspace_folder() -> Path:
    """三审三校 in the user's documents folder, wherever the system keeps that."""
    return _documents_folder() / FOLDER_NAME


def workspace_exists(folder: Path) -> bool:
    """Whether a folder holds a workspace; cheap, the store is not imported."""
    return (folder / _DATABASE).is_file()


def need_empty_folder(folder: Path) -> None:
    """Raise Environment ``workspace.exists`` or Refused ``workspace.folder_not_empty``."""
    if workspace_exists(folder):
        raise Environment("workspace.exists", folder=folder.name)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused("workspace.folder_not_empty", folder=folder.name)
    except OSError as error:
        raise Environment(
            "workspace.cannot_open", folder=folder.name, reason=reason_of(error)
        ) from error


def clear_folder(folder: Path, *, keep_folder: bool) -> None:
    """Remove what a failed founding left; the folder was empty or not there before."""
    if not folder.is_dir():
        return
    if not keep_folder:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            with suppress(OSError):
                entry.unlink()


def _documents_folder() -> Path:
    if sys.platform == "win32":
        return _windows_documents()
    configured = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    try:
        lines = (configured / "user-dirs.dirs").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    for line in lines:
        name, _, value = line.partition("=")
        if name.strip() == "XDG_DOCUMENTS_DIR":
            folder = value.strip().strip('"').replace("$HOME", str(Path.home()))
            if folder and Path(folder).is_absolute():
                return Path(folder)
    return Path.home() / "Documents"


def _windows_documents() -> Path:
    """The documents folder as Windows has it, which may be moved to another drive."""
    try:
        import winreg

        path = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:  # type: ignore[attr-defined]
            value, _ = winreg.QueryValueEx(key, "Personal")  # type: ignore[attr-defined]
        folder = Path(os.path.expandvars(str(value)))
        if folder.is_absolute():
            return folder
    except (ImportError, OSError):
        pass  # no such entry: the usual place
    return Path.home() / "Documents"
