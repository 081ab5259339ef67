"""``qz-review verify``: a workspace, a handover package, or an archive PDF by itself."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qz_review.cli_handover import PACKAGE, verify_package
from qz_review.cli_texts import HELP, archive_fault_line, fault_line, revoked_line
from qz_review.workspace_folder import default_workspace_folder

if TYPE_CHECKING:
    from qz_review.archive.verifying import ArchiveReport
    from qz_review.ledger.verify import VerifyReport
    from qz_review.storage.archive_folder import FolderReport

FINE, TAMPERED = 0, 2


def add_verify_arguments(sub: argparse.ArgumentParser) -> None:
    """The arguments of ``verify``."""
    sub.add_argument(
        "workspace",
        type=Path,
        nargs="?",
        metavar="WORKSPACE|FILE.pdf",
        default=default_workspace_folder(),
        help=HELP["verify.what"],
    )
    sub.add_argument("--roster", type=Path, metavar="FILE", help=HELP["verify.roster"])


def verify(options: argparse.Namespace) -> int:
    """Verify what is named; prints what was looked at, or all that is wrong."""
    if options.workspace.suffix == PACKAGE:
        return verify_package(options.workspace)
    if options.workspace.is_file():
        from qz_review.services.archive_check import verify_archive_file

        return _tell_archive(verify_archive_file(options.workspace, options.roster))
    from qz_review.services.archive_set import is_set, verify_set
    from qz_review.services.ledger import verify_folder

    if is_set(options.workspace):
        return _tell_set(verify_set(options.workspace))
    return tell_ledger(verify_folder(options.workspace))


def tell_ledger(report: VerifyReport) -> int:
    """Say how the verification of a ledger ended; returns the exit code."""
    fault = report.first_fault
    if fault is None:
        print(
            f"台账 {report.events} 条，稿件 {report.manuscripts} 件，"
            f"文本和附件 {report.blobs} 份，校验通过"
        )
        for void in report.revoked:
            print(revoked_line(void), file=sys.stderr)
        return FINE
    print(fault_line(fault), file=sys.stderr)
    if len(report.faults) > 1:
        print(f"另有 {len(report.faults) - 1} 处", file=sys.stderr)
    return TAMPERED


def _tell_set(report: FolderReport) -> int:
    for name in report.missing:
        print(f"缺少文件：{name}", file=sys.stderr)
    for name in report.changed:
        print(f"文件被改动过：{name}", file=sys.stderr)
    for name in report.extra:
        print(f"清单以外的文件：{name}", file=sys.stderr)
    if not report.ok:
        return TAMPERED
    print(f"文件 {report.files} 个，与清单一致，校验通过")
    return FINE


def _tell_archive(report: ArchiveReport) -> int:
    if report.number:
        kind = "归档文件" if report.archived else "未归档的工作副本"
        if report.supplement:
            kind = "归档补充单"
        print(f"{kind}：{report.number} {report.title}（{report.unit_name}）")
    if not report.ok:
        for fault in report.faults:
            print(archive_fault_line(fault), file=sys.stderr)
        return TAMPERED
    print(
        f"台账 {report.events} 条，文本 {report.texts} 份，随附文件 {report.files} 份，"
        f"清样和签发稿 {report.sheets} 份与所签文本一致，校验通过"
    )
    if report.signed_at is not None:
        moment = report.signed_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        print(f"单位签名完好，签名时间 {moment}（签名计算机的时钟）")
    if report.trusted:
        print(f"单位证书在所给名册上，校验码 {report.code}")
    else:
        print(f"单位证书尚未核对，不能证明出自该单位。与单位公布的校验码比对：{report.code}")
    return FINE
