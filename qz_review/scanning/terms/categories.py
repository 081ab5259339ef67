"""The categories of the word lists, in the order of the list page.

The twelve forbidden kinds are those of 《“三审三校”工作制度》 四（一）2（4）; each says by which
document it is one, and holds no term that no official or licensed source gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity


class Group(StrEnum):
    """Headings of the category tree."""

    FORBIDDEN = "forbidden"
    WORDING = "wording"
    UNIT = "unit"

    @property
    def label(self) -> str:
        """The heading in words."""
        return {
            "forbidden": "禁止登载的内容",
            "wording": "禁用词和慎用词",
            "unit": "本单位词语",
        }[self]


@dataclass(frozen=True, slots=True)
class Category:
    """One category.

    code: stable, as stored.  rule: code of the scanning rule that reports its terms.  gate,
    certainty, severity: what a term gets that says nothing else.  basis: document and date.
    short: the name where room is narrow.  protects: its terms are right and shield what they cover.
    """

    code: str
    name: str
    group: Group
    rule: str
    gate: Gate
    certainty: Certainty
    severity: Severity | None
    basis: str
    short: str = ""
    protects: bool = False


_RULE = "《“三审三校”工作制度》四（一）2（4）"
_ISSUED = "钦政办〔2023〕39号"


def _forbidden(number: int, mark: str, short: str, name: str, gate: Gate) -> Category:
    return Category(
        f"forbidden-{number}",
        f"{mark}{name}",
        Group.FORBIDDEN,
        "S20",
        gate,
        Certainty.DOUBTFUL,
        Severity.SERIOUS,
        f"{_RULE}{mark}，{_ISSUED}",
        f"{mark}{short}",
    )


def _wording(code: str, name: str, rule: str, gate: Gate, basis: str) -> Category:
    return Category(
        code, name, Group.WORDING, rule, gate, Certainty.DOUBTFUL, Severity.MINOR, basis
    )


CATEGORIES: tuple[Category, ...] = (
    _forbidden(1, "①", "反对宪法原则", "反对宪法确定的基本原则", Gate.POLITICS),
    _forbidden(2, "②", "危害国家统一", "危害国家统一、主权和领土完整", Gate.POLITICS),
    _forbidden(3, "③", "泄密、危害安全", "泄密，危害国家安全、荣誉和利益", Gate.SECRECY),
    _forbidden(4, "④", "破坏民族团结", "煽动民族仇恨、歧视，破坏民族团结", Gate.POLITICS),
    _forbidden(5, "⑤", "邪教、迷信", "宣扬邪教、迷信", Gate.LAW),
    _forbidden(6, "⑥", "扰乱社会秩序", "扰乱社会秩序，破坏社会稳定", Gate.LAW),
    _forbidden(7, "⑦", "淫秽赌博暴力", "淫秽、赌博、暴力、教唆犯罪", Gate.LAW),
    _forbidden(8, "⑧", "侮辱诽谤、隐私", "侮辱诽谤，泄露隐私", Gate.LAW),
    _forbidden(9, "⑨", "违背社会公德", "危害社会公德、优秀文化传统", Gate.LAW),
    _forbidden(10, "⑩", "危害未成年人", "妨碍未成年人身心健康", Gate.LAW),
    _forbidden(11, "⑪", "不真实、不公正", "内容不真实、不公正", Gate.LAW),
    _forbidden(12, "⑫", "其他禁止内容", "法律法规禁止的其他内容", Gate.LAW),
    _wording("media", "媒体禁用词、慎用词", "S21", Gate.WORDING, "新华社 2015、2016 年公布"),
    _wording("taiwan", "涉台用语", "S22", Gate.POLITICS, "涉台宣传用语意见 2002、2016 年"),
    _wording("hongkong", "涉港澳用语", "S22", Gate.POLITICS, "涉港澳宣传用语 2002—2019 年"),
    _wording("ethnic", "民族宗教用语", "S23", Gate.POLITICS, "GB/T 3304；新华社 2016 年公布"),
    _wording("advert", "广告绝对化用语", "S24", Gate.LAW, "广告法第九条；2023 年执法指南"),
    Category(
        "own", "本单位错词、慎用词", Group.UNIT, "S25", Gate.WORDING,
        Certainty.DOUBTFUL, Severity.MINOR, "本单位规定",
    ),
    Category(
        "protect", "保护词", Group.UNIT, "", Gate.WORDING,
        Certainty.HINT, None, "本单位规定", protects=True,
    ),
)  # fmt: skip

_BY_CODE = {category.code: category for category in CATEGORIES}
_BY_NAME = {category.name.lstrip("①②③④⑤⑥⑦⑧⑨⑩⑪⑫"): category for category in CATEGORIES}


def category_of(code: str) -> Category | None:
    """The category with a code."""
    return _BY_CODE.get(code)


def category_named(words: str) -> Category | None:
    """The category a person means: its code, its name with or without the circled number."""
    plain = words.strip()
    return _BY_CODE.get(plain) or _BY_NAME.get(plain.lstrip("①②③④⑤⑥⑦⑧⑨⑩⑪⑫"))
