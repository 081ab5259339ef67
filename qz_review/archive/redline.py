"""The PDF of two files compared: legend, marked text, list of changes."""

from __future__ import annotations

from datetime import datetime

from qz_review.archive.blocks import Block, Gap
from qz_review.archive.document import Part, make_pdf
from qz_review.archive.legend import legend, marks_of
from qz_review.archive.marked_pages import marked_blocks
from qz_review.archive.paging import Section, Stamp
from qz_review.archive.record_pages import changes_table
from qz_review.archive.tables import list_heading, remark
from qz_review.archive.xmp import Metadata
from qz_review.jobs import JobContext
from qz_review.markup.redline import Redline
from qz_review.markup.stage_marks import COMPARED_MARK, StageMark, look_of
from qz_review.model.stage import Stage


def redline_pdf(redline: Redline, made_at: datetime, job: JobContext | None = None) -> bytes:
    """The pages; made_at: moment of making, which the file bears."""
    metadata = Metadata(
        f"{redline.title}（花脸稿）", redline.author, "花脸稿", redline.new_name, made_at
    )
    return make_pdf([Part("花脸稿", lambda: [_section(redline)])], metadata, None, job)


def _section(redline: Redline) -> Section:
    marked = redline.marked
    who = f"{redline.author} {redline.when}".strip()
    about = [f"原文件 {redline.old_name}", f"改后文件 {redline.new_name}"]
    blocks: list[Block] = [remark(line) for line in about]
    if marked.changes:
        stages: list[Stage | None] = list(dict.fromkeys(c.stage for c in marked.changes))
        names = [_name(stage, redline.author) for stage in stages]
        blocks.extend((legend(stages, marks_of(marked), _look, names), Gap(8.0)))
    else:
        blocks.append(remark("两份文件的文字没有不同。"))
    blocks.extend(marked_blocks(marked, redline.pictures, _look))
    if marked.coarse:
        blocks.extend((Gap(6.0), remark("改动过大的段落按整段比较。")))
    if marked.changes:
        blocks.extend((list_heading("改动清单"), changes_table(marked.changes)))
    return Section(
        "花脸稿",
        tuple(blocks),
        own_numbers=True,
        running_head=redline.title,
        stamp=Stamp("花脸稿", (who, f"改动{len(marked.changes)}处")),
        may_tighten=True,
        numbered_signs=True,
    )


def _look(stage: Stage | None) -> StageMark:
    return COMPARED_MARK if stage is None else look_of(stage)


def _name(stage: Stage | None, author: str) -> str:
    return stage.label if stage is not None else author or "改动"
