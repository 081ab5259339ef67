"""花脸稿 as one HTML file that needs nothing else: no script, no address, all words escaped.

Inserted words are underlined and deleted ones struck through, in the line and colour of their
step; the proofreader's symbol and who did it stand beside the line, the list of changes below.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape

from qz_review.documents.redline_style import STYLE, class_of, look_rules
from qz_review.markup.changes import BlockKind, Change, ChangeKind
from qz_review.markup.marked import MarkedBlock, MarkedRun
from qz_review.markup.proof_marks import HEIGHT, STROKE, SYMBOLS, WIDTH, ProofMark, mark_of
from qz_review.markup.redline import Redline
from qz_review.markup.stage_marks import COMPARED_MARK, StageMark, look_of
from qz_review.markup.tables import MarkedCell, MarkedTable, arrange
from qz_review.model.stage import Stage

_SHOWN_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_MOST_PICTURES = 8_000_000  # bytes of pictures that travel inside the file
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufeff\ufff9-\uffff]"
)
_SPACES = re.compile(" {2,}")
_TAGS = {BlockKind.TITLE: "h1", BlockKind.SUBTITLE: "h2"}


def redline_html(redline: Redline) -> str:
    """The whole page.  It may be opened from a folder, mailed and printed."""
    return _Page(redline).html()


class _Page:
    def __init__(self, redline: Redline) -> None:
        self._redline = redline
        self._marked = redline.marked
        self._changes = redline.marked.changes
        self._named: set[str] = set()  # anchors already on the page
        self._room = _MOST_PICTURES

    def html(self) -> str:
        title = _plain(self._redline.title)
        stages = {change.stage: _look(change.stage) for change in self._changes}
        return "\n".join(
            [
                "<!DOCTYPE html>",
                '<html lang="zh-CN"><head><meta charset="utf-8">',
                '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
                "style-src 'unsafe-inline'; img-src data:\">",
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                f"<title>花脸稿 {title}</title>",
                f"<style>{look_rules(stages)}{STYLE}</style></head><body>",
                *self._head(),
                *self._legend(stages),
                "<main>",
                *self._body(),
                "</main>",
                *self._list(),
                "</body></html>",
                "",
            ]
        )

    # --- head and legend ---

    def _head(self) -> Iterator[str]:
        redline = self._redline
        facts = [("原文件", redline.old_name), ("改后文件", redline.new_name)]
        if redline.author:
            facts.append(("改动人", redline.author))
        facts += [("比较时间", redline.when), ("改动", f"{len(self._changes)}处")]
        said = "".join(
            f"<div><dt>{name}</dt><dd>{_plain(words)}</dd></div>" for name, words in facts
        )
        yield f'<header><p class="kind">花脸稿</p><dl>{said}</dl>'
        if self._marked.coarse:
            yield '<p class="remark">改动过大的段落按整段比较</p>'
        yield "</header>"

    def _legend(self, stages: dict[Stage | None, StageMark]) -> Iterator[str]:
        occur = {mark_of(change.kind) for change in self._changes}
        lines = "".join(self._sample(class_of(stage), self._step(stage)) for stage in stages)
        marks = "".join(
            f"<li>{_symbol(mark)}{mark.label}</li>" for mark in ProofMark if mark in occur
        )
        if occur:
            yield f'<nav class="legend" aria-label="图例"><ul>{lines}{marks}</ul></nav>'
        else:
            yield '<p class="remark">两份文件的文字没有不同</p>'

    def _sample(self, name: str, step: str) -> str:
        words = f'<ins class="{name}">增加</ins> <del class="{name}">删除</del>'
        return f'<li><b class="{name}">{_plain(step)}</b> {words}</li>'

    def _step(self, stage: Stage | None) -> str:
        return stage.label if stage is not None else self._redline.author or "改动"

    # --- the marked text ---

    def _body(self) -> Iterator[str]:
        for item in arrange(self._marked.blocks):
            if isinstance(item, MarkedTable):
                yield from self._table(item)
            else:
                tag = _TAGS.get(item.kind, "p")
                words = self._picture(item) if item.kind is BlockKind.PICTURE else self._runs(item)
                yield self._row(
                    f'<{tag} class="{_classes(item)}">{self._moved(item)}{words}</{tag}>', [item]
                )

    def _table(self, table: MarkedTable) -> Iterator[str]:
        blocks = [b for row in table.rows for cell in row.cells for b in cell.blocks]
        captions = "".join(
            f'<p class="{_classes(block)}">{self._runs(block)}</p>' for block in table.captions
        )
        rows = "\n".join(
            f"<tr{'' if row.is_present else ' class=gone'}>"
            + "".join(self._cell(cell) for cell in row.cells)
            + "</tr>"
            for row in table.rows
        )
        yield self._row(f"{captions}<table>{rows}</table>", [*table.captions, *blocks])

    def _cell(self, cell: MarkedCell) -> str:
        spans = "".join(
            f' {name}="{count}"'
            for name, count in (("rowspan", cell.row_span), ("colspan", cell.column_span))
            if count > 1
        )
        lines = "<br>".join(self._runs(block) for block in cell.blocks)
        return f"<td{spans}>{lines}</td>"

    def _row(self, content: str, blocks: Sequence[MarkedBlock]) -> str:
        """A line or a table, and beside it what changed there and who did it."""
        numbers: dict[int, None] = {}
        for block in blocks:
            for run in block.runs:
                for number in (run.inserted_change, run.deleted_change):
                    if number is not None:
                        numbers[number] = None
        listed = {id(block) for block in blocks}
        for change in self._changes:
            at_home = id(self._marked.blocks[change.line]) in listed
            if at_home and change.number not in numbers:
                numbers[change.number] = None
        signs = "".join(self._sign(self._changes[number - 1]) for number in numbers)
        who = "、".join(
            dict.fromkeys(self._who_and_when(self._changes[number - 1]) for number in numbers)
        )
        said = f'<div class="signs">{signs}</div><div class="who">{_plain(who)}</div>'
        beside = f"<aside>{said}</aside>" if numbers else "<aside></aside>"
        return f'<section class="row"><div>{content}</div>{beside}</section>'

    def _sign(self, change: Change) -> str:
        return (
            f'<a class="sign {class_of(change.stage)}" href="#l{change.number}"'
            f' title="{change.kind.label}">{_symbol(mark_of(change.kind))}{change.number}</a>'
        )

    def _who(self, change: Change) -> str:
        step = change.stage.label if change.stage is not None else ""
        return " ".join(part for part in (step, change.author or self._redline.author) if part)

    def _who_and_when(self, change: Change) -> str:
        """Who made it, and when: of two files compared, the moment of comparing.

        Nothing where nobody is named: the same time beside every line tells nothing.
        """
        who = self._who(change)
        return f"{who} {self._redline.when}".strip() if who else ""

    def _runs(self, block: MarkedBlock) -> str:
        return "".join(self._run(run, moved=block.moved) for run in block.runs)

    def _run(self, run: MarkedRun, *, moved: bool) -> str:
        words = "¶" if run.is_break else _inline(run.text)
        if run.inserted is not None:
            words = self._marked_words("ins", words, run.inserted.stage, run.inserted_change, moved)
        if run.deleted is not None:
            words = self._marked_words("del", words, run.deleted.stage, run.deleted_change, moved)
        return words

    def _marked_words(
        self, tag: str, words: str, stage: Stage | None, number: int | None, moved: bool
    ) -> str:
        kind = self._changes[number - 1].kind if number is not None else None
        classes = [class_of(stage)]
        if kind is not None:
            classes.append(kind.value)
        if moved and kind is ChangeKind.MOVED:
            classes.append("line")
        anchor = self._anchor(number) if number is not None else ""
        who = self._who(self._changes[number - 1]) if number is not None else ""
        title = f"{kind.label} {who}".strip() if kind is not None else ""
        return (
            f'<{tag} class="{" ".join(classes)}"{anchor} title="{escape(_seen(title))}">'
            f"{words}</{tag}>"
        )

    def _anchor(self, number: int) -> str:
        name = f"c{number}"
        if name in self._named:
            return ""
        self._named.add(name)
        return f' id="{name}"'

    def _moved(self, block: MarkedBlock) -> str:
        if not block.moved:
            return ""
        mark = block.deleted or block.inserted
        words = "移到别处" if block.deleted is not None else "移到此处"
        return f'<span class="tag {class_of(mark.stage if mark else None)}">{words}</span>'

    def _picture(self, block: MarkedBlock) -> str:
        content = self._redline.pictures.get(block.place.digest, b"")
        fate = ""
        for mark, said in ((block.inserted, "增加图片"), (block.deleted, "删除图片")):
            if mark is not None:
                fate += f'<span class="tag {class_of(mark.stage)}">{said}</span>'
        about = escape(_seen(block.place.description or "图片"))
        media_type = block.place.media_type
        if media_type not in _SHOWN_PICTURES or not content or len(content) > self._room:
            return f"{fate}<span class=missing>［{about}］</span>"
        self._room -= len(content)
        data = base64.b64encode(content).decode("ascii")
        return f'{fate}<img alt="{about}" src="data:{media_type};base64,{data}">'

    # --- the list ---

    def _list(self) -> Iterator[str]:
        if not self._changes:
            return
        names = ["序号", "位置", "改动", "原文", "改为"]
        makers = [self._who(change) for change in self._changes]
        has_makers = any(makers)
        if has_makers:
            names.append("改动人")
        heads = "".join(f"<th>{name}</th>" for name in names)
        yield '<section class="list"><h2>改动清单</h2>'
        yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
        for change, maker in zip(self._changes, makers, strict=True):
            old, new = change.sides
            cells = (
                f'<a href="#{"c" if f"c{change.number}" in self._named else "l"}{change.number}">'
                f"{change.number}</a>",
                change.place_name,
                f"{_symbol(mark_of(change.kind))}{change.kind.label}",
                _inline(old),
                _inline(new),
                *([_plain(maker)] if has_makers else []),
            )
            row = "".join(f"<td>{cell}</td>" for cell in cells)
            yield f'<tr id="l{change.number}" class="{class_of(change.stage)}">{row}</tr>'
        yield "</tbody></table></section>"


def _look(stage: Stage | None) -> StageMark:
    return COMPARED_MARK if stage is None else look_of(stage)


def _classes(block: MarkedBlock) -> str:
    found = [block.kind.value]
    if block.level:
        found.append(f"level{min(block.level, 4)}")
    if block.moved:
        mark = block.deleted or block.inserted
        found += ["moved", class_of(mark.stage if mark else None)]
    return " ".join(found)


def _path(start: tuple[float, float], parts: Sequence[tuple[float, ...]], closed: bool) -> str:
    steps = [f"M{start[0]:g} {start[1]:g}"]
    for part in parts:
        steps.append(("L" if len(part) == 2 else "C") + " ".join(f"{value:.4g}" for value in part))
    return "".join(steps) + ("Z" if closed else "")


@cache
def _symbol(mark: ProofMark) -> str:
    paths = "".join(
        f'<path d="{_path(stroke.start, stroke.parts, stroke.closed)}"/>'
        for stroke in SYMBOLS[mark]
    )
    return (
        f'<svg class="m" aria-hidden="true" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="22" '
        f'height="20" fill="none" stroke="currentColor" stroke-width="{STROKE:g}">{paths}</svg>'
    )


# words


def _plain(words: str) -> str:
    return escape(_seen(words))


def _inline(words: str) -> str:
    """Words of the text: spaces kept, what cannot be seen named."""
    escaped = _HIDDEN.sub(lambda match: _named(match.group()), escape(words))
    escaped = escaped.replace("\t", "&emsp;&emsp;").replace("\n", "<br>")
    return _SPACES.sub(lambda match: "&nbsp;" * (len(match.group()) - 1) + " ", escaped)


def _named(character: str) -> str:
    return f'<span class="hidden">U+{ord(character):04X}</span>'


def _seen(words: str) -> str:
    name: Callable[[re.Match[str]], str] = lambda match: f"［U+{ord(match.group()):04X}］"  # noqa: E731
    return _HIDDEN.sub(name, words.replace("\n", " ").replace("\t", " "))
