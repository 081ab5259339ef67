"""Sets the application up beside itself and starts it.  Needs nothing but Python.

    python3 start.py [--wheels DIR] [--workspace DIR]    set up, then open the desktop
    python3 start.py test [pytest arguments]             set up, then run the test suite

The first start makes ``.venv``, installs ``requirements.lock`` into it (exact versions, hashes,
wheels only) and the project itself; a stamp makes later starts skip all that.  An interrupted
set-up is begun anew by the next start.  With ``--wheels`` nothing is fetched: every file comes
from that folder, filled on a machine of the same kind by

    python3 -m pip download --no-deps --only-binary :all: -r requirements.lock -d DIR

Every failure is one sentence and exit status 3.  This file must stay readable to old versions of
Python, so that they can tell their user what is missing.
"""

import argparse
import contextlib
import ctypes
import errno
import hashlib
import itertools
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO, Dict, Iterator, Mapping, NoReturn, Optional, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP_NAME = "qz-review.stamp"
UNFINISHED_NAME = "qz-review.unfinished"
LOG = ROOT / "build" / "install.log"
OLDEST, TOO_NEW = (3, 11), (3, 13)
EXIT_ENVIRONMENT = 3

# Shared library -> Debian package.  Without the first group Qt does not load at all; the second is
# what a real window on X11 needs besides.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# What pip writes when it fails -> what a person can do.  The first that fits is shown.
PIP_FAILURES = (
    (
        r"DO NOT MATCH THE HASHES",
        "下载到的组件与 requirements.lock 登记的校验值不符，已停止安装，没有使用它；"
        "换一个可信的网络或安装包文件夹后再启动",
    ),
    (
        r"No space left on device|Errno 28|WinError 112",
        "磁盘空间不足，安装没有完成；腾出 2 GB 后再启动，会接着安装",
    ),
    (
        r"Permission denied|Errno 13|WinError 5\b|Read-only file system",
        "程序所在文件夹不可写，安装没有完成；把程序移到可写的文件夹后再启动",
    ),
    (
        r"NewConnectionError|Temporary failure in name resolution|getaddrinfo failed|"
        r"Network is unreachable|ProxyError|Read timed out|ConnectTimeout|Connection refused|"
        r"SSLError|Could not fetch URL|ConnectionResetError|RemoteDisconnected",
        "连不上安装源，安装没有完成；接通网络后再启动，或用 --wheels 指定存有安装包的文件夹",
    ),
    (
        r"No matching distribution found for (\S+)",
        "找不到适合本机的组件 {0}，安装没有完成；换用 64 位的 Python 3.11 或 3.12 再启动，"
        "或用 --wheels 指定安装包齐全的文件夹",
    ),
)


class SetUpFailed(Exception):
    """The set-up cannot go on; the message is the sentence the user reads."""


def say(sentence: str) -> None:
    """Print one line at once, also where output is a file or a pipe."""
    print(sentence, flush=True)


def refuse_python(version: Sequence[int]) -> Optional[str]:
    """Sentence on why this version of Python cannot be used, or None when it can."""
    shown = ".".join(str(part) for part in version[:2])
    if tuple(version[:2]) < OLDEST:
        return "Python 版本过旧（本机 " + shown + "），需要 3.11 或 3.12；装好后用它再启动"
    if tuple(version[:2]) >= TOO_NEW:
        return "Python 版本过新（本机 " + shown + "），需要 3.11 或 3.12；装好后用它再启动"
    return None


