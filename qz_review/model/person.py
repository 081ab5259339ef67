"""People, roles and the unit: the roster (人员名册) as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may do in the unit; one person can hold several."""

    EDITOR = "editor"
    SECTION_CHIEF = "section_chief"
    UNIT_LEADER = "unit_leader"
    PRINCIPAL = "principal"
    SPECIALIST = "specialist"
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"

    @property
    def label(self) -> str:
        """The rule's own term."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.EDITOR: "采编人员",
    Role.SECTION_CHIEF: "责任科室负责人",
    Role.UNIT_LEADER: "单位领导",
    Role.PRINCIPAL: "单位主要领导",
    Role.SPECIALIST: "专业人员",
    Role.ADMINISTRATOR: "管理员",
    Role.SUPERVISOR: "监督员",
}


class ChannelKind(StrEnum):
    """Kinds of publishing channels."""

    WEBSITE = "website"
    WECHAT = "wechat"
    WEIBO = "weibo"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Short Chinese name."""
        return {"website": "网站栏目", "wechat": "公众号", "weibo": "微博", "other": "其他"}[self]


@dataclass(frozen=True, slots=True)
class Channel:
    """A place where the unit publishes.  ``address`` may be empty."""

    id: str
    name: str
    kind: ChannelKind
    address: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section (科室) of the unit."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster.  Retired people stay, so that old signatures keep a name.

    key_id: SHA-256 (hex) of the present public key; empty once revoked.
    """

    id: str
    name: str
    account: str
    roles: frozenset[Role]
    section_id: str = ""
    duty: str = ""
    key_id: str = ""
    retired_at: datetime | None = None

    @property
    def active(self) -> bool:
        """True while the person is not retired."""
        return self.retired_at is None


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A signing key as the roster knows it.

    raw: the 32 bytes of the Ed25519 public key.
    from_seq, until_seq: roster events between which it is valid (until exclusive, None = still).
    """

    key_id: str
    person_id: str
    raw: bytes
    from_seq: int
    until_seq: int | None = None


@dataclass(frozen=True, slots=True)
class RouteSettings:
    """How the unit runs the route.

    hours: time limit of each step in hours, by ``Stage`` value.
    strict_separation: nobody holds two links at all (default: nobody two of the reviews).
    number_prefix: start of every manuscript number, as in QT-2026-0412.
    """

    hours: tuple[tuple[str, int], ...] = (
        ("review_1", 24),
        ("proof_1", 24),
        ("review_2", 24),
        ("proof_2", 24),
        ("review_3", 24),
        ("proof_3", 8),
    )
    strict_separation: bool = False
    number_prefix: str = "GJ"


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit (单位): name, 分管领导, 主管科室, sections, channels, settings.

    deputy_id: person id of 分管领导; lead_section_id: 主管科室 (rule 五（一）).
    """

    name: str
    deputy_id: str = ""
    lead_section_id: str = ""
    sections: tuple[Section, ...] = ()
    channels: tuple[Channel, ...] = ()
    route: RouteSettings = field(default_factory=RouteSettings)
