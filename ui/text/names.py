"""Names of people as the interface writes them: in full, never masked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def delegated_words(name: str, principal: str) -> str:
    """Who acts, and for whom: 张某宁，受 周某远 委托; the name alone without a principal."""
    return f"{name}，受 {principal} 委托" if principal else name


def holders_words(holders: Sequence[str], own_name: str = "") -> str:
    """Who holds a step: 张某宁 李某禾; oneself is 你 and stands first."""
    others = [name for name in holders if name != own_name]
    return " ".join(["你", *others] if len(others) < len(holders) else others)


def list_words(names: Iterable[str]) -> str:
    """An enumeration: 一审、二审、三审."""
    return "、".join(names)


def initial(name: str) -> str:
    """The character in a person's avatar."""
    return name[:1]
