"""The archive PDF beside plain pages: ``python tests/bench/bench_archive.py [rounds]``.

10,000 characters, six steps, 300 edits, two pictures.

pages    the archive's pages, marks, tables and PDF/A finishing, against reportlab writing the
         same number of plain pages with the same faces and the same paragraph class (ours, with
         its line breaking); allowed: 2 ×.
whole    as much text with the two docx, the evidence and the unit's signature, over a real
         workspace; told, not held to a figure.
own      the same plain pages by reportlab's own Paragraph; told for comparison.

Imports and the first registration of faces are left out of all of them.  Prints medians; exit
code 1 where the figure does not hold.
"""

from __future__ import annotations

import io
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pikepdf
from reportlab import rl_config
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph as OwnParagraph
from reportlab.platypus import SimpleDocTemplate

from qz_review.archive import paper
from qz_review.archive.dossier import Dossier, ProofText, StageMarkup
from qz_review.archive.faces import register_faces
from qz_review.archive.paging import Section, lay_out
from qz_review.archive.sheets import archive_pdf
from qz_review.archive.text_pages import paragraph_block
from qz_review.archive.typesetting import Piece
from qz_review.assets import Face
from qz_review.markup.layers import compose
from qz_review.markup.marked import Version
from qz_review.model.stage import Stage
from qz_review.model.text import Block, ManuscriptText, Paragraph, Picture, text_hash
from tests.bench.long_manuscript import WORDS, picture_bytes
from tests.journeys.office import SIGNERS, Office
from tests.support.dossiers import MADE, full_dossier

CHARACTERS, EDITS, ALLOWED = 10_000, 300, 2.0
PICTURES = (picture_bytes(1600, 1000), picture_bytes(900, 1400))


