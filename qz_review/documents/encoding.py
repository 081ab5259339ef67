"""Which encoding a plain-text file is in, without being told.

Byte order mark, then strict UTF-8, then whichever of GB 18030, UTF-16 and Big5 gives the
text with the most everyday characters.
"""

from __future__ import annotations

import codecs

from qz_review.errors import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("gb18030", "utf-16-le", "utf-16-be", "big5")
_SAMPLE = 4_000  # characters weighed
_EVERYDAY = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能"
    "对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意"
    "动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感市区县政府办公室关"
    "通号各委局单工部门管理全省级民党领导干务院议决定实施制度规范社会主义思想建设新网站媒体审校稿件信息负责"
    "月号章条款项本加强推服供水电气路交教育医疗农业村镇街居保障安检查落问题改革展经济增减万亿元比百科技城乡"
    "這個們來時為說國後會過對學樣當現還開動長經間種話與電關於機產業發區縣務員實義設規範責號條項問題進應"
    "處體總統領導書記黨團議決將讓據價網點師專際標準單門報導風險態農歷史變轉輸製從無"
)


def decode_text(data: bytes) -> str:
    """The text of a file's bytes.

    Raises Refused: file.empty, text.undecodable, file.unsupported (kind binary).
    """
    if not data:
        raise Refused("file.empty")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name)
    if b"\0" not in data:
        try:
            return _checked(data.decode("utf-8"))
        except UnicodeDecodeError:
            pass
    best, best_score = "", float("-inf")
    for name in _CANDIDATES:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        score = _everyday_share(text)
        if score > best_score:
            best, best_score = text, score
    if not best:
        raise Refused("text.undecodable")
    return _checked(best)


def _strict(data: bytes, name: str) -> str:
    try:
        return _checked(data.decode(name))
    except UnicodeDecodeError as error:
        raise Refused("text.undecodable", encoding=name) from error


def _checked(text: str) -> str:
    """Refuse what is no text at all: more than a few control characters."""
    controls = sum(1 for c in text[:_SAMPLE] if c < " " and c not in "\t\n\r\f\v\x1a")
    if controls * 50 > min(len(text), _SAMPLE):
        raise Refused("file.unsupported", kind="binary")
    return text


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
