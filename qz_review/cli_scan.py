"""``qz-review scan`` and ``qz-review rules``: arguments, and how findings are printed."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qz_review.cli_texts import HELP
from qz_review.errors import Refused

if TYPE_CHECKING:
    from qz_review.model.finding import Finding
    from qz_review.scanning.engine import ScanSettings
    from qz_review.scanning.layers import Lexicon
    from qz_review.scanning.protection import ProtectList
    from qz_review.services.scanning import ScannedFile

_CERTAINTIES = ("必错", "疑似", "提示", "certain", "doubtful", "hint")


def add_scan_arguments(sub: argparse.ArgumentParser) -> None:
    """The arguments of ``scan``."""
    sub.add_argument("files", nargs="+", metavar="FILE", help=HELP["scan.files"])
    sub.add_argument(
        "--format", choices=("text", "json", "xlsx"), default="text", help=HELP["scan.format"]
    )
    sub.add_argument(
        "--level", choices=("standard", "full"), default="standard", help=HELP["scan.level"]
    )
    sub.add_argument("--lines", action="store_true", help=HELP["scan.lines"])
    sub.add_argument("--only", metavar="CODE,…", type=_codes, help=HELP["scan.only"])
    sub.add_argument(
        "--min-certainty", choices=_CERTAINTIES, default="提示", help=HELP["scan.min_certainty"]
    )
    sub.add_argument("--macbert", type=Path, metavar="FOLDER", help=HELP["scan.macbert"])
    sub.add_argument(
        "--lexicon", action="append", default=[], metavar="LIST", help=HELP["scan.lexicon"]
    )
    sub.add_argument("-o", "--output", type=Path, metavar="OUT", help=HELP["scan.output"])


def add_rules_arguments(sub: argparse.ArgumentParser) -> None:
    """The arguments of ``rules``."""
    sub.add_argument("--format", choices=("text", "json"), default="text", help=HELP["list.format"])


def scan(options: argparse.Namespace) -> int:
    """Scan files; 1 where something is 必错.  Raises Refused, Environment."""
    from qz_review.services.scanning import has_certain, scan_file

    settings = _settings(options)
    if options.lines:
        return _scan_lines(options, settings)
    scanned: list[ScannedFile] = []
    for given in options.files:
        source = sys.stdin.buffer.read() if given == "-" else Path(given)
        try:
            scanned.append(scan_file(source, given, settings, options.macbert))
        except Refused as refused:
            if len(options.files) == 1:
                raise
            raise Refused(refused.code, **{**refused.facts, "which": given}) from refused
    if options.format == "xlsx":
        _write(options.output, _workbook(scanned))
    elif options.format == "json":
        shown = [_file_json(file) for file in scanned]
        words = json.dumps(shown if len(shown) > 1 else shown[0], ensure_ascii=False, indent=1)
        _print_all([words], options.output)
    else:
        _print_all(_text_lines(scanned), options.output)
    return int(any(has_certain(file.findings) for file in scanned))


def rules(options: argparse.Namespace) -> int:
    """List the rules."""
    from qz_review.model.finding import Certainty
    from qz_review.scanning.registry import all_rules

    if options.format == "json":
        listed = [
            {
                "rule": rule.code,
                "name": rule.name,
                "gate": rule.gate.label,
                "certainty": rule.certainty.label,
                "severity": None if rule.certainty is Certainty.HINT else rule.severity.label,
                "level": rule.level.value,
                "finds": rule.finds,
                "why": rule.why,
                "source": rule.source,
            }
            for rule in all_rules()
        ]
        _print_all([json.dumps(listed, ensure_ascii=False, indent=1)], None)
        return 0
    lines = []
    for rule in all_rules():
        grave = "  　" if rule.certainty is Certainty.HINT else rule.severity.label
        facts = f"{rule.certainty.label}  {grave}  {rule.gate.label}  {rule.level.label}"
        lines.append(f"{rule.code:<4}{facts}  {rule.name}：{rule.finds}（{rule.source}）")
    _print_all(lines, None)
    return 0


def _scan_lines(options: argparse.Namespace, settings: ScanSettings) -> int:
    from qz_review.documents.read import load_file
    from qz_review.services.scanning import has_certain, scan_lines

    _speak_utf8()
    several = len(options.files) > 1
    certain = False
    for given in options.files:
        data = sys.stdin.buffer.read() if given == "-" else load_file(Path(given))
        for line in scan_lines(data, settings, options.macbert):
            certain = certain or has_certain(line.findings)
            shown: dict[str, Any] = {"file": given} if several else {}
            shown |= {"line": line.number, "text": line.text}
            shown["findings"] = [_finding_json(finding) for finding in line.findings]
            print(json.dumps(shown, ensure_ascii=False))
    return int(certain)


def _settings(options: argparse.Namespace) -> ScanSettings:
    from qz_review.model.finding import Certainty
    from qz_review.scanning.engine import ScanSettings
    from qz_review.scanning.level import Level

    named = options.min_certainty
    least = next(c for c in Certainty if named in (c.value, c.label))
    lexicons, protect = _lists(options.lexicon)
    return ScanSettings(
        Level(options.level), only=options.only, least=least, protect=protect, lexicons=lexicons
    )


def _lists(names: Sequence[str]) -> tuple[tuple[Lexicon, ...], ProtectList]:
    """The lists of ``--lexicon``; rows that cannot be read are told on standard error."""
    from qz_review.documents.read import load_file
    from qz_review.scanning.layers import Layer
    from qz_review.scanning.protection import ProtectList
    from qz_review.services.list_rows import read_list
    from qz_review.services.unit_lists import word_list

    lists: list[Lexicon] = []
    protected: set[str] = set()
    for name in names:
        data = load_file(Path(name))
        read = read_list(data, name)
        made = word_list(Layer.UNIT, hashlib.sha256(data).hexdigest()[:16], read.entries)
        lists.append(made)
        protected.update(term.text for term in made.entries if term.protects)
        if read.bad:
            rows = "、".join(str(row.number) for row in read.bad[:10])
            told = HELP["scan.lexicon_bad"].format(name=name, count=len(read.bad), rows=rows)
            print(told, file=sys.stderr)
    return tuple(lists), ProtectList(protected)


def _codes(words: str) -> frozenset[str]:
    """Codes as typed; an unknown one is wrong usage."""
    from qz_review.scanning.registry import rule_of

    codes = frozenset(code.strip().upper() for code in words.split(",") if code.strip())
    unknown = sorted(code for code in codes if rule_of(code) is None)
    if unknown or not codes:
        raise argparse.ArgumentTypeError("没有规则 " + "、".join(unknown))
    return codes


# --- how findings look ----------------------------------------------------------------------------


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "gate": finding.gate.label,
        "certainty": finding.certainty.label,
        "severity": finding.severity.label if finding.severity else None,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "suggestions": list(finding.suggestions),
        "score": finding.score,
        "message": finding.message,
        "source": finding.source,
    }


def _file_json(file: ScannedFile) -> dict[str, Any]:
    return {
        "file": file.name,
        "text": file.text,
        "findings": [_finding_json(finding) for finding in file.findings],
    }


def _text_lines(scanned: Sequence[ScannedFile]) -> Iterable[str]:
    from qz_review.model.finding import Certainty

    for file in scanned:
        if len(scanned) > 1:
            yield f"—— {file.name}"
        for finding in file.findings:
            yield from _finding_lines(file, finding)
        yield "，".join(f"{c.label} {file.count(c)} 处" for c in Certainty)


def _finding_lines(file: ScannedFile, finding: Finding) -> Iterable[str]:
    from qz_review.services.batch_scan import context_of

    place = file.line_of(finding)
    where = f"第{place}段" if place else "文件"
    grave = f" · {finding.severity.label}" if finding.severity else ""
    yield f"{where}  {finding.certainty.label}{grave} · {finding.gate.label}  {finding.rule}"
    quote = context_of(file.text, finding) if place else finding.quote
    fixes = " / ".join(f"“{words}”" if words else "删去" for words in finding.suggestions)
    yield f"    {quote}" + (f"  →  {fixes}" if fixes else "")
    yield f"    {finding.message}（{finding.source}）"


def _workbook(scanned: Sequence[ScannedFile]) -> bytes:
    from qz_review.documents.xlsx_out import Sheet, Value, workbook_bytes
    from qz_review.model.finding import Certainty
    from qz_review.services.batch_scan import context_of

    headings = (
        "文件",
        "段",
        "规则",
        "程度",
        "严重",
        "六关",
        "原文",
        "建议",
        "说明",
        "依据",
        "上下文",
    )
    rows = [
        (
            file.name,
            file.line_of(finding) or None,
            finding.rule,
            finding.certainty.label,
            finding.severity.label if finding.severity else "",
            finding.gate.label,
            finding.quote,
            " / ".join(words or "（删去）" for words in finding.suggestions),
            finding.message,
            finding.source,
            context_of(file.text, finding) if file.line_of(finding) else "",
        )
        for file in scanned
        for finding in file.findings
    ]
    totals: list[list[Value]] = [
        [file.name, *(file.count(c) for c in Certainty)] for file in scanned
    ]
    return workbook_bytes(
        (
            Sheet("问题", headings, rows, (24, 6, 8, 8, 8, 10, 24, 24, 48, 40, 48)),
            Sheet("统计", ("文件", *(c.label for c in Certainty)), totals, (40, 10, 10, 10)),
        )
    )


def _print_all(lines: Iterable[str], output: Path | None) -> None:
    if output is not None:
        _write(output, ("\n".join(lines) + "\n").encode("utf-8", "replace"))
        return
    _speak_utf8()
    for line in lines:
        print(line)


def _write(output: Path | None, data: bytes) -> None:
    from qz_review.storage.atomic_file import write_atomically

    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    write_atomically(output, data)


def _speak_utf8() -> None:
    """Findings hold any character, whatever the console; a file is read by others."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