def original() -> ManuscriptText:
    """About 10,000 characters in 60 paragraphs, two pictures among them."""
    chance = random.Random(7)
    blocks: list[Block] = []
    for number in range(60):
        words = ""
        while len(words) < CHARACTERS // 60:
            words += chance.choice(WORDS) + ("，" if chance.random() < 0.15 else "")
        level = 1 if number % 12 == 0 else 0
        blocks.append(Paragraph(words[:14] if level else words + "。", level))
        if number in (20, 40):
            content = PICTURES[number // 20 - 1]
            blocks.append(Picture(sha256(content).hexdigest(), "image/png", f"图{number}"))
    return ManuscriptText("关于进一步做好供水管网检查工作的通知", blocks=tuple(blocks))


def edited(text: ManuscriptText, seed: int) -> ManuscriptText:
    """The text with 50 words replaced, added or taken out."""
    chance = random.Random(seed)
    blocks = list(text.blocks)
    places = [place for place, block in enumerate(blocks) if isinstance(block, Paragraph)]
    for number in range(EDITS // 6):
        place = chance.choice(places)
        block = blocks[place]
        assert isinstance(block, Paragraph)
        at = chance.randrange(max(1, len(block.text) - 4))
        gone, came = [(0, "稳步"), (2, "及时"), (3, "")][number % 3]
        words = block.text[:at] + came + block.text[at + gone :]
        blocks[place] = replace(block, text=words)
    return replace(text, blocks=tuple(blocks))


def texts() -> list[ManuscriptText]:
    """The text as registered, and after each of the six steps."""
    made = [original()]
    for seed in range(6):
        made.append(edited(made[-1], seed))
    return made


def dossier() -> Dossier:
    """The full dossier of the tests with these texts in it."""
    made = texts()
    stages = tuple(Stage)
    marked = [
        compose([Version(None, before), Version(stage, after, "张某宁")])
        for stage, before, after in zip(stages, made, made[1:], strict=False)
    ]
    proofs = tuple(
        ProofText(
            stage, f"{stage.label}清样", made[place + 1], text_hash(made[place + 1]),
            marked[place], "张某宁", MADE - timedelta(hours=6 - place),
        )
        for place, stage in enumerate(stages)
        if stage.is_proof
    )  # fmt: skip
    layers = [Version(None, made[0])] + [
        Version(stage, text, "张某宁") for stage, text in zip(stages, made[1:], strict=True)
    ]
    last, approved = made[-1], made[5]
    return replace(
        full_dossier(),
        title=last.title,
        original_text=made[0],
        original_hash=text_hash(made[0]),
        signed_text=last,
        release_text=last,
        text_hash=text_hash(last),
        release_hash=text_hash(last),
        approved_text=approved,
        approved_hash=text_hash(approved),
        proofs=proofs,
        marked=compose(layers),
        by_stage=tuple(
            StageMarkup(stage, f"{stage.label}花脸稿", "张某宁", m, len(m.changes))
            for stage, m in zip(stages, marked, strict=True)
        ),
        pictures={sha256(content).hexdigest(): content for content in PICTURES},
    )


def plain_words(pages: int) -> list[str]:
    """Paragraphs that fill about that many pages."""
    chance = random.Random(5)
    return ["".join(chance.choices(WORDS, k=75)) for _ in range(pages * 7)]


def plain_pages(words: list[str], pages: int) -> bytes:
    """The same number of pages, plain: our paragraph class, our faces, nothing else."""
    register_faces()
    rl_config.useA85 = 1  # as reportlab writes it
    blocks = tuple(paragraph_block([Piece(line, paper.BODY)], 0) for line in words)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(paper.WIDTH, paper.HEIGHT), initialFontName=Face.SERIF.value)
    laid = lay_out([Section("", blocks)])
    assert len(laid) >= pages, (len(laid), pages)
    for page in laid[:pages]:
        for placed in page.placed:
            placed.block.draw(canvas, paper.LEFT, placed.top)
        canvas.showPage()
    canvas.save()
    rl_config.useA85 = 0
    return out.getvalue()


def own_pages(words: list[str], pages: int) -> bytes:
    """As many pages by reportlab's own Paragraph."""
    style = ParagraphStyle(
        "body", fontName=Face.SERIF.value, bulletFontName=Face.SERIF.value, fontSize=12,
        leading=paper.BODY_LEADING, wordWrap="CJK", firstLineIndent=24,
    )  # fmt: skip
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=(paper.WIDTH, paper.HEIGHT))
    document.build([OwnParagraph(line, style) for line in words])
    return out.getvalue()


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def whole(rounds: int) -> float:
    """Median seconds of the archive over a real workspace: docx, evidence, signature."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder) / "office")
        made = texts()
        mid = office.register(replace(made[0], blocks=tuple(
            block for block in made[0].blocks if isinstance(block, Paragraph)
        )))  # fmt: skip
        for seed, stage in enumerate(Stage):
            text = edited(office.view(mid).text, seed)
            for account, part in SIGNERS[stage]:
                office.sign(mid, account, part, text=text)
        office.finish(mid)
        archive = office.at("editor").archive
        archive.archive_pdf(mid)  # imports
        median = statistics.median(timed(lambda: archive.archive_pdf(mid)) for _ in range(rounds))
        office.workspace.close()
        return median


def main(rounds: int) -> int:
    """Measure in turns and print."""
    given = dossier()
    pdf = archive_pdf(given)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = len(document.pages)
    words = plain_words(pages)
    plain_pages(words, pages), own_pages(words, pages)
    ours, plain, own = [], [], []
    for _ in range(rounds):
        ours.append(timed(lambda: archive_pdf(given)))
        plain.append(timed(lambda: plain_pages(words, pages)))
        own.append(timed(lambda: own_pages(words, pages)))
    a, b, c = (statistics.median(times) for times in (ours, plain, own))
    changes = len(given.marked.changes)
    print(f"{changes} changes, {pages} pages, {len(pdf) / 1e6:.1f} MB")
    print(f"pages   {a:.2f} s   plain {b:.2f} s   {a / b:.2f} x   (allowed {ALLOWED:.1f} x)")
    print(f"own     {c:.2f} s by reportlab's own Paragraph   {a / c:.2f} x")
    print(f"whole   {whole(max(1, rounds // 2)):.2f} s with docx, evidence and signature")
    return 0 if a <= ALLOWED * b else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
