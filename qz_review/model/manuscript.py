"""Facts about a manuscript other than its text: flags, sources, decisions, records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Flag(StrEnum):
    """What makes a manuscript need more than the plain route."""

    IMPORTANT = "important"  # 重要稿件 → 主要领导审签
    SPECIALIST = "specialist"  # 专业性强 → 联审
    OTHER_UNITS = "other_units"  # 涉及其他单位 → 征求意见、会签
    REPRINT = "reprint"  # 转载
    QUOTATION = "quotation"  # 有引用内容
    SERVICE_GUIDE = "service_guide"  # 政务服务办事指南
    AUDIOVISUAL = "audiovisual"  # refused until its review exists
    INTERNAL = "internal"  # 内部

    @property
    def label(self) -> str:
        """Short Chinese name for tags."""
        return _FLAG_LABELS[self]


_FLAG_LABELS = {
    Flag.IMPORTANT: "重要",
    Flag.SPECIALIST: "联审",
    Flag.OTHER_UNITS: "会签",
    Flag.REPRINT: "转载",
    Flag.QUOTATION: "引用",
    Flag.SERVICE_GUIDE: "办事指南",
    Flag.AUDIOVISUAL: "音视频",
    Flag.INTERNAL: "内部",
}


class Decision(StrEnum):
    """The conclusions of the steps, in the rule's words."""

    ADOPT = "adopt"  # 一审 采用
    NOT_ADOPT = "not_adopt"  # 一审 不采用
    PUBLISHABLE = "publishable"  # 二审 能发布
    NOT_PUBLISHABLE = "not_publishable"  # 二审 不能发布
    APPROVE = "approve"  # 三审 同意发布
    APPROVE_WITH_CHANGES = "approve_with_changes"  # 三审 修改后发布
    REJECT = "reject"  # 三审 不予发布
    PROOF_CLEAN = "proof_clean"  # 一校、二校 校对完成
    PROOF_RELEASE = "proof_release"  # 三校 校对无误，同意登载
    PRINCIPAL_AGREE = "principal_agree"  # 主要领导审签 同意

    @property
    def label(self) -> str:
        """The words that stand on the sheet."""
        return _DECISION_LABELS[self]

    @property
    def negative(self) -> bool:
        """True for opinions that go straight up or end the manuscript."""
        return self in (Decision.NOT_ADOPT, Decision.NOT_PUBLISHABLE, Decision.REJECT)


_DECISION_LABELS = {
    Decision.ADOPT: "采用",
    Decision.NOT_ADOPT: "不采用",
    Decision.PUBLISHABLE: "能发布",
    Decision.NOT_PUBLISHABLE: "不能发布",
    Decision.APPROVE: "同意发布",
    Decision.APPROVE_WITH_CHANGES: "修改后发布",
    Decision.REJECT: "不予发布",
    Decision.PROOF_CLEAN: "校对完成",
    Decision.PROOF_RELEASE: "校对无误，同意登载",
    Decision.PRINCIPAL_AGREE: "同意",
}


class Part(StrEnum):
    """As what somebody signs a step: an event holds one signature."""

    SIGNER = "signer"  # the one person of a review or of 二校
    READER = "reader"  # 朗读人
    CHECKER = "checker"  # 核对人
    PRINCIPAL = "principal"  # 主要领导 beside the leader in 三审

    @property
    def label(self) -> str:
        """Chinese name; empty for the plain signer."""
        return {"signer": "", "reader": "朗读", "checker": "核对", "principal": "主要领导"}[self]


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Where a reprint or quotation comes from (二审（5）).

    text_hash: hash of the kept source text (a ManuscriptText blob); required for a reprint.
    """

    source: str
    authority: str
    address: str
    copyright: str
    text_hash: str = ""


class ChangeClass(StrEnum):
    """How a change made after the approved copy is classed (誊正核对单)."""

    CARRIES_OUT = "carries_out"
    CORRECTS_WORDING = "corrects_wording"
    AGREED_BY_LEADER = "agreed_by_leader"

    @property
    def label(self) -> str:
        """Chinese name on the sheet."""
        return {
            "carries_out": "落实领导意见",
            "corrects_wording": "修正文字",
            "agreed_by_leader": "已报领导同意",
        }[self]


@dataclass(frozen=True, slots=True)
class ClassedChange:
    """One change between the approved copy and 三校's clean proof, and its class.

    place: where, for people (第3段).  key: stable within one pair of texts.
    kind: None until classed.
    """

    key: str
    place: str
    deleted: str
    inserted: str
    kind: ChangeClass | None = None


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """One line of the 誊正核对单: a leader's edit or instruction, and what 三校 says of it.

    source: ``edit`` or ``instruction``. words: what was asked. done: ticked as carried out;
    ``answer`` says why, or how, where it was not done literally.
    """

    key: str
    source: str
    words: str
    done: bool = False
    answer: str = ""


class ConsultationKind(StrEnum):
    """征求意见/协商 or 会签."""

    OPINION = "opinion"
    COUNTERSIGN = "countersign"

    @property
    def label(self) -> str:
        """Chinese name."""
        return {"opinion": "征求意见", "countersign": "会签"}[self]


class Outcome(StrEnum):
    """How another unit, or a specialist, answered."""

    AGREE = "agree"
    AGREE_WITH_CHANGES = "agree_with_changes"
    DISAGREE = "disagree"

    @property
    def label(self) -> str:
        """Chinese name."""
        return {
            "agree": "同意",
            "agree_with_changes": "修改后同意",
            "disagree": "不同意",
        }[self]


class ScanResult(StrEnum):
    """Result of the final scan.  Without rules it is NOT_CONFIGURED, never CLEAR."""

    NOT_CONFIGURED = "not_configured"
    CLEAR = "clear"
    FINDINGS = "findings"

    @property
    def label(self) -> str:
        """Chinese name; 未配置规则 must never read as 通过."""
        return {"not_configured": "未配置规则", "clear": "通过", "findings": "有问题"}[self]


@dataclass(frozen=True, slots=True)
class ScanVersions:
    """Versions of what the scan used; empty strings where nothing is configured."""

    rules: str = ""
    lexicons: str = ""
    models: str = ""
