"""One Chinese sentence for every error of the core: what happened, what is safe, what to do.

The core raises codes and facts and no prose; :func:`sentence_for` puts the facts into the
sentence of the code.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from string import Formatter

from qz_review.errors import Environment, QzError, Tampered
from ui.text.moments import moment_words
from ui.text.sentences.files import FILES
from ui.text.sentences.handover import HANDOVER
from ui.text.sentences.lists import LISTS
from ui.text.sentences.office import OFFICE
from ui.text.sentences.route import ROUTE
from ui.text.sentences.store import STORE

SENTENCES = {**ROUTE, **OFFICE, **FILES, **STORE, **HANDOVER, **LISTS}

_KINDS = {
    "archive": "压缩包",
    "picture": "图片",
    "pdf": "PDF",
    "rtf": "RTF文档",
    "doc": "doc文档",
    "odt": "ODF文档",
    "html": "网页",
    "mht": "网页",
    "xml": "XML文件",
    "ofd": "OFD版式文件",
    "opendocument": "ODF文档",
    "office": "旧版办公文件",
    "binary": "不是文字",
    "program": "程序",
    "spreadsheet": "表格",
    "presentation": "演示文稿",
    "unknown": "格式不明",
}
_MEGABYTE = 1024 * 1024


def sentence_for(error: QzError) -> str:
    """The sentence of ``error``; an unknown code gets a general one for its class with the code."""
    template = SENTENCES.get(error.code)
    if template is None:
        return _general(error)
    facts = {name: _shown(name, value) for name, value in error.facts.items()}
    wanted = [name for _, name, _, _ in Formatter().parse(template) if name]
    return template.format(**{name: facts.get(name, "") for name in wanted})


def _general(error: QzError) -> str:
    if isinstance(error, Tampered):
        return f"存下的记录核验不过，已停办，报管理员核查（{error.code}）"
    if isinstance(error, Environment):
        return f"本机环境有问题，这一步没有写入，已签的都在（{error.code}）"
    return f"这一步不能办，内容没有变动（{error.code}）"


def _shown(name: str, value: object) -> str:
    """A fact as people read it."""
    if isinstance(value, datetime):
        return moment_words(value, datetime.now(UTC))
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    if isinstance(value, (tuple, list, set, frozenset)):
        return "、".join(sorted(_shown(name, item) for item in value))
    if name in ("size", "limit") and isinstance(value, int):
        return f"{value // _MEGABYTE}MB"
    if name == "encoding":
        return str(value).upper()
    if name == "kind":
        return _KINDS.get(str(value), str(value))
    return "" if value is None else str(value)
