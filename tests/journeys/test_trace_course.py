"""责任倒查 as a course: hands, later signers, delegation, findings set aside, release."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from qz_review.cli import main
from qz_review.markup.trace import Holding
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph, plain_text
from qz_review.scanning.suppression import SuppressionScope
from qz_review.services.findings import find
from qz_review.services.scanning import scanner_without_typos
from qz_review.services.trace_course import Course, CourseNode, NodeKind
from tests.journeys.office import Office, replaced

SERIOUS = "领导小姐"
TEXT = ManuscriptText(
    "关于冬季供水的通知",
    blocks=(
        Paragraph("各县、区人民政府："),
        Paragraph(f"{SERIOUS}召开会议，截至11月底完成检修。"),
        Paragraph("其他事项另行通知。"),
    ),
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "workspace", rules=scanner_without_typos)
    yield made
    made.workspace.close()


def ignore(office: Office, mid: str, reason: str) -> str:
    workspace = office.workspace
    basis = workspace.findings.basis(mid)
    assert basis is not None
    text = office.view(mid).text
    view = next(v for v in find(basis, text).open if v.finding.quote == SERIOUS)
    return workspace.findings.ignore(
        mid, view.finding, plain_text(text), SuppressionScope.MANUSCRIPT, reason
    )


def course(office: Office, mid: str, quote: str) -> Course:
    trace = office.workspace.trace
    return trace.course(trace.of_quote(mid, quote)[0], mid)


def of_kind(found: Course, kind: NodeKind) -> list[CourseNode]:
    return [node for node in found.nodes if node.kind is kind]


def test_a_finding_set_aside_stands_with_its_reason(office: Office) -> None:
    mid = office.register(TEXT)
    office.at("editor")
    ignore(office, mid, "引用原文")
    office.sign(mid, "editor")
    found = course(office, mid, f"{SERIOUS}召开")
    [node] = of_kind(found, NodeKind.IGNORED)
    assert node.stage is Stage.REVIEW_1 and "张某宁" in node.spoken
    assert f"忽略严重提示“{SERIOUS}”" in node.spoken and "理由：引用原文" in node.spoken
    assert found.ignored == 1 and found.after_words.endswith("1 条提示被忽略")
    assert course(office, mid, "其他事项").ignored == 0


def test_one_that_counts_again_says_so(office: Office) -> None:
    mid = office.register(TEXT)
    office.at("editor")
    suppression = ignore(office, mid, "引用原文")
    office.workspace.findings.restore(mid, suppression)
    [node] = of_kind(course(office, mid, SERIOUS), NodeKind.IGNORED)
    assert node.spoken.endswith("后已恢复")


def test_who_changed_the_words_is_the_source_and_later_signers_follow(office: Office) -> None:
    mid = office.register(TEXT)
    office.at("editor")
    ignore(office, mid, "引用原文")
    changed = replaced(office.view(mid).text, "截至11月底", "截止目前")
    office.sign(mid, "editor", text=changed)
    office.advance(mid, Stage.PROOF_2)
    found = course(office, mid, "截止目前")
    assert found.sources == (("一审", "张某宁"),)
    assert (found.steps, found.people) == (2, 3)
    assert found.summary == "形成 一审 张某宁 · 其后 2 个环节、3 人签署"
    [source] = of_kind(found, NodeKind.SOURCE)
    assert source.is_source and "把“" in source.spoken and "改为“" in source.spoken
    first = found.nodes[0]
    assert first.kind is NodeKind.ORIGINAL and not first.is_source and "写作“" in first.spoken
    held = {node.label: node.held for node in of_kind(found, NodeKind.SIGNED)}
    assert held == dict.fromkeys(("一校", "二审"), Holding.WHOLE)
    assert source.spoken.endswith("签署")  # his own sign-off stands on his line
    whole = course(office, mid, "召开会议")
    assert whole.sources[0][0] == "原稿" and whole.nodes[0].is_source
    assert whole.steps == 3


def test_the_command_line_tells_it_too(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    mid = office.register(TEXT)
    office.at("editor")
    ignore(office, mid, "引用原文")
    number = office.view(mid).number
    folder = str(office.workspace.folder)
    assert main(["trace", folder, number, SERIOUS]) == 0
    out = capsys.readouterr().out
    assert "忽略过的提示：" in out and "理由：引用原文" in out
    assert main(["trace", folder, number, SERIOUS, "--format", "json"]) == 0
    [place] = json.loads(capsys.readouterr().out)
    assert place["ignored"][0]["stage"] == "review_1"
