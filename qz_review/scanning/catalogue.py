"""The catalogue of rules for people: ``docs/rules.md`` is this text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from qz_review.model.file_traces import FileTraces
from qz_review.model.finding import Certainty
from qz_review.model.text import ManuscriptText, plain_text
from qz_review.scanning.registry import FAMILY_NAMES
from qz_review.scanning.rule import Reach, Right, Rule, Wrong

Measured = Mapping[str, Mapping[str, int]]
"""Hits by rule code and certainty label on clean text."""

_REACH = {Reach.PARAGRAPH: "本段", Reach.DOCUMENT: "全文", Reach.FILE: "文件"}
_HEAD = """# 扫描规则

由 `tools/make_rules_doc.py` 根据 `qz_review/scanning/rules/` 生成，不要手改。
每条规则一个文件，文件里的正误例就是它的测试。

- **必错**：机器可以断定；只有这一类可以全部采纳。**疑似**：由人判断。**提示**：建议，默认不显示。
- **严重**的问题在签署前必须改正或写明理由处理，**一般**的只提醒。
- **标准**级别默认运行必错和误报少的疑似规则；**全面**级别运行全部规则。
- 引文、书名、网址一般跳过；保护词优先于一切规则。
"""


def catalogue(rules: Sequence[Rule], measured: Measured, characters: int) -> str:
    """The catalogue as Markdown.

    measured, characters: how often each rule hit clean text, and how long that text was; a rule
    that is not measured (the typo engine's) says so.
    """
    parts = [_HEAD]
    if characters:
        parts.append(
            f"“净文本命中”是在 {characters / 10_000:,.0f} 万字没有标注错误的法规和新闻上"
            "逐行扫描的次数（其中有些命中是原文确有的差错）；跨段的规则在那里看不到上下文。\n"
        )
    for family, group in groupby(rules, lambda rule: rule.family):
        parts.append(f"## {family} {FAMILY_NAMES[family]}\n")
        for rule in group:
            parts.append(_entry(rule, measured, characters))
    return "\n".join(parts)


def _entry(rule: Rule, measured: Measured, characters: int) -> str:
    grave = "" if rule.certainty is Certainty.HINT else f" · {rule.severity.label}"
    facts = f"{rule.certainty.label}{grave} · {rule.gate.label} · {rule.level.label}"
    lines = [
        f"### {rule.code} {rule.name}",
        "",
        f"{facts} · 看{_REACH[rule.reach]}",
        "",
        f"- 查什么：{rule.finds}",
        f"- 为什么：{rule.why}",
        f"- 依据：{rule.source}",
    ]
    lines.extend(f"- ✗ {_shown(wrong.text)}{_becomes(wrong)}" for wrong in rule.wrong)
    rights = (right.text if isinstance(right, Right) else right for right in rule.right)
    lines.extend(f"- ✓ {_shown(right)}" for right in rights)
    if characters and rule.reach is not Reach.FILE:
        lines.append(f"- 净文本命中：{_hits(measured.get(rule.code), characters)}")
    return "\n".join((*lines, ""))


def _hits(counts: Mapping[str, int] | None, characters: int) -> str:
    if counts is None:
        return "未测"
    if not counts:
        return "0"
    rates = ((label, count, count * 1000 / characters) for label, count in counts.items())
    return "，".join(f"{label} {count}（每千字 {rate:.5f}）" for label, count, rate in rates)


def _shown(text: str | ManuscriptText | FileTraces) -> str:
    if isinstance(text, FileTraces):
        return f"`{_traces(text)}`"
    words = text if isinstance(text, str) else plain_text(text)
    for sign, name in (("\n", " ⏎ "), ("\u200b", "␣"), ("\u202e", "␣"), ("\u202c", "␣")):
        words = words.replace(sign, name)
    return f"`` {words} ``" if "`" in words else f"`{words}`"


def _traces(traces: FileTraces) -> str:
    found: Iterable[str] = (
        f"批注 {traces.comments}" if traces.comments else "",
        f"修订 {traces.revisions}" if traces.revisions else "",
        *(f"隐藏文字“{words}”" for words in traces.hidden),
        *(f"{what}“{name}”" for what, name in traces.people),
        *(f"{place.picture} 有经纬度" for place in traces.places),
    )
    return "，".join(filter(None, found)) or "没有痕迹的文件"


def _becomes(wrong: Wrong) -> str:
    words = "" if wrong.becomes is None else f" → {_shown(wrong.becomes)}"
    level = "" if wrong.certainty is None else f"（{wrong.certainty.label}）"
    return words + level
