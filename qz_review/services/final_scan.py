"""The hook of the final scan (发布前扫描, 五（二）2): what scans the text 三校 signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from qz_review.model.manuscript import ScanResult, ScanVersions
from qz_review.model.text import ManuscriptText


@dataclass(frozen=True, slots=True)
class ScanOutcome:
    """What a scan found, with the versions of all it used."""

    result: ScanResult
    versions: ScanVersions = field(default_factory=ScanVersions)
    serious: int = 0
    minor: int = 0
    hints: int = 0


FinalScanner = Callable[[ManuscriptText], ScanOutcome]
"""Scans one exact text; raises Environment where its rules cannot be read."""


def no_rules(_: ManuscriptText) -> ScanOutcome:
    """The scan of an office without rules: 未配置规则, which is never 通过."""
    return ScanOutcome(ScanResult.NOT_CONFIGURED)
