"""All rules, collected from the files below ``rules/``: one file, one ``RULE``."""

from __future__ import annotations

import hashlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from qz_review import __version__
from qz_review.scanning import rules
from qz_review.scanning.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of the catalogue, in the order of the codes.

    Raises RuntimeError where two files claim one code: that is an error of ours.
    """
    found: dict[str, Rule] = {}
    for module in _modules():
        rule = getattr(import_module(module), "RULE", None)
        if rule is None:
            continue
        if rule.code in found:
            raise RuntimeError(f"two rules have the code {rule.code}")
        found[rule.code] = rule
    return tuple(
        sorted(found.values(), key=lambda rule: (_FAMILIES.index(rule.family), rule.order))
    )


def rule_of(code: str) -> Rule | None:
    """The rule with a code, None where there is none."""
    return _by_code().get(code)


@cache
def _by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in all_rules()}


def _modules() -> Iterator[str]:
    for info in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        if not info.ispkg:
            yield info.name


@cache
def rules_digest() -> str:
    """SHA-256 (hex) over all that the rules say, their examples and their lists."""
    from qz_review.scanning.word_lists import lists_digest

    digest = hashlib.sha256()
    for rule in all_rules():
        told = (rule.code, rule.finds, rule.certainty, rule.level, rule.message, rule.source)
        digest.update(repr((told, rule.wrong, rule.right)).encode() + b"\n")
    digest.update(lists_digest().encode())
    return digest.hexdigest()


def rules_version() -> str:
    """Names the state of the rules and their lists, for what a scan records."""
    return f"{__version__}-{rules_digest()[:12]}"


_FAMILIES = "PGNDUWTMCHLSAEFIJKOQRVBXYZ"
FAMILY_NAMES = {
    "P": "标点符号",
    "G": "公文格式",
    "N": "数字用法",
    "D": "日期时间",
    "U": "计量单位",
    "W": "字词",
    "T": "错别字（上下文）",
    "C": "前后一致",
    "H": "残留与隐藏信息",
    "L": "链接",
    "M": "人名、机构、地名",
    "S": "敏感与隐私",
}
"""What the letter of a code stands for, in the order of the catalogue."""
