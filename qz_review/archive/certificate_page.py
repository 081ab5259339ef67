"""扫描证书: what the final scan used, what it found, and what became of each finding."""

from __future__ import annotations

from qz_review.archive import paper
from qz_review.archive.blocks import Align, Block, words_block
from qz_review.archive.check_pages import running_head
from qz_review.archive.dossier import Dossier, ScanRow
from qz_review.archive.moments import in_groups, in_words
from qz_review.archive.paging import Section
from qz_review.archive.tables import (
    LIST_HASH,
    Column,
    inner_width,
    list_heading,
    list_table,
    remark,
    section_title,
)
from qz_review.clock import from_stored
from qz_review.model.finding import Severity
from qz_review.model.scan_certificate import CertifiedFinding, Fate, ScanCertificate

TITLE = "扫描证书"
_LABEL = 110.0
_MOST = 400
"""Findings that print; the certificate itself, kept as a file, has all of them."""


def certificate_section(dossier: Dossier) -> Section | None:
    """The section, None where no scan with rules was made."""
    certificate, scan = dossier.certificate, dossier.scan
    if certificate is None or scan is None:
        return None
    blocks: list[Block] = [
        section_title(TITLE),
        _about(certificate, scan),
        list_heading("所用规则、词表和模型"),
        _used(certificate),
        list_heading(_summary(certificate)),
    ]
    shown = certificate.findings[:_MOST]
    if shown:
        blocks.append(_findings(shown, scan))
    if len(certificate.findings) > _MOST:
        rest = len(certificate.findings) - _MOST
        blocks.append(remark(f"另有{rest}处，见证书文件。"))
    return Section(TITLE, tuple(blocks), running_head=running_head(dossier))


def _about(certificate: ScanCertificate, scan: ScanRow) -> Block:
    rows: list[list[str | Block]] = [
        ["扫描文本", _hash(certificate.text_hash)],
        ["字数", str(certificate.characters)],
        ["扫描范围", certificate.level],
        ["扫描人", certificate.by],
        ["扫描时间", in_words(from_stored(certificate.at))],
    ]
    if scan.waived_by:
        rows.append(["放行", f"{scan.waived_by}：{scan.waiver_reason}"])
    return list_table((Column("项目", _LABEL), Column("内容")), rows)


def _used(certificate: ScanCertificate) -> Block:
    rules = f"{certificate.rules_version}，共{certificate.rules_count}条"
    rows: list[list[str | Block]] = [["规则", rules, _hash(certificate.rules_digest)]]
    for used in certificate.lists:
        name = "　".join(part for part in (used.layer, used.name) if part)
        rows.append(["词表", name, _hash(used.digest) if used.digest else used.version])
    if certificate.model_digest or certificate.model_version:
        rows.append(["模型", certificate.model_version, _hash(certificate.model_digest)])
    else:
        rows.append(["模型", "未用", ""])
    columns = (Column("种类", 44.0, Align.CENTER), Column("名称与版本"), Column("SHA-256", 200.0))
    return list_table(columns, rows)


def _summary(certificate: ScanCertificate) -> str:
    counts = "，".join(
        f"{fate.label}{certificate.count(fate)}处" for fate in Fate if certificate.count(fate)
    )
    return f"问题及处理：{counts}" if counts else "没有发现问题"


def _findings(findings: tuple[CertifiedFinding, ...], scan: ScanRow) -> Block:
    columns = (
        Column("序号", 28.0, Align.CENTER),
        Column("位置", 40.0, Align.CENTER),
        Column("程度", 40.0, Align.CENTER),
        Column("原文与说明"),
        Column("处理", 150.0),
    )
    rows = [
        [
            str(number),
            f"第{one.paragraph}段" if one.paragraph else "其他",
            f"{one.certainty.label}\n{one.severity.label if one.severity else ''}".strip(),
            f"“{one.quote}”\n{one.message}（{one.rule}，{one.source}）",
            _fate(one, scan),
        ]
        for number, one in enumerate(findings, 1)
    ]
    return list_table(columns, rows)


def _fate(one: CertifiedFinding, scan: ScanRow) -> str:
    if one.fate is Fate.IGNORED:
        return f"忽略（{one.scope}）：{one.reason}\n{one.by} {in_words(from_stored(one.at))}"
    if one.fate is Fate.OPEN and one.severity is Severity.SERIOUS and scan.waived_by:
        return f"{scan.waived_by} 放行：{scan.waiver_reason}"
    return one.fate.label


def _hash(digest: str) -> Block:
    width = inner_width(paper.COLUMN - _LABEL)
    words = f"{in_groups(digest[:32])}\n{in_groups(digest[32:])}"
    return words_block(words, LIST_HASH, width, 10.5)
