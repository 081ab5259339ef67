"""Plain lines are written the quick way exactly as the way for any line would write them."""

from __future__ import annotations

import random
import re

import pytest

from qz_review.documents.docx_in import read_docx
from qz_review.documents.docx_out.plain_lines import PlainLines
from qz_review.documents.docx_out.writing import open_source, with_source, write_marked
from qz_review.documents.ooxml import Package
from qz_review.markup.layers import compose
from qz_review.markup.marked import Version
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText
from tests.support.docx_parts import docx, numbered, numbering_part, paragraph, run
from tests.support.rich_docx import dressed, p
from tests.support.text_edits import as_read, edited

STAGES = (Stage.REVIEW_1, Stage.PROOF_1, Stage.REVIEW_2)
_NUMBERS = re.compile(r' w:id="\d+"')


def plain() -> bytes:
    """Titles, indents as spaces, runs in several dresses, some raised, some with more in them."""
    bold, raised = "<w:b/>", '<w:vertAlign w:val="superscript"/>'
    several = run("关于") + dressed("做好供水", bold) + run("工作的") + dressed("通知内容", bold)
    broken = "<w:r><w:t>前半</w:t><w:lastRenderedPageBreak/><w:t>后半页的文字</w:t></w:r>"
    marked = run("甲乙丙丁") + '<w:bookmarkStart w:id="7" w:name="b"/>' + run("戊己庚辛")
    body = [
        paragraph("供水管网巡查通知", properties='<w:jc w:val="center"/>'),
        f"<w:p>{several}</w:p>",
        p(run("　　") + run("  各县区要落实") + run("责任，按期报告。  ")),
        p(run("面积三平方米") + dressed("注", raised) + run("以上的管网要登记。")),
        f"<w:p>{broken}{run('连着的句子。')}</w:p>",
        f"<w:p>{marked}</w:p>",
        numbered("总体要求和目标任务"), numbered("组织实施和督促检查"),
        *(paragraph(f"第{n}处管网由第{n}组负责巡查，发现问题马上处理。") for n in range(6)),
    ]  # fmt: skip
    return docx("".join(body), numbering=numbering_part(("chineseCounting", "%1、")))


def written(data: bytes, versions: list[Version]) -> str:
    source = open_source(data, versions[0].text)
    marked = compose(with_source(source, versions))
    out = write_marked(source, marked).content
    package = Package(out)
    return _NUMBERS.sub("", package.read(package.main_part).decode())


def versions_of(text: ManuscriptText, seed: int) -> list[Version]:
    chance = random.Random(seed)
    versions = [Version(None, text)]
    for stage in STAGES[: chance.randrange(1, 4)]:
        steps = [
            (chance.choice((0, 1, 2, 10)), chance.randrange(500), chance.randrange(12),
             "".join(chance.choices("市供水12、。　 ", k=chance.randrange(5))))
            for _ in range(chance.randrange(1, 9))
        ]  # fmt: skip
        changed = edited(versions[-1].text, steps)
        versions.append(Version(stage, changed, f"{stage.label}员", "2026-11-17T08:12:03.123Z"))
    return versions


@pytest.mark.parametrize("seed", range(60))
def test_the_quick_way_writes_what_the_other_writes(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = plain()
    versions = versions_of(read_docx(data).text, seed)
    quick = written(data, versions)
    monkeypatch.setattr(PlainLines, "write", lambda *_: None)
    assert quick == written(data, versions)


def test_most_lines_of_a_manuscript_are_written_the_quick_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[bool] = []
    write = PlainLines.write

    def watched(lines: PlainLines, *arguments: object) -> object:
        found = write(lines, *arguments)  # type: ignore[arg-type]
        taken.append(found is not None)
        return found

    monkeypatch.setattr(PlainLines, "write", watched)
    data = plain()
    text = read_docx(data).text
    changed = edited(text, [(0, at, 2, "市") for at in range(30)])
    assert as_read(changed) != as_read(text)
    written(data, [Version(None, text), Version(Stage.REVIEW_1, changed, "张某")])
    assert taken.count(True) > taken.count(False) > 0
