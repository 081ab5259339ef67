"""G9: attachments named against attachments there are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qz_review.model.finding import Certainty
from qz_review.model.text import Attachment, ManuscriptText
from qz_review.model.text import Paragraph as TextParagraph
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.parsing.numerals import chinese_number
from qz_review.scanning.passage import Passage
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Fact, Hit, Right, Rule, Whole, Wrong

_CITED = re.compile(
    r"附件[^\S\n]?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})"
    r"(?![\d一二三四五六七八九十万亿千百元个份%月年页])(?!\.\d)"
)
_LISTED = re.compile(
    r"^[^\S\n]*+(?:附[^\S\n]?件[^\S\n]*+[:：][^\S\n]*+)?(?:(?P<n>\d{1,2}"
    r"|[一二三四五六七八九十]{1,2})[.．、][^\S\n]*+)?(?P<name>\S.*)$"
)
_NUMBER = re.compile(r"\d{1,2}|[一二三四五六七八九十]{1,2}")


@dataclass(frozen=True, slots=True)
class _Note:
    """kind: listed, marked (附件1 above an attachment), titled (the line after), cited, file."""

    kind: str
    number: int
    name: str = ""


def _collect(passage: Passage) -> Iterable[Fact]:
    for paragraph in passage.paragraphs:
        if "附" not in paragraph.text and paragraph.role not in (
            Role.ATTACHMENT_LIST,
            Role.ATTACHMENT_FILE,
        ):
            continue
        if paragraph.role is Role.ATTACHMENT_LIST:
            match = _LISTED.match(paragraph.text)
            if match is not None:
                name = match["name"].strip().rstrip("。；，、")
                start = paragraph.start + match.start("name")
                number = _value(match["n"]) if match["n"] else 0
                yield Fact(start, paragraph.end, _Note("listed", number, name))
        elif paragraph.role is Role.ATTACHMENT_MARK:
            match = _NUMBER.search(paragraph.text)
            number = _value(match.group()) if match else 0
            yield Fact(paragraph.start, paragraph.end, _Note("marked", number))
        elif paragraph.role is Role.ATTACHMENT_FILE:
            yield Fact(paragraph.start, paragraph.end, _Note("file", 0, paragraph.text))
        else:
            for match in _CITED.finditer(paragraph.text):
                yield Fact(
                    paragraph.start + match.start(),
                    paragraph.start + match.end(),
                    _Note("cited", _value(match["n"])),
                )


def _value(words: str) -> int:
    return int(words) if words.isdigit() else chinese_number(words) or 0


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    listed = [fact for fact in facts if fact.value.kind == "listed"]
    marked = [fact for fact in facts if fact.value.kind == "marked"]
    count = max(len(listed), len(marked), sum(fact.value.kind == "file" for fact in facts))
    if not count:
        return
    yield from _numbers_run_on(listed)
    for fact in facts:
        if fact.value.kind == "cited" and fact.value.number > count:
            words = f"文中提到附件{fact.value.number}，附件只有{count}个"
            yield Hit(fact.start, fact.end, message=words)
    if listed and marked:
        if len(listed) != len(marked):
            words = f"附件说明列了{len(listed)}个附件，正文后附了{len(marked)}个"
            yield Hit(listed[0].start, listed[0].end, message=words)
        else:
            yield from _names_agree(document, listed, marked)


def _numbers_run_on(listed: Sequence[Fact]) -> Iterable[Hit]:
    if len(listed) < 2:
        return
    for at, fact in enumerate(listed, 1):
        if fact.value.number not in (0, at):
            words = f"附件顺序号不连续，这里应为{at}"
            yield Hit(fact.start, fact.end, message=words)
            return


def _names_agree(
    document: Document, listed: Sequence[Fact], marked: Sequence[Fact]
) -> Iterable[Hit]:
    for named, mark in zip(listed, marked, strict=True):
        index = document.at(mark.start).index + 1
        lines: list[str] = []
        while index < len(document.paragraphs) and len(lines) < 3:
            words = document.paragraphs[index].text.strip()
            if words:
                lines.append(words)
            index += 1
        wanted = _plain(named.value.name)
        titles = ["".join(_plain(line) for line in lines[:n]) for n in (1, 2, 3)]
        if wanted and titles and wanted not in titles and _close(wanted, titles[0]):
            words = f"附件名称与附件标题不一致，附件标题为“{lines[0]}”"
            yield Hit(named.start, named.end, (lines[0],), words)


def _plain(words: str) -> str:
    return re.sub(r"[\s　《》“”]", "", words)


def _close(one: str, other: str) -> bool:
    """Names so alike that they mean the same attachment: most characters in common."""
    if not one or not other or len(other) > 2 * len(one) + 6:
        return False
    common = sum(character in other for character in one)
    return common >= 0.6 * max(len(one), len(other))


_BODY = (TextParagraph("现将有关事项通知如下，分工见附件2。"),)

RULE = Rule(
    code="G9",
    name="附件与附件说明不一致",
    finds="附件说明的个数、顺序号、名称与后附的附件不一致，或文中提到的附件不存在",
    why="附件说明、正文引用和所附附件应一一对应，否则读者找不到附件",
    source="GB/T 9704—2012 7.3.4；《“三审三校”工作制度》一审（1）附件材料齐全、规范",
    certainty=Certainty.DOUBTFUL,
    message="附件与附件说明不一致",
    wrong=(
        Wrong("分工见附件3。\n附件：1.分工表\n2.联系表"),
        Wrong("附件：1.任务分工表\n2.联系表\n附件1\n任务分工安排表\n略\n附件2\n联系表"),
        Wrong("附件：1.分工表\n3.联系表"),
    ),
    right=(
        "分工见附件2。\n附件：1.联系表\n2.分工表",
        "奖励附件10万元。\n附件：名单",
        "附件：1.分工表\n2.联系表\n附件1\n分工表\n略\n附件2\n联系表",
        Right(
            ManuscriptText(
                "通知",
                blocks=_BODY,
                attachments=(Attachment("联系表.docx", "", 1), Attachment("分工表.docx", "", 1)),
            )
        ),
    ),
    check=Whole(_judge, _collect),
)
