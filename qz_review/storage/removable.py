"""Removable drives that are plugged in now: where a package can be saved to."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_MOUNTED_UNDER = ("/media/", "/run/media/", "/mnt/usb")
_REMOVABLE = 2


@dataclass(frozen=True, slots=True)
class RemovableDrive:
    """A stick or card.  free: bytes left, -1 where it does not say."""

    folder: Path
    label: str
    free: int


def removable_drives() -> tuple[RemovableDrive, ...]:
    """What is plugged in; asks the system each time, and touches only what is mounted."""
    folders = _windows() if os.name == "nt" else _linux(_read_mounts())
    return tuple(RemovableDrive(folder, label, _free(folder)) for folder, label in folders)


def drives_in(mounts: str) -> list[tuple[Path, str]]:
    """Folder and label of the removable drives in a mount table's text."""
    return _linux(mounts)


def _linux(mounts: str) -> list[tuple[Path, str]]:
    found = []
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 2:
            continue
        point = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if point.startswith(_MOUNTED_UNDER):
            found.append((Path(point), Path(point).name))
    return sorted(found)


def _read_mounts() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _windows() -> list[tuple[Path, str]]:
    import ctypes

    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return []
    letters = windll.kernel32.GetLogicalDrives()
    roots = [f"{chr(65 + bit)}:\\" for bit in range(26) if letters >> bit & 1]
    return [
        (Path(root), root[:2])
        for root in roots
        if windll.kernel32.GetDriveTypeW(root) == _REMOVABLE
    ]


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return -1
