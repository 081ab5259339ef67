"""责任倒查 as a sheet on paper: who made the words, who signed them, in order of time."""

from __future__ import annotations

from datetime import datetime

from qz_review.archive.listing import Column, Listing, listing_pdf
from qz_review.clock import china_time
from qz_review.jobs import JobContext
from qz_review.services.ledger_table import LedgerTable
from qz_review.services.trace_course import Course, CourseNode, NodeKind, Said

_COLUMNS = (
    Column("时间", 15),
    Column("环节", 9),
    Column("人员", 28),
    Column("经过", 62),
    Column("说明", 20),
)
_FACT = 90  # code points of a quote on one line


def trace_pdf(
    table: LedgerTable, course: Course, number: str, title: str, job: JobContext | None = None
) -> bytes:
    """The sheet of one course, A4 landscape; raises Cancelled.

    number, title: of the manuscript.
    """
    about = table.about()
    quote = " ".join(course.quote.split())
    lines = [quote[at : at + _FACT] for at in range(0, len(quote), _FACT)]
    facts = [f"稿件　{number}　{title}"]
    facts += [f"{'文字　' if not place else '　　　'}{line}" for place, line in enumerate(lines)]
    facts += [course.summary]
    return listing_pdf(
        Listing(
            "责任倒查表",
            facts,
            _COLUMNS,
            [_row(node) for node in course.nodes],
            len(course.nodes),
            "谁签字谁负责，谁委托谁负责",
            about.unit,
            about.now,
        ),
        job,
    )


def _row(node: CourseNode) -> tuple[str, ...]:
    who = " ".join(part.text for part in node.words if part.said is Said.NAME)
    deeds = [part for part in node.words if part.said is not Said.NAME]
    remarks = ["形成这些字"] if node.is_source and node.kind is not NodeKind.ORIGINAL else []
    remarks += ["已失效"] if node.superseded else []
    return (
        _moment(node.at),
        node.label,
        who,
        CourseNode(node.kind, node.stage, node.label, tuple(deeds), node.at).spoken,
        "、".join(remarks),
    )


def _moment(at: datetime | None) -> str:
    return at.astimezone(china_time()).strftime("%Y-%m-%d %H:%M") if at else "未存为版本"
