"""扫描证书: what a final scan used, what it found, and what became of each finding.

Kept as a blob that a signed event names (``scan-certified.v1``); the format below never changes,
another one comes beside it.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity

FORMAT = "qz-scan-certificate/1"


class CertificateFormatError(ValueError):
    """Bytes that are no certificate of this format."""


class Fate(StrEnum):
    """What became of a finding."""

    OPEN = "open"
    IGNORED = "ignored"
    FIXED = "fixed"

    @property
    def label(self) -> str:
        """未处理, 忽略 or 已改正."""
        return {"open": "未处理", "ignored": "忽略", "fixed": "已改正"}[self]


@dataclass(frozen=True, slots=True)
class UsedList:
    """A word list the scan used.  digest: SHA-256 of its content, in hex."""

    name: str
    layer: str
    version: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class CertifiedFinding:
    """One finding.

    start, end: code points into the plain text of the scanned text (of the one scanned before,
    for a finding that is FIXED).  paragraph: 第n段, 0 outside the paragraphs.  severity: None
    for 提示.  scope, reason, by, at: of the act that set it aside (仅此处, 本稿, 本单位), empty
    otherwise.
    """

    rule: str
    name: str
    gate: Gate
    certainty: Certainty
    severity: Severity | None
    start: int
    end: int
    paragraph: int
    quote: str
    message: str
    suggestions: tuple[str, ...]
    source: str
    fate: Fate
    scope: str = ""
    reason: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class ScanCertificate:
    """The certificate of one scan.

    text_hash: of the exact text 三校 signed.  level: 标准 or 全面.  rules_digest, model_digest:
    SHA-256 in hex, empty where there is none.  at: the moment as stored in events.
    """

    manuscript: str
    title: str
    text_hash: str
    characters: int
    level: str
    at: str
    by: str
    rules_version: str
    rules_digest: str
    rules_count: int
    lists: tuple[UsedList, ...]
    model_version: str
    model_digest: str
    findings: tuple[CertifiedFinding, ...]

    def count(self, fate: Fate) -> int:
        """How many findings came to that end."""
        return sum(finding.fate is fate for finding in self.findings)


def certificate_bytes(certificate: ScanCertificate) -> bytes:
    """The bytes that are stored and named by their hash."""
    data = {"format": FORMAT, **dataclasses.asdict(certificate)}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "replace"
    )


def parse_certificate(data: bytes) -> ScanCertificate:
    """The certificate in some bytes.  Raises CertificateFormatError."""
    try:
        raw = json.loads(data)
        if raw.pop("format") != FORMAT:
            raise CertificateFormatError("another format")
        raw["lists"] = tuple(UsedList(**one) for one in raw["lists"])
        raw["findings"] = tuple(map(_finding, raw["findings"]))
        return ScanCertificate(**raw)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise CertificateFormatError(str(error)) from error


def _finding(raw: dict[str, Any]) -> CertifiedFinding:
    return CertifiedFinding(
        **{
            **raw,
            "gate": Gate(raw["gate"]),
            "certainty": Certainty(raw["certainty"]),
            "severity": Severity(raw["severity"]) if raw["severity"] is not None else None,
            "suggestions": tuple(raw["suggestions"]),
            "fate": Fate(raw["fate"]),
        }
    )
