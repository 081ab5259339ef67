"""The command line: the headless face of the same services.

Exit codes: 0 fine, 1 findings or a refused act, 2 tampered or unreadable evidence,
3 environment, 64 usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from qz_review import __version__
from qz_review.cli_handover import add_handover_commands
from qz_review.cli_scan import add_rules_arguments, add_scan_arguments, rules, scan
from qz_review.cli_texts import HELP, act_label, pending_line, sentence, usage_line
from qz_review.cli_trace import add_list_arguments, add_trace_arguments, list_manuscripts, trace
from qz_review.cli_verify import add_verify_arguments, tell_ledger, verify
from qz_review.errors import Cancelled, Environment, QzError, Tampered
from qz_review.system_reasons import reason_of
from qz_review.workspace_folder import default_workspace_folder

if TYPE_CHECKING:
    from qz_review.demo import DemoStep

FINE, REFUSED, TAMPERED, ENVIRONMENT, USAGE = 0, 1, 2, 3, 64


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code.  A QzError is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a character goes on
    options = _parser().parse_args(arguments)
    given = [value for value in vars(options).values() if isinstance(value, Path)]
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        return command(options)
    except QzError as error:
        print(sentence(error, given), file=sys.stderr)
        return exit_code(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE  # whoever read along has seen enough
    except OSError as error:
        reason = reason_of(error)
        print(sentence(Environment("disk.failed", reason=reason)), file=sys.stderr)
        return ENVIRONMENT
    except KeyboardInterrupt:
        print(sentence(Cancelled()), file=sys.stderr)
        return REFUSED


def exit_code(error: QzError) -> int:
    """The exit code that goes with an error."""
    if isinstance(error, Tampered):
        return TAMPERED
    if isinstance(error, Environment):
        return ENVIRONMENT
    return REFUSED


# --- commands -----------------------------------------------------------------------------------


def _demo(options: argparse.Namespace) -> int:
    from qz_review.demo import run_demo

    def say(step: DemoStep) -> None:
        print(_step_line(step))
        if step.pending_revisions and options.manuscript is not None:
            print(pending_line(options.manuscript.name, step.pending_revisions, "accept"))

    result = run_demo(options.out, options.manuscript, say)
    print(f"归档：{result.archive}")
    for path in result.docx_files:
        print(f"{path.stem}：{path}")
    return tell_ledger(result.report)


def _step_line(step: DemoStep) -> str:
    label = step.stage.label if step.stage and step.kind == "sign" else act_label(step.kind)
    if step.kind == "return" and step.stage is not None:
        label, decision = step.stage.label, f"退回{step.decision}"
    else:
        decision = step.decision
    who = f"{step.who}（{step.part}）" if step.part else step.who
    ticked = f"领导意见誊正核对 {step.leader_lines}项" if step.leader_lines else ""
    return "  ".join(filter(None, (label, who, decision, step.short_hash, ticked)))


def _rebuild(options: argparse.Namespace) -> int:
    from qz_review.workspace import open_workspace

    with open_workspace(options.workspace) as workspace:
        count = workspace.ledger.rebuild()
    print(f"已由台账重建 {count} 件稿件的列表和检索")
    return FINE


def _backup(options: argparse.Namespace) -> int:
    from qz_review.workspace import open_workspace

    with open_workspace(options.workspace) as workspace:
        print(f"已备份：{workspace.backup.run_now()}")
    return FINE


def _restore(options: argparse.Namespace) -> int:
    from qz_review.services.backup import restore

    count, kept_aside = restore(options.backup, options.into)
    print(f"已恢复 {count} 条链到 {options.into}；管理员下次登录时签署恢复记录")
    if kept_aside is not None:
        print(f"原来的工作区保留在 {kept_aside}")
    return FINE


def _sample(options: argparse.Namespace) -> int:
    from qz_review.workspace import create_sample_office

    with create_sample_office(options.folder) as workspace:
        print(f"示例单位“{workspace.unit_name}”已建立：{workspace.folder}")
        for account in workspace.session.accounts():
            print(f"  {account.account}  {account.name}  {account.duty}  {account.sample_password}")
    return FINE


def _archive(options: argparse.Namespace) -> int:
    from qz_review.storage.atomic_file import write_atomically
    from qz_review.workspace import open_workspace

    with open_workspace(options.workspace) as workspace:
        manuscript_id = workspace.manuscripts.find_by_number(options.number)
        write_atomically(options.output, workspace.archive.archive_pdf(manuscript_id))
    print(f"已写入 {options.output}")
    print("这一份没有单位签名：签名要在桌面上登录后另存", file=sys.stderr)
    return FINE


def _text(options: argparse.Namespace) -> int:
    from qz_review.services.document_text import document_lines

    words = document_lines(options.file, reject_revisions=options.revisions == "reject")
    _tell_pending(options.file, words.pending_revisions, options.revisions)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the console: a file is read by others
    print("\n".join(words.lines))
    return FINE


def _redline(options: argparse.Namespace) -> int:
    from qz_review.services.redline import redline

    report = redline(options.old, options.new, options.output, options.author)
    for path, count in zip((options.old, options.new), report.pending, strict=True):
        _tell_pending(path, count)
    if not report.changes:
        print("两份文件文字相同，没有写文件")
        return FINE
    coarse = "，改动过大的段落按整段比较" if report.coarse else ""
    print(f"改动 {report.changes} 处{coarse}，已写入 {report.output}")
    return FINE


def _tell_pending(file: Path, count: int, taken: str = "accept") -> None:
    """On stderr, so that what is printed stays clean: the file's 修订 and how they were read."""
    if count:
        print(pending_line(file.name, count, taken), file=sys.stderr)


