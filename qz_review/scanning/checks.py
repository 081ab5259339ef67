"""Makes the check of a rule that is a pattern, so that most rules are a declaration."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

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
    not_after: str = "",
    when: Condition | None = None,
    message: str | Callable[[re.Match[str]], str] = "",
    certainty: Certainty | None = None,
    level: Level | None = None,
) -> Check:
    """A check that objects to every match of a pattern.

    pattern: compiled with MULTILINE; it must not cross a line end.  Begin it with something rare.
    fix: what to write instead of the group: a template (``\\1``) or a function that may say None.
    group: the part that is marked.  skip: spans in which matches do not count.
    roles, not_roles: where it looks, () for everywhere.  not_after: characters of which none may
    stand before the match; a lookbehind at the head of the pattern says the same, but then every
    position of the text is tried.  when: a last condition.
    """
    compiled = re.compile(pattern, re.MULTILINE) if isinstance(pattern, str) else pattern
    allowed = frozenset(roles) if roles else frozenset(Role)
    allowed -= frozenset(not_roles)
    everywhere = len(allowed) == len(Role)
    places = None if Role.BODY in allowed else sorted(allowed)

    def check(passage: Passage) -> Iterable[Hit]:
        document = passage.document
        for match in _matches(compiled, passage, places):
            start, end = match.span(group)
            if start == end or (not_after and _stands_after(match, not_after)):
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


def _matches(
    pattern: re.Pattern[str], passage: Passage, places: Sequence[Role] | None
) -> Iterator[re.Match[str]]:
    """Matches in the passage; where running text does not count, only in the few other lines."""
    if places is None:
        yield from passage.finditer(pattern)
        return
    for role in places:
        for paragraph in passage.by_role.get(role, ()):
            yield from pattern.finditer(passage.document.text, paragraph.start, paragraph.end + 1)


def _stands_after(match: re.Match[str], characters: str) -> bool:
    at = match.start()
    return at > 0 and match.string[at - 1] in characters


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
    not_after: str = "",
) -> Callable[[Passage], Iterable[Fact]]:
    """Notes every match of a pattern, for a rule that judges the whole document.

    value: what is kept of a match; None keeps nothing.  needs: characters without which a
    passage holds no match.  not_after: as for :func:`matching`.
    """
    compiled = re.compile(pattern, re.MULTILINE) if isinstance(pattern, str) else pattern

    def collect(passage: Passage) -> Iterable[Fact]:
        if needs and passage.characters.isdisjoint(needs):
            return
        document = passage.document
        for match in compiled.finditer(document.text, passage.start, passage.end):
            if not_after and _stands_after(match, not_after):
                continue
            paragraph = document.at(match.start())
            if skip and paragraph.is_shielded(match.start(), match.end(), skip):
                continue
            kept = value(match, paragraph)
            if kept is not None:
                yield Fact(match.start(), match.end(), kept)

    return collect
