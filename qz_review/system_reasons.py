"""What the system says is wrong with a file, in words people know."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "找不到文件或文件夹",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.EEXIST: "同名的文件或文件夹已存在",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EIO: "磁盘读写出错",
}


def reason_of(error: OSError) -> str:
    """The reason in Chinese; one that is not listed keeps the system's own word."""
    known = _REASONS.get(error.errno) if error.errno is not None else None
    return known or error.strerror or type(error).__name__
