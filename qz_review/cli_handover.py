"""``qz-review handover``: packages between desks, on the command line."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from qz_review.cli_handover_texts import HELP, OUTCOMES, PURPOSES, reason_words, verdict_words
from qz_review.errors import Refused
from qz_review.workspace_folder import default_workspace_folder, workspace_exists

if TYPE_CHECKING:
    from qz_review.services.handover_views import PackageView
    from qz_review.workspace import Workspace

PACKAGE = ".qzpkg"
FINE, NOT_ADMISSIBLE = 0, 2
PASSWORD = "QZ_REVIEW_PASSWORD"
"""Environment variable with the password, for scripts; else it is asked for."""

New = Callable[[str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]
"""Makes a parser for a command: name, help, what it runs."""


def add_handover_commands(new: New) -> None:
    """The commands below ``handover``."""
    send = new("send", HELP["send"], _send)
    send.add_argument("workspace", type=Path, metavar="WORKSPACE", help=HELP["workspace"])
    send.add_argument("numbers", nargs="+", metavar="MANUSCRIPT", help=HELP["number"])
    send.add_argument("--to", required=True, metavar="PERSON", help=HELP["to"])
    send.add_argument("--note", default="", metavar="WORDS", help=HELP["note"])
    closing = send.add_mutually_exclusive_group()
    closing.add_argument("--sealed", action="store_true", default=None, help=HELP["sealed"])
    closing.add_argument("--open", action="store_false", dest="sealed", help=HELP["open"])
    _output(send)
    _account(send)
    look = new("inspect", HELP["inspect"], _inspect)
    look.add_argument("file", type=Path, metavar="FILE", help=HELP["file"])
    look.add_argument("--workspace", type=Path, metavar="W", help=HELP["against"])
    _account(look)
    admit = new("admit", HELP["admit"], _admit)
    admit.add_argument("file", type=Path, metavar="FILE", help=HELP["file"])
    admit.add_argument("--workspace", type=Path, required=True, metavar="W", help=HELP["against"])
    admit.add_argument("--receipt", type=Path, metavar="FILE", help=HELP["receipt"])
    _account(admit)
    verify = new("verify", HELP["verify"], lambda options: verify_package(options.file))
    verify.add_argument("file", type=Path, metavar="FILE", help=HELP["file"])
    recall = new("recall", HELP["recall"], _recall)
    recall.add_argument("workspace", type=Path, metavar="WORKSPACE", help=HELP["workspace"])
    recall.add_argument("numbers", nargs="+", metavar="MANUSCRIPT", help=HELP["number"])
    _reason(recall)
    _output(recall)
    _account(recall)
    keep = new("keep", HELP["keep"], _keep)
    keep.add_argument("file", type=Path, metavar="FILE", help=HELP["file"])
    keep.add_argument("--workspace", type=Path, required=True, metavar="W", help=HELP["against"])
    _account(keep)
    forks = new("forks", HELP["forks"], _forks)
    forks.add_argument("workspace", type=Path, metavar="WORKSPACE", help=HELP["workspace"])
    settle = new("settle", HELP["settle"], _settle)
    settle.add_argument("workspace", type=Path, metavar="WORKSPACE", help=HELP["workspace"])
    settle.add_argument("number", metavar="MANUSCRIPT", help=HELP["settle.number"])
    settle.add_argument("--keep", choices=("ours", "other"), required=True, help=HELP["side"])
    _reason(settle)
    settle.add_argument("-o", "--output", type=Path, metavar="FILE", help=HELP["settled"])
    settle.add_argument("--as", dest="account", required=True, metavar="A", help=HELP["settler"])
    outbox = new("outbox", HELP["outbox"], _outbox)
    outbox.add_argument("workspace", type=Path, metavar="WORKSPACE", help=HELP["workspace"])
    roster = new("roster", HELP["roster"], _roster)
    roster.add_argument("workspace", type=Path, metavar="WORKSPACE", help=HELP["workspace"])
    roster.add_argument(
        "--for", dest="desk_for", action="append", default=[], metavar="PERSON", help=HELP["for"]
    )
    _output(roster)
    _account(roster)
    join = new("join", HELP["join"], _join)
    join.add_argument("file", type=Path, metavar="FILE", help=HELP["roster.file"])
    join.add_argument("workspace", type=Path, metavar="WORKSPACE", help=HELP["join.folder"])


def verify_package(file: Path) -> int:
    """Check a package by itself: whole, signed, every event in its chain.  Prints one line."""
    from qz_review.services.package_check import check_package

    found = check_package(file)
    sound = found.reason == "package.unknown_unit"
    _print_content(found)
    if sound:
        print("包完好，签名成立；没有对照工作区")
        return FINE
    print(f"包核验不过：{reason_words(found.reason)}", file=sys.stderr)
    return NOT_ADMISSIBLE


def _send(options: argparse.Namespace) -> int:
    with _opened(options.workspace) as workspace:
        ids = [workspace.manuscripts.find_by_number(number) for number in options.numbers]
        account = options.account or workspace.handover.usual_sender(ids)
        to_id = _person_id(workspace, options.to)
        _log_in(workspace, account)
        sent = workspace.handover.send(
            ids, to_id, options.output, note=options.note, sealed=options.sealed
        )
    print(
        f"已交出{len(sent.manuscripts)}件，{'加密' if sent.sealed else '未加密'}，写入 {sent.file}"
    )
    return FINE


def _inspect(options: argparse.Namespace) -> int:
    folder = options.workspace
    if folder is None and workspace_exists(default_workspace_folder()):
        folder = default_workspace_folder()
    if folder is None:
        return verify_package(options.file)
    with _opened(folder) as workspace:
        if options.account or workspace.receiving.is_sealed(options.file):
            _log_in(workspace, options.account or _recipient(workspace, options.file))
        found = workspace.receiving.inspect(options.file)
    _print_content(found)
    print(verdict_words(found.verdict, found.reason))
    return FINE if found.admissible else NOT_ADMISSIBLE


def _admit(options: argparse.Namespace) -> int:
    with _opened(options.workspace) as workspace:
        account = options.account or _recipient(workspace, options.file)
        if account:
            _log_in(workspace, account)
        found = workspace.receiving.inspect(options.file)
        if not found.admissible:
            print(verdict_words(found.verdict, found.reason), file=sys.stderr)
            return NOT_ADMISSIBLE
        admitted = workspace.receiving.admit(options.file)
        if options.receipt is not None and admitted.receivable:
            workspace.receiving.write_receipt(admitted.receivable, options.receipt)
    print(f"已收下{len(admitted.manuscripts)}件，其中签收{len(admitted.receivable)}件")
    if admitted.roster_events:
        print(f"人员名册更新{admitted.roster_events}条")
    if options.receipt is not None and admitted.receivable:
        print(f"回执：{options.receipt}")
    return FINE


def _recall(options: argparse.Namespace) -> int:
    with _opened(options.workspace) as workspace:
        ids = [workspace.manuscripts.find_by_number(number) for number in options.numbers]
        _log_in(workspace, options.account or workspace.handover.usual_giver(ids))
        workspace.handover.recall(ids, options.reason, options.output)
    print(f"已收回{len(ids)}件；通知写入 {options.output}，交给收件人")
    return FINE


def _keep(options: argparse.Namespace) -> int:
    with _opened(options.workspace) as workspace:
        if options.account or workspace.receiving.is_sealed(options.file):
            _log_in(workspace, options.account or _recipient(workspace, options.file))
        kept = workspace.receiving.keep_branch(options.file).set_aside
    print(f"已存下另一支{kept}条，本机的一支没有变动；用 forks 查看，用 settle 定案")
    return FINE


def _forks(options: argparse.Namespace) -> int:
    with _opened(options.workspace) as workspace:
        for row in workspace.forks.list():
            view = workspace.forks.view(row.manuscript_id, row.branch)
            settled = "已定案" if row.settled else "未定案"
            print(f"{row.number}  {row.title}  从第{row.first_seq}条起分叉，{settled}")
            for name, side in (("本机", view.ours), ("另一支", view.other)):
                for event in side.events:
                    print(f"  {name}  第{event.seq}条  {event.who}  {event.label}")
            for change in view.differences.changes:
                print(f"  文字  本机“{change.deleted}”  另一支“{change.inserted}”")
    return FINE


def _settle(options: argparse.Namespace) -> int:
    with _opened(options.workspace) as workspace:
        password = _log_in(workspace, options.account)
        manuscript_id = workspace.manuscripts.find_by_number(options.number)
        mine = [r for r in workspace.forks.list() if r.manuscript_id == manuscript_id]
        still = [row for row in mine if not row.settled]
        if not still:
            raise Refused("fork.unknown")
        ours = options.keep == "ours"
        workspace.forks.settle(manuscript_id, still[0].branch, ours, options.reason, password)
        if options.output is not None:
            workspace.forks.write_branch(manuscript_id, options.output)
    print(f"已定案，以{'本机' if ours else '另一支'}为准；另一支留在台账里")
    return FINE


def _outbox(options: argparse.Namespace) -> int:
    with _opened(options.workspace) as workspace:
        for row in workspace.handover.outbox():
            outcome = OUTCOMES[row.state]
            waiting = f"已等{_hours(row.waiting)}小时" if row.waiting else ""
            words = (row.number, f"交给{row.to_name}", outcome, waiting, row.title)
            print("  ".join(filter(None, words)))
    return FINE


def _roster(options: argparse.Namespace) -> int:
    with _opened(options.workspace) as workspace:
        _log_in(workspace, options.account or workspace.roster_files.usual_administrator())
        people = [_person_id(workspace, name) for name in options.desk_for]
        code = workspace.roster_files.export(options.output, people)
    print(f"人员名册已写入 {options.output}")
    print(f"核对码 {code}")
    return FINE


def _join(options: argparse.Namespace) -> int:
    from qz_review.services.desk_setup import look_at_roster_file
    from qz_review.workspace import join_unit

    view = look_at_roster_file(options.file)
    with join_unit(options.workspace, options.file):
        pass
    print(f"“{view.unit}”的工作区已建立：{options.workspace}")
    print(f"核对码 {view.code}，与管理员电话核对；不一致就删掉这个文件夹")
    return FINE


def _print_content(found: PackageView) -> None:
    if not found.purpose:
        return
    sender = found.sender or "不明"
    recipient = f"，给{found.recipient}" if found.recipient else ""
    print(f"{PURPOSES[found.purpose]}：{found.unit} {sender}{recipient}")
    for row in found.manuscripts:
        local = f"，本机到第{row.local_seq}条" if row.local_seq else ""
        print(f"  {row.number}  {row.title}（到第{row.package_seq}条{local}）")


def _opened(folder: Path) -> Workspace:
    from qz_review.workspace import open_workspace

    return open_workspace(folder)


def _log_in(workspace: Workspace, account: str) -> str:
    """With the sample's public password, that of the environment, or the one typed now."""
    public = (r.sample_password for r in workspace.session.accounts() if r.account == account)
    password = next(public, "") or os.environ.get(PASSWORD)
    if password is None:
        if not sys.stdin.isatty():
            raise Refused("session.no_password", variable=PASSWORD)
        password = getpass.getpass(f"{account} 的密码：")
    workspace.session.login(account, password)
    return password


def _recipient(workspace: Workspace, file: Path) -> str:
    """Account of who the package is for; empty where anybody may take it in."""
    person_id = workspace.receiving.addressed_to(file)
    person = workspace.people.roster().people.get(person_id)
    return person.account if person is not None else ""


def _person_id(workspace: Workspace, name: str) -> str:
    """Somebody by account or, where only one has it, by name."""
    roster = workspace.people.roster()
    person = roster.by_account(name)
    named = [p for p in roster.active() if p.name == name]
    if person is None and len(named) == 1:
        person = named[0]
    if person is None:
        raise Refused("handover.no_such_person", name=name)
    return person.id


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=HELP["output"]
    )


def _reason(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", required=True, metavar="WORDS", help=HELP["reason"])


def _account(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="account", default="", metavar="ACCOUNT", help=HELP["as"])


def _hours(waiting: timedelta) -> int:
    return int(waiting.total_seconds() // 3600)
