"""Where the workspace lies when nobody says otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qz_review.errors import Environment, Refused
from qz_review.workspace_folder import (
    clear_folder,
    default_workspace_folder,
    need_empty_folder,
    workspace_exists,
)

linux = pytest.mark.skipif(sys.platform == "win32", reason="XDG folders")


@linux
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('XDG_DOCUMENTS_DIR="$HOME/文档"', "文档/三审三校"),
        ('XDG_DOCUMENTS_DIR="relative"', "Documents/三审三校"),
        ("# nothing", "Documents/三审三校"),
    ],
)
def test_documents_are_where_the_system_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, expected: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "user-dirs.dirs").write_text(line + "\n", encoding="utf-8")
    assert default_workspace_folder() == tmp_path / expected


@linux
def test_without_any_setting_it_is_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert default_workspace_folder() == tmp_path / "Documents" / "三审三校"


def test_only_an_empty_or_new_folder_becomes_a_workspace(tmp_path: Path) -> None:
    need_empty_folder(tmp_path)
    need_empty_folder(tmp_path / "new")
    (tmp_path / "a file").write_text("x")
    with pytest.raises(Refused, match=r"workspace\.folder_not_empty"):
        need_empty_folder(tmp_path)
    with pytest.raises(Refused, match=r"workspace\.folder_not_empty"):
        need_empty_folder(tmp_path / "a file")
    (tmp_path / "ledger.db").write_bytes(b"")
    assert workspace_exists(tmp_path)
    with pytest.raises(Environment, match=r"workspace\.exists"):
        need_empty_folder(tmp_path)


def test_clearing_removes_what_a_failure_left(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "a.json").write_text("{}")
    (tmp_path / "ledger.db").write_bytes(b"")
    clear_folder(tmp_path, keep_folder=True)
    assert list(tmp_path.iterdir()) == []
    clear_folder(tmp_path, keep_folder=False)
    assert not tmp_path.exists()
