"""C2: totals of a table against their parts."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from qz_review.model.finding import Certainty
from qz_review.model.text import Cell, ManuscriptText, Table
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document, Grid, GridCell
from qz_review.scanning.parsing.numerals import amount
from qz_review.scanning.rule import Fact, Hit, Right, Rule, Whole, Wrong

_TOTAL = re.compile(
    r"^[^\S\n]*+(?:合[^\S\n]*+计|总[^\S\n]*+计|共[^\S\n]*+计|总[^\S\n]*+数|小[^\S\n]*+计)"
    r"(?:[（(][^）)]*[）)])?[^\S\n]*+$"
)
_NOT_ADDED = re.compile(
    r"率|比|%|％|占|均|增|排名|名次|序号|编号|年度|年份|电话|备注|得分|单价|日期|时间"
)
_NUMBER = re.compile(
    r"^[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?P<unit>[\u4e00-\u9fff%％]{0,3})$"
)
_EMPTY = frozenset({"", "-", "—", "/", "－", "——", "无", "0"})
_MOST_ROWS = 3_000


def _judge(document: Document, _: Sequence[Fact], __: ScanContext) -> Iterable[Hit]:
    for grid in document.grids:
        if grid.is_plain and 3 <= len(grid.rows) <= _MOST_ROWS:
            yield from _rows(grid)
            yield from _columns(grid)


def _rows(grid: Grid) -> Iterable[Hit]:
    """A row that begins with 合计: each of its numbers is the sum of the column."""
    rows = grid.rows
    totals = [at for at, row in enumerate(rows) if at and _TOTAL.match(row[0].words)]
    if len(totals) != 1:
        return  # 小计 and 合计 together: which adds which is a matter of layout
    total = totals[0]
    parts = rows[1:total] if total > 1 else rows[2:]
    for column in range(1, len(rows[0])):
        if not _NOT_ADDED.search(rows[0][column].words):
            yield from _compare(rows[total][column], [row[column] for row in parts])


def _columns(grid: Grid) -> Iterable[Hit]:
    """A column headed 合计: each of its numbers is the sum of its row."""
    head = grid.rows[0]
    totals = [at for at, cell in enumerate(head) if at and _TOTAL.match(cell.words)]
    if len(totals) != 1:
        return
    total = totals[0]
    others = [at for at in range(1, len(head)) if at != total]
    if any(_NOT_ADDED.search(head[at].words) for at in others):
        return
    for row in grid.rows[1:]:
        yield from _compare(row[total], [row[at] for at in others])


def _compare(total: GridCell, parts: Sequence[GridCell]) -> Iterable[Hit]:
    stated = _value(total.words)
    if stated is None or not total.words.strip():
        return
    values: list[Decimal] = []
    for part in parts:
        value = Decimal(0) if part.words.strip() in _EMPTY else _value(part.words)
        if value is None:
            return
        values.append(value)
    if len([part for part in parts if part.words.strip() not in _EMPTY]) < 2:
        return
    places = max(_places(cell.words) for cell in (total, *parts))
    rounding = Decimal(len(values)) / 2 * Decimal(10) ** -places if places else Decimal(0)
    computed = sum(values, Decimal(0))
    if abs(computed - stated) > rounding:
        words = f"合计写{total.words.strip()}，各项相加为{computed:f}"
        yield Hit(total.start, total.end, message=words)


def _value(words: str) -> Decimal | None:
    match = _NUMBER.match(words.strip())
    if match is None or match["unit"] in ("%", "％"):
        return None
    number = words.strip().removesuffix(match["unit"])
    sign = -1 if number[0] in "-−" else 1
    value = amount(number.lstrip("-−"))
    return None if value is None else sign * value


def _places(words: str) -> int:
    match = re.search(r"\.(\d+)", words)
    return len(match.group(1)) if match else 0


def _table(*rows: tuple[str, ...]) -> ManuscriptText:
    cells = tuple(tuple(Cell((words,)) for words in row) for row in rows)
    return ManuscriptText("统计表", blocks=(Table(cells),))


RULE = Rule(
    code="C2",
    name="表格合计",
    finds="表格里合计、总计一行或一列与各项之和不等",
    why="改了分项没有改合计，或者漏了一项",
    source="《“三审三校”工作制度》二校（1）相关数据是否准确",
    certainty=Certainty.DOUBTFUL,
    message="合计与各项之和不等",
    wrong=(
        Wrong(_table(("县区", "户数"), ("钦南区", "120"), ("钦北区", "80"), ("合计", "210"))),
        Wrong(
            _table(
                ("县区", "上半年", "下半年", "合计"),
                ("钦南区", "3", "4", "8"),
                ("钦北区", "1", "2", "3"),
            )
        ),
    ),
    right=(
        Right(_table(("县区", "户数"), ("钦南区", "120"), ("钦北区", "80"), ("合计", "200"))),
        Right(_table(("县区", "增长率"), ("钦南区", "5"), ("钦北区", "8"), ("合计", "6"))),
        Right(_table(("县区", "面积"), ("钦南区", "1.25"), ("钦北区", "1.25"), ("合计", "2.5"))),
    ),
    check=Whole(_judge, always=True),
)
