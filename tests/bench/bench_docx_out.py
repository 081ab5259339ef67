"""花脸稿.docx of 500 pages beside the bare XML write: ``python tests/bench/bench_docx_out.py``.

The bare write of a docx unzips it, parses every XML part, serialises it again and zips all parts
at the usual level: what no program that writes that file over its XML can do without.  The
ratios are to the bare write of the very 花脸稿.docx that ours gives, which holds a third more XML
than the source; that of the source is printed beside it.

Ours opens the source (guards, revisions, tracing every line), writes three thousand edits of
three steps into it as revisions, and saves, unchanged parts as they are and the changed one at a
quicker level of compression.  The marked document is composed beforehand, as the desktop has it
already; what composing takes is told apart.  So is the check: before anybody gets the file, the
services read it again, with all revisions accepted and with all rejected.  The runs are
interleaved; printed are medians of processor time, their ratio, the widest ratio of a single
round, and where ours spends its time.
"""

from __future__ import annotations

import gc
import io
import random
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from qz_review.documents.docx_out.checking import check_marked
from qz_review.documents.docx_out.writing import open_source, write_clean, write_marked
from qz_review.documents.read import read_document
from qz_review.garbage import collection_paused
from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedDocument, Version
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph, count_characters
from tests.bench.bench_docx_in import SIGNS, manuscript

ROUNDS = 9
BARE = "bare write of 花脸稿.docx"
EDITS = 1_000  # for each step
STEPS = ((Stage.REVIEW_1, "李某"), (Stage.PROOF_1, "李某"), (Stage.REVIEW_2, "张某"))


def edited(text: ManuscriptText, chance: random.Random) -> ManuscriptText:
    """Words changed all over the text, a few paragraphs split, put in and taken out."""
    blocks = list(text.blocks)
    for _ in range(EDITS):
        at = chance.randrange(len(blocks))
        block = blocks[at]
        if not isinstance(block, Paragraph) or len(block.text) < 8:
            continue
        start = chance.randrange(len(block.text) - 4)
        words = "".join(chance.choices(SIGNS, k=chance.randrange(1, 5)))
        changed = block.text[:start] + words + block.text[start + chance.randrange(4) :]
        what = chance.random()
        if what < 0.94:
            blocks[at] = replace(block, text=changed)
        elif what < 0.96:
            rest = Paragraph(block.text[start:])
            blocks[at : at + 1] = [replace(block, text=block.text[:start]), rest]
        elif what < 0.98:
            blocks.insert(at, Paragraph(words * 6))
        elif not block.label:
            del blocks[at]
    return replace(text, blocks=tuple(blocks))


def bare_write(data: bytes) -> bytes:
    """Parse, serialise and zip every part."""
    buffer = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data))
    with source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith((".xml", ".rels")):
                content = bytes(etree.tostring(etree.fromstring(content), encoding="UTF-8"))
            out.writestr(name, content)
    return buffer.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run: what else the machine does is no part of it.

    Garbage waits, as it does in the desktop and as the services have it wait everywhere else.
    """
    gc.collect()
    with collection_paused():
        begun = time.process_time()
        work()
        return time.process_time() - begun


def main() -> None:
    """Print the medians."""
    data, chance = manuscript(), random.Random(2)
    text = read_document(data).text
    versions = [Version(None, text)]
    for day, (stage, author) in enumerate(STEPS, 17):
        changed = edited(versions[-1].text, chance)
        versions.append(Version(stage, changed, author, f"2026-11-{day}T02:12:03.000Z"))
    begun = time.process_time()
    marked = compose(versions)
    composing = time.process_time() - begun
    written = write_marked(open_source(data, text), marked).content
    works: dict[str, Callable[[], object]] = {
        BARE: lambda: bare_write(written),
        "the same of the source": lambda: bare_write(data),
        "ours, 花脸稿.docx": lambda: write_marked(open_source(data, text), marked).content,
        "ours, 清样.docx": lambda: write_clean(open_source(data, text), marked).content,
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            times[name].append(seconds(work))
    count = count_characters(text)
    print(f"{len(text.blocks):,} blocks, {count:,} characters, {len(marked.changes):,} changes")
    print(f"composed beforehand in {composing * 1000:.0f} ms")
    first = times[BARE]
    for name, measured in times.items():
        median = statistics.median(measured)
        worst = max(a / b for a, b in zip(measured, first, strict=True))
        ratio = median / statistics.median(first)
        print(f"{name:<26} {median * 1000:7.0f} ms   {ratio:5.2f} ×   (worst round {worst:.2f})")
    tell_stages(data, text, marked)


def tell_stages(data: bytes, text: ManuscriptText, marked: MarkedDocument) -> None:
    """What of 花脸稿.docx is opening with tracing, what writing and saving; and the check of it."""
    opening, writing, checking = [], [], []
    for _ in range(ROUNDS):
        gc.collect()
        with collection_paused():
            begun = time.process_time()
            source = open_source(data, text)
            opened = time.process_time()
            out = write_marked(source, marked)
            written = time.process_time()
            check_marked(out, marked)
            opening.append(opened - begun)
            writing.append(written - opened)
            checking.append(time.process_time() - written)
    stages = ("opened and traced", opening), ("written and saved", writing)
    for name, measured in (*stages, ("besides, read again", checking)):
        print(f"  {name:<24} {statistics.median(measured) * 1000:7.0f} ms")


if __name__ == "__main__":
    main()
