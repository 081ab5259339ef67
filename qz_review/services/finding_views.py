"""What the screens are given of the software's findings: frozen values, names resolved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from qz_review.model.finding import Certainty, Finding, Severity
from qz_review.scanning.context import ScanContext
from qz_review.scanning.engine import Scanner
from qz_review.scanning.layers import Lexicon
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.suppression import Suppression, SuppressionScope
from qz_review.services.kept_scans import KeptScans


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding as it is shown; name: of its rule (日期与星期不符)."""

    finding: Finding
    name: str


@dataclass(frozen=True, slots=True)
class IgnoredView:
    """One act of setting aside (忽略) that holds: who, when, why, how far.

    name: of the rule, where acts are listed without their findings.
    """

    suppression_id: str
    suppression: Suppression
    who: str
    at: datetime
    by_chief: bool
    name: str = ""

    @property
    def scope(self) -> SuppressionScope:
        """仅此处, 本稿 or 本单位."""
        return self.suppression.scope


@dataclass(frozen=True, slots=True)
class WordView:
    """A word of 本稿保护词: who put it there, when, why, and whether that was the chief."""

    word: str
    who: str
    at: datetime
    reason: str
    by_chief: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What a scan of one text comes to.

    text: the plain text that the offsets count.  open: in the order of the text.
    ignored: findings set aside, each with the act that did it.
    """

    text: str
    open: tuple[FindingView, ...]
    ignored: tuple[tuple[FindingView, IgnoredView], ...] = ()

    @property
    def serious(self) -> int:
        """How many 严重 stand: they block a sign-off."""
        return self.count(Severity.SERIOUS)

    def count(self, kind: Severity | Certainty | None) -> int:
        """How many open findings are of a severity (None: 提示), or of a certainty."""
        if isinstance(kind, Certainty):
            return sum(view.finding.certainty is kind for view in self.open)
        return sum(view.finding.severity is kind for view in self.open)


@dataclass(frozen=True, slots=True)
class SeriousFindings:
    """The 严重 of one text that keep a step from being signed.

    text: the plain text that the offsets count.  may_ignore: whether the person at the desk may
    set them aside.
    """

    text: str = ""
    views: tuple[FindingView, ...] = ()
    may_ignore: bool = False


@dataclass(frozen=True, slots=True)
class ScanBasis:
    """Everything but words and level that a scan of a manuscript depends on; may cross threads.

    ignored: acts of setting aside that hold.  may_ignore, may_ignore_for_unit: what the person
    at the desk may do.  kept: scans that a later one takes over.  words: 本稿保护词, which are
    in ``protect`` together with those of ``unit_protect``.
    """

    manuscript_id: str
    scanner: Callable[[], Scanner]
    kept: KeptScans
    context: ScanContext = field(default_factory=ScanContext)
    ignored: tuple[IgnoredView, ...] = ()
    protect: ProtectList = field(default_factory=ProtectList)
    lexicons: tuple[Lexicon, ...] = ()
    may_ignore: bool = False
    may_ignore_for_unit: bool = False
    words: tuple[WordView, ...] = ()
    unit_protect: ProtectList = field(default_factory=ProtectList)


@dataclass(frozen=True, slots=True)
class Explanation:
    """解释 of a rule: what it finds, why, by which source, with examples.

    wrong: wrong examples, each with what it becomes or an empty string; right: right ones.
    """

    code: str
    name: str
    finds: str
    why: str
    source: str
    facts: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    right: tuple[str, ...] = ()
