"""How long 500 pages take to read beside python-docx: ``python tests/bench/bench_docx_in.py``.

python-docx only opens the file and touches the text of every paragraph of the body, which leaves
out those in tables; ours passes the guards and gives the whole text.  The runs are interleaved;
printed are medians and their ratio, and what keeping the revisions of three authors costs.
"""

from __future__ import annotations

import io
import random
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from qz_review.documents.imported import RevisionChoice
from qz_review.documents.read import read_document
from qz_review.model.text import count_characters

ROUNDS = 9
PARAGRAPHS, RUNS, LENGTH = 5_000, 3, 17  # 500 pages, about 250,000 characters
TABLE_EVERY = 200
AUTHORS = ("张某", "李某", "王某")
SIGNS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
    "而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把"
)


def manuscript() -> bytes:
    """A docx as python-docx writes it: a title, numbered headings, paragraphs of runs, tables."""
    chance = random.Random(1)

    def words(count: int) -> str:
        return "".join(chance.choices(SIGNS, k=count))

    document = docx.Document()
    document.add_heading("关于" + words(20) + "的通知", 0)
    for number in range(PARAGRAPHS):
        if number % 50 == 0:
            document.add_paragraph(words(12), style="List Number")
        paragraph = document.add_paragraph()
        for place in range(RUNS):
            paragraph.add_run(words(LENGTH)).bold = place == 1
        if number % TABLE_EVERY == 0:
            table = document.add_table(5, 4)
            for cell in (cell for row in table.rows for cell in row.cells):
                cell.text = words(6)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def revised(data: bytes) -> bytes:
    """The same with a revision in every tenth paragraph."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    pieces = parts["word/document.xml"].split(b"</w:p>")
    for place in range(10, len(pieces) - 1, 10):
        author = AUTHORS[place // 10 % len(AUTHORS)]
        pieces[place] += (
            f'<w:ins w:id="{place}" w:author="{author}" w:date="2026-01-02T10:00:00Z">'
            "<w:r><w:t>新增的文字</w:t></w:r></w:ins>"
        ).encode()
    parts["word/document.xml"] = b"</w:p>".join(pieces)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def touch(data: bytes) -> int:
    """What python-docx needs at the least: open, and every body paragraph's text once."""
    document = docx.Document(io.BytesIO(data))
    return sum(len(paragraph.text) for paragraph in document.paragraphs)


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one run."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Print the medians."""
    data = manuscript()
    kept = revised(data)
    works: dict[str, Callable[[], object]] = {
        "python-docx, opened and touched": lambda: touch(data),
        "ours": lambda: read_document(data),
        "ours, 修订 of three authors kept": lambda: read_document(
            kept, revisions=RevisionChoice.KEEP
        ),
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            times[name].append(seconds(work))
    count = count_characters(read_document(data).text)
    print(f"{PARAGRAPHS:,} paragraphs, {count:,} characters, {len(data):,} bytes")
    first = statistics.median(times["python-docx, opened and touched"])
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"{name:<36} {median * 1000:7.0f} ms   {median / first:5.2f} ×")


if __name__ == "__main__":
    main()