def has_display(platform_name: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown; only on Linux and its like can a display be missing."""
    if platform_name in ("win32", "darwin"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in names)


def missing_libraries(libraries: Mapping[str, str]) -> Dict[str, str]:
    """Those of the shared libraries (name -> package) that the system cannot load."""
    missing = {}
    for name, package in libraries.items():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing[name] = package
    return missing


def stamp(lock: bytes, project: bytes, version: Sequence[int], root: Path) -> str:
    """Fingerprint of a finished set-up: the lock, the project, this Python, this place.

    The place counts because a virtual environment holds absolute paths.
    """
    digest = hashlib.sha256()
    facts = (".".join(map(str, version[:3])), platform.machine(), sys.prefix, str(root))
    for part in (lock, project, *(fact.encode("utf-8", "surrogateescape") for fact in facts)):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def installation_facts(pyproject: str, version_module: str) -> bytes:
    """The parts of the project that an installation depends on: its version and its commands."""
    version = re.search(r"^__version__ = .*$", version_module, re.MULTILINE)
    tables = re.findall(r"^\[(?:project|build-system|tool\.setuptools)[^\[]*", pyproject, re.M)
    return "\n".join([version.group() if version else "", *tables]).encode("utf-8")


def current_stamp() -> str:
    """The stamp that a finished set-up of this checkout by this Python carries."""
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version_module = (ROOT / "qz_review" / "__init__.py").read_text(encoding="utf-8")
    facts = installation_facts(pyproject, version_module)
    return stamp(LOCK.read_bytes(), facts, sys.version_info[:3], ROOT)


def script(name: str) -> Path:
    """A program inside the virtual environment, ``python`` or one of the console scripts."""
    return VENV / ("Scripts" if os.name == "nt" else "bin") / (name + ".exe" * (os.name == "nt"))


def explain_pip(output: str) -> str:
    """The sentence for what pip wrote when it failed."""
    for pattern, sentence in PIP_FAILURES:
        found = re.search(pattern, output)
        if found:
            return sentence.format(*found.groups())
    return "安装没有完成；经过记在 " + str(LOG) + "，交技术人员看，处理后再启动会重新安装"


def run_logged(command: Sequence[str], **environment: str) -> Optional[str]:
    """Run a command and log what it writes; returns that text when it failed, else None."""
    try:
        done = subprocess.run(
            list(command),
            cwd=str(ROOT),
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except OSError as error:
        return str(error)
    text = done.stdout.decode("utf-8", "replace")
    with contextlib.suppress(OSError):  # the log is a convenience, never a reason to stop
        LOG.parent.mkdir(exist_ok=True)
        with LOG.open("a", encoding="utf-8") as log:
            log.write(text + "\n")
    return None if done.returncode == 0 else text or "exit status %d" % done.returncode


def install_packages(packages: Sequence[str]) -> bool:
    """Install system packages as root on a Debian-like system; whether that worked."""
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    say("正在安装系统组件：" + " ".join(packages))
    command = [apt, "install", "-y", "--no-install-recommends", *packages]
    if run_logged(command, DEBIAN_FRONTEND="noninteractive") is None:
        return True
    run_logged([apt, "update"], DEBIAN_FRONTEND="noninteractive")
    return run_logged(command, DEBIAN_FRONTEND="noninteractive") is None


def ask_for_packages(what: str, packages: Sequence[str], names: Sequence[str]) -> NoReturn:
    """Stop with the one line the user runs to get missing system packages."""
    if shutil.which("apt-get"):
        line = "sudo apt install " + " ".join(packages)
        raise SetUpFailed("系统缺少" + what + "；在终端执行后再启动：" + line)
    raise SetUpFailed(
        "系统缺少" + what + "；用系统的软件管理器装上后再启动，所缺为：" + "、".join(names)
    )


def ensure_libraries(window: bool) -> None:
    """See to it that the system libraries Qt needs are there.

    Args:
        window: whether a real window will be opened, which needs more of them.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = {**LIBRARIES, **WINDOW_LIBRARIES} if window else LIBRARIES
    missing = missing_libraries(wanted)
    if not missing:
        return
    packages = list(missing.values())
    if not install_packages(packages) or missing_libraries(wanted):
        ask_for_packages("界面所需的系统组件", packages, list(missing))


def lock_on_windows(held: BinaryIO) -> None:
    """Wait for the first byte of a file; the system itself gives up after ten seconds."""
    import msvcrt

    while True:
        held.seek(0)
        try:
            msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
            return
        except OSError as error:
            if error.errno != errno.EDEADLK:
                raise


@contextlib.contextmanager
def only_one_set_up() -> Iterator[None]:
    """Let two starts at the same time set up one after the other."""
    LOG.parent.mkdir(exist_ok=True)
    with (LOG.parent / "set-up.lock").open("a+b") as held:
        if os.name == "nt":
            lock_on_windows(held)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def base_python() -> str:
    """The Python this one was made from: a virtual environment must not be its own parent."""
    return getattr(sys, "_base_executable", None) or sys.executable


def works(python: Path) -> bool:
    """Whether a virtual environment's Python runs, has pip and is of the version in use."""
    if not python.exists():
        return False
    check = "import pip, sys; raise SystemExit(sys.version_info[:2] != %r)" % (
        tuple(sys.version_info[:2]),
    )
    return run_logged([str(python), "-c", check]) is None


def make_environment() -> None:
    """Make ``.venv`` anew, whatever is there."""
    command = [base_python(), "-m", "venv", "--clear", str(VENV)]
    failure = run_logged(command)
    if failure is None:
        return
    if "ensurepip" in failure or "No module named venv" in failure:
        package = "python%d.%d-venv" % tuple(sys.version_info[:2])
        if install_packages([package]) and run_logged(command) is None:
            return
        ask_for_packages(" Python 的 venv 模块", [package], [package])
    raise SetUpFailed(explain_pip(failure))


def install_everything(wheels: Optional[Path]) -> None:
    """Install the lock, then the project itself; raises SetUpFailed with the sentence to show."""
    pip = [str(script("python")), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    quiet = [*pip, "install", "--progress-bar", "off", "--no-deps"]
    source = ["--no-index", "--find-links", str(wheels)] if wheels else []
    exact = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]
    failure = run_logged([*quiet, *source, *exact])
    if failure is None:
        # No isolation and no index: the build tool is the one the lock has just installed.
        project = ["--no-index", "--no-build-isolation", "--editable", str(ROOT)]
        failure = run_logged([*quiet, *project])
    if failure is not None:
        raise SetUpFailed(explain_pip(failure))


def set_up(wheels: Optional[Path]) -> None:
    """Bring ``.venv`` to what the lock says, unless it is there already."""
    stamp_file, wanted = VENV / STAMP_NAME, current_stamp()
    if stamp_file.is_file() and stamp_file.read_text(encoding="utf-8") == wanted:
        return
    with only_one_set_up():
        if stamp_file.is_file() and stamp_file.read_text(encoding="utf-8") == wanted:
            return  # another start has just done it
        say("正在准备运行环境，约需一分钟……")
        LOG.unlink(missing_ok=True)
        unfinished = VENV / UNFINISHED_NAME
        if unfinished.exists() or not works(script("python")):
            make_environment()
        stamp_file.unlink(missing_ok=True)
        unfinished.touch()
        install_everything(wheels)
        stamp_file.write_text(wanted, encoding="utf-8")
        unfinished.unlink()


def fresh_folder(parent: Path, name: str) -> Path:
    """A folder name below ``parent`` that nothing has yet: ``name``, ``name-2``, ``name-3`` …"""
    names = (name if n == 1 else "%s-%d" % (name, n) for n in itertools.count(1))
    return next(parent / name for name in names if not (parent / name).exists())


def run_program(command: Sequence[str], **environment: str) -> int:
    """Run a program in the foreground; returns its exit status."""
    try:
        return subprocess.call(list(command), cwd=str(ROOT), env={**os.environ, **environment})
    except KeyboardInterrupt:
        return 130


def run_tests(arguments: Sequence[str]) -> int:
    """Run the suite offscreen; without arguments of its own on all cores."""
    chosen = list(arguments) or ["-n", "auto", "--dist", "worksteal"]
    command = [str(script("python")), "-m", "pytest", *chosen]
    return run_program(command, QT_QPA_PLATFORM="offscreen")


def open_desktop(workspace: Optional[Path]) -> int:
    """Open the desktop; where there is no display, show the main job by running the demo."""
    if not has_display(sys.platform, os.environ):
        folder = fresh_folder(ROOT / "out", "demo")
        say("本机没有显示器，改为演示一篇稿件的全过程，结果在 " + str(folder))
        folder.parent.mkdir(exist_ok=True)
        return run_program([str(script("qz-review")), "demo", "--out", str(folder)])
    chosen = ["--workspace", str(workspace)] if workspace else []
    return run_program([str(script("python")), "-m", "ui", *chosen])


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Arguments of a start without ``test``; paths are made absolute, for the folder changes."""
    parser = argparse.ArgumentParser(prog="start.py", description="安装并打开三审三校")
    parser.add_argument("--wheels", type=Path, metavar="DIR", help="从此文件夹安装，不用网络")
    parser.add_argument("--workspace", type=Path, metavar="DIR", help="工作区所在文件夹")
    found = parser.parse_args(arguments)
    for name in ("wheels", "workspace"):
        if getattr(found, name):
            setattr(found, name, getattr(found, name).expanduser().absolute())
    if found.wheels and not found.wheels.is_dir():
        raise SetUpFailed("没有这个文件夹：" + str(found.wheels) + "；改正 --wheels 后再启动")
    return found


def main(arguments: Sequence[str]) -> int:
    """Set up and start; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        refusal = refuse_python(sys.version_info[:3])
        if refusal:
            raise SetUpFailed(refusal)
        testing = list(arguments[:1]) == ["test"]
        chosen = read_arguments([] if testing else arguments)
        real_window = not testing and has_display(sys.platform, os.environ)
        ensure_libraries(real_window and os.environ.get("QT_QPA_PLATFORM") != "offscreen")
        set_up(chosen.wheels)
        return run_tests(arguments[1:]) if testing else open_desktop(chosen.workspace)
    except SetUpFailed as failure:
        print(failure, file=sys.stderr)
    except KeyboardInterrupt:
        print("已停止，下次启动会接着安装", file=sys.stderr)
    except OSError as error:
        print("程序所在文件夹读写不了，没有启动：" + str(error), file=sys.stderr)
    return EXIT_ENVIRONMENT


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
