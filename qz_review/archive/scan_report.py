"""扫描报告: the files of a 批量扫描 and what was found in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qz_review.archive.blocks import Align, Block
from qz_review.archive.document import Part, make_pdf
from qz_review.archive.moments import in_words
from qz_review.archive.paging import Section
from qz_review.archive.tables import Column, list_heading, list_table, remark, section_title
from qz_review.archive.xmp import Metadata
from qz_review.jobs import JobContext

TITLE = "批量扫描报告"


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """One finding.  line: of the text, from 1; 0 for one about the file."""

    line: int
    grade: str
    words: str
    fix: str
    message: str


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file.  counts: 严重, 必错, 疑似, 提示.  error: why it could not be read, or empty.

    left_out: findings that do not print.
    """

    name: str
    characters: int
    counts: tuple[int, int, int, int]
    error: str
    findings: tuple[ReportFinding, ...]
    left_out: int = 0


def scan_report(
    title: str,
    unit: str,
    level: str,
    made_at: datetime,
    files: Sequence[ReportFile],
    job: JobContext | None = None,
) -> bytes:
    """The report as PDF/A; title: what was scanned.  Raises Cancelled."""
    parts = [
        Part("文件", lambda: [_overview(title, level, made_at, files)]),
        Part("问题", lambda: _details(files)),
    ]
    metadata = Metadata(f"{TITLE}：{title}", unit, TITLE, "", made_at)
    return make_pdf(parts, metadata, None, job)


def _overview(title: str, level: str, made_at: datetime, files: Sequence[ReportFile]) -> Section:
    columns = (
        Column("序号", 32.0, Align.CENTER),
        Column("文件"),
        Column("字数", 48.0, Align.CENTER),
        Column("严重", 36.0, Align.CENTER),
        Column("必错", 36.0, Align.CENTER),
        Column("疑似", 36.0, Align.CENTER),
        Column("提示", 36.0, Align.CENTER),
    )
    rows = [
        [str(number), f"{file.name}\n{file.error}".strip(), *_counts(file)]
        for number, file in enumerate(files, 1)
    ]
    total = sum(sum(file.counts[1:]) for file in files)
    bad = sum(bool(file.error) for file in files)
    unread = f"，{bad}个没有读成" if bad else ""
    blocks: tuple[Block, ...] = (
        section_title(TITLE),
        remark(f"{title}　{in_words(made_at)}　扫描范围：{level}"),
        remark(f"共{len(files)}个文件{unread}，发现问题{total}处。"),
        list_table(columns, rows),
    )
    return Section(TITLE, blocks)


def _counts(file: ReportFile) -> list[str]:
    if file.error:
        return ["—"] * 5
    return [str(file.characters), *map(str, file.counts)]


def _details(files: Sequence[ReportFile]) -> list[Section]:
    blocks: list[Block] = []
    columns = (
        Column("位置", 40.0, Align.CENTER),
        Column("程度", 36.0, Align.CENTER),
        Column("原文", 150.0),
        Column("建议", 80.0),
        Column("说明"),
    )
    for file in files:
        if not file.findings:
            continue
        blocks.append(list_heading(file.name))
        rows = [
            [f"第{one.line}段" if one.line else "文件", one.grade, one.words, one.fix, one.message]
            for one in file.findings
        ]
        blocks.append(list_table(columns, rows))
        if file.left_out > 0:
            blocks.append(remark(f"另有{file.left_out}处没有印出，见 xlsx。"))
    if not blocks:
        return []
    return [Section("问题", (section_title("问题"), *blocks))]
