"""The printed recovery code, kept under lock and key."""

from __future__ import annotations

from dataclasses import replace

from qz_review.archive import paper
from qz_review.archive.approval import RedTitle
from qz_review.archive.blocks import Align, Block, Gap, Stack, text_block, words_block
from qz_review.archive.dossier import RecoverySheet
from qz_review.archive.grid import Cell, Grid, Look
from qz_review.archive.moments import made_at
from qz_review.archive.paging import Section
from qz_review.archive.typesetting import Piece

_COLUMNS = (86.0, paper.COLUMN - 86.0)
_EXPLANATION = (
    "管理员忘记密码时，在登录窗口点“忘记密码”，填管理员账号与本恢复码，设新密码。",
    "恢复码只显示一次，程序不留存。本单装入信封，封口签名，存放保险柜。",
    "凭此码可更换管理员的密钥。本单遗失或内容外泄时，由管理员登录后更换恢复码，旧码即告失效。",
)


def _on_two_lines(code: str) -> str:
    """A code of many groups broken in the middle, so that it can stand in large letters."""
    groups = code.split("-")
    half = (len(groups) + 1) // 2
    if len(groups) < 6:
        return code
    return "-".join(groups[:half]) + "-\n" + "-".join(groups[half:])


def recovery_section(sheet: RecoverySheet) -> Section:
    """The one page: who, which account, the code in large letters, how it is kept."""
    code = replace(paper.HASH, size=17.0)
    width = _COLUMNS[1] - 12.0
    printed = _on_two_lines(sheet.code)
    rows: list[tuple[str, Block]] = [
        ("管 理 员", words_block(sheet.administrator, paper.CELL, width, paper.CELL_LEADING)),
        ("账　　号", words_block(sheet.account, paper.CELL, width, paper.CELL_LEADING)),
        ("制　　单", words_block(made_at(sheet.made_at), paper.CELL, width, paper.CELL_LEADING)),
        (
            "恢 复 码",
            words_block(printed, code, width, 28.0, before=8.0, after=8.0),
        ),
        ("保 管 人", Stack()),
        ("存放地点", Stack()),
        ("封存日期", Stack()),
    ]
    cells: list[Cell] = []
    for number, (label, content) in enumerate(rows):
        heading = words_block(
            label, paper.LABEL, _COLUMNS[0] - 12, paper.CELL_LEADING, align=Align.CENTER
        )
        cells.extend((Cell(number, 0, heading), Cell(number, 1, content)))
    look = Look(color=paper.RED, pad_x=6.0)
    grid = Grid(_COLUMNS, tuple(cells), (32.0,) * len(rows), look)
    explanation = [
        text_block([Piece(f"{number}. {words}", paper.CELL)], paper.COLUMN, 18.0, after=2.0)
        for number, words in enumerate(_EXPLANATION, 1)
    ]
    title = RedTitle(sheet.unit_name, "管理员密钥恢复单")
    return Section("", (title, Gap(6.0), grid, Gap(14.0), *explanation))
