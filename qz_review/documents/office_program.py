"""Another program on this machine that turns doc, wps, rtf and odt into docx: LibreOffice.

It runs without a window, in a profile and a folder of its own that are gone afterwards, without
macros and without a way to the network.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from qz_review.documents.guard import MAX_FILE
from qz_review.errors import Cancelled, Refused
from qz_review.jobs import JobContext, SilentJob
from qz_review.system_reasons import reason_of

TIME_LIMIT = 120.0  # s; a first start on a slow desktop takes 20
_PAUSE = 0.1  # s between two looks at the program
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
)
_WINDOWS_PLACES = ("LibreOffice*/program/soffice.exe", "OpenOffice*/program/soffice.exe")
_NOWHERE = "127.0.0.1"  # the proxy named to the program: nobody answers there
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>\n"
)
_SAFE = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Load", "UpdateLinks", "0"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "SYSTEMDRIVE", "PROGRAMFILES", "WINDIR")


def find_program() -> Path | None:
    """LibreOffice on this machine, None where there is none."""
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    if sys.platform == "win32":
        folders = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"))
        candidates = [
            path
            for folder in folders
            if folder
            for place in _WINDOWS_PLACES
            for path in sorted(Path(folder).glob(place), reverse=True)
        ]
    else:
        root = Path("/")
        candidates = [
            path for place in _PLACES for path in sorted(root.glob(place[1:]), reverse=True)
        ]
    return next((path for path in candidates if path.is_file()), None)


def convert_to_docx(
    data: bytes, ending: str, job: JobContext | None = None, *, time_limit: float = TIME_LIMIT
) -> bytes:
    """A document of another format as docx; what comes back is as hostile as what went in.

    ending: ``doc``, ``rtf`` or ``odt``.  time_limit: seconds.
    Raises Refused: convert.no_program (kind), convert.too_slow (kind), convert.failed (kind);
    Cancelled.
    """
    program = find_program()
    if program is None:
        raise Refused("convert.no_program", kind=ending)
    with tempfile.TemporaryDirectory(prefix="qz-convert-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / f"source.{ending}", folder / "out" / "source.docx"
        source.write_bytes(data)
        _write_profile(folder / "profile")
        _run(program, folder, source, target.parent, job or SilentJob(), time_limit)
        if not target.is_file() or not 0 < target.stat().st_size <= MAX_FILE:
            raise Refused("convert.failed", kind=ending)
        return target.read_bytes()


def _write_profile(profile: Path) -> None:
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SAFE)
    (profile / "user").mkdir(parents=True)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.write_text(_SETTINGS.format(items=items), encoding="utf-8")


def _run(
    program: Path, folder: Path, source: Path, out: Path, job: JobContext, time_limit: float
) -> None:
    kind = source.suffix.removeprefix(".")
    process = _start(
        [
            str(program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source),
        ],
        folder,
    )  # fmt: skip
    end = time.monotonic() + time_limit
    try:
        while process.poll() is None:
            job.check_cancelled()
            if time.monotonic() > end:
                raise Refused("convert.too_slow", kind=kind)
            if any(path.stat().st_size > MAX_FILE for path in out.glob("*")):
                raise Refused("convert.failed", kind=kind)
            job.progress(0, 0)
            time.sleep(_PAUSE)
    except OSError:  # a file of the program's own that was there a moment ago
        raise Refused("convert.failed", kind=kind) from None
    except (Refused, Cancelled):
        raise
    finally:
        _end(process)


def _start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    variables = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), f"http://{_NOWHERE}:9")
    home = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "TMPDIR", "TEMP", "TMP"), str(folder))
    environment = {**variables, **proxies, **home, "SAL_USE_VCLPLUGIN": "svp"}
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    try:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
            creationflags=flags,
        )
    except OSError as error:
        raise Refused("convert.failed", kind="", reason=reason_of(error)) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and whatever it started; nothing where it has ended."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False
        )
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
