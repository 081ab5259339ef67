"""``qz-review text``: the words of a file, and one sentence where there are none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qz_review.cli import main
from tests.support.docx_parts import docx, numbered, numbering_part, paragraph, run

REVISED = (
    "<w:p>" + run("供水") + f'<w:ins w:id="1" w:author="张某宁">{run("主")}</w:ins>'
    '<w:del w:id="2" w:author="张某宁"><w:r><w:delText>支</w:delText></w:r></w:del>'
    + run("管道已巡查") + "</w:p>"
)  # fmt: skip
TABLE = "<w:tbl>" + "".join(
    f"<w:tr>{''.join(f'<w:tc>{paragraph(words)}</w:tc>' for words in row)}</w:tr>"
    for row in (("区", "管道"), ("钦南区", "82公里"))
) + "</w:tbl>"  # fmt: skip


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    body = paragraph("供水管网巡查") + numbered("总体情况") + REVISED + TABLE
    path = tmp_path / "巡查.docx"
    path.write_bytes(docx(body, numbering=numbering_part(("chineseCounting", "%1、"))))
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: object, told: str = "") -> list[str]:
    """The lines on standard output.  told: how the pending 修订 were read, on standard error."""
    assert main(["text", *map(str, arguments)]) == 0
    shown = capsys.readouterr()
    pending = f"巡查.docx 里有未处理的修订 2 处，按{told}读入\n"
    assert shown.err == (pending if told else "")
    return shown.out.splitlines()


def test_one_paragraph_a_line_with_numbers_and_cells_in_reading_order(
    capsys: pytest.CaptureFixture[str], manuscript: Path
) -> None:
    lines = printed(capsys, manuscript, told="接受")
    assert lines == [
        "供水管网巡查", "一、总体情况", "供水主管道已巡查", "区", "管道", "钦南区", "82公里",
    ]  # fmt: skip
    assert printed(capsys, manuscript, "--revisions", "accept", told="接受") == lines


def test_revisions_can_be_rejected(capsys: pytest.CaptureFixture[str], manuscript: Path) -> None:
    lines = printed(capsys, manuscript, "--revisions", "reject", told="拒绝")
    assert lines[2] == "供水支管道已巡查"


def test_utf_8_whatever_the_console_speaks(manuscript: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qz_review.cli", "text", manuscript.name],
        capture_output=True,
        cwd=manuscript.parent,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            "PYTHONIOENCODING": "ascii",
        },
        check=True,
    )
    assert "一、总体情况" in done.stdout.decode("utf-8").splitlines()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("图.png", b"\x89PNG\r\n\x1a\n" + bytes(64), 1), ("空.docx", b"", 1), ("没有.docx", None, 3)],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, content: bytes | None, code: int
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main(["text", str(path)]) == code
    shown = capsys.readouterr()
    assert shown.out == "" and len(shown.err.splitlines()) == 1


def test_an_unknown_way_with_revisions_is_wrong_usage(manuscript: Path) -> None:
    with pytest.raises(SystemExit) as end:
        main(["text", str(manuscript), "--revisions", "keep"])
    assert end.value.code == 64
