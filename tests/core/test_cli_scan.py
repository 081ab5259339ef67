"""``qz-review scan`` and ``rules``: what they print, and their exit codes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from qz_review.cli import main
from qz_review.scanning.registry import all_rules

WRONG = "要切实布署防汛工作，。\n学习贯彻会议精神。\n其它事项另行通知。\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


class Piped(io.TextIOWrapper):
    """Standard input that holds some bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8")


def written(path: Path, words: str) -> Path:
    path.write_text(words, encoding="utf-8")
    return path


def test_each_line_is_a_text_and_one_json_object(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, err = run(capsys, "scan", written(tmp_path / "a.txt", WRONG), "--lines")
    assert (code, err) == (1, "")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["line"] for line in lines] == [1, 2, 3]
    assert [line["text"] for line in lines] == WRONG.splitlines()
    assert [[f["rule"] for f in line["findings"]] for line in lines] == [["W1", "P8"], [], ["W2"]]
    first = lines[0]["findings"][0]
    assert first["quote"] == lines[0]["text"][first["start"] : first["end"]] == "布署"
    assert first["suggestions"] == ["部署"]
    assert (first["certainty"], first["severity"], first["gate"]) == ("必错", "一般", "文字关")
    assert first["score"] == 1.0
    assert first["message"]


def test_of_several_files_the_one_that_cannot_be_read_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    good, bad = written(tmp_path / "a.txt", WRONG), written(tmp_path / "空.docx", "")
    code, out, err = run(capsys, "scan", good, bad)
    assert (code, out) == (1, "")
    assert err.startswith(f"{bad}：")


def test_nothing_certain_is_exit_code_nought(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = written(tmp_path / "a.txt", "其它事项另行通知。\n")
    assert run(capsys, "scan", file, "--lines")[0] == 0
    assert run(capsys, "scan", file)[0] == 0


def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Piped(WRONG.encode()))
    code, out, _ = run(capsys, "scan", "-", "--format", "json")
    assert code == 1
    shown = json.loads(out)
    for found in shown["findings"]:
        assert shown["text"][found["start"] : found["end"]] == found["quote"]
    monkeypatch.setattr("sys.stdin", Piped(b""))
    assert run(capsys, "scan", "-", "--lines")[:2] == (0, "")
    monkeypatch.setattr("sys.stdin", Piped(b""))
    code, out, err = run(capsys, "scan", "-")
    assert (code, out) == (1, "")
    assert "空" in err


def test_only_some_rules_and_only_what_is_sure_enough(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = written(tmp_path / "a.txt", WRONG)
    code, out, _ = run(capsys, "scan", file, "--lines", "--only", "w2,P22")
    found = [f["rule"] for line in out.splitlines() for f in json.loads(line)["findings"]]
    assert (code, found) == (0, ["W2"])
    _, out, _ = run(capsys, "scan", file, "--lines", "--min-certainty", "必错")
    found = [f["rule"] for line in out.splitlines() for f in json.loads(line)["findings"]]
    assert found == ["W1", "P8"]
    with pytest.raises(SystemExit) as ended:
        main(["scan", str(file), "--only", "ZZ9"])
    assert ended.value.code == 64
    assert "没有规则 ZZ9" in capsys.readouterr().err


def test_hints_are_for_the_full_level(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt", "阅读《史记》、《汉书》。\n")
    assert "P22" not in run(capsys, "scan", file)[1]
    assert "P22" in run(capsys, "scan", file, "--level", "full")[1]


def test_a_docx_is_scanned_with_what_it_carries_along(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_paragraph("关于做好防汛工作的通知")
    document.add_paragraph("要切实布署防汛工作。")
    hidden = document.add_paragraph("公开。").add_run("内部掌握")
    hidden.font.hidden = True
    document.save(str(tmp_path / "a.docx"))
    code, out, _ = run(capsys, "scan", tmp_path / "a.docx")
    assert code == 1
    assert "切实【布署】防汛" in out
    assert "内部掌握" in out
    assert out.splitlines()[-1].startswith("必错 1 处")


def test_a_table_of_findings_in_excel(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = written(tmp_path / "a.txt", "=HYPERLINK(1)要切实布署，。\n其它。\n")
    out = tmp_path / "out.xlsx"
    assert run(capsys, "scan", file, "--format", "xlsx", "-o", out)[0] == 1
    book = openpyxl.load_workbook(out)
    rows = list(book["问题"].iter_rows(values_only=True))
    assert rows[0][2] == "规则"
    assert [row[2] for row in rows[1:]] == ["W1", "P8", "W2"]
    words = [cell for row in book["问题"].iter_rows() for cell in row if cell.data_type == "f"]
    assert words == []


def test_every_rule_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "rules")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [rule.code for rule in all_rules()]
    code, out, _ = run(capsys, "rules", "--format", "json")
    assert [rule["rule"] for rule in json.loads(out)] == [rule.code for rule in all_rules()]


def test_a_file_that_is_no_text_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "a.docx"
    broken.write_bytes(b"PK\x03\x04nonsense")
    code, out, err = run(capsys, "scan", broken)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    code, _, err = run(capsys, "scan", tmp_path / "none.txt")
    assert code == 3
    assert len(err.splitlines()) == 1


def test_a_list_of_ones_own_is_used_and_its_bad_rows_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, text = tmp_path / "词库.csv", tmp_path / "稿.txt"
    words.write_text("词语,分类,程度,替换\n坭兴陶瓷,own,必错,坭兴陶\n陶,own,,\n", encoding="utf-8")
    text.write_text("举办坭兴陶瓷展。\n", encoding="utf-8")
    code, out, err = run(capsys, "scan", text, "--lexicon", words)
    assert code == 1
    assert "【坭兴陶瓷】" in out
    assert "1 行没有读入（第 3 行）" in err


def test_a_list_that_is_none_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, text = tmp_path / "词库.csv", tmp_path / "稿.txt"
    words.write_text("甲,乙\n一,二\n", encoding="utf-8")
    text.write_text("举办展览。\n", encoding="utf-8")
    code, _, err = run(capsys, "scan", text, "--lexicon", words)
    assert code
    assert "没有“词语”或“姓名”这一列" in err
