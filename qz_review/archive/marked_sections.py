"""花脸稿 as parts of the PDF: one with the marks of all steps, one for each that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qz_review.archive.blocks import Align, Block, Gap
from qz_review.archive.dossier import Dossier, NoteRow, StageMarkup
from qz_review.archive.legend import legend, marks_of
from qz_review.archive.marked_pages import marked_blocks
from qz_review.archive.moments import in_words
from qz_review.archive.paging import Section, Stamp
from qz_review.archive.record_pages import changes_table
from qz_review.archive.tables import Column, list_heading, list_table, remark
from qz_review.markup.marked import MarkedDocument
from qz_review.model.stage import Stage


def all_steps_section(dossier: Dossier, *, with_list: bool = True) -> Section:
    """花脸稿 of all steps over the 原稿.  with_list: the list of changes after it."""
    occur = {change.stage for change in dossier.marked.changes}
    stages = [stage for stage in (None, *Stage) if stage in occur]  # None: came with the 原稿
    marks = marks_of(dossier.marked, notes=bool(dossier.notes))
    blocks: list[Block] = [legend(stages or list(Stage), marks), Gap(8.0)]
    if dossier.by_stage:
        blocks.extend((_overview(dossier), Gap(10.0)))
    blocks.extend(marked_blocks(dossier.marked, dossier.pictures, notes=dossier.notes))
    blocks.extend(_coarse(dossier.marked))
    if dossier.notes:
        blocks.extend((list_heading("附注"), _notes(dossier.notes)))
    if with_list and dossier.marked.changes:
        blocks.append(list_heading("改动清单"))
        blocks.append(changes_table(dossier.marked.changes))
    words = f"共改动{len(dossier.marked.changes)}处"
    section = _section(dossier, "花脸稿", Stamp("花脸稿 · 全部环节", (words,)), blocks, 0)
    return replace(section, numbered_signs=with_list)


def stage_sections(dossier: Dossier) -> list[Section]:
    """花脸稿 of each step that changed something."""
    return [
        stage_section(dossier, item)
        for item in dossier.by_stage
        if item.changes and item.marked.changes
    ]


def stage_section(dossier: Dossier, item: StageMarkup) -> Section:
    """花脸稿 of one step."""
    name = item.title or f"{item.stage.label}花脸稿"
    lines = tuple(line for line in (item.who, f"改动{item.changes}处") if line)
    return marked_section(dossier, name, item.marked, item.stage, lines, level=1)


def marked_section(
    dossier: Dossier,
    name: str,
    marked: MarkedDocument,
    stage: Stage,
    stamp_lines: tuple[str, ...],
    level: int = 0,
) -> Section:
    """One marked text; where nothing was changed it says so in one line."""
    if not marked.changes:
        blocks: list[Block] = [remark(f"{stage.label}：本环节未改动。")]
    else:
        stages = [s for s in Stage if marked.counts.get(s)] or [stage]
        blocks = [legend(stages, marks_of(marked)), Gap(8.0)]
        blocks.extend(marked_blocks(marked, dossier.pictures))
        blocks.extend(_coarse(marked))
    return _section(dossier, name, Stamp(name, stamp_lines), blocks, level)


def _section(dossier: Dossier, name: str, stamp: Stamp, blocks: list[Block], level: int) -> Section:
    head = f"{dossier.unit_name}　{dossier.number}"
    return Section(name, tuple(blocks), level, running_head=head, stamp=stamp, may_tighten=True)


def _overview(dossier: Dossier) -> Block:
    columns = (
        Column("环节", 92.0, Align.CENTER),
        Column("人员"),
        Column("改动", 150.0, Align.CENTER),
    )
    rows = [
        (
            item.title.replace("花脸稿", "") or item.stage.label,
            item.who,
            f"{item.changes}处" if item.changes else "本环节未改动",
        )
        for item in dossier.by_stage
    ]
    return list_table(columns, rows)


def _notes(notes: Sequence[NoteRow]) -> Block:
    """What was said of words of the text, by whom, and whether it is settled."""
    columns = (
        Column("序号", 30.0, Align.CENTER),
        Column("原文", 130.0),
        Column("附注"),
        Column("人员与时间", 96.0, Align.CENTER),
        Column("状态", 40.0, Align.CENTER),
    )
    rows = [
        (
            str(note.number),
            note.quote + ("（已删去）" if note.gone else ""),
            note.words,
            "\n".join(part for part in (_step_and_name(note), _when(note)) if part),
            "已处理" if note.settled else "未处理",
        )
        for note in notes
    ]
    return list_table(columns, rows)


def _step_and_name(note: NoteRow) -> str:
    return " ".join(part for part in (note.stage.label if note.stage else "", note.who) if part)


def _when(note: NoteRow) -> str:
    return in_words(note.time) if note.time is not None else ""


def _coarse(marked: MarkedDocument) -> list[Block]:
    if not marked.coarse:
        return []
    return [Gap(6.0), remark("改动过大的段落按整段比较。")]
