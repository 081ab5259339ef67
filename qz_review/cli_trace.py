"""``qz-review list`` and ``trace``: which manuscripts there are, who wrote which words."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qz_review.cli_texts import HELP
from qz_review.clock import china_time

if TYPE_CHECKING:
    from qz_review.services.trace import GoneWords, Hand, SignatureView, TracePiece, TraceView
    from qz_review.services.trace_course import Course, CourseNode
    from qz_review.services.views import ManuscriptRow

_HELD = {"whole": "含全部", "part": "含一部分", "none": "不含"}


def add_list_arguments(sub: argparse.ArgumentParser) -> None:
    """The arguments of ``list``, the workspace apart."""
    sub.add_argument("--format", choices=("text", "json"), default="text", help=HELP["list.format"])


def add_trace_arguments(sub: argparse.ArgumentParser) -> None:
    """The arguments of ``trace``."""
    sub.add_argument("workspace", type=Path, metavar="WORKSPACE", help=HELP["workspace"])
    sub.add_argument("manuscript", metavar="MANUSCRIPT", help=HELP["trace.manuscript"])
    sub.add_argument("quote", metavar="QUOTE", help=HELP["trace.quote"])
    sub.add_argument("--format", choices=("text", "json"), default="text", help=HELP["list.format"])


def list_manuscripts(options: argparse.Namespace) -> int:
    """Every manuscript with number, title, state and the end of its chain."""
    from qz_review.services.views import ManuscriptQuery
    from qz_review.workspace import open_workspace

    with open_workspace(options.workspace) as workspace:
        query = ManuscriptQuery(sort="number", descending=False, limit=1_000_000)
        rows = workspace.manuscripts.page(query).rows
        heads = workspace.ledger.heads()
    if options.format == "json":
        listed = [_row_json(row, heads[row.manuscript_id]) for row in rows]
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        holders, head = "、".join(row.holders), _short(heads[row.manuscript_id])
        print("  ".join(filter(None, (row.number, head, _state(row), row.title, holders))))
    return 0


def trace(options: argparse.Namespace) -> int:
    """责任倒查 of a quote.  Raises Refused ``manuscript.unknown``, ``trace.quote_not_found``."""
    from qz_review.workspace import open_workspace

    with open_workspace(options.workspace) as workspace:
        manuscript_id = workspace.manuscripts.find_by_number(options.manuscript)
        places = workspace.trace.of_quote(manuscript_id, options.quote)
        courses = [workspace.trace.course(view, manuscript_id) for view in places]
    if options.format == "json":
        found = [
            _view_json(view) | {"ignored": list(_ignored_json(course))}
            for view, course in zip(places, courses, strict=True)
        ]
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for number, (view, course) in enumerate(zip(places, courses, strict=True), 1):
        if len(places) > 1:
            print(f"—— 第 {number} 处，共 {len(places)} 处")
        for line in (*_lines(view), *_ignored_lines(course)):
            print(line)
    return 0


# --- list -----------------------------------------------------------------------------------------


def _state(row: ManuscriptRow) -> str:
    return row.stage.label if row.stage else row.phase.label


def _row_json(row: ManuscriptRow, head: str) -> dict[str, Any]:
    return {
        "id": row.manuscript_id,
        "number": row.number,
        "title": row.title,
        "state": _state(row),
        "head": head,
        "section": row.section,
        "phase": row.phase.value,
        "stage": row.stage.value if row.stage else None,
        "holders": list(row.holders),
        "flags": sorted(flag.value for flag in row.flags),
        "registered_at": row.registered_at.isoformat(),
        "updated_at": row.updated_at.isoformat(),
        "due": row.due.isoformat() if row.due else None,
    }


def _short(digest: str) -> str:
    from qz_review.services.results import short_code

    return short_code(digest)


# --- trace ----------------------------------------------------------------------------------------


def _lines(view: TraceView) -> Iterator[str]:
    yield f"“{view.quote}”（第 {view.start + 1}–{view.end} 字）"
    for piece in view.pieces:
        yield f"  {_hand(view, piece.written)}  写入“{piece.quote}”"
        for old in piece.replaced:
            yield f"      替换了“{old.quote}”（{_hand(view, old.written)}）"
        for hand in piece.moved:
            yield f"      {_hand(view, hand)}  移到这里"
        for back in piece.restored:
            yield f"      {_hand(view, back.deleted)}  删去，{_hand(view, back.restored)}  恢复"
    replaced = {old.quote for piece in view.pieces for old in piece.replaced}
    for gone in view.gone:
        if gone.quote not in replaced:
            deed = "移走" if gone.moved else "删去"
            yield f"  {_hand(view, gone.deleted)}  {deed}“{gone.quote}”"
    yield "签署时的文字：" if view.signatures else "还没有人签署"
    for signature in view.signatures:
        yield f"  {_signature(signature)}"


def _ignored(course: Course) -> Iterator[CourseNode]:
    from qz_review.services.trace_course import NodeKind

    return (node for node in course.nodes if node.kind is NodeKind.IGNORED)


def _ignored_lines(course: Course) -> Iterator[str]:
    nodes = list(_ignored(course))
    if nodes:
        yield "忽略过的提示："
    for node in nodes:
        yield f"  {node.label}  {node.spoken}  {_moment(node.at)}"
    yield course.summary


def _ignored_json(course: Course) -> Iterator[dict[str, Any]]:
    for node in _ignored(course):
        yield {
            "stage": node.stage.value if node.stage else None,
            "said": node.spoken,
            "at": node.at.isoformat() if node.at else None,
        }


def _hand(view: TraceView, hand: Hand) -> str:
    from qz_review.services.trace import Origin

    if hand.source is Origin.ORIGINAL:
        who = f"{hand.who}供稿" if hand.who else f"{view.registered_by}登记"
        return " ".join(("原稿", who, _moment(hand.at)))
    step = hand.stage.label if hand.source is Origin.STEP and hand.stage else "来稿修订"
    return " ".join(filter(None, (step, hand.who, _moment(hand.at))))


def _signature(signature: SignatureView) -> str:
    held = _HELD[signature.held.value]
    facts = [signature.stage.label, signature.who, signature.decision.label, held]
    facts += ["纸质签批"] * signature.paper + ["已失效"] * signature.superseded
    return "  ".join((*facts, _moment(signature.at)))


def _moment(at: datetime | None) -> str:
    return at.astimezone(china_time()).strftime("%Y-%m-%d %H:%M") if at else ""


def _view_json(view: TraceView) -> dict[str, Any]:
    return {
        "start": view.start,
        "end": view.end,
        "quote": view.quote,
        "registered_by": view.registered_by,
        "registered_at": view.registered_at.isoformat(),
        "pieces": [_piece_json(piece) for piece in view.pieces],
        "gone": [_gone_json(gone) for gone in view.gone],
        "signatures": [
            {
                "seq": signature.seq,
                "stage": signature.stage.value,
                "part": signature.part.value,
                "who": signature.who,
                "at": signature.at.isoformat(),
                "decision": signature.decision.value,
                "held": signature.held.value,
                "superseded": signature.superseded,
                "paper": signature.paper,
            }
            for signature in view.signatures
        ],
    }


def _piece_json(piece: TracePiece) -> dict[str, Any]:
    return {
        "start": piece.start,
        "end": piece.end,
        "quote": piece.quote,
        "written": _hand_json(piece.written),
        "moved": [_hand_json(hand) for hand in piece.moved],
        "restored": [
            {"deleted": _hand_json(back.deleted), "restored": _hand_json(back.restored)}
            for back in piece.restored
        ],
        "replaced": [_gone_json(gone) for gone in piece.replaced],
    }


def _gone_json(gone: GoneWords) -> dict[str, Any]:
    return {
        "at": gone.at,
        "quote": gone.quote,
        "written": _hand_json(gone.written),
        "deleted": _hand_json(gone.deleted),
        "moved": gone.moved,
        "restored": gone.restored,
    }


def _hand_json(hand: Hand) -> dict[str, Any]:
    return {
        "source": hand.source.value,
        "stage": hand.stage.value if hand.stage else None,
        "who": hand.who,
        "at": hand.at.isoformat() if hand.at else None,
        "step_signers": hand.step_signers,
    }