# --- the parser -----------------------------------------------------------------------------------


class _Help(argparse.HelpFormatter):
    """argparse's layout with a Chinese word for usage."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """As argparse does it, the prefix apart."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse with our exit code for wrong usage, in Chinese."""

    def error(self, message: str) -> NoReturn:
        """Print how to call it, and end with the usage code."""
        self.print_usage(sys.stderr)
        print(f"{self.prog}：{usage_line(message)}", file=sys.stderr)
        raise SystemExit(USAGE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="qz-review", description=HELP["program"], add_help=False, formatter_class=_Help
    )
    _headings(parser)
    parser.add_argument(
        "--version", action="version", version=f"qz-review {__version__}", help=HELP["version"]
    )
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)

    def command(
        name: str,
        run: Callable[[argparse.Namespace], int] | None = None,
        words: str = "",
        among: argparse._SubParsersAction[Any] = commands,
    ) -> argparse.ArgumentParser:
        words = words or HELP[name]
        sub: argparse.ArgumentParser = among.add_parser(
            name, help=words, description=words, add_help=False, formatter_class=_Help
        )
        _headings(sub)
        sub.set_defaults(run=run)
        return sub

    def workspace(sub: argparse.ArgumentParser) -> None:
        sub.add_argument(
            "workspace",
            type=Path,
            nargs="?",
            metavar="WORKSPACE",
            default=default_workspace_folder(),
            help=HELP["workspace"],
        )

    demo = command("demo", _demo)
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help=HELP["demo.out"])
    demo.add_argument("--manuscript", type=Path, metavar="FILE", help=HELP["demo.manuscript"])
    add_verify_arguments(command("verify", verify))
    workspace(command("rebuild", _rebuild))
    workspace(command("backup", _backup))
    restore = command("restore", _restore)
    restore.add_argument("backup", type=Path, metavar="BACKUP", help=HELP["restore.backup"])
    restore.add_argument("into", type=Path, metavar="INTO", help=HELP["restore.into"])
    sample = command("sample", _sample)
    sample.add_argument("folder", type=Path, metavar="DIR", help=HELP["sample.folder"])
    listing = command("list", list_manuscripts)
    workspace(listing)
    add_list_arguments(listing)
    add_trace_arguments(command("trace", trace))
    archive = command("archive", _archive)
    archive.add_argument("workspace", type=Path, metavar="WORKSPACE", help=HELP["workspace"])
    archive.add_argument("number", metavar="NUMBER", help=HELP["archive.number"])
    archive.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=HELP["archive.output"]
    )
    text = command("text", _text)
    text.add_argument("file", type=Path, metavar="FILE", help=HELP["text.file"])
    text.add_argument(
        "--revisions", choices=("accept", "reject"), default="accept", help=HELP["text.revisions"]
    )
    add_scan_arguments(command("scan", scan))
    add_rules_arguments(command("rules", rules))
    handover = command("handover").add_subparsers(title="命令", metavar="命令", required=True)
    add_handover_commands(lambda name, words, run: command(name, run, words, handover))
    marked = command("redline", _redline)
    marked.add_argument("old", type=Path, metavar="OLD", help=HELP["redline.old"])
    marked.add_argument("new", type=Path, metavar="NEW", help=HELP["redline.new"])
    marked.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help=HELP["redline.output"]
    )
    marked.add_argument("--author", default="", metavar="NAME", help=HELP["redline.author"])
    return parser


def _headings(parser: argparse.ArgumentParser) -> None:
    parser._positionals.title = "参数"
    parser._optionals.title = "选项"
    parser.add_argument("-h", "--help", action="help", help="显示这份说明")


if __name__ == "__main__":
    sys.exit(main())
