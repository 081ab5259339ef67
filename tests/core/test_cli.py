"""The command line: what it prints, what it leaves, and its exit codes."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from qz_review import __version__
from qz_review.cli import main
from qz_review.cli_texts import sentence
from qz_review.errors import Environment, Refused
from qz_review.workspace import create_sample_office
from tests.support.docx_parts import docx as docx_of
from tests.support.revised_docx import gone, ins, p


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "office"
    create_sample_office(folder).close()
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_demo_walks_the_whole_route(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capsys, "demo", "--out", tmp_path / "out")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    steps = [line.split("  ")[0] for line in lines]
    assert [s for s in steps if s in ("一审", "一校", "二审", "二校", "三审", "三校")] == [
        "一审",
        "一校",
        "一校",
        "二审",
        "二校",
        "三审",
        "二审",
        "二校",
        "三审",
        "三校",
        "三校",
    ]
    assert any("三审  陈某安  退回二审" in line for line in lines)
    assert any("发布前扫描  李某禾  通过" in line for line in lines)
    assert sum("领导意见誊正核对 2项" in line for line in lines) == 2
    assert lines[-1].endswith("校验通过")
    assert (tmp_path / "out" / "archive.pdf").read_bytes().startswith(b"%PDF")
    for name in ("花脸稿.docx", "清样.docx"):
        assert (tmp_path / "out" / name).read_bytes().startswith(b"PK")
    code, out, _ = run(capsys, "verify", tmp_path / "out" / "workspace")
    assert (code, out) == (0, lines[-1] + "\n")
    code, _, err = run(capsys, "demo", "--out", tmp_path / "out")
    assert code == 1
    assert "不是空文件夹" in err


def test_a_cut_end_without_its_note_is_no_pass(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, "demo", "--out", tmp_path / "out")
    workspace = tmp_path / "out" / "workspace"
    (workspace / "head-note.json").unlink()
    code, out, err = run(capsys, "verify", workspace)
    assert (code, out) == (2, "")
    assert "链尾记录缺失" in err


def written(path: Path, *paragraphs: str, table: bool = False) -> Path:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        grid = document.add_table(2, 2)
        for index, cell in enumerate(cell for row in grid.rows for cell in row.cells):
            cell.text = f"格{index}"
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("paragraphs", "table"),
    [(["只有一段"], False), ([], True), (["标题", "积极做好有关工作，进一步落实", "完"], True)],
    ids=["one paragraph", "only a table", "words to change"],
)
def test_the_demo_takes_any_document(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, paragraphs: list[str], table: bool
) -> None:
    manuscript = written(tmp_path / "来稿.docx", *paragraphs, table=table)
    code, out, err = run(capsys, "demo", "--out", tmp_path / "out", "--manuscript", manuscript)
    assert (code, err) == (0, "")
    assert "归档  李某禾" in out


def test_the_demo_says_what_became_of_revisions_nobody_had_decided_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    body = p("标题") + p("正文", ins("新写的", "张某"), gone("旧的", "李某"))
    manuscript = tmp_path / "来稿.docx"
    manuscript.write_bytes(docx_of(body))
    code, out, err = run(capsys, "demo", "--out", tmp_path / "out", "--manuscript", manuscript)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[1] == "来稿.docx 里有未处理的修订 2 处，按接受读入"
    assert sum("未处理的修订" in line for line in lines) == 1


def test_what_is_no_document_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    fake = tmp_path / "照片.docx"
    fake.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    code, _, err = run(capsys, "demo", "--out", tmp_path / "out", "--manuscript", fake)
    assert code == 1
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "out").exists()
    code, _, err = run(
        capsys, "demo", "--out", tmp_path / "two", "--manuscript", tmp_path / "nothing.docx"
    )
    assert code == 3
    assert str(tmp_path / "nothing.docx") in err


def test_listing_as_text_and_json(capsys: pytest.CaptureFixture[str], office: Path) -> None:
    code, out, _ = run(capsys, "list", office)
    assert code == 0
    assert len(out.splitlines()) == 16
    row = next(line for line in out.splitlines() if line.startswith("QT-2026-0412  "))
    assert re.search(r"  [0-9A-F]{4} [0-9A-F]{4}  二审  我市新增12个社区长者食堂 .*  周某远$", row)
    code, out, _ = run(capsys, "list", office, "--format", "json")
    rows = json.loads(out)
    assert {row["phase"] for row in rows} >= {"in_review", "archived", "withdrawn"}
    assert all(len(row["head"]) == 64 and row["id"] and row["state"] for row in rows)


def test_a_quote_is_traced_to_who_wrote_it(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    words = "冬季流感疫苗"
    code, out, _ = run(capsys, "trace", office, "QT-2026-0394", " ".join(words))
    assert code == 0
    assert "原稿" in out
    assert re.search(r"三审  何某清  同意发布  含全部  \d{4}-\d\d-\d\d \d\d:\d\d", out)
    code, out, _ = run(capsys, "trace", office, "QT-2026-0394", words, "--format", "json")
    place = json.loads(out)[0]
    assert (place["start"], place["quote"]) == (0, words)
    assert [s["stage"] for s in place["signatures"]].count("review_3") >= 1
    code, _, err = run(capsys, "trace", office, "QT-2026-0394", " ")
    assert (code, "没有写要查的文字" in err) == (1, True)
    code, out, err = run(capsys, "trace", office, "QT-2026-0394", "没有写过的话")
    assert (code, out) == (1, "")
    assert "没有写过的话" in err


def test_an_archive_can_be_made_again(
    capsys: pytest.CaptureFixture[str], office: Path, tmp_path: Path
) -> None:
    target = tmp_path / "again.pdf"
    code, _, _ = run(capsys, "archive", office, "QT-2026-0394", "-o", target)
    assert code == 0
    assert target.read_bytes().startswith(b"%PDF")
    code, _, err = run(capsys, "archive", office, "QT-2026-9999", "-o", target)
    assert code == 1
    assert "QT-2026-9999" in err


def test_rebuild_backup_restore(
    capsys: pytest.CaptureFixture[str], office: Path, tmp_path: Path
) -> None:
    code, out, _ = run(capsys, "rebuild", office)
    assert (code, "16 件" in out) == (0, True)
    code, out, _ = run(capsys, "backup", office)
    backup = out.strip().removeprefix("已备份：")
    assert code == 0 and Path(backup).is_file()
    code, out, _ = run(capsys, "restore", backup, tmp_path / "restored")
    assert code == 0
    assert run(capsys, "verify", tmp_path / "restored")[0] == 0
    broken = tmp_path / "backup-20261123-000000Z.zip"
    broken.write_bytes(Path(backup).read_bytes()[:2000])
    code, _, err = run(capsys, "restore", broken, tmp_path / "third")
    assert code == 2
    assert len(err.splitlines()) == 1


def test_a_changed_row_is_named_and_ends_with_two(
    capsys: pytest.CaptureFixture[str], office: Path, tmp_path: Path
) -> None:
    _, out, _ = run(capsys, "backup", office)
    copy = tmp_path / "copy"
    run(capsys, "restore", out.strip().removeprefix("已备份："), copy)
    connection = sqlite3.connect(copy / "ledger.db")
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    kept = guards.fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {name}")
    (mid,) = connection.execute(
        "SELECT manuscript_id FROM manuscripts WHERE number = 'QT-2026-0398'"
    ).fetchone()
    connection.execute(
        "UPDATE events SET signature = zeroblob(64) WHERE stream = ? AND seq = 3", (mid,)
    )
    for _, sql in kept:
        connection.execute(sql)
    connection.commit()
    connection.close()
    code, out, err = run(capsys, "verify", copy)
    assert (code, out) == (2, "")
    assert err.startswith("稿件 QT-2026-0398 青汀大桥")
    assert "第3条（seq 3）" in err


def test_a_file_that_is_no_database_ends_with_two(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "ledger.db").write_bytes(b"not a database at all" * 500)
    code, _, err = run(capsys, "verify", tmp_path)
    assert code == 2
    assert "已损坏" in err


def test_an_empty_file_in_the_databases_place_names_its_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "资料"
    folder.mkdir()
    (folder / "ledger.db").touch()
    code, _, err = run(capsys, "verify", folder)
    assert (code, f"“{folder}”里有别的文件" in err) == (3, True)


def test_a_backup_that_is_not_there_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for backup in (tmp_path / "没有.zip", tmp_path):
        code, _, err = run(capsys, "restore", backup, tmp_path / "into")
        assert (code, f"读不了备份“{backup}”" in err) == (3, True)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_demo_leaves_its_folder_free_for_the_next(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    empty = written(tmp_path / "空.docx")
    code, _, _ = run(capsys, "demo", "--out", out, "--manuscript", empty)
    assert code == 1 and list(out.iterdir()) == []
    code, _, _ = run(capsys, "demo", "--out", out)
    assert code == 0


def test_no_workspace_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for command in ("verify", "rebuild", "backup", "list"):
        code, _, err = run(capsys, command, tmp_path)
        assert code == 1
        assert f"“{tmp_path}”里没有工作区" in err


def test_a_path_is_named_as_it_was_given(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner, draft = Path("甲", "乙"), Path("甲", "来稿.docx")
    (tmp_path / inner).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert f"“{inner}”里没有工作区" in run(capsys, "list", inner)[2]
    assert "“.”里没有工作区" in run(capsys, "verify", ".")[2]
    assert "“甲”不是空文件夹" in run(capsys, "demo", "--out", "甲")[2]
    read = run(capsys, "demo", "--out", "新", "--manuscript", draft)[2]
    assert f"读不了文件“{draft}”" in read


def test_the_sample_command_makes_an_office_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, _ = run(capsys, "sample", tmp_path / "office")
    assert code == 0
    assert "zhouyuan  周某远  科长  sample-2026" in out
    code, _, err = run(capsys, "sample", tmp_path / "office")
    assert (code, "已有工作区" in err) == (3, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "缺少参数 命令"),
        (["nothing"], "命令 不能是 “nothing”，可用 demo, "),
        (["demo"], "缺少参数 --out"),
        (["demo", "--out"], "--out 后面缺少内容"),
        (["list", "--format", "xml"], "--format 不能是 “xml”，可用 text, json"),
        (["list", "a", "b"], "多出的参数 b"),
    ],
)
def test_wrong_usage_ends_with_64(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 64
    shown = capsys.readouterr().err
    assert shown.startswith("用法：") and words in shown


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    shown = capsys.readouterr().out
    for command in (
        "demo",
        "verify",
        "rebuild",
        "backup",
        "restore",
        "sample",
        "list",
        "archive",
        "text",
    ):
        assert command in shown
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.strip() == f"qz-review {__version__}"


def test_an_error_without_a_sentence_is_named_by_its_code() -> None:
    line = sentence(Refused("something.new", name="x"))
    assert "something.new" in line and "\n" not in line
    assert "…" in sentence(Environment("workspace.cannot_open"))


def test_every_refusal_of_a_document_has_a_sentence() -> None:
    folder = Path(__file__).parents[2] / "qz_review" / "documents"
    found = {
        code
        for path in folder.glob("*.py")
        for code in re.findall(
            r'"((?:convert|docx|file|html|mht|text)\.[a-z_]+)"', path.read_text("utf-8")
        )
    }
    assert len(found) > 10
    for code in found:
        assert code not in sentence(Refused(code)), code


def test_redline_writes_the_marked_document(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    old = written(tmp_path / "初稿.docx", "关于长者食堂", "完善老年食堂。")
    new = written(tmp_path / "二稿.docx", "关于长者食堂", "完善长者食堂。")
    page, pdf = tmp_path / "花脸稿.html", tmp_path / "花脸稿.PDF"
    code, out, err = run(capsys, "redline", old, new, "-o", page, "--author", "周某远")
    assert (code, err) == (0, "")
    assert out == f"改动 1 处，已写入 {page}\n"
    html = page.read_text(encoding="utf-8")
    assert ">老年</del>" in html
    assert ">长者</ins>" in html
    assert "周某远" in html
    assert run(capsys, "redline", old, new, "-o", pdf)[0] == 0
    assert pdf.read_bytes().startswith(b"%PDF")


def test_redline_refuses_what_it_cannot_write(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    old = written(tmp_path / "初稿.docx", "完善老年食堂。")
    page = tmp_path / "page.html"
    page.write_text("<p>完善长者食堂。</p>", encoding="utf-8")
    code, _, err = run(capsys, "redline", old, old, "-o", tmp_path / "out.odt")
    assert code == 1
    assert "花脸稿不能写成" in err
    assert ".html" in err
    code, _, err = run(capsys, "redline", old, page, "-o", page)
    assert code == 1
    assert "没有改动它" in err
    assert page.read_text(encoding="utf-8") == "<p>完善长者食堂。</p>"
    code, _, err = run(capsys, "redline", old, tmp_path / "none.docx", "-o", tmp_path / "x.html")
    assert code == 3
    assert not (tmp_path / "x.html").exists()


def revised(path: Path, before: str, inserted: str) -> Path:
    document = docx.Document()
    document.add_paragraph("关于长者食堂")
    line = document.add_paragraph(before)
    change = OxmlElement("w:ins")
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "李某禾")
    run = line.add_run(inserted)._r
    line._p.remove(run)
    change.append(run)
    line._p.append(change)
    document.save(str(path))
    return path


def test_revisions_in_the_files_are_told_beside_the_output(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    old = revised(tmp_path / "改前.docx", "完善老年食堂", "和助餐点")
    new = written(tmp_path / "改后.docx", "关于长者食堂", "完善长者食堂和助餐点")
    _, out, err = run(capsys, "text", old)
    assert out == "关于长者食堂\n完善老年食堂和助餐点\n"
    assert err == "改前.docx 里有未处理的修订 1 处，按接受读入\n"
    _, out, err = run(capsys, "text", old, "--revisions", "reject")
    assert (out, "按拒绝读入" in err) == ("关于长者食堂\n完善老年食堂\n", True)
    marked = tmp_path / "花脸稿.docx"
    code, out, err = run(capsys, "redline", old, new, "-o", marked)
    assert (code, out) == (0, f"改动 1 处，已写入 {marked}\n")
    assert err == "改前.docx 里有未处理的修订 1 处，按接受读入\n"
    before = run(capsys, "text", marked, "--revisions", "reject")[1]
    assert before == "关于长者食堂\n完善老年食堂和助餐点\n"
    assert run(capsys, "text", marked)[1] == run(capsys, "text", new)[1]


def test_what_the_system_refuses_is_said_in_chinese(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = written(tmp_path / "稿.docx", "关于长者食堂", "完善老年食堂")
    assert "找不到文件" in run(capsys, "text", tmp_path / "没有.docx")[2]
    assert "这是文件夹" in run(capsys, "text", tmp_path)[2]
    other = written(tmp_path / "二稿.docx", "关于长者食堂", "完善长者食堂")
    code, out, err = run(capsys, "redline", file, other, "-o", other / "出.html")
    assert (code, out) == (3, "")
    assert err.startswith("写不了文件") and "检查磁盘" not in err
    assert not re.search("[A-Za-z]{3}", err)


def test_redline_of_equal_words_writes_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    old = written(tmp_path / "初稿.docx", "关于长者食堂", "完善长者食堂")
    new = written(tmp_path / "二稿.docx", "关于长者食堂", "完善长者食堂")
    marked = tmp_path / "花脸稿.docx"
    code, out, err = run(capsys, "redline", old, new, "-o", marked)
    assert (code, out, err) == (0, "两份文件文字相同，没有写文件\n", "")
    assert not marked.exists()
