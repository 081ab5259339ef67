"""Makes the check of a rule that is a pattern, so that most rules are a declaration."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from qz_review.model.finding import Certainty
from qz_review.scanning.document import Paragraph
from qz_review.scanning.level import Level
from qz_review.scanning.passage import Passage
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Check, Fact, Hit
from qz_review.scanning.shields import QUOTED, Shield

Fix = str | Callable[[re.Match[str]], str | tuple[str, ...] | None]
Condition = Callable[[re.Match[str], Paragraph], bool]


def matching(
    pattern: str | re.Pattern[str],
    fix: Fix | None = None,
    *,
    group: int | str = 0,
    skip: Shield = QUOTED,
    roles: Collection[Role] = (),
    not_roles: Collection[Role] = (),
    when: Condition | None = None,
    message: str | Callable[[re.Match[str]], str] = "",
    certainty: Certainty | None = None,
    level: Level | None = None,
) -> Check:
    """A check that objects to every match of a pattern.

    pattern: compiled with MULTILINE; it must not cross a line end.  Begin it with something rare.
    fix: what to write instead of the group: a template (``\\1``) or a function that may say None.
    group: the part that is marked.  skip: spans in which matches do not count.
    roles, not_roles: where it looks, () for everywhere.  when: a last condition.
    """
    compiled = re.compile(pattern, re.MULTILINE) if isinstance(pattern, str) else pattern
    allowed = frozenset(roles) if roles else frozenset(Role)
    allowed -= frozenset(not_roles)
    everywhere = len(allowed) == len(Role)

    def check(passage: Passage) -> Iterable[Hit]:
        document = passage.document
        for match in compiled.finditer(document.text, passage.start, passage.end):
            start, end = match.span(group)
            if start == end:
                continue
            paragraph = document.at(start)
            if not everywhere and paragraph.role not in allowed:
                continue
            if when is not None and not when(match, paragraph):
                continue
            if skip and paragraph.is_shielded(start, end, skip):
                continue
            words = message(match) if callable(message) else message
            yield Hit(start, end, suggestions_of(fix, match), words, certainty, level)

    return check


def suggestions_of(fix: Fix | None, match: re.Match[str]) -> tuple[str, ...]:
    """What a fix says about one match."""
    if fix is None:
        return ()
    made = match.expand(fix) if isinstance(fix, str) else fix(match)
    if made is None:
        return ()
    return made if isinstance(made, tuple) else (made,)


def every(*checks: Check) -> Check:
    """A check that objects to what any of several checks objects to."""

    def check(passage: Passage) -> Iterable[Hit]:
        for one in checks:
            yield from one(passage)

    return check


def noting(
    pattern: str | re.Pattern[str],
    value: Callable[[re.Match[str], Paragraph], object] = lambda match, _: match.group(),
    *,
    skip: Shield = Shield.NOTHING,
    needs: str = "",
) -> Callable[[Passage], Iterable[Fact]]:
    """Notes every match of a pattern, for a rule that judges the whole document.

    value: what is kept of a match; None keeps nothing.  needs: a character without which a
    passage holds no match.
    """
    compiled = re.compile(pattern, re.MULTILINE) if isinstance(pattern, str) else pattern

    def collect(passage: Passage) -> Iterable[Fact]:
        if needs and passage.characters.isdisjoint(needs):
            return
        document = passage.document
        for match in compiled.finditer(document.text, passage.start, passage.end):
            paragraph = document.at(match.start())
            if skip and paragraph.is_shielded(match.start(), match.end(), skip):
                continue
            kept = value(match, paragraph)
            if kept is not None:
                yield Fact(match.start(), match.end(), kept)

    return collect
