"""A manuscript of 100,000 characters with 2,000 changes by three steps, for the benchmarks.

``versions`` gives its texts; ``LongOffice`` walks it through a real workspace.
"""

from __future__ import annotations

import random
import struct
import sys
import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from qz_review.documents.imported import ImportedDocument
from qz_review.markup.marked import Version
from qz_review.model.stage import Stage
from qz_review.model.text import Block, Cell, ManuscriptText, Note, Paragraph, Picture, Table
from qz_review.services.forms import RegistrationForm
from tests.journeys.office import Office

CHARACTERS = 100_000
PARAGRAPHS = 600
CHANGES = 2_000
STEPS = (Stage.REVIEW_1, Stage.PROOF_1, Stage.REVIEW_2)
WORDS = (
    "全市", "政府", "网站", "政务", "新媒体", "管理", "工作", "开展", "巡查", "供水", "管网",
    "老旧", "小区", "居民", "食堂", "补贴", "责任", "科室", "负责人", "审核", "发布", "信息",
    "公开", "服务", "群众", "完善", "制度", "加强", "落实", "检查", "情况", "的", "和", "在",
    "对", "2026年", "12家", "95.5%", "进一步", "有关", "单位", "下一步", "将", "建成", "投入",
    "使用", "低保", "老年人", "登记", "凭", "身份证",
)  # fmt: skip


def picture_bytes(width: int = 1600, height: int = 1000) -> bytes:
    """A png as a phone would give it, made without a file."""
    row = b"\x00" + bytes((90, 120, 150)) * width

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(row * height, 1)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


PICTURE = picture_bytes()


def original(seed: int = 3) -> ManuscriptText:
    """About 600 paragraphs, four tables with merged cells, three pictures, ten notes."""
    chance = random.Random(seed)
    size = CHARACTERS // PARAGRAPHS + 5
    digest = sha256(PICTURE).hexdigest()
    blocks: list[Block] = []
    for number in range(PARAGRAPHS):
        if number % 40 == 20:
            blocks.append(Paragraph(_words(chance, 12), 1, f"{number // 40 + 1}."))
        blocks.append(Paragraph(_words(chance, chance.randint(size - 90, size + 70))))
        if number % 150 == 70:
            blocks.append(_table(chance))
        if number % 200 == 100:
            blocks.append(Picture(digest, "image/png", _words(chance, 10)))
    notes = tuple(Note(f"[{n}]", _words(chance, 30)) for n in range(1, 11))
    return ManuscriptText("关于进一步加强管理工作的通知", "", tuple(blocks), notes)


def _words(chance: random.Random, size: int) -> str:
    words: list[str] = []
    total = 0
    while total < size:
        word = chance.choice(WORDS) + ("，" if chance.random() < 0.1 else "")
        words.append(word)
        total += len(word)
    return "".join(words) + "。"


def _table(chance: random.Random) -> Table:
    head = (Cell(("项目",), 2, 1), Cell(("标准",), 1, 3))
    second = tuple(Cell((_words(chance, 4),)) for _ in range(3))
    rows = tuple(tuple(Cell((_words(chance, 6),)) for _ in range(4)) for _ in range(12))
    return Table((head, second, *rows), "补贴标准")


def edited(text: ManuscriptText, changes: int, seed: int) -> ManuscriptText:
    """The text with so many short edits, spread over its paragraphs and cells."""
    chance = random.Random(seed)
    blocks = list(text.blocks)
    places = [i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and len(b.text) > 40]
    for _ in range(changes):
        index = chance.choice(places)
        block = blocks[index]
        assert isinstance(block, Paragraph)
        blocks[index] = replace(block, text=_edit(block.text, chance))
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            row, cell = block.rows[-1], block.rows[-1][0]
            cell = replace(cell, paragraphs=(_edit(cell.paragraphs[0], chance),))
            blocks[index] = replace(block, rows=(*block.rows[:-1], (cell, *row[1:])))
    return replace(text, blocks=tuple(blocks))


def _edit(words: str, chance: random.Random) -> str:
    at = chance.randrange(max(1, len(words) - 3))
    new = chance.choice(WORDS)
    cut = chance.choice((0, 2, 2))
    return words[:at] + ("" if chance.random() < 0.25 and cut else new) + words[at + cut :]


def versions() -> list[Version]:
    """The 原稿 and what each of three steps made of it."""
    made = [Version(None, original())]
    people = ("张某宁", "李某禾", "周某远")
    for number, (stage, person) in enumerate(zip(STEPS, people, strict=True)):
        text = edited(made[-1].text, CHANGES // len(STEPS) + 20, 11 + number)
        made.append(Version(stage, text, person, "2026-11-23T02:00:00.000Z"))
    return made


class LongOffice(Office):
    """A small office whose one manuscript is the long one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.texts = [version.text for version in versions()]
        form = RegistrationForm(
            document=ImportedDocument(
                self.texts[0], pictures={sha256(PICTURE).hexdigest(): PICTURE}
            ),
            title=self.texts[0].title,
            section_id=self.section_id,
            channel_ids=self.channel_ids[:1],
        )
        self.manuscript_id = self.at("editor").registration.register(form)

    def walk(self, until: Stage) -> None:
        """Sign until a step waits; the three steps make their changes on the way."""
        edits = {
            Stage.REVIEW_1: ("editor", self.texts[1]),
            Stage.PROOF_1: ("editor", self.texts[2]),
            Stage.REVIEW_2: ("chief", self.texts[3]),
        }
        while (stage := self.view(self.manuscript_id).stage) is not until:
            assert stage is not None
            if stage in edits:
                account, text = edits[stage]
                self._save(account, text)
            self.step(self.manuscript_id)

    def _save(self, account: str, text: ManuscriptText) -> None:
        from qz_review.services.views import DraftWork

        review = self.at(account).review
        base = self.view(self.manuscript_id).text_hash
        review.save_draft(self.manuscript_id, DraftWork(text, base_hash=base))
        review.leave(self.manuscript_id)
