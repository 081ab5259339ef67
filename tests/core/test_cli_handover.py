"""``qz-review handover``: two desks that only the command line and files connect."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qz_review.cli import main
from qz_review.cli_handover import PASSWORD
from qz_review.workspace import create_sample_office
from tests.journeys.office import PASSWORD as SECRET
from tests.journeys.office import Office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = Office(tmp_path / "office")
    office.number = office.view(office.register()).number  # type: ignore[attr-defined]
    office.workspace.close()
    monkeypatch.setenv(PASSWORD, SECRET)
    return office


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in ("handover", *arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_from_desk_to_desk(
    capsys: pytest.CaptureFixture[str], office: Office, tmp_path: Path
) -> None:
    number = office.number  # type: ignore[attr-defined]
    roster, package, receipt = (tmp_path / f"{name}.qzpkg" for name in ("名册", "包", "回执"))
    desk = tmp_path / "chief"
    code, out, _ = run(capsys, "roster", office.folder, "-o", roster, "--for", "chief")
    check_code = out.split("核对码 ")[1].split()[0]
    code, out, _ = run(capsys, "join", roster, desk)
    assert (code, check_code in out) == (0, True)
    assert run(capsys, "send", office.folder, number, "--to", "chief", "-o", package)[0] == 0
    code, out, _ = run(capsys, "inspect", package, "--workspace", desk)
    assert code == 0 and "FastForward" in out and number in out
    assert run(capsys, "verify", package)[0] == 0
    assert main(["verify", str(package)]) == 0
    assert run(capsys, "outbox", office.folder)[1].count("未签收") == 1
    code, out, _ = run(capsys, "admit", package, "--workspace", desk, "--receipt", receipt)
    assert (code, "签收1件" in out) == (0, True)
    assert run(capsys, "admit", receipt, "--workspace", office.folder)[0] == 0
    assert "已签收" in run(capsys, "outbox", office.folder)[1]
    code, out, _ = run(capsys, "inspect", package, "--workspace", desk)
    assert (code, "AlreadyHave" in out) == (2, True)
    assert main(["verify", str(desk)]) == 0


def test_what_was_changed_is_told(
    capsys: pytest.CaptureFixture[str], office: Office, tmp_path: Path
) -> None:
    package = tmp_path / "包.qzpkg"
    run(capsys, "send", office.folder, office.number, "--to", "周某远", "-o", package)  # type: ignore[attr-defined]
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    package.write_bytes(bytes(data))
    code, out, _ = run(capsys, "inspect", package, "--workspace", office.folder)
    assert (code, "Corrupt" in out) == (2, True)
    code, _, err = run(capsys, "admit", package, "--workspace", office.folder, "--as", "chief")
    assert (code, "Corrupt" in err) == (2, True)
    assert run(capsys, "verify", package)[0] == 2


def test_a_package_of_another_unit_can_be_looked_at_only(
    capsys: pytest.CaptureFixture[str], office: Office, tmp_path: Path
) -> None:
    create_sample_office(tmp_path / "sample").close()
    package = tmp_path / "包.qzpkg"
    run(capsys, "send", office.folder, office.number, "--to", "chief", "-o", package)  # type: ignore[attr-defined]
    code, out, _ = run(capsys, "inspect", package, "--workspace", tmp_path / "sample")
    assert (code, "Untrusted" in out, "关于冬季供水的通知" in out) == (2, True, True)


def test_without_a_password_it_says_so(
    capsys: pytest.CaptureFixture[str],
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(PASSWORD)
    number, target = office.number, tmp_path / "x.qzpkg"  # type: ignore[attr-defined]
    code, _, err = run(capsys, "send", office.folder, number, "--to", "chief", "-o", target)
    assert (code, PASSWORD in err, target.exists()) == (1, True, False)


def test_a_fork_is_kept_shown_and_settled(
    capsys: pytest.CaptureFixture[str], office: Office, tmp_path: Path
) -> None:
    number = office.number  # type: ignore[attr-defined]
    roster, first, second, choice = (tmp_path / f"{n}.qzpkg" for n in ("名册", "一", "二", "定"))
    desk, copy = tmp_path / "chief", tmp_path / "copy"
    run(capsys, "roster", office.folder, "-o", roster, "--for", "chief")
    run(capsys, "join", roster, desk)
    shutil.copytree(office.folder, copy)
    run(capsys, "send", office.folder, number, "--to", "chief", "-o", first)
    run(capsys, "send", copy, number, "--to", "chief", "-o", second)
    assert run(capsys, "admit", first, "--workspace", desk)[0] == 0
    code, out, _ = run(capsys, "inspect", second, "--workspace", desk)
    assert (code, "Forked" in out) == (2, True)
    assert run(capsys, "keep", second, "--workspace", desk)[0] == 0
    code, out, _ = run(capsys, "forks", desk)
    assert (code, "未定案" in out, out.count("另一支")) == (0, True, 1)
    settle = ("settle", desk, number, "--keep", "ours", "--reason", "先收的", "--as", "chief")
    code, out, _ = run(capsys, *settle, "-o", choice)
    assert (code, "已定案" in run(capsys, "forks", desk)[1]) == (0, True)
    assert run(capsys, "inspect", choice, "--workspace", copy)[0] == 0
    assert run(capsys, "admit", choice, "--workspace", copy)[0] == 0
    assert main(["verify", str(copy)]) == main(["verify", str(desk)]) == 0


def test_a_recall_takes_it_back(
    capsys: pytest.CaptureFixture[str], office: Office, tmp_path: Path
) -> None:
    number, package = office.number, tmp_path / "包.qzpkg"  # type: ignore[attr-defined]
    notice = tmp_path / "收回.qzpkg"
    run(capsys, "send", office.folder, number, "--to", "chief", "-o", package)
    code, _, _ = run(capsys, "recall", office.folder, number, "--reason", "还要改", "-o", notice)
    assert (code, package.exists(), notice.exists()) == (0, False, True)
    assert "已收回" in run(capsys, "outbox", office.folder)[1]
