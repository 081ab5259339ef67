"""Whether a folder lies on another computer: SQLite's write-ahead log needs one host."""

from __future__ import annotations

import os
from pathlib import Path, PureWindowsPath

_SHARED = frozenset(
    {
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "glusterfs",
        "gfs",
        "gfs2",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "prl_fs",
        "smb3",
        "smbfs",
        "vboxsf",
        "vmhgfs",
    }
)
_SHARED_FUSE = frozenset(
    {
        "ceph",
        "davfs",
        "glusterfs",
        "gvfsd-fuse",
        "mount.davfs",
        "rclone",
        "s3fs",
        "smbnetfs",
        "sshfs",
        "vmhgfs-fuse",
    }
)
_REMOTE_DRIVE = 4
_MOUNTS = Path("/proc/self/mounts")


def share_kind(folder: Path) -> str:
    """The kind of network share a folder lies on, empty for a local disk.

    The folder need not exist yet.
    """
    if os.name == "nt":
        return _windows_share(folder)
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""  # not Linux, or no /proc: nothing to go by
    return share_kind_in(mounts, folder.resolve())


def share_kind_in(mounts: str, folder: Path) -> str:
    """The same for an absolute folder and the text of a mount table."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(_unescaped(fields[1]))
        depth = len(point.parts)
        if (folder == point or point in folder.parents) and depth >= best:
            best, kind = depth, fields[2]
    is_fuse, _, name = kind.partition(".")
    shared = kind in _SHARED or (is_fuse == "fuse" and name in _SHARED_FUSE)
    return kind if shared else ""


def _unescaped(field: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, character)
    return field


def _windows_share(folder: Path) -> str:
    import ctypes

    path = PureWindowsPath(os.path.realpath(folder))
    if is_unc(path):
        return "unc"
    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return ""
    kind = windll.kernel32.GetDriveTypeW(f"{path.drive}\\")
    return "remote drive" if kind == _REMOTE_DRIVE else ""


def is_unc(path: PureWindowsPath) -> bool:
    """Whether a Windows path names another computer (``\\\\server\\share``)."""
    drive = path.drive.replace("/", "\\").upper()
    if drive.startswith("\\\\?\\"):
        return drive.startswith("\\\\?\\UNC\\")
    return drive.startswith("\\\\") and not drive.startswith("\\\\.\\")
