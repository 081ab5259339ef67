"""The forms in which leaders write what is to be changed, as patterns over masked words.

Each form is a pattern and what it makes of a match; the first that fits at a place is taken,
so that the plainer ones stand before the freer ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from qz_review.transcription.numerals import paragraph_numbers
from qz_review.transcription.quotes import QUOTED, Quotes
from qz_review.transcription.requests import (
    LAST,
    Add,
    Extent,
    Join,
    Move,
    Passage,
    Remove,
    Request,
    Retitle,
    Reword,
    Side,
    Split,
    Swap,
)

Maker = Callable[["re.Match[str]", Quotes], list[Request]]

COURTESY = re.compile(
    r"^[（(]?[0-9一二三四五六七八九十]{1,2}[）)、.．:：]"
    r"|烦请|请|谢谢|按此修改|照此修改|按上述意见|修改后|改后|其余|其他|其它|同意|无意见|没有意见"
    r"|即可|发布|刊发|登载|上网|建议|另外|另|同时|此外|并且|并|且|以及|还有|其中|然后|再"
    r"|文中|文内|正文|将|把|处|的|可以|可|后"
)
"""Words between the requests that ask for nothing."""

_Q = QUOTED
_NUMBER = "[0-9０-９一二三四五六七八九十百]+"
_P = (
    rf"(?:第{_NUMBER}(?:(?:、|，|,|和|与|至|到|-|—)第?{_NUMBER})*个?(?:自然)?段落?"
    r"|首段|开头一段|末段|最后一段|最末一段)"
)
_ALL = "(?:全部|统一|一律|全文|通篇|均|都)"
_SHOULD = "(?:建议|应当|应该|应|须|需要|需|要|可|宜)?"
_SCOPE = (
    rf"(?:(?:将|把|对|在)?(?P<scope>{_P}|(?:副)?标题|全文|通篇|文中所有|文中)"
    r"(?:当中|中|里|内)?(?:的|，|,|、|：|:)?(?:所有的?|全部的?)?)?"
)
_TO = (
    "(?:修改为|修改成|更改为|更正为|订正为|替换为|替换成|调整为|变更为|表述为|规范为|统一为"
    "|改为|改成|改作|换成|换为|应为|应是|应作|改)"
)
_PLAIN_TO = "(?:修改为|修改成|更改为|更正为|订正为|替换为|替换成|统一为|改为|改成|换成|应为|应是)"
_NAMED = "(?:一词|二字|两字|三字|四字|字样|的表述|的提法|这一表述|处)?"
_DELETE = "(?:删去|删除|删掉|去掉|去除|取消|剔除|不要)"
_EXTENT = rf"(?:(?P<sentence>一句|这一句|这句话|这句|整句)|(?P<whole>一段|这一段|整段)|{_NAMED})"
_ADD = "(?:增加|补充|加上|补上|添加|增补|插入|加入|加注|写明|注明|载明|标明|补入|增写)"
_END = "(?=$|[，,、）)])"
_MOVE_TO = (
    "(?:调整到|调整至|调到|调至|移动到|移到|移至|挪到|挪至|放到|放在|提前到|提到|后移到|移动至)"
)
_SWAP = "(?:对调|互换|调换|交换|颠倒)"
_NEW_PARAGRAPH = (
    "(?:另起一段|另起段落|另起段|另成一段|单独成段|单列一段|单列成段|分成两段|分为两段"
    "|拆成两段|拆为两段|分段)"
)
_JOIN = "(?:合并为一段|合并成一段|合并|接排|并为一段|合为一段|合成一段|连成一段)"


def _passage(name: str) -> str:
    """A quotation or a paragraph, as group ``name``."""
    return rf"(?P<{name}>{_Q}|{_P})(?:一句话|一句|这句话|这句|整句|一段话|一段|整段|全段|部分)?"


def _reword(match: re.Match[str], quotes: Quotes) -> list[Request]:
    old, new = _quoted(match["old"], match["scope"], quotes), quotes.words(match["new"])
    everywhere = _is_everywhere(match)
    if not new.strip():
        return [Remove(old, everywhere)]
    return [Reword(old, new, everywhere)]


def _reword_plainly(match: re.Match[str], quotes: Quotes) -> list[Request]:
    """One side or both without quotation marks."""
    old, new = match["old"].strip(), match["new"].strip()
    words = quotes.words(new) if re.fullmatch(_Q, new) else new
    if re.fullmatch(_Q, old):
        passage = _quoted(old, match["scope"], quotes)
    elif re.search(_Q, old) or len(old) < 2:
        return []
    else:
        passage = Passage(old, _numbers(match["scope"]), in_title=_in_title(match["scope"]),
                          surely=False)  # fmt: skip
    if re.search(_Q, words) or not words:
        return []
    return [Reword(passage, words, _is_everywhere(match))]


def _retitle(match: re.Match[str], quotes: Quotes) -> list[Request]:
    new = match["new"].strip()
    words = quotes.words(new) if re.fullmatch(_Q, new) else quotes.told(new)
    return [Retitle(words, subtitle=bool(match["sub"]))] if words else []


def _remove(match: re.Match[str], quotes: Quotes) -> list[Request]:
    extent = Extent.WORDS
    if match["sentence"]:
        extent = Extent.SENTENCE
    elif match["whole"]:
        extent = Extent.PARAGRAPH
    return [
        Remove(_quoted(sign, match["scope"], quotes, extent), _is_everywhere(match))
        for sign in re.findall(_Q, match["what"])
    ]


def _remove_paragraphs(match: re.Match[str], _quotes: Quotes) -> list[Request]:
    numbers = _numbers(match["what"])
    return [Remove(Passage(paragraphs=(n,), extent=Extent.PARAGRAPH)) for n in numbers]


def _add_beside(match: re.Match[str], quotes: Quotes) -> list[Request]:
    side = Side.BEFORE if "前" in match["side"] else Side.AFTER
    anchor = _quoted(match["anchor"], match["scope"], quotes)
    return [Add(quotes.words(match["new"]), anchor, side)]


def _add(match: re.Match[str], quotes: Quotes) -> list[Request]:
    anchor = None
    if match["end"]:
        anchor = Passage(paragraphs=(LAST,), extent=Extent.PARAGRAPH)
    elif numbers := _numbers(match["scope"]):
        anchor = Passage(paragraphs=numbers, extent=Extent.PARAGRAPH)
    elif _in_title(match["scope"]):
        anchor = Passage(in_title=True)
    return [Add(quotes.words(match["new"]), anchor)]


def _move(match: re.Match[str], quotes: Quotes) -> list[Request]:
    what = _either(match["what"], quotes)
    if match["end"]:
        return [Move(what, Side.AFTER)]
    if match["start"]:
        return [Move(what, Side.BEFORE)]
    side = Side.BEFORE if "前" in match["side"] else Side.AFTER
    return [Move(what, side, _either(match["anchor"], quotes))]


def _swap(match: re.Match[str], quotes: Quotes) -> list[Request]:
    return [Swap(_either(match["one"], quotes), _either(match["other"], quotes))]


def _swap_numbers(match: re.Match[str], _quotes: Quotes) -> list[Request]:
    numbers = _numbers(match["both"])
    if len(numbers) != 2:
        return []
    one, other = (Passage(paragraphs=(n,), extent=Extent.PARAGRAPH) for n in numbers)
    return [Swap(one, other)]


def _split_at(match: re.Match[str], quotes: Quotes) -> list[Request]:
    side = Side.AFTER if match["after"] else Side.BEFORE
    numbers = _numbers(match["paragraph"])
    at = _quoted(match["at"], match["paragraph"], quotes)
    return [Split(numbers[0] if numbers else None, at, side)]


def _split(match: re.Match[str], _quotes: Quotes) -> list[Request]:
    return [Split(number) for number in _numbers(match["paragraph"])]


def _join(match: re.Match[str], _quotes: Quotes) -> list[Request]:
    numbers = _numbers(match["one"])
    if match["other"]:
        numbers += _numbers(match["other"])
    elif match["before"]:
        numbers = (numbers[0] - 1, *numbers)
    elif match["next"]:
        numbers = (*numbers, numbers[-1] + 1)
    ordered = tuple(sorted(numbers))
    if len(ordered) < 2 or ordered[0] < 1:
        return []
    return [Join(ordered)] if ordered == tuple(range(ordered[0], ordered[-1] + 1)) else []


def _either(words: str, quotes: Quotes) -> Passage:
    if re.fullmatch(_Q, words):
        return _quoted(words, None, quotes)
    return Passage(paragraphs=_numbers(words), extent=Extent.PARAGRAPH)


def _quoted(sign: str, scope: str | None, quotes: Quotes, extent: Extent = Extent.WORDS) -> Passage:
    return Passage(
        quotes.words(sign), _numbers(scope), extent, _in_title(scope),
        bracketed=quotes.is_title(sign),
    )  # fmt: skip


def _numbers(words: str | None) -> tuple[int, ...]:
    return paragraph_numbers(words) if words else ()


def _in_title(scope: str | None) -> bool:
    return scope is not None and "标题" in scope


def _is_everywhere(match: re.Match[str]) -> bool:
    scope = match["scope"] or ""
    return scope in ("全文", "通篇", "文中所有") or re.search(_ALL, match.group()) is not None


_WHO = rf"(?:将|把)?{_SCOPE}(?:将|把)?"
_FORMS: tuple[tuple[str, Maker], ...] = (
    (
        rf"(?:将|把)?(?P<sub>副)?(?:标题|题目){_SHOULD}{_PLAIN_TO}(?P<new>{_Q}|[^{_Q[1:-1]}]+$)",
        _retitle,
    ),
    (
        rf"(?:将|把)?{_passage('one')}(?:与|和|跟|同|、){_passage('other')}的?"
        rf"(?:位置|顺序|次序|先后)?(?:互相|相互)?{_SWAP}(?:位置|顺序|次序|过来|一下)?",
        _swap,
    ),
    (
        rf"(?:将|把)?(?P<both>{_P})的?(?:位置|顺序|次序|先后)?(?:互相|相互)?{_SWAP}"
        r"(?:位置|顺序|次序|过来|一下)?",
        _swap_numbers,
    ),
    (
        rf"(?:将|把)?{_passage('what')}{_SHOULD}{_MOVE_TO}(?:"
        r"(?P<end>文末|全文末尾|全文最后|末尾|最后|结尾|文后)|(?P<start>文首|开头|最前面?|篇首)"
        rf"|{_passage('anchor')}(?:之|的|以)?(?P<side>前|后)面?){_END}",
        _move,
    ),
    (
        rf"(?:将|把)?(?P<one>{_P})(?:(?:与|和|同)(?:(?P<other>{_P})|(?P<before>上一段|前一段|上段|前段)"
        rf"|(?P<next>下一段|后一段|下段|后段)))?(?:之间)?{_SHOULD}{_JOIN}(?:成一个自然段)?{_END}",
        _join,
    ),
    (
        rf"(?:将|把|从|自|在)?(?P<paragraph>{_P})?(?:中|里|的|从|自|在)*(?P<at>{_Q})(?:一句)?"
        rf"(?P<after>之后|以后|后面|后)?(?:处|起|开始|这里)?[，,]?{_SHOULD}{_NEW_PARAGRAPH}",
        _split_at,
    ),
    (rf"(?:将|把)?(?P<paragraph>{_P}){_SHOULD}{_NEW_PARAGRAPH}{_END}", _split),
    (
        rf"(?:在)?{_SCOPE}(?:在)?(?P<anchor>{_Q})(?:一句|一词|一段)?(?P<side>之后|之前|后面|前面|后|前)"
        rf"[，,]?{_SHOULD}(?:{_ADD}|加)(?:一句|上|入|为)?[：:]?(?P<new>{_Q})",
        _add_beside,
    ),
    (
        rf"{_WHO}(?P<old>{_Q}){_NAMED}(?:有误|不妥|不准确|错误)?[，,]?{_ALL}?{_SHOULD}{_ALL}?"
        rf"{_TO}(?P<new>{_Q})",
        _reword,
    ),
    (
        rf"(?:将|把)?(?:{_DELETE}|删){_SCOPE}(?P<what>{_Q}(?:(?:、|和|及|与|以及)?{_Q})*){_EXTENT}",
        _remove,
    ),
    (
        rf"{_WHO}(?:{_DELETE}|删)(?P<what>{_Q}(?:(?:、|和|及|与|以及)?{_Q})*){_EXTENT}",
        _remove,
    ),
    (
        rf"{_WHO}(?P<what>{_Q}(?:(?:、|和|及|与|以及)?{_Q})*){_EXTENT}[，,]?{_ALL}?{_SHOULD}{_ALL}?"
        rf"{_DELETE}",
        _remove,
    ),
    (
        rf"(?:将|把)?(?:{_DELETE}|删)(?P<what>{_P})(?:全段|整段|全部)?{_END}",
        _remove_paragraphs,
    ),
    (
        rf"(?:将|把)?(?P<what>{_P})(?:全段|整段|全部)?[，,]?{_SHOULD}{_DELETE}{_END}",
        _remove_paragraphs,
    ),
    (
        rf"(?:在)?(?P<end>文末|末尾|结尾|文后|篇末)?(?:处)?{_SCOPE}(?:末尾|最后|末)?[，,]?{_SHOULD}{_ADD}"
        rf"(?:一句|一段|为)?[：:]?(?P<new>{_Q})",
        _add,
    ),
    (
        rf"{_WHO}(?P<old>{_Q}|[^{_Q[1:-1]}，,]{{2,40}}?)[，,]?{_ALL}?{_SHOULD}{_ALL}?{_PLAIN_TO}"
        rf"(?P<new>{_Q}|[^{_Q[1:-1]}，,]+)",
        _reword_plainly,
    ),
)


@cache
def forms() -> tuple[tuple[re.Pattern[str], Maker], ...]:
    """The forms in the order in which they are tried; compiled at the first instruction."""
    return tuple((re.compile(pattern), make) for pattern, make in _FORMS)
