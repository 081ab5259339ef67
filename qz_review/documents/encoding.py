"""Which encoding a plain-text file is in, without being told.

Byte order mark, then strict UTF-8 that makes sense, then whichever of GB 18030, UTF-16 and Big5
gives the text with the most everyday characters.  The guess is told, so that a person can choose
another.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from qz_review.errors import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5")
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
"""What a person may choose where the guess was wrong."""

_SAMPLE = 4_000  # characters weighed
_BROKEN_ONE_IN = 50  # characters: more broken ones, and it is another encoding or no text
_SURELY = 1.0  # everyday share that only Chinese has
_PLAUSIBLE = 0.5  # everyday share: Chinese has more than 1, plain ASCII 0.7, a wrong reading 0
_EVERYDAY = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能"
    "对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意"
    "动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感市区县政府办公室关"
    "通号各委局单工部门管理全省级民党领导干务院议决定实施制度规范社会主义思想建设新网站媒体审校稿件信息负责"
    "月号章条款项本加强推服供水电气路交教育医疗农业村镇街居保障安检查落问题改革展经济增减万亿元比百科技城乡"
    "這個們來時為說國後會過對學樣當現還開動長經間種話與電關於機產業發區縣務員實義設規範責號條項問題進應"
    "處體總統領導書記黨團議決將讓據價網點師專際標準單門報導風險態農歷史變轉輸製從無"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec it was read with, and how many places were no text and became U+FFFD."""

    text: str
    encoding: str
    replaced: int = 0


def decode_text(data: bytes, encoding: str = "") -> Decoded:
    """The text of a file's bytes.

    encoding: one of ``ENCODINGS`` as somebody chose it; empty to find out.  A file with a few
    broken bytes is still read, each of them as U+FFFD.
    Raises Refused: file.empty, text.undecodable, text.wrong_encoding (encoding; the chosen one
    does not fit), file.unsupported (kind binary).
    """
    if not data:
        raise Refused("file.empty")
    if encoding:
        return _chosen(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return _checked(_strict(rest, name) or _nearly([name], rest))
    if b"\0" not in data:
        found = _strict(data, "utf-8")
        if found is not None and not _is_disguised(found):
            return _checked(found)
    best = _best([_strict(data, name) for name in _CANDIDATES])
    if best is None or _everyday_share(best.text) < _PLAUSIBLE:
        with suppress(Refused):  # a few bytes of it may be broken
            best = _nearly(_CANDIDATES, data)
    if best is None:
        raise Refused("text.undecodable")
    return _checked(best)


def _is_disguised(found: Decoded) -> bool:
    """True for a few words of GB 18030 whose bytes happen to be UTF-8 too, like 通知 or 联通."""
    if found.text.isascii() or _everyday_share(found.text) >= 0:
        return False
    other = _strict(found.text.encode(), "gb18030")
    return other is not None and _everyday_share(other.text) >= _SURELY


def _chosen(data: bytes, encoding: str) -> Decoded:
    if encoding not in ENCODINGS:
        raise Refused("text.wrong_encoding", encoding=encoding)
    for mark, name in _MARKS:
        if name == encoding:
            data = data.removeprefix(mark)
    found = _strict(data, encoding)
    if found is None:
        try:
            found = _nearly([encoding], data)
        except Refused as error:
            raise Refused("text.wrong_encoding", encoding=encoding) from error
    return _checked(found)


def _strict(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        return None


def _best(found: Iterable[Decoded | None]) -> Decoded | None:
    decoded = [item for item in found if item is not None and item.text]
    return max(decoded, key=lambda item: _everyday_share(item.text), default=None)


def _nearly(names: Iterable[str], data: bytes) -> Decoded:
    """The best reading with a few broken bytes; Refused text.undecodable where there is none."""
    readings = []
    for name in names:
        text = data.decode(name, "replace")
        replaced = text.count("\ufffd")
        if replaced * _BROKEN_ONE_IN <= len(text) and _everyday_share(text) >= _PLAUSIBLE:
            readings.append(Decoded(text, name, replaced))
    best = _best(readings)
    if best is None:
        raise Refused("text.undecodable")
    return best


def _checked(decoded: Decoded) -> Decoded:
    """Refuse what is no text at all: more than a few control characters."""
    sample = decoded.text[:_SAMPLE]
    controls = sum(1 for c in sample if c < " " and c not in "\t\n\r\f\v\x1a")
    if controls * 50 > len(sample):
        raise Refused("file.unsupported", kind="binary")
    return decoded


def _everyday_share(text: str) -> float:
    sample = text[:_SAMPLE]
    return sum(_weight(character) for character in sample) / max(1, len(sample))


def _weight(character: str) -> float:
    if character in _EVERYDAY:
        return 2.0
    if character in "\t\n\r" or " " <= character <= "~":
        return 0.7
    if character < " " or "\ue000" <= character <= "\uf8ff":
        return -3.0
    if "\u3000" <= character <= "\u3011" or "\uff01" <= character <= "\uff5e":
        return 1.0
    if character in "“”‘’—…〔〕·":
        return 1.0
    if "\u4e00" <= character <= "\u9fff":
        return 0.8 if _is_first_level(character) else -0.5
    return -1.5


def _is_first_level(character: str) -> bool:
    """True for the 3,755 common characters of GB 2312."""
    try:
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False
