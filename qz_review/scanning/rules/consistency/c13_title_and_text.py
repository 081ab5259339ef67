"""C13: a title whose words the text never uses."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_LEAST = 60  # code points of text from which its words can be compared with the title
_STOP = re.compile(
    r"关于|印发|转发|的通知|通知|公告|通告|意见|我市|全市|召开|举行|工作|会议|进一步|加强|[的了和与及在对为]"
)


def _judge(document: Document, _: Sequence[Fact], __: ScanContext) -> Iterable[Hit]:
    title = document.title
    if title is None:
        return
    body = "".join(p.text for p in document.paragraphs[title.index + 1 :] if p.role in _PLACES)
    pieces = [piece for piece in re.split(r"[^\u4e00-\u9fff]", _STOP.sub(" ", title.text)) if piece]
    pairs = {piece[at : at + 2] for piece in pieces for at in range(len(piece) - 1)}
    if len(body) < _LEAST or len(pairs) < 4:
        return
    found = sum(pair in body for pair in pairs)
    if found * 5 <= len(pairs):
        yield Hit(title.start, title.end)


_PLACES = frozenset({Role.BODY, Role.HEADING, Role.CELL})

RULE = Rule(
    code="C13",
    name="文不对题",
    finds="标题里的主要词语在正文里几乎没有出现",
    why="标题应概括稿件内容；词语全不相同，可能标题与正文不是同一篇",
    source="《“三审三校”工作制度》一审（1）标题是否概括了稿件内容，有无文不对题",
    certainty=Certainty.HINT,
    message="标题的主要词语正文里几乎没有，核对标题与正文是否相符",
    wrong=(
        Wrong(
            "钦南区老旧小区加装电梯补贴发放\n"
            + "春季植树活动在北部湾大道举行，志愿者栽下三百株红树苗，" * 3
            + "活动结束。"
        ),
    ),
    right=(
        "钦南区老旧小区加装电梯补贴发放\n"
        + "钦南区发放老旧小区加装电梯补贴，居民凭材料申领，" * 3
        + "以补贴促改造。",
    ),
    level=Level.FULL,
    check=Whole(_judge, always=True),
)
