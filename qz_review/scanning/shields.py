"""Spans of a paragraph that most rules leave alone: quotations, names of works, addresses, codes.

A quotation is somebody else's wording, a name in 《》 is what the document is called, an address
works only as it is typed.  Spans are found when a rule has a hit in the paragraph, not before.
"""

from __future__ import annotations

import re
from enum import IntFlag


class Shield(IntFlag):
    """What shields a span."""

    NOTHING = 0
    QUOTE = 1  # “…”, ‘…’, 「…」
    NAME = 2  # 《…》, 〈…〉
    ADDRESS = 4  # web address, e-mail, path
    CODE = 8  # runs of Latin letters and figures with their joints: GB/T 15834—2011
    ARTICLE = 16  # a paragraph that is an article of a law: 第三条 …
    BRACKET = 32  # （…）


QUOTED = Shield.QUOTE | Shield.NAME | Shield.ADDRESS
"""What a rule skips unless it says otherwise."""

QUOTED_AND_LAW = QUOTED | Shield.ARTICLE
"""For wording that older laws use rightly by their own time."""

_PATTERNS: dict[Shield, re.Pattern[str]] = {
    Shield.QUOTE: re.compile(r"“[^”\n]*(?:”|$)|‘[^’\n]*(?:’|$)|「[^」\n]*(?:」|$)", re.MULTILINE),
    Shield.NAME: re.compile(r"《(?:[^《》\n]|《[^《》\n]*》)*》|〈[^〈〉\n]*〉"),
    Shield.ADDRESS: re.compile(
        r"[A-Za-z]{2,8}[:：][/／\\]{1,3}[^\s\u4e00-\u9fff，。；、（）《》“”<>]*"
        r"|www[.．。][A-Za-z0-9./_?=&%:#-]+"
        r"|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,80}"
        r"|[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.(?:com|cn|net|org|gov|edu|info|io|cc|top)"
        r"(?![A-Za-z])(?:[:/?][A-Za-z0-9./_?=&%:#,;!~-]*)?"
        r"|[A-Za-z]:\\[^\s，。；、]*|\\\\[A-Za-z0-9._-]+\\[^\s，。；、]*"
    ),
    Shield.CODE: re.compile(
        r"[A-Za-z]{2,6}/[A-Z][ \u00a0]?\d{1,12}(?:\.\d{1,6})?(?:[-—]\d{2,4})?"
        r"|[A-Za-z0-9]{0,20}[A-Za-z][A-Za-z0-9]{0,40}(?:[-_./:+&#][A-Za-z0-9]{1,40}){0,12}"
        r"|\d{1,12}(?:[-_/.]\d{1,12}){2,6}"
    ),
    Shield.ARTICLE: re.compile(
        r"^[^\S\n]*+第[一二三四五六七八九十百千零〇\d]{1,7}条(?:之[一二三四五六七八九十])?"
        r"(?![约例件规款线]).*",
        re.MULTILINE,
    ),
    Shield.BRACKET: re.compile(r"[（(][^（）()\n]*[）)]"),
}


def spans_of(text: str, kind: Shield) -> tuple[tuple[int, int], ...]:
    """Spans of one kind in a paragraph's text, as (start, end) from its beginning."""
    return tuple(match.span() for match in _PATTERNS[kind].finditer(text))
