"""C7: the same thing named in two ways that differ by one character."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.characters import sound_alike
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.passage import Passage
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_TITLES = re.compile(r"(?<=《)[^《》〈〉\n]{6,60}(?=》)")
# Only names that begin with a place: where another name begins nobody can tell from its characters.
_OFFICES = re.compile(
    r"(?<![\u4e00-\u9fff])[由经向和与及对在报请将到是]?(?P<name>[\u4e00-\u9fff]{1,4}[省市县区州镇][\u4e00-\u9fff]{1,12}"
    r"(?:局|委员会|办公室|人民政府|中心|公司|学院|医院|法院|检察院|银行|协会|集团))(?![\u4e00-\u9fff]?(?:长|任))"
)
_PARTICLES = frozenset("由经向和与及对在报请将到是不再被应并各该本从为以或的")
_MAY_DIFFER = frozenset(
    "一二三四五六七八九十东西南北中上下左右前后甲乙丙丁正副大小内外省市县区镇乡村新老男女初高0123456789"
)


def _collect(passage: Passage) -> Iterable[Fact]:
    for match in passage.finditer(_TITLES):
        yield Fact(match.start(), match.end(), ("《", match.group()))
    for match in passage.finditer(_OFFICES):
        if passage.document.at(match.start()).role is not Role.CELL:
            yield Fact(match.start("name"), match.end("name"), ("局", match["name"]))


def _judge(_: Document, facts: Sequence[Fact], __: ScanContext) -> Iterable[Hit]:
    counts = Counter(fact.value for fact in facts)
    by_gap: dict[tuple[str, int, str], list[str]] = {}
    for kind, name in counts:
        for at in range(len(name)):
            by_gap.setdefault((kind, at, name[:at] + "\0" + name[at + 1 :]), []).append(name)
    wrong: dict[tuple[str, str], str] = {}
    for (kind, at, _gap), names in by_gap.items():
        if len(names) < 2:
            continue
        usual = max(names, key=lambda name: counts[kind, name])
        for name in names:
            if name == usual or counts[kind, name] >= counts[kind, usual]:
                continue
            odd = (name[at], usual[at])
            if all(c in _MAY_DIFFER for c in odd) or any(c in _PARTICLES for c in odd):
                continue
            if not sound_alike(*odd):
                continue  # 大寺镇 and 大垌镇 are two places; a slip of typing sounds alike
            wrong[kind, name] = usual
    for fact in facts:
        right = wrong.get(fact.value)
        if right is not None:
            words = f"全文其他地方写作“{right}”"
            yield Hit(fact.start, fact.end, (right,), words)


RULE = Rule(
    code="C7",
    name="同一名称两种写法",
    finds="机构名、文件名在一篇里有一处与别处只差一个同音、近音字",
    why="只差一个字又只出现一次，多半是录入错误",
    source="《“三审三校”工作制度》一审（2）名称是否准确；一审（1）前后提法是否一致",
    certainty=Certainty.DOUBTFUL,
    message="同一名称前后写法不一致",
    wrong=(
        Wrong(
            "钦州市行政审批局发布公告。\n钦州市行政审批局受理申请。\n钦洲市行政审批局负责解释。",
            "钦州市行政审批局发布公告。\n钦州市行政审批局受理申请。\n钦州市行政审批局负责解释。",
        ),
    ),
    right=(
        "钦州市行政审批局发布公告。\n钦州市行政审批局受理申请。",
        "大寺镇人民政府报送。\n大寺镇人民政府汇总。\n大垌镇人民政府补报。",
        "钦南区人民法院立案。\n钦南区人民法院审理。\n钦北区人民法院协助。",
    ),
    check=Whole(_judge, _collect),
)
