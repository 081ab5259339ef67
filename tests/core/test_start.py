"""start.py: what it decides before anything is installed, and how each failure reads."""

import ast
import ctypes
import ctypes.util
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load_start() -> ModuleType:
    """start.py as a module, without running it."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


start = load_start()


@pytest.mark.parametrize("version", [(3, 8, 10), (3, 10, 12), (2, 7, 18)])
def test_an_old_python_is_told_what_is_needed(version: tuple[int, ...]) -> None:
    """The sentence names the version found and the versions that do."""
    sentence = start.refuse_python(version)
    assert f"本机 {version[0]}.{version[1]}" in sentence
    assert "过旧" in sentence and "3.11" in sentence


def test_an_old_python_can_read_the_file_far_enough_to_say_so() -> None:
    """No syntax, annotation or import in it is newer than Python 3.6."""
    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    futures = [
        n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == "__future__"
    ]
    unions = [n for n in ast.walk(tree) if isinstance(n, ast.BinOp) and isinstance(n.op, ast.BitOr)]
    assert "tomllib" not in imported and futures == [] and unions == []


def test_a_python_without_wheels_is_refused_too() -> None:
    """3.13 has no wheel of every pinned package."""
    assert "过新" in start.refuse_python((3, 13, 0))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4)])
def test_the_supported_versions_are_taken(version: tuple[int, ...]) -> None:
    """The lock has wheels for them."""
    assert start.refuse_python(version) is None


@pytest.mark.parametrize(
    ("platform_name", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_display_is_recognised(
    platform_name: str, environment: dict[str, str], expected: bool
) -> None:
    """Only Linux can be without one."""
    assert start.has_display(platform_name, environment) is expected


def test_a_missing_library_is_named_with_its_package() -> None:
    """A present one is not."""
    present = "libc.so.6" if sys.platform.startswith("linux") else ctypes.util.find_library("c")
    wanted = {present: "libc6", "libqz-is-nowhere.so.9": "libqz9"}
    assert start.missing_libraries(wanted) == {"libqz-is-nowhere.so.9": "libqz9"}


def test_without_root_the_user_gets_the_one_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a Debian-like system it is an apt line with the packages, elsewhere the libraries."""
    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr(start, "LIBRARIES", {"libqz-is-nowhere.so.9": "libqz9"})
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(start.shutil, "which", lambda name: "/usr/bin/" + name)
    with pytest.raises(start.SetUpFailed, match="sudo apt install libqz9"):
        start.ensure_libraries(window=False)
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    with pytest.raises(start.SetUpFailed, match=r"所缺为：libqz-is-nowhere\.so\.9"):
        start.ensure_libraries(window=False)


def test_the_stamp_changes_with_lock_project_python_and_place() -> None:
    """Any of them makes the next start install again."""
    first = start.stamp(b"lock", b"project", (3, 11, 7), Path("here"))
    others = {
        start.stamp(b"lock 2", b"project", (3, 11, 7), Path("here")),
        start.stamp(b"lock", b"project 2", (3, 11, 7), Path("here")),
        start.stamp(b"lock", b"project", (3, 12, 0), Path("here")),
        start.stamp(b"lock", b"project", (3, 11, 7), Path("there")),
    }
    assert start.stamp(b"lock", b"project", (3, 11, 7), Path("here")) == first
    assert len(others) == 4 and first not in others


def test_the_stamp_sees_commands_and_version_but_not_tool_settings() -> None:
    """A changed style rule does not cost anybody a new installation."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = '__version__ = "0.1.0"\n'
    facts = start.installation_facts(text, version)
    assert b"qz_review.cli:main" in facts and b"0.1.0" in facts
    assert (
        start.installation_facts(text.replace("line-length = 100", "line-length = 90"), version)
        == facts
    )
    assert start.installation_facts(text, '__version__ = "0.2.0"\n') != facts
    assert start.installation_facts(text.replace("cli:main", "cli:go"), version) != facts


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "校验值不符"),
        ("NewConnectionError(': Failed to establish a new connection')", "--wheels"),
        ("OSError: [Errno 28] No space left on device", "磁盘空间不足"),
        ("PermissionError: [Errno 13] Permission denied: '.venv'", "不可写"),
        ("ERROR: No matching distribution found for rjieba==0.2.2", "rjieba==0.2.2"),
        ("something nobody has seen before", "install.log"),
    ],
)
def test_each_failure_of_the_installation_is_one_sentence(output: str, words: str) -> None:
    """It says what happened and what to do, and is one line."""
    sentence = start.explain_pip("Collecting ruff\n" + output + "\n")
    assert words in sentence and "\n" not in sentence
    assert "再启动" in sentence


def test_a_hash_mismatch_is_told_even_when_the_network_also_failed() -> None:
    """The graver reason wins."""
    output = "Read timed out\nERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n"
    assert "校验值不符" in start.explain_pip(output)


def test_the_demo_goes_to_a_folder_nobody_uses_yet(tmp_path: Path) -> None:
    """A second start without a display overwrites nothing."""
    assert start.fresh_folder(tmp_path, "demo") == tmp_path / "demo"
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo-2").mkdir()
    assert start.fresh_folder(tmp_path, "demo") == tmp_path / "demo-3"


def test_without_a_display_the_demo_runs_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """One line, then the demo's command."""
    ran: list[list[str]] = []
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "has_display", lambda platform_name, environment: False)
    monkeypatch.setattr(start, "run_program", lambda command: ran.append(list(command)) or 0)
    assert start.open_desktop(None) == 0
    assert "没有显示器" in capfd.readouterr().out
    assert ran == [
        [str(start.script("qz-review")), "demo", "--out", str(tmp_path / "out" / "demo")]
    ]


def test_an_interrupted_set_up_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half an environment is never trusted; after a whole one nothing is done twice."""
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start, "LOG", tmp_path / "build" / "install.log")
    done: list[str] = []

    def make() -> None:
        done.append("environment")
        start.VENV.mkdir(exist_ok=True)
        for path in start.VENV.iterdir():
            path.unlink()

    def break_off(wheels: Path | None) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "make_environment", make)
    monkeypatch.setattr(start, "works", lambda python: start.VENV.exists())
    monkeypatch.setattr(start, "install_everything", break_off)
    with pytest.raises(KeyboardInterrupt):
        start.set_up(None)
    monkeypatch.setattr(start, "install_everything", lambda wheels: done.append("packages"))
    start.set_up(None)
    start.set_up(None)
    assert done == ["environment", "environment", "packages"]


def run_start(*arguments: str) -> subprocess.CompletedProcess[str]:
    """start.py as a user runs it, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", str(ROOT / "start.py"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_a_wheels_folder_that_is_not_there_is_one_sentence_and_status_3(tmp_path: Path) -> None:
    """No traceback, and the sentence names the folder."""
    done = run_start("--wheels", str(tmp_path / "nowhere"))
    assert done.returncode == 3
    assert str(tmp_path / "nowhere") in done.stderr and "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
